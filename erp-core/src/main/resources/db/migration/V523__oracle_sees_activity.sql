-- Who waits for a moment between two transactions says which one it waits for.
grant pg_read_all_stats to setpoint_oracle;
