package io.setpoint.erp.kernel.http;

import io.setpoint.erp.kernel.Kernel;
import java.util.function.Function;
import org.glassfish.hk2.utilities.binding.AbstractBinder;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.model.Parameter;
import org.glassfish.jersey.server.spi.internal.ValueParamProvider;
import org.jspecify.annotations.Nullable;

/** Lets resource methods take the {@link Caller} as a parameter, made without a look through the container. */
public final class CallerParameter extends AbstractBinder {
    private final Kernel kernel;
    private final Sessions sessions;

    public CallerParameter(Kernel kernel, Sessions sessions) {
        this.kernel = kernel;
        this.sessions = sessions;
    }

    @Override
    protected void configure() {
        bind(new Callers()).to(ValueParamProvider.class);
    }

    /** Asked before the container is. */
    private final class Callers implements ValueParamProvider {
        @Override
        public @Nullable Function<ContainerRequest, ?> getValueProvider(Parameter parameter) {
            return parameter.getRawType() == Caller.class ? request -> new Caller(request, kernel, sessions) : null;
        }

        @Override
        public PriorityType getPriority() {
            return Priority.HIGH;
        }
    }
}
