-- Inventory. stock_move is the ledger: append-only, every change of stock is one row of it. stock and stock_bin are
-- sums of it, kept under row locks in the same transaction; a test proves that they stay equal.

create table stock (
  company_id text not null,
  site_id text not null,
  item_id text not null,
  on_hand numeric(15,3) not null default 0,
  reserved numeric(15,3) not null default 0,
  constraint stock_pkey primary key (company_id, site_id, item_id),
  constraint stock_site_fkey foreign key (company_id, site_id) references site (company_id, site_id),
  constraint stock_item_fkey foreign key (company_id, item_id) references item (company_id, item_id),
  constraint stock_on_hand_not_negative check (on_hand >= 0),
  -- May exceed on_hand: a count can find less than was promised. Then nothing more is reserved until it is made good.
  constraint stock_reserved_not_negative check (reserved >= 0)
) with (fillfactor = 80);

create table stock_bin (
  company_id text not null,
  site_id text not null,
  bin_id text not null,
  item_id text not null,
  on_hand numeric(15,3) not null default 0,
  constraint stock_bin_pkey primary key (company_id, site_id, item_id, bin_id),
  constraint stock_bin_bin_fkey foreign key (company_id, site_id, bin_id) references bin (company_id, site_id, bin_id),
  constraint stock_bin_item_fkey foreign key (company_id, item_id) references item (company_id, item_id),
  constraint stock_bin_on_hand_not_negative check (on_hand >= 0)
) with (fillfactor = 80);

create table stock_move (
  company_id text not null,
  move_id bigint generated always as identity,
  site_id text not null,
  item_id text not null,
  bin_id text not null,
  quantity numeric(15,3) not null,
  kind text not null,
  document_id text not null,
  line_no int not null,
  person_id text not null,
  -- When the goods moved. For an adjustment made from a count: the moment of the count scan, because from then on the
  -- corrected quantity is the true one and a later count is to be compared with that.
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  constraint stock_move_pkey primary key (company_id, move_id),
  constraint stock_move_bin_fkey foreign key (company_id, site_id, bin_id) references bin (company_id, site_id, bin_id),
  constraint stock_move_item_fkey foreign key (company_id, item_id) references item (company_id, item_id),
  constraint stock_move_kind_known check (kind in ('RECEIPT', 'SHIPMENT', 'ADJUSTMENT')),
  constraint stock_move_not_zero check (quantity <> 0),
  -- One document line moves the stock of a bin once, whatever is repeated.
  constraint stock_move_once unique (company_id, kind, document_id, line_no, bin_id)
);
create index stock_move_bin_time on stock_move (company_id, site_id, item_id, bin_id, occurred_at);

create table reservation (
  company_id text not null,
  order_id text not null,
  line_no int not null,
  site_id text not null,
  item_id text not null,
  quantity numeric(15,3) not null,
  constraint reservation_pkey primary key (company_id, order_id, line_no),
  constraint reservation_line_fkey foreign key (company_id, order_id, line_no)
    references sales_order_line (company_id, order_id, line_no),
  constraint reservation_stock_fkey foreign key (company_id, site_id, item_id)
    references stock (company_id, site_id, item_id),
  constraint reservation_positive check (quantity > 0)
) with (fillfactor = 80);
create index reservation_item on reservation (company_id, site_id, item_id);

create table receipt (
  company_id text not null,
  receipt_id text not null,
  site_id text not null,
  supplier text,
  dock_arrived_at timestamptz not null,
  received_at timestamptz not null,
  received_by text not null,
  recorded_at timestamptz not null,
  constraint receipt_pkey primary key (company_id, receipt_id),
  constraint receipt_site_fkey foreign key (company_id, site_id) references site (company_id, site_id),
  constraint receipt_after_dock check (dock_arrived_at <= received_at)
);

create table receipt_line (
  company_id text not null,
  receipt_id text not null,
  line_no int not null,
  item_id text not null,
  bin_id text not null,
  quantity numeric(15,3) not null,
  unit_cost numeric(19,4) not null,
  constraint receipt_line_pkey primary key (company_id, receipt_id, line_no),
  constraint receipt_line_receipt_fkey foreign key (company_id, receipt_id) references receipt (company_id, receipt_id),
  constraint receipt_line_item_fkey foreign key (company_id, item_id) references item (company_id, item_id),
  constraint receipt_line_positive check (quantity > 0),
  constraint receipt_line_cost_not_negative check (unit_cost >= 0)
);

create table cycle_count (
  company_id text not null,
  count_id text not null,
  site_id text not null,
  count_type text not null,
  state text not null,
  opened_by text not null,
  opened_at timestamptz not null,
  completed_by text,
  completed_at timestamptz,
  history boolean not null default false,
  version int not null default 1,
  constraint cycle_count_pkey primary key (company_id, count_id),
  constraint cycle_count_site_fkey foreign key (company_id, site_id) references site (company_id, site_id),
  constraint cycle_count_type_known check (count_type in ('PLANNED', 'OPPORTUNISTIC')),
  constraint cycle_count_state_known check (state in ('OPEN', 'COMPLETED')),
  constraint cycle_count_completed_with_time check ((state = 'COMPLETED') = (completed_at is not null))
);
create index cycle_count_open on cycle_count (company_id, site_id) where state = 'OPEN';

create table cycle_count_line (
  company_id text not null,
  count_id text not null,
  line_no int not null,
  item_id text not null,
  bin_id text not null,
  state text not null,
  round int not null default 1,
  first_counted numeric(15,3),
  first_counted_by text,
  first_counted_at timestamptz,
  counted numeric(15,3),
  counted_by text,
  counted_at timestamptz,
  -- Known at completion only; the class is frozen with the line, so that a later reclassification restates nothing.
  book numeric(15,3),
  unit_cost numeric(19,4),
  category text,
  abc text,
  adjustment_id text,
  constraint cycle_count_line_pkey primary key (company_id, count_id, line_no),
  constraint cycle_count_line_count_fkey foreign key (company_id, count_id) references cycle_count (company_id, count_id),
  constraint cycle_count_line_item_fkey foreign key (company_id, item_id) references item (company_id, item_id),
  constraint cycle_count_line_once unique (company_id, count_id, item_id, bin_id),
  constraint cycle_count_line_state_known check (state in ('OPEN', 'RECOUNT', 'ACCEPTED')),
  constraint cycle_count_line_round_known check (round in (1, 2)),
  constraint cycle_count_line_counted_not_negative check (counted >= 0 and first_counted >= 0),
  constraint cycle_count_line_two_counters check (counted_by is distinct from first_counted_by or counted_by is null),
  constraint cycle_count_line_accepted_counted check (state <> 'ACCEPTED' or counted is not null)
);

create table adjustment (
  company_id text not null,
  adjustment_id text not null,
  site_id text not null,
  item_id text not null,
  bin_id text not null,
  quantity numeric(15,3) not null,
  unit_cost numeric(19,4) not null,
  value numeric(19,4) not null,
  reason text not null,
  note text,
  photo boolean not null,
  count_id text,
  counted_by text,
  reversal_of text,
  state text not null,
  proposed_by text not null,
  proposed_at timestamptz not null,
  occurred_at timestamptz not null,
  -- The occurred_at of the stock move once it is posted.
  moved_at timestamptz not null,
  limit_value numeric(19,4) not null,
  daily_limit numeric(19,4) not null,
  rolling_total numeric(19,4) not null,
  over_tolerance boolean not null,
  decided_by text,
  decided_at timestamptz,
  decision_note text,
  posted_at timestamptz,
  history boolean not null default false,
  version int not null default 1,
  constraint adjustment_pkey primary key (company_id, adjustment_id),
  constraint adjustment_bin_fkey foreign key (company_id, site_id, bin_id) references bin (company_id, site_id, bin_id),
  constraint adjustment_item_fkey foreign key (company_id, item_id) references item (company_id, item_id),
  constraint adjustment_reversal_fkey foreign key (company_id, reversal_of)
    references adjustment (company_id, adjustment_id),
  constraint adjustment_not_zero check (quantity <> 0),
  constraint adjustment_cost_not_negative check (unit_cost >= 0),
  constraint adjustment_value_is_cost_times_quantity check (value = round(unit_cost * quantity, 4)),
  constraint adjustment_reason_known
    check (reason in ('COUNT', 'DAMAGE', 'EXPIRY', 'RECEIPT_FIX', 'FOUND', 'CORRECTION')),
  constraint adjustment_state_known check (state in ('PROPOSED', 'POSTED', 'REJECTED')),
  constraint adjustment_posted_with_time check ((state = 'POSTED') = (posted_at is not null)),
  -- Four eyes, in the schema: nobody approves an own proposal, and above tolerance nothing is posted unapproved.
  constraint adjustment_four_eyes check (decided_by <> proposed_by or state <> 'POSTED'),
  constraint adjustment_over_tolerance_approved check (not over_tolerance or state <> 'POSTED' or decided_by is not null),
  constraint adjustment_rejected_by_somebody check (state <> 'REJECTED' or decided_by is not null)
) with (fillfactor = 80);
-- An adjustment is reversed once; a rejected attempt does not count.
create unique index adjustment_reversed_once on adjustment (company_id, reversal_of) where state <> 'REJECTED';
create index adjustment_person_day on adjustment (company_id, proposed_by, proposed_at) include (value, state);
create index adjustment_open on adjustment (company_id, site_id, adjustment_id) where state = 'PROPOSED';

grant select on stock, stock_bin, stock_move, reservation, receipt, receipt_line, cycle_count, cycle_count_line, adjustment
  to setpoint_app;
grant insert, update on stock, stock_bin, cycle_count, cycle_count_line, adjustment to setpoint_app;
grant insert, update, delete on reservation to setpoint_app;
grant insert on stock_move, receipt, receipt_line to setpoint_app;

select isolate_by_company('stock');
select isolate_by_company('stock_bin');
select isolate_by_company('stock_move');
select isolate_by_company('reservation');
select isolate_by_company('receipt');
select isolate_by_company('receipt_line');
select isolate_by_company('cycle_count');
select isolate_by_company('cycle_count_line');
select isolate_by_company('adjustment');
