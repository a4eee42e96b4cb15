package io.setpoint.erp.kernel;

import org.jdbi.v3.core.Handle;

/** Document numbers, taken from the database in blocks: unique, rising, with gaps, and without a lock to wait for. */
final class Numbers {
    private static final int BLOCK = 100;

    private long next;
    private long end;

    /** Takes one; a new block comes over the caller's own connection, for a second one could be waited for in vain. */
    synchronized long take(Handle handle) {
        if (next == end) {
            next = handle.createQuery("select nextval('document_number')")
                    .mapTo(Long.class)
                    .one();
            end = next + BLOCK;
        }
        return next++;
    }
}
