package io.setpoint.erp;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.health.HealthCheck;
import com.zaxxer.hikari.HikariDataSource;
import io.dropwizard.core.Application;
import io.dropwizard.core.server.AbstractServerFactory;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.lifecycle.AutoCloseableManager;
import io.setpoint.erp.access.Access;
import io.setpoint.erp.kernel.Database;
import io.setpoint.erp.kernel.Json;
import io.setpoint.erp.kernel.Kernel;
import io.setpoint.erp.kernel.Reads;
import io.setpoint.erp.kernel.UseCases;
import io.setpoint.erp.kernel.http.AllProblems;
import io.setpoint.erp.kernel.http.Answers;
import io.setpoint.erp.kernel.http.Authentication;
import io.setpoint.erp.kernel.http.CallerParameter;
import io.setpoint.erp.kernel.http.JsonProblems;
import io.setpoint.erp.kernel.http.ServerProblems;
import io.setpoint.erp.kernel.http.UnreadBodies;
import io.setpoint.erp.kernel.http.WebProblems;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.util.EnumSet;
import org.eclipse.jetty.server.Server;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** How the ERP core starts: database, kernel, capabilities, HTTP. */
final class ErpApplication extends Application<ErpConfiguration> {
    private @Nullable Server server;

    @Override
    public String getName() {
        return "erp-core";
    }

    @Override
    public void initialize(Bootstrap<ErpConfiguration> bootstrap) {
        bootstrap.setObjectMapper(Json.http());
    }

    @Override
    public void run(ErpConfiguration configuration, Environment environment) {
        ErpConfiguration.DatabaseSection database = configuration.database();
        migrate(configuration, database);
        HikariDataSource pool = Database.pool(database.url(), database.user(), database.password(), database.size());
        environment.lifecycle().manage(new AutoCloseableManager(pool));
        HikariDataSource readPool =
                Database.readPool(database.url(), database.user(), database.password(), database.size());
        environment.lifecycle().manage(new AutoCloseableManager(readPool));
        Jdbi jdbi = Database.jdbi(pool);
        Clock clock = Clock.systemUTC();
        Kernel kernel = new Kernel(new UseCases(jdbi, clock), new Reads(Database.jdbi(readPool)), clock);

        Capabilities capabilities = new Capabilities(kernel, configuration.passwordCost());
        foundFirstPerson(configuration, capabilities.access());
        serve(environment, kernel, capabilities);
        watch(environment, kernel, jdbi);
        environment.lifecycle().addServerLifecycleListener(started -> {
            started.setErrorHandler(new ServerProblems());
            server = started;
        });
        prepare((AbstractServerFactory) configuration.getServerFactory());
    }

    Server server() {
        Server running = server;
        if (running == null) {
            throw new IllegalStateException("the server did not start");
        }
        return running;
    }

    @Override
    protected void onFatalError(Throwable cause) {
        throw new IllegalStateException("the ERP core did not start: " + cause.getMessage(), cause);
    }

    private static void migrate(ErpConfiguration configuration, ErpConfiguration.DatabaseSection database) {
        ErpConfiguration.OwnerSection owner = configuration.owner();
        if (owner != null) {
            String capture = configuration.roles().capturePassword();
            String oracle = configuration.roles().oraclePassword();
            Database.migrate(
                    database.url(),
                    owner.user(),
                    owner.password(),
                    new Database.RolePasswords(
                            database.password(), capture == null ? "" : capture, oracle == null ? "" : oracle));
        }
    }

    private static void foundFirstPerson(ErpConfiguration configuration, Access access) {
        ErpConfiguration.BootstrapSection first = configuration.bootstrap();
        if (first != null) {
            access.registerFirstPerson(first.person(), first.name(), first.password());
        }
    }

    private static void serve(Environment environment, Kernel kernel, Capabilities capabilities) {
        environment.jersey().register(new Authentication(capabilities.access().sessions()));
        environment
                .jersey()
                .register(new CallerParameter(kernel, capabilities.access().sessions()));
        environment.jersey().register(new Answers());
        environment.jersey().register(new AllProblems());
        environment.jersey().register(new JsonProblems());
        environment.jersey().register(new WebProblems());
        capabilities.resources().forEach(environment.jersey()::register);
        environment
                .servlets()
                .addFilter("unread-bodies", new UnreadBodies())
                .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
        environment.getApplicationContext().setErrorHandler(new ServerProblems());
    }

    private static void watch(Environment environment, Kernel kernel, Jdbi jdbi) {
        environment.metrics().register("use-cases.retries", (Gauge<Long>) kernel.useCases()::retries);
        environment.healthChecks().register("database", new HealthCheck() {
            @Override
            protected Result check() {
                return jdbi.withHandle(handle -> handle.createQuery("select 1")
                                        .mapTo(Integer.class)
                                        .one())
                                == 1
                        ? Result.healthy()
                        : Result.unhealthy("select 1 is not 1");
            }
        });
    }

    private static void prepare(AbstractServerFactory server) {
        server.setRegisterDefaultExceptionMappers(false);
        server.setJerseyRootPath("/api/v1/*");
    }
}
