-- Transfers between two sites of a company, and the indexes for stock as at any time. Goods in transit are in no bin:
-- they are what was sent without what was received and written off, by transfer line.

alter table stock_move drop constraint stock_move_kind_known;
alter table stock_move add constraint stock_move_kind_known
  check (kind in ('RECEIPT', 'SHIPMENT', 'ADJUSTMENT', 'TRANSFER_OUT', 'TRANSFER_IN'));

-- Stock as at a moment is the stock now without what moved later; as known at a moment, also without what was recorded
-- later. Either way the work is the moves since then, never the whole ledger.
create index stock_move_by_time on stock_move (site_id, item_id, occurred_at, company_id) include (bin_id, quantity);
create index stock_move_by_record on stock_move (site_id, item_id, recorded_at, move_id, company_id)
  include (occurred_at, bin_id, quantity);

create table transfer (
  company_id text not null,
  transfer_id text not null,
  from_site_id text not null,
  to_site_id text not null,
  state text not null,
  expected_on date not null,
  note text,
  created_by text not null,
  created_at timestamptz not null,
  sent_by text,
  sent_at timestamptz,
  -- When nothing was left in transit, or when it was called off.
  closed_at timestamptz,
  closed_by text,
  version int not null default 1,
  constraint transfer_pkey primary key (company_id, transfer_id),
  constraint transfer_from_site_fkey foreign key (company_id, from_site_id) references site (company_id, site_id),
  constraint transfer_to_site_fkey foreign key (company_id, to_site_id) references site (company_id, site_id),
  constraint transfer_between_two_sites check (from_site_id <> to_site_id),
  constraint transfer_state_known check (state in ('CREATED', 'IN_TRANSIT', 'CLOSED', 'CANCELLED')),
  constraint transfer_sent_with_time check ((state in ('IN_TRANSIT', 'CLOSED')) = (sent_at is not null)),
  constraint transfer_closed_with_time check ((state in ('CLOSED', 'CANCELLED')) = (closed_at is not null))
) with (fillfactor = 80);
create index transfer_by_time on transfer (created_at desc, transfer_id desc, company_id);
create index transfer_in_transit on transfer (expected_on, transfer_id, company_id) where state = 'IN_TRANSIT';

create table transfer_line (
  company_id text not null,
  transfer_id text not null,
  line_no int not null,
  item_id text not null,
  bin_id text not null,
  quantity numeric(15,3) not null,
  sent numeric(15,3) not null default 0,
  short_reason text,
  -- The item's cost when it was sent; a write-off is valued at it.
  unit_cost numeric(19,4) not null default 0,
  received numeric(15,3) not null default 0,
  written_off numeric(15,3) not null default 0,
  constraint transfer_line_pkey primary key (company_id, transfer_id, line_no),
  constraint transfer_line_transfer_fkey foreign key (company_id, transfer_id)
    references transfer (company_id, transfer_id),
  constraint transfer_line_item_fkey foreign key (company_id, item_id) references item (company_id, item_id),
  constraint transfer_line_positive check (quantity > 0),
  constraint transfer_line_sent_within check (sent between 0 and quantity),
  constraint transfer_line_in_transit_not_negative
    check (received >= 0 and written_off >= 0 and received + written_off <= sent),
  constraint transfer_line_cost_not_negative check (unit_cost >= 0)
) with (fillfactor = 80);

create table transfer_receipt (
  company_id text not null,
  transfer_id text not null,
  receipt_no int not null,
  received_by text not null,
  received_at timestamptz not null,
  recorded_at timestamptz not null,
  constraint transfer_receipt_pkey primary key (company_id, transfer_id, receipt_no),
  constraint transfer_receipt_transfer_fkey foreign key (company_id, transfer_id)
    references transfer (company_id, transfer_id)
);

create table transfer_receipt_line (
  company_id text not null,
  transfer_id text not null,
  receipt_no int not null,
  line_no int not null,
  bin_id text not null,
  quantity numeric(15,3) not null,
  difference text,
  constraint transfer_receipt_line_pkey primary key (company_id, transfer_id, receipt_no, line_no),
  constraint transfer_receipt_line_receipt_fkey foreign key (company_id, transfer_id, receipt_no)
    references transfer_receipt (company_id, transfer_id, receipt_no),
  constraint transfer_receipt_line_line_fkey foreign key (company_id, transfer_id, line_no)
    references transfer_line (company_id, transfer_id, line_no),
  constraint transfer_receipt_line_not_negative check (quantity >= 0),
  constraint transfer_receipt_line_difference_known check (difference in ('MISSING', 'DAMAGED', 'FOLLOWS'))
);

create table transfer_write_off (
  company_id text not null,
  write_off_id text not null,
  transfer_id text not null,
  line_no int not null,
  quantity numeric(15,3) not null,
  unit_cost numeric(19,4) not null,
  value numeric(19,4) not null,
  reason text not null,
  why text not null,
  state text not null,
  proposed_by text not null,
  proposed_at timestamptz not null,
  limit_value numeric(19,4) not null,
  daily_limit numeric(19,4) not null,
  rolling_total numeric(19,4) not null,
  over_tolerance boolean not null,
  decided_by text,
  decided_at timestamptz,
  decision_note text,
  posted_at timestamptz,
  version int not null default 1,
  constraint transfer_write_off_pkey primary key (company_id, write_off_id),
  constraint transfer_write_off_line_fkey foreign key (company_id, transfer_id, line_no)
    references transfer_line (company_id, transfer_id, line_no),
  constraint transfer_write_off_positive check (quantity > 0),
  constraint transfer_write_off_value_is_cost_times_quantity check (value = round(unit_cost * quantity, 4)),
  constraint transfer_write_off_reason_known check (reason in ('MISSING', 'DAMAGED')),
  constraint transfer_write_off_state_known check (state in ('PROPOSED', 'POSTED', 'REJECTED')),
  constraint transfer_write_off_posted_with_time check ((state = 'POSTED') = (posted_at is not null)),
  constraint transfer_write_off_four_eyes check (decided_by <> proposed_by or state <> 'POSTED'),
  constraint transfer_write_off_over_tolerance_approved
    check (not over_tolerance or state <> 'POSTED' or decided_by is not null),
  constraint transfer_write_off_rejected_by_somebody check (state <> 'REJECTED' or decided_by is not null)
) with (fillfactor = 80);
create index transfer_write_off_by_line on transfer_write_off (transfer_id, line_no, company_id);
create index transfer_write_off_person_day on transfer_write_off (proposed_by, proposed_at, company_id)
  include (value, state);

grant select on transfer, transfer_line, transfer_receipt, transfer_receipt_line, transfer_write_off to setpoint_app;
grant insert, update on transfer, transfer_line, transfer_write_off to setpoint_app;
grant insert on transfer_receipt, transfer_receipt_line to setpoint_app;

select isolate_by_company('transfer');
select isolate_by_company('transfer_line');
select isolate_by_company('transfer_receipt');
select isolate_by_company('transfer_receipt_line');
select isolate_by_company('transfer_write_off');
