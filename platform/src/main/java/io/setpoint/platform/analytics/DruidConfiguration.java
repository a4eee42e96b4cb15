package io.setpoint.platform.analytics;

import io.setpoint.platform.installation.Installation;
import io.setpoint.platform.installation.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The files Druid is configured by, written at every start, since ports and folders may have changed. */
final class DruidConfiguration {
    private DruidConfiguration() {}

    static Path write(Installation installation) throws IOException {
        Path folder =
                Files.createDirectories(installation.folder().configuration().resolve("druid"));
        Path data = installation.folder().druid();
        Ports ports = installation.ports();
        Files.writeString(
                folder.resolve("zookeeper.properties"), """
                tickTime=2000
                dataDir=%s
                clientPort=%d
                clientPortAddress=127.0.0.1
                admin.enableServer=false
                maxClientCnxns=0
                """.formatted(data.resolve("zookeeper"), ports.zooKeeper()));
        writeForOwner(folder.resolve("common.properties"), """
                druid.host=127.0.0.1
                druid.bindOnHost=true
                # The Kafka extension stands on the class path.
                druid.extensions.loadList=[]
                druid.startup.logging.logProperties=false
                druid.zk.service.host=127.0.0.1:%1$d
                druid.zk.paths.base=/druid
                druid.metadata.storage.type=derby
                druid.metadata.storage.connector.connectURI=jdbc:derby://127.0.0.1:%2$d/%3$s/metadata;create=true
                druid.metadata.storage.connector.host=127.0.0.1
                druid.metadata.storage.connector.port=%2$d
                druid.storage.type=local
                druid.storage.storageDirectory=%3$s/segments
                druid.indexer.logs.type=file
                druid.indexer.logs.directory=%3$s/task-logs
                druid.selectors.indexing.serviceName=druid/overlord
                druid.selectors.coordinator.serviceName=druid/coordinator
                druid.monitoring.monitors=[]
                druid.emitter=noop
                druid.lookup.enableLookupSyncOnStartup=false
                druid.processing.numThreads=1
                druid.processing.numMergeBuffers=2
                druid.processing.buffer.sizeBytes=16MiB
                druid.server.http.numThreads=16
                druid.global.http.numConnections=8
                druid.sql.enable=true
                druid.server.http.gracefulShutdownTimeout=PT1S
                druid.server.http.unannouncePropagationDelay=PT0S
                druid.indexer.task.restoreTasksOnRestart=false
                druid.auth.authenticatorChain=["setpoint"]
                druid.auth.authenticator.setpoint.type=setpoint
                druid.auth.authenticator.setpoint.erpCore=%4$s
                druid.auth.authenticator.setpoint.internalPassword=%5$s
                druid.auth.authenticator.setpoint.authorizerName=setpoint
                druid.auth.authorizers=["setpoint"]
                druid.auth.authorizer.setpoint.type=setpoint
                druid.auth.authorizeQueryContextParams=true
                druid.escalator.type=setpoint
                druid.escalator.internalPassword=%5$s
                druid.escalator.authorizerName=setpoint
                """.formatted(
                        ports.zooKeeper(),
                        ports.derby(),
                        data,
                        installation.erpCore(),
                        installation.folder().secrets().druid()));
        Files.writeString(folder.resolve("coordinator.properties"), """
                druid.service=druid/coordinator
                druid.plaintextPort=%d
                druid.coordinator.startDelay=PT5S
                druid.coordinator.period=PT5S
                druid.coordinator.asOverlord.enabled=true
                druid.coordinator.asOverlord.overlordService=druid/overlord
                druid.indexer.queue.startDelay=PT1S
                druid.indexer.runner.type=httpRemote
                # Tasks die with the process; the supervisors read on behind the last published segments.
                druid.indexer.storage.type=local
                druid.manager.segments.pollDuration=PT5S
                """.formatted(ports.druidCoordinator()));
        Files.writeString(folder.resolve("broker.properties"), """
                druid.service=druid/broker
                druid.plaintextPort=%d
                druid.broker.http.numConnections=8
                druid.broker.cache.useCache=false
                druid.broker.cache.populateCache=false
                druid.sql.planner.metadataRefreshPeriod=PT2S
                druid.sql.planner.authorizeSystemTablesDirectly=true
                druid.auth.authenticator.setpoint.people=true
                """.formatted(ports.druidBroker()));
        Files.writeString(folder.resolve("historical.properties"), """
                druid.service=druid/historical
                druid.plaintextPort=%d
                druid.segmentCache.locations=[{"path":"%s/segment-cache","maxSize":"20g"}]
                druid.server.maxSize=20g
                druid.historical.cache.useCache=false
                druid.historical.cache.populateCache=false
                """.formatted(ports.druidHistorical(), data));
        Files.writeString(folder.resolve("indexer.properties"), """
                druid.service=druid/indexer
                druid.plaintextPort=%d
                # One task a grain, and as many again while the old ones publish.
                druid.worker.capacity=12
                druid.worker.numConcurrentMerges=1
                druid.indexer.task.baseDir=%s/tasks
                """.formatted(ports.druidIndexer(), data));
        Files.writeString(folder.resolve("log4j2.xml"), """
                <?xml version="1.0" encoding="UTF-8"?>
                <Configuration status="WARN">
                  <Appenders>
                    <Console name="console" target="SYSTEM_OUT">
                      <PatternLayout pattern="%d{ISO8601} %p [%t] %c{1} - %m%n"/>
                    </Console>
                  </Appenders>
                  <Loggers>
                    <Root level="warn"><AppenderRef ref="console"/></Root>
                  </Loggers>
                </Configuration>
                """);
        return folder;
    }

    private static void writeForOwner(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }
}
