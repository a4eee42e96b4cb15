revoke create on schema public from public;
grant usage on schema public to setpoint_app, setpoint_capture, setpoint_oracle;
alter default privileges in schema public grant select on tables to setpoint_oracle;

-- The tenant of the running transaction; null outside of one, so that every policy then hides every row.
create function current_company() returns text
  language sql stable parallel safe
  return nullif(current_setting('setpoint.company', true), '');

-- The person who is signing in or whose session is looked up; only the access capability sets it.
create function current_person() returns text
  language sql stable parallel safe
  return nullif(current_setting('setpoint.person', true), '');

-- Every table of a company goes through here in the migration that creates it: row-level security, also for its owner.
create function isolate_by_company(target regclass) returns void
  language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy company on %s using (company_id = current_setting(''setpoint.company'', true))', target);
end
$$;

create sequence document_number start with 10000001 increment by 100;
grant usage on sequence document_number to setpoint_app;

-- Outbox and audit trail at once. The columns id, aggregatetype, aggregateid, type, payload are Debezium's outbox columns.
create table event (
  id uuid not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  company_id text not null,
  site_id text,
  actor text not null,
  aggregatetype text not null,
  aggregateid text not null,
  type text not null,
  seq int not null,
  payload text not null,
  constraint event_pkey primary key (id, recorded_at),
  constraint event_seq_from_zero check (seq >= 0)
) partition by range (recorded_at);
create index event_aggregate on event (company_id, aggregateid, recorded_at);
create table event_default partition of event default;
select isolate_by_company('event');
grant select, insert on event to setpoint_app;
revoke update, delete, truncate on event from setpoint_app;
grant select on event to setpoint_capture;

-- Partitions of this month and the coming ones; the default partition catches what lies outside.
create function create_event_partitions(months_ahead int) returns void
  language plpgsql as $$
declare
  month date := date_trunc('month', now() at time zone 'UTC')::date;
  name text;
begin
  for i in -1 .. months_ahead loop
    name := 'event_' || to_char(month + make_interval(months => i), 'YYYY_MM');
    if to_regclass(name) is null then
      execute format(
        'create table %I partition of event for values from (%L) to (%L)',
        name,
        to_char(month + make_interval(months => i), 'YYYY-MM-DD') || ' 00:00:00+00',
        to_char(month + make_interval(months => i + 1), 'YYYY-MM-DD') || ' 00:00:00+00');
    end if;
  end loop;
end
$$;
revoke execute on function create_event_partitions from public;

create publication setpoint_events for table event with (publish = 'insert', publish_via_partition_root = true);

create table audit (
  id uuid not null constraint audit_pkey primary key,
  recorded_at timestamptz not null,
  company_id text,
  actor text not null,
  command text not null,
  outcome text not null,
  refusal text,
  event_ids uuid[] not null,
  detail jsonb not null,
  constraint audit_outcome_known check (outcome in ('DONE', 'REFUSED')),
  constraint audit_refusal_named check ((outcome = 'REFUSED') = (refusal is not null))
);
create index audit_by_time on audit (company_id, recorded_at);
alter table audit enable row level security;
alter table audit force row level security;
create policy company on audit
  using (company_id = current_company() or (company_id is null and actor = current_person()));
grant select, insert on audit to setpoint_app;
revoke update, delete, truncate on audit from setpoint_app;

create table idempotency_key (
  company_id text not null,
  key text not null,
  request_sha256 bytea not null,
  version int,
  response text not null,
  recorded_at timestamptz not null,
  constraint idempotency_key_pkey primary key (company_id, key)
);
select isolate_by_company('idempotency_key');
grant select, insert on idempotency_key to setpoint_app;
