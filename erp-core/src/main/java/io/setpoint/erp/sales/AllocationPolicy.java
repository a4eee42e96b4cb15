package io.setpoint.erp.sales;

import io.setpoint.erp.sales.AllocationPlan.Waiting;
import java.util.Comparator;

/** Whose backorder is served first. */
enum AllocationPolicy {
    /** Who ordered first. */
    FIFO {
        @Override
        Comparator<Waiting> order() {
            return Comparator.comparing(Waiting::placedAt).thenComparing(OLDEST_PROMISE);
        }
    },
    /** Whose promise is for the earliest day. */
    COMMIT_DATE {
        @Override
        Comparator<Waiting> order() {
            return OLDEST_PROMISE;
        }
    },
    /** The customer's class in alphabetical order; within a class whose promise is for the earliest day. */
    CUSTOMER_CLASS {
        @Override
        Comparator<Waiting> order() {
            return Comparator.comparing(Waiting::customerClass).thenComparing(OLDEST_PROMISE);
        }
    };

    private static final Comparator<Waiting> OLDEST_PROMISE = Comparator.comparing(Waiting::commitDate)
            .thenComparing(Waiting::placedAt)
            .thenComparing(Waiting::order)
            .thenComparing(Waiting::lineNo);

    abstract Comparator<Waiting> order();
}
