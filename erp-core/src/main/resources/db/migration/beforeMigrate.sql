-- Roles belong to the server, not to the database, so they are made before the first migration, and again harmlessly.
do $roles$
declare
  wanted record;
begin
  for wanted in
    select * from (values
      ('setpoint_app', 'login', '${appPassword}'),
      ('setpoint_capture', 'login replication bypassrls', '${capturePassword}'),
      ('setpoint_oracle', 'login bypassrls', '${oraclePassword}')) as w(name, options, password)
  loop
    if not exists (select from pg_roles where rolname = wanted.name) then
      begin
        execute format('create role %I %s', wanted.name, wanted.options);
      exception when duplicate_object or unique_violation then
        null; -- another database of this server was migrated at the same moment
      end;
    end if;
    if wanted.password <> '' then
      execute format('alter role %I password %L', wanted.name, wanted.password);
    end if;
  end loop;
end
$roles$;
