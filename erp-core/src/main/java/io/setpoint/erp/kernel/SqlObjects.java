package io.setpoint.erp.kernel;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.extension.ExtensionFactory;
import org.jdbi.v3.core.extension.Extensions;
import org.jdbi.v3.sqlobject.SqlObjectFactory;

/**
 * SQL objects whose annotations are read once. What a handle learns of them is forgotten with it; what Jdbi itself knows
 * is handed to each handle. Reading them anew took half of a use case's time.
 */
final class SqlObjects {
    private final Extensions extensions;
    private final ExtensionFactory factory;
    private final Set<Class<?>> known = ConcurrentHashMap.newKeySet();

    SqlObjects(Jdbi jdbi) {
        this.extensions = jdbi.getConfig(Extensions.class);
        this.factory = extensions.findFactory(SqlObjectFactory.class).orElseThrow();
    }

    <T> T attach(Handle handle, Class<T> type) {
        if (known.add(type)) {
            extensions.findMetadata(type, factory);
        }
        return handle.attach(type);
    }
}
