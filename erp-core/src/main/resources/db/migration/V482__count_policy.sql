-- How often the bins of a site are counted, and what makes a count due at once. The plan itself is not stored: it follows
-- from the policy, the counts and what happened since them. The earlier policies stand in the event log.

create table count_policy (
  company_id text not null,
  site_id text not null,
  days_a int not null,
  days_b int not null,
  days_c int not null,
  after_short_pick boolean not null,
  after_emptied boolean not null,
  -- In the company's currency; null if no adjustment makes a count due.
  adjustment_above numeric(19,4),
  -- What was never counted is due so many days after the first policy, or after its goods came.
  first_set_at timestamptz not null,
  set_at timestamptz not null,
  set_by text not null,
  version int not null default 1,
  constraint count_policy_pkey primary key (company_id, site_id),
  constraint count_policy_site_fkey foreign key (company_id, site_id) references site (company_id, site_id),
  constraint count_policy_days
    check (days_a between 1 and 3650 and days_b between 1 and 3650 and days_c between 1 and 3650),
  constraint count_policy_adjustment_not_negative check (adjustment_above >= 0)
);
grant select, insert, update on count_policy to setpoint_app;
select isolate_by_company('count_policy');

-- When a place was counted last, and what was found short in it.
create index cycle_count_line_by_place on cycle_count_line (item_id, bin_id, company_id);
create index shipment_line_short on shipment_line (item_id, bin_id, company_id) where short_reason is not null;
