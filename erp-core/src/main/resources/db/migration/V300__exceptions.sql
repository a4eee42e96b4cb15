-- The exception queue. One row per cause key; a repeat of a signal never makes a second one.

create table exception (
  company_id text not null,
  exception_id text not null,
  cause_key text not null,
  type text not null,
  site_id text,
  subject text not null,
  severity text not null,
  title text not null,
  value_at_risk numeric(19,4) not null,
  class_weight numeric(5,2) not null,
  last_safe_at timestamptz,
  -- The signal as it came, byte for byte, so that evidence_hash can be checked with any tool.
  signal text not null,
  signal_stamp bigint not null,
  evidence_hash text not null,
  state text not null,
  regressed boolean not null default false,
  owner text,
  raised_at timestamptz not null,
  acknowledge_by timestamptz not null,
  decide_by timestamptz not null,
  due_at timestamptz not null generated always as (least(last_safe_at, decide_by)) stored,
  settled_at timestamptz,
  version int not null default 1,
  constraint exception_pkey primary key (company_id, exception_id),
  constraint exception_cause unique (company_id, cause_key),
  constraint exception_site_fkey foreign key (company_id, site_id) references site (company_id, site_id),
  constraint exception_severity_known check (severity in ('CRITICAL', 'MAJOR', 'MINOR', 'NOTICE')),
  constraint exception_state_known check (state in ('OPEN', 'DECIDED', 'CLEARED')),
  constraint exception_settled_with_time check ((state = 'OPEN') = (settled_at is null)),
  constraint exception_value_not_negative check (value_at_risk >= 0)
) with (fillfactor = 80);
create index exception_open on exception (company_id, due_at) where state = 'OPEN';
create index exception_settled on exception (company_id, settled_at) where state <> 'OPEN';

create table exception_comment (
  company_id text not null,
  exception_id text not null,
  comment_id bigint generated always as identity,
  person_id text not null,
  text text not null,
  commented_at timestamptz not null,
  constraint exception_comment_pkey primary key (company_id, exception_id, comment_id),
  constraint exception_comment_exception_fkey foreign key (company_id, exception_id)
    references exception (company_id, exception_id)
);

-- Append-only: what was decided on which evidence stays, also when the exception comes back.
create table exception_decision (
  company_id text not null,
  exception_id text not null,
  decision_no int not null,
  decision text not null,
  remedy text,
  why text,
  decided_by text not null,
  decided_at timestamptz not null,
  evidence_hash text not null,
  -- The exception's version the person saw: one version is decided at most once.
  seen_version int not null,
  constraint exception_decision_pkey primary key (company_id, exception_id, decision_no),
  constraint exception_decision_once unique (company_id, exception_id, seen_version),
  constraint exception_decision_exception_fkey foreign key (company_id, exception_id)
    references exception (company_id, exception_id),
  constraint exception_decision_known check (decision in ('APPROVED', 'REJECTED', 'NO_ACTION', 'DUPLICATE')),
  constraint exception_decision_reasoned check (decision = 'APPROVED' or why is not null)
);

grant select, insert, update on exception to setpoint_app;
grant select, insert on exception_comment, exception_decision to setpoint_app;

select isolate_by_company('exception');
select isolate_by_company('exception_comment');
select isolate_by_company('exception_decision');
