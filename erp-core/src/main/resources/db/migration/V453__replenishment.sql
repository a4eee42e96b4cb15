-- Replenishment. A policy says when and how much of an item a site orders; the latest one said for the latest day that has
-- come holds. Suggestions are computed when asked for; what a person decided on one is kept with its arithmetic.

create table replenishment_policy (
  company_id text not null,
  site_id text not null,
  item_id text not null,
  valid_from date not null,
  set_at timestamptz not null,
  kind text not null,
  supplier_id text not null,
  -- At or below it is ordered: the minimum, or the reorder point. Not for cover in days.
  low numeric(15,3),
  -- Up to it is ordered (MIN_MAX), or so much of it (REORDER_POINT).
  target numeric(15,3),
  cover_days int,
  demand_days int not null,
  order_multiple numeric(15,3) not null,
  order_minimum numeric(15,3) not null,
  set_by text not null,
  constraint replenishment_policy_pkey primary key (company_id, site_id, item_id, valid_from, set_at),
  constraint replenishment_policy_site_fkey foreign key (company_id, site_id) references site (company_id, site_id),
  constraint replenishment_policy_item_fkey foreign key (company_id, item_id) references item (company_id, item_id),
  constraint replenishment_policy_supplier_fkey foreign key (company_id, supplier_id)
    references supplier (company_id, supplier_id),
  constraint replenishment_policy_kind_known check (kind in ('MIN_MAX', 'REORDER_POINT', 'COVER_DAYS')),
  constraint replenishment_policy_figures_of_kind check (case kind
    when 'MIN_MAX' then low >= 0 and target > low and cover_days is null
    when 'REORDER_POINT' then low >= 0 and target > 0 and cover_days is null
    else cover_days between 1 and 365 and low is null and target is null end),
  constraint replenishment_policy_demand_days check (demand_days between 1 and 365),
  constraint replenishment_policy_multiple_positive check (order_multiple > 0 and order_minimum >= 0)
);
select isolate_by_company('replenishment_policy');
grant select, insert on replenishment_policy to setpoint_app;

create table replenishment_decision (
  company_id text not null,
  site_id text not null,
  item_id text not null,
  decided_at timestamptz not null,
  outcome text not null,
  quantity numeric(15,3) not null,
  order_id text,
  snoozed_until date,
  why text,
  arithmetic text not null,
  decided_by text not null,
  constraint replenishment_decision_pkey primary key (company_id, site_id, item_id, decided_at),
  constraint replenishment_decision_item_fkey foreign key (company_id, item_id) references item (company_id, item_id),
  constraint replenishment_decision_order_fkey foreign key (company_id, order_id)
    references purchase_order (company_id, order_id),
  constraint replenishment_decision_outcome_known check (outcome in ('ORDERED', 'REFUSED', 'SNOOZED')),
  constraint replenishment_decision_ordered check ((outcome = 'ORDERED') = (order_id is not null)),
  constraint replenishment_decision_snoozed check ((outcome = 'SNOOZED') = (snoozed_until is not null)),
  constraint replenishment_decision_dismissed_with_reason check (outcome = 'ORDERED' or why is not null)
);
select isolate_by_company('replenishment_decision');
grant select, insert on replenishment_decision to setpoint_app;
