-- Shipments may take bins below zero while an approved permission of their site holds; without one nothing may.

create table negative_stock (
  company_id text not null,
  negative_stock_id text not null,
  site_id text not null,
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  why text not null,
  state text not null,
  version int not null default 1,
  proposed_by text not null,
  proposed_at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  decision_note text,
  constraint negative_stock_pkey primary key (company_id, negative_stock_id),
  constraint negative_stock_of_site unique (company_id, site_id, negative_stock_id),
  constraint negative_stock_site_fkey foreign key (company_id, site_id) references site (company_id, site_id),
  constraint negative_stock_expires check (valid_from < valid_until),
  constraint negative_stock_state_known check (state in ('PROPOSED', 'APPROVED', 'REJECTED')),
  constraint negative_stock_decided_by_somebody
    check ((state = 'PROPOSED') = (decided_by is null) and (decided_by is null) = (decided_at is null)),
  -- Four eyes, in the schema.
  constraint negative_stock_four_eyes check (state <> 'APPROVED' or decided_by <> proposed_by)
) with (fillfactor = 80);
select isolate_by_company('negative_stock');
grant select, insert on negative_stock to setpoint_app;
grant update (state, version, decided_by, decided_at, decision_note) on negative_stock to setpoint_app;

-- A bin below zero names the permission of its site that let it go there, and keeps it until it is back at zero.
alter table stock_bin
  add column negative_stock_id text,
  add constraint stock_bin_negative_stock_fkey foreign key (company_id, site_id, negative_stock_id)
    references negative_stock (company_id, site_id, negative_stock_id),
  drop constraint stock_bin_on_hand_not_negative,
  add constraint stock_bin_negative_only_where_allowed check ((on_hand < 0) = (negative_stock_id is not null));

-- The sum over its bins; those say what may be below zero.
alter table stock drop constraint stock_on_hand_not_negative;
