package io.setpoint.erp.kernel.http;

import io.setpoint.erp.kernel.Kernel;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.glassfish.hk2.api.Factory;
import org.glassfish.hk2.utilities.binding.AbstractBinder;
import org.glassfish.jersey.process.internal.RequestScoped;

/** Lets resource methods take the {@link Caller} as a parameter. */
public final class CallerBinding extends AbstractBinder {
    private final Kernel kernel;
    private final Sessions sessions;

    public CallerBinding(Kernel kernel, Sessions sessions) {
        this.kernel = kernel;
        this.sessions = sessions;
    }

    @Override
    protected void configure() {
        bind(kernel).to(Kernel.class);
        bind(sessions).to(Sessions.class);
        bindFactory(Callers.class).to(Caller.class).in(RequestScoped.class);
    }

    /** Makes the caller of each request. */
    static final class Callers implements Factory<Caller> {
        private final Provider<ContainerRequestContext> request;
        private final Kernel kernel;
        private final Sessions sessions;

        @Inject
        Callers(Provider<ContainerRequestContext> request, Kernel kernel, Sessions sessions) {
            this.request = request;
            this.kernel = kernel;
            this.sessions = sessions;
        }

        @Override
        public Caller provide() {
            return new Caller(request.get(), kernel, sessions);
        }

        @Override
        public void dispose(Caller caller) {
            // holds nothing
        }
    }
}
