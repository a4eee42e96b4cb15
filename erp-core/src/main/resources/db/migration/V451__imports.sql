-- Imports. An import is a document: the file as it was sent, what a check of it said, whether it was committed, all or
-- none, and whether that was taken back. What it creates goes through the use cases of each kind.

create table import_batch (
  company_id text not null constraint import_batch_company references company,
  import_id text not null,
  kind text not null,
  media_type text not null,
  sha256 text not null constraint import_batch_sha256 check (sha256 ~ '^[0-9a-f]{64}$'),
  state text not null,
  version int not null default 1,
  lines int not null,
  fresh int not null,
  existing int not null,
  errors int not null,
  checked_by text not null,
  checked_at timestamptz not null,
  committed_by text,
  committed_at timestamptz,
  reversed_by text,
  reversed_at timestamptz,
  why text,
  constraint import_batch_pkey primary key (company_id, import_id),
  constraint import_batch_state_known check (state in ('CHECKED', 'FAULTY', 'COMMITTED', 'REVERSED')),
  constraint import_batch_faulty_with_errors check ((state = 'FAULTY') = (errors > 0)),
  constraint import_batch_committed_by_somebody
    check ((state in ('COMMITTED', 'REVERSED')) = (committed_by is not null)),
  constraint import_batch_reversed_by_somebody check ((state = 'REVERSED') = (reversed_by is not null))
);
-- The same file counts once, until it is taken back.
create unique index import_batch_once on import_batch (kind, sha256, company_id) where state = 'COMMITTED';
select isolate_by_company('import_batch');
grant select, insert on import_batch to setpoint_app;
grant update (state, version, fresh, existing, committed_by, committed_at, reversed_by, reversed_at, why)
  on import_batch to setpoint_app;

create table import_file (
  company_id text not null,
  import_id text not null,
  content bytea not null,
  constraint import_file_pkey primary key (company_id, import_id),
  constraint import_file_batch_fkey foreign key (company_id, import_id) references import_batch (company_id, import_id)
);
select isolate_by_company('import_file');
grant select, insert on import_file to setpoint_app;

create table import_error (
  company_id text not null,
  import_id text not null,
  error_no int not null,
  line int not null,
  column_name text,
  cell text,
  message text not null,
  constraint import_error_pkey primary key (company_id, import_id, error_no),
  constraint import_error_batch_fkey foreign key (company_id, import_id) references import_batch (company_id, import_id)
);
select isolate_by_company('import_error');
grant select, insert on import_error to setpoint_app;

-- What a commit created, for who takes it back.
create table import_key (
  company_id text not null,
  import_id text not null,
  key text not null,
  constraint import_key_pkey primary key (company_id, import_id, key),
  constraint import_key_batch_fkey foreign key (company_id, import_id) references import_batch (company_id, import_id)
);
select isolate_by_company('import_key');
grant select, insert on import_key to setpoint_app;

-- Items and customers an import created and nobody used yet go away again; foreign keys keep those that are in use.
grant delete on item, customer to setpoint_app;

-- Which of these keys of a table other rows refer to, and from where, by its foreign keys; some tables are left out.
create function referred_to(target regclass, key_column name, keys text[], left_out regclass[])
  returns table (key text, used_by text) language plpgsql as $$
declare
  found record;
begin
  for found in
    select c.conrelid::regclass as source, a.attname as source_column
      from pg_constraint c
      cross join lateral unnest(c.conkey, c.confkey) as k (source_no, target_no)
      join pg_attribute t on t.attrelid = c.confrelid and t.attnum = k.target_no and t.attname = key_column
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.source_no
     where c.contype = 'f' and c.confrelid = target and c.conrelid <> all (left_out)
     order by 1, 2
  loop
    return query execute format(
      'select distinct s.%1$I, %2$L::text from %3$s s where s.%1$I = any ($1)',
      found.source_column, found.source::text, found.source) using keys;
  end loop;
end
$$;
