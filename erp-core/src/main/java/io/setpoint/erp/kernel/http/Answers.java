package io.setpoint.erp.kernel.http;

import io.setpoint.erp.kernel.Receipt;
import io.setpoint.erp.kernel.Versioned;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Turns what resources return into answers: the stored JSON of a use case, its position, its version, its status. */
public final class Answers implements ContainerResponseFilter {
    /** Log position behind the commit; reads with {@code after} wait for it. */
    public static final String POSITION = "Setpoint-Position";
    /** Whether an earlier request with the same key gave this answer. */
    public static final String REPLAYED = "Idempotency-Replayed";

    @Context
    private @Nullable ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        MultivaluedMap<String, Object> headers = response.getHeaders();
        headers.putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
        headers.putSingle("X-Content-Type-Options", "nosniff");
        if (response.getEntity() instanceof Versioned versioned) {
            headers.putSingle(HttpHeaders.ETAG, "\"" + versioned.version() + "\"");
        }
        if (response.getEntity() instanceof Receipt<?> receipt) {
            headers.putSingle(POSITION, Long.toUnsignedString(receipt.position()));
            headers.putSingle(REPLAYED, Boolean.toString(receipt.replayed()));
            if (receipt.version() != null) {
                headers.putSingle(HttpHeaders.ETAG, "\"" + receipt.version() + "\"");
            }
            response.setEntity(receipt.json(), null, MediaType.APPLICATION_JSON_TYPE);
        }
        ResourceInfo matched = resource;
        Method method = matched == null ? null : matched.getResourceMethod();
        if (method != null && method.isAnnotationPresent(Creates.class) && response.getStatus() == 200) {
            response.setStatus(201);
        }
    }
}
