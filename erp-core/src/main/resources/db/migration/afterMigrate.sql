select create_event_partitions(24);
grant select on all tables in schema public to setpoint_oracle;
revoke select on person, session, idempotency_key from setpoint_oracle;
