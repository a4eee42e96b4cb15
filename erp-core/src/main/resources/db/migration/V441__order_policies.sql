-- Whether orders of a customer, or a single order, go to the warehouse as a whole only.
alter table customer add column ship_complete boolean not null default false;
grant update (ship_complete) on customer to setpoint_app;
alter table sales_order add column ship_complete boolean not null default false;

-- Whose backorder is served first. Without a row it is the one promised for the earliest day.
create table allocation_policy (
  company_id text not null constraint allocation_policy_company references company,
  policy text not null constraint allocation_policy_known check (policy in ('FIFO', 'COMMIT_DATE', 'CUSTOMER_CLASS')),
  set_by text not null,
  set_at timestamptz not null,
  constraint allocation_policy_pkey primary key (company_id)
);
select isolate_by_company('allocation_policy');
grant select, insert, update on allocation_policy to setpoint_app;
