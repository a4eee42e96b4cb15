-- Purchasing. A supplier's terms change only by a proposal that another person approved, because risk, tolerance and
-- contract price decide what one person may order and receive alone.

create table supplier (
  company_id text not null,
  supplier_id text not null,
  name text not null,
  risk text not null,
  lead_time_days int not null,
  over_tolerance_percent numeric(5,2) not null,
  under_tolerance_percent numeric(5,2) not null,
  change_id text not null,
  version int not null default 1,
  constraint supplier_pkey primary key (company_id, supplier_id),
  constraint supplier_company_fkey foreign key (company_id) references company,
  constraint supplier_risk_known check (risk in ('LOW', 'MEDIUM', 'HIGH')),
  constraint supplier_lead_time_in_range check (lead_time_days between 0 and 365),
  constraint supplier_over_tolerance_in_range check (over_tolerance_percent between 0 and 100),
  constraint supplier_under_tolerance_in_range check (under_tolerance_percent between 0 and 100)
);

-- What holds for an item of a supplier from a day on, until the next row's day.
create table supplier_item (
  company_id text not null,
  supplier_id text not null,
  item_id text not null,
  valid_from date not null,
  unit_price numeric(19,4) not null,
  lead_time_days int,
  over_tolerance_percent numeric(5,2),
  under_tolerance_percent numeric(5,2),
  change_id text not null,
  constraint supplier_item_pkey primary key (company_id, supplier_id, item_id, valid_from),
  constraint supplier_item_supplier_fkey foreign key (company_id, supplier_id) references supplier,
  constraint supplier_item_item_fkey foreign key (company_id, item_id) references item,
  constraint supplier_item_price_not_negative check (unit_price >= 0),
  constraint supplier_item_lead_time_in_range check (lead_time_days between 0 and 365),
  constraint supplier_item_over_tolerance_in_range check (over_tolerance_percent between 0 and 100),
  constraint supplier_item_under_tolerance_in_range check (under_tolerance_percent between 0 and 100)
);

create table supplier_change (
  company_id text not null,
  change_id text not null,
  supplier_id text not null,
  name text not null,
  risk text not null,
  lead_time_days int not null,
  over_tolerance_percent numeric(5,2) not null,
  under_tolerance_percent numeric(5,2) not null,
  state text not null,
  proposed_by text not null,
  proposed_at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  decision_note text,
  version int not null default 1,
  constraint supplier_change_pkey primary key (company_id, change_id),
  constraint supplier_change_company_fkey foreign key (company_id) references company,
  constraint supplier_change_risk_known check (risk in ('LOW', 'MEDIUM', 'HIGH')),
  constraint supplier_change_state_known check (state in ('PROPOSED', 'APPROVED', 'REJECTED')),
  constraint supplier_change_decided_by_somebody check ((state = 'PROPOSED') = (decided_by is null)),
  constraint supplier_change_four_eyes check (state <> 'APPROVED' or decided_by <> proposed_by)
);
create index supplier_change_by_time on supplier_change (company_id, proposed_at, change_id);

create table supplier_change_item (
  company_id text not null,
  change_id text not null,
  item_id text not null,
  valid_from date not null,
  unit_price numeric(19,4) not null,
  lead_time_days int,
  over_tolerance_percent numeric(5,2),
  under_tolerance_percent numeric(5,2),
  constraint supplier_change_item_pkey primary key (company_id, change_id, item_id, valid_from),
  constraint supplier_change_item_change_fkey foreign key (company_id, change_id) references supplier_change,
  constraint supplier_change_item_item_fkey foreign key (company_id, item_id) references item
);

-- Up to the first limit a buyer orders alone, above the second two others have to approve. Without a row both are zero.
create table purchase_limit (
  company_id text not null,
  limit_value numeric(19,4) not null,
  second_limit numeric(19,4) not null,
  set_by text not null,
  set_at timestamptz not null,
  constraint purchase_limit_pkey primary key (company_id),
  constraint purchase_limit_company_fkey foreign key (company_id) references company,
  constraint purchase_limit_rising check (limit_value >= 0 and second_limit >= limit_value)
);

create table purchase_order (
  company_id text not null,
  order_id text not null,
  site_id text not null,
  supplier_id text not null,
  state text not null,
  expedite boolean not null,
  expedite_reason text,
  amount numeric(19,4) not null,
  premium numeric(19,4) not null,
  raised_by text not null,
  raised_at timestamptz not null,
  -- Rises with each change that approvals have to look at again; approvals of earlier rounds count no more.
  round int not null default 1,
  approvals_needed int not null default 0,
  -- Who last sent it for approval, and when: what the rolling total looks at.
  routed_by text,
  routed_at timestamptz,
  first_released_at timestamptz,
  released_at timestamptz,
  closed_at timestamptz,
  version int not null default 1,
  constraint purchase_order_pkey primary key (company_id, order_id),
  constraint purchase_order_site_fkey foreign key (company_id, site_id) references site,
  constraint purchase_order_supplier_fkey foreign key (company_id, supplier_id) references supplier,
  constraint purchase_order_state_known check (state in ('DRAFT', 'PENDING_APPROVAL', 'APPROVED', 'ACKNOWLEDGED',
    'PARTIALLY_RECEIVED', 'RECEIVED', 'CANCELLED', 'REJECTED')),
  constraint purchase_order_expedite_with_reason check (expedite = (expedite_reason is not null)),
  constraint purchase_order_premium_not_negative check (premium >= 0),
  constraint purchase_order_approvals_known check (approvals_needed between 0 and 2),
  -- Nothing counts as sent before the last approval.
  constraint purchase_order_sent_when_released
    check (state not in ('APPROVED', 'ACKNOWLEDGED', 'PARTIALLY_RECEIVED') or released_at is not null),
  constraint purchase_order_unsent_until_released
    check (state not in ('DRAFT', 'PENDING_APPROVAL') or released_at is null)
) with (fillfactor = 80);
create index purchase_order_by_time on purchase_order (company_id, raised_at, order_id);
create index purchase_order_sent on purchase_order (company_id, site_id)
  where state in ('APPROVED', 'ACKNOWLEDGED', 'PARTIALLY_RECEIVED');
create index purchase_order_person_day on purchase_order (company_id, routed_by, routed_at) include (amount, state);

create table purchase_order_line (
  company_id text not null,
  order_id text not null,
  line_no int not null,
  item_id text not null,
  quantity numeric(15,3) not null,
  unit_price numeric(19,4) not null,
  -- Frozen when the line was raised or changed: what the supplier's terms said on that day.
  contract_price numeric(19,4),
  premium numeric(19,4) not null,
  lead_time_days int not null,
  over_tolerance_percent numeric(5,2) not null,
  under_tolerance_percent numeric(5,2) not null,
  requested_date date not null,
  acknowledged_quantity numeric(15,3),
  acknowledged_date date,
  received numeric(15,3) not null default 0,
  damaged numeric(15,3) not null default 0,
  cancelled numeric(15,3) not null default 0,
  constraint purchase_order_line_pkey primary key (company_id, order_id, line_no),
  constraint purchase_order_line_order_fkey foreign key (company_id, order_id) references purchase_order,
  constraint purchase_order_line_item_fkey foreign key (company_id, item_id) references item,
  constraint purchase_order_line_positive check (quantity > 0),
  constraint purchase_order_line_price_not_negative check (unit_price >= 0),
  constraint purchase_order_line_premium_above_contract
    check (premium = round(greatest(unit_price - coalesce(contract_price, unit_price), 0) * quantity, 4)),
  constraint purchase_order_line_acknowledged_both
    check ((acknowledged_quantity is null) = (acknowledged_date is null)),
  constraint purchase_order_line_cancelled_within check (cancelled between 0 and quantity),
  constraint purchase_order_line_damaged_not_negative check (damaged >= 0),
  -- The tolerance stands in the schema too: no path takes more than it allows.
  constraint purchase_order_line_received_within_tolerance
    check (received between 0 and quantity * (1 + over_tolerance_percent / 100))
) with (fillfactor = 80);
create index purchase_order_line_item on purchase_order_line (company_id, item_id);

-- Who raised, changed or submitted an order: none of them approves it.
create table purchase_order_revision (
  company_id text not null,
  order_id text not null,
  revision int not null,
  kind text not null,
  round int not null,
  person_id text not null,
  why text,
  amount numeric(19,4) not null,
  recorded_at timestamptz not null,
  constraint purchase_order_revision_pkey primary key (company_id, order_id, revision),
  constraint purchase_order_revision_order_fkey foreign key (company_id, order_id) references purchase_order,
  constraint purchase_order_revision_kind_known check (kind in ('RAISED', 'CHANGED', 'SUBMITTED'))
);

create table purchase_approval (
  company_id text not null,
  order_id text not null,
  round int not null,
  person_id text not null,
  raised_by text not null,
  note text,
  recorded_at timestamptz not null,
  constraint purchase_approval_pkey primary key (company_id, order_id, round, person_id),
  constraint purchase_approval_order_fkey foreign key (company_id, order_id) references purchase_order,
  constraint purchase_approval_four_eyes check (person_id <> raised_by)
);

create table acknowledgement (
  company_id text not null,
  acknowledgement_id text not null,
  order_id text not null,
  round int not null,
  supplier_reference text,
  state text not null,
  recorded_by text not null,
  recorded_at timestamptz not null,
  occurred_at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  decision_note text,
  constraint acknowledgement_pkey primary key (company_id, acknowledgement_id),
  constraint acknowledgement_order_fkey foreign key (company_id, order_id) references purchase_order,
  constraint acknowledgement_state_known check (state in ('WAITING', 'ACCEPTED', 'REFUSED')),
  constraint acknowledgement_decided_by_somebody check ((state = 'WAITING') = (decided_by is null))
);
create index acknowledgement_by_order on acknowledgement (company_id, order_id);

create table acknowledgement_line (
  company_id text not null,
  acknowledgement_id text not null,
  line_no int not null,
  quantity numeric(15,3) not null,
  confirmed_date date not null,
  changed boolean not null,
  constraint acknowledgement_line_pkey primary key (company_id, acknowledgement_id, line_no),
  constraint acknowledgement_line_document_fkey foreign key (company_id, acknowledgement_id) references acknowledgement,
  constraint acknowledgement_line_not_negative check (quantity >= 0)
);

create table asn (
  company_id text not null,
  asn_id text not null,
  order_id text not null,
  supplier_reference text,
  expected_date date not null,
  recorded_by text not null,
  recorded_at timestamptz not null,
  constraint asn_pkey primary key (company_id, asn_id),
  constraint asn_order_fkey foreign key (company_id, order_id) references purchase_order
);
create index asn_by_order on asn (company_id, order_id);

create table asn_line (
  company_id text not null,
  asn_id text not null,
  line_no int not null,
  order_line_no int not null,
  item_id text not null,
  quantity numeric(15,3) not null,
  lot text,
  expires_on date,
  constraint asn_line_pkey primary key (company_id, asn_id, line_no),
  constraint asn_line_asn_fkey foreign key (company_id, asn_id) references asn,
  constraint asn_line_positive check (quantity > 0)
);

create table asn_mismatch (
  company_id text not null,
  asn_id text not null,
  line_no int not null,
  kind text not null,
  detail text not null,
  constraint asn_mismatch_pkey primary key (company_id, asn_id, line_no, kind),
  constraint asn_mismatch_line_fkey foreign key (company_id, asn_id, line_no) references asn_line,
  constraint asn_mismatch_kind_known
    check (kind in ('UNKNOWN_LINE', 'WRONG_ITEM', 'MORE_THAN_OPEN', 'LATER_THAN_CONFIRMED'))
);

alter table receipt add column purchase_order_id text;
alter table receipt add column asn_id text;
alter table receipt add constraint receipt_purchase_order_fkey
  foreign key (company_id, purchase_order_id) references purchase_order (company_id, order_id);
alter table receipt add constraint receipt_asn_fkey foreign key (company_id, asn_id) references asn;
alter table receipt add constraint receipt_asn_with_order check (asn_id is null or purchase_order_id is not null);
alter table receipt_line add column purchase_line_no int;
create index receipt_by_purchase_order on receipt (company_id, purchase_order_id) where purchase_order_id is not null;

create table receipt_discrepancy (
  company_id text not null,
  receipt_id text not null,
  discrepancy_no int not null,
  order_id text not null,
  line_no int not null,
  kind text not null,
  item_id text not null,
  quantity numeric(15,3) not null,
  reason text not null,
  photo boolean not null,
  constraint receipt_discrepancy_pkey primary key (company_id, receipt_id, discrepancy_no),
  constraint receipt_discrepancy_receipt_fkey foreign key (company_id, receipt_id) references receipt,
  constraint receipt_discrepancy_line_fkey foreign key (company_id, order_id, line_no) references purchase_order_line,
  constraint receipt_discrepancy_kind_known check (kind in ('SHORT', 'OVER', 'DAMAGED', 'WRONG_ITEM')),
  constraint receipt_discrepancy_positive check (quantity > 0)
);

grant select on supplier, supplier_item, supplier_change, supplier_change_item, purchase_limit, purchase_order,
  purchase_order_line, purchase_order_revision, purchase_approval, acknowledgement, acknowledgement_line, asn, asn_line,
  asn_mismatch, receipt_discrepancy to setpoint_app;
grant insert, update on supplier, supplier_item, supplier_change, purchase_limit, purchase_order, purchase_order_line,
  acknowledgement to setpoint_app;
grant insert on supplier_change_item, purchase_order_revision, purchase_approval, acknowledgement_line, asn, asn_line,
  asn_mismatch, receipt_discrepancy to setpoint_app;

select isolate_by_company('supplier');
select isolate_by_company('supplier_item');
select isolate_by_company('supplier_change');
select isolate_by_company('supplier_change_item');
select isolate_by_company('purchase_limit');
select isolate_by_company('purchase_order');
select isolate_by_company('purchase_order_line');
select isolate_by_company('purchase_order_revision');
select isolate_by_company('purchase_approval');
select isolate_by_company('acknowledgement');
select isolate_by_company('acknowledgement_line');
select isolate_by_company('asn');
select isolate_by_company('asn_line');
select isolate_by_company('asn_mismatch');
select isolate_by_company('receipt_discrepancy');
