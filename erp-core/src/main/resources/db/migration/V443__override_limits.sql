-- How far off the list price the lower right to approve overrides reaches. Without an approved row it is a tenth.
create table override_limit (
  company_id text not null constraint override_limit_company references company,
  override_limit_id text not null,
  percent numeric(7,4) not null constraint override_limit_percent_in_range check (percent between 0 and 100),
  why text not null,
  state text not null,
  version int not null default 1,
  proposed_by text not null,
  proposed_at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  decision_note text,
  constraint override_limit_pkey primary key (company_id, override_limit_id),
  constraint override_limit_state_known check (state in ('PROPOSED', 'APPROVED', 'REJECTED')),
  constraint override_limit_decided_by_somebody
    check ((state = 'PROPOSED') = (decided_by is null) and (decided_by is null) = (decided_at is null)),
  -- Four eyes, in the schema.
  constraint override_limit_four_eyes check (state <> 'APPROVED' or decided_by <> proposed_by)
) with (fillfactor = 80);
select isolate_by_company('override_limit');
grant select, insert on override_limit to setpoint_app;
grant update (state, version, decided_by, decided_at, decision_note) on override_limit to setpoint_app;
