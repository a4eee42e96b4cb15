package io.setpoint.platform.druid;

import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.servlet.GuiceFilter;
import java.lang.reflect.Field;
import org.apache.druid.guice.annotations.RemoteChatHandler;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.servlet.FilterHolder;
import org.eclipse.jetty.servlet.ServletHandler;

/**
 * Ties a service's Jetty to the servlets of its own injector. Guice 5 hands every filter that Jetty creates the pipeline
 * of whichever injector came last, so a second service in the process would answer for the first. Druid 34 and later do
 * the same in their own code.
 */
enum Pipeline {
    /** Services with one HTTP server. */
    PUBLIC(Key.get(Server.class)),
    /** The indexer, whose server for its tasks answers beside the others. */
    CHAT(Key.get(Server.class, RemoteChatHandler.class));

    @SuppressWarnings("ImmutableEnumChecker") // a Guice key never changes
    private final Key<Server> server;

    Pipeline(Key<Server> server) {
        this.server = server;
    }

    void pin(Injector injector) {
        try {
            Field field = GuiceFilter.class.getDeclaredField("injectedPipeline");
            field.setAccessible(true);
            Object own = field.get(injector.getInstance(GuiceFilter.class));
            for (Handler handler : injector.getInstance(server).getChildHandlersByClass(ServletHandler.class)) {
                for (FilterHolder holder : ((ServletHandler) handler).getFilters()) {
                    if (holder.getFilter() instanceof GuiceFilter) {
                        field.set(holder.getFilter(), own);
                    }
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This Guice keeps its servlet pipeline elsewhere", e);
        }
    }
}
