package io.setpoint.erp.kernel;

import java.sql.SQLException;

/** The database failed in a way no use case expects. */
public final class DatabaseFailure extends RuntimeException {
    public DatabaseFailure(SQLException cause) {
        super(cause);
    }
}
