-- Lots and serials. A serial number is a lot of one piece. stock_lot is to tracked items what stock_bin is to all: the sum
-- of their moves by bin and lot, kept under the lock of the row in stock; stock_bin stays the sum over the lots.
-- stock.held and stock_bin.held count what is on hand of blocked lots.

create table lot (
  company_id text not null,
  item_id text not null,
  lot_id text not null,
  serial boolean not null,
  expiry date,
  state text not null default 'OPEN',
  -- Who blocked it last, and why; kept when it is unblocked.
  blocked_by text,
  blocked_at timestamptz,
  block_reason text,
  version int not null default 1,
  created_at timestamptz not null,
  constraint lot_pkey primary key (company_id, item_id, lot_id),
  constraint lot_kind unique (company_id, item_id, lot_id, serial),
  constraint lot_item_fkey foreign key (company_id, item_id) references item (company_id, item_id),
  constraint lot_number_known check (lot_id ~ '^[!"%-?A-Z_a-z]{1,20}$'),
  constraint lot_state_known check (state in ('OPEN', 'BLOCKED')),
  constraint lot_blocked_by_somebody
    check (state <> 'BLOCKED' or (blocked_by is not null and blocked_at is not null and block_reason is not null))
) with (fillfactor = 80);

create table stock_lot (
  company_id text not null,
  site_id text not null,
  item_id text not null,
  bin_id text not null,
  lot_id text not null,
  serial boolean not null,
  on_hand numeric(15,3) not null default 0,
  constraint stock_lot_pkey primary key (company_id, site_id, item_id, bin_id, lot_id),
  constraint stock_lot_lot_fkey foreign key (company_id, item_id, lot_id, serial)
    references lot (company_id, item_id, lot_id, serial),
  constraint stock_lot_bin_fkey foreign key (company_id, site_id, bin_id) references bin (company_id, site_id, bin_id),
  constraint stock_lot_on_hand_not_negative check (on_hand >= 0),
  constraint stock_lot_serial_is_one_piece check (not serial or on_hand in (0, 1))
) with (fillfactor = 80);
-- A serial stands in one place of the company.
create unique index stock_lot_serial_in_one_place on stock_lot (company_id, item_id, lot_id) where serial and on_hand > 0;
create index stock_lot_by_lot on stock_lot (item_id, lot_id, company_id);

alter table stock_move
  add column lot_id text,
  add constraint stock_move_lot_fkey foreign key (company_id, item_id, lot_id)
    references lot (company_id, item_id, lot_id),
  drop constraint stock_move_once,
  add constraint stock_move_once
    unique nulls not distinct (company_id, kind, document_id, line_no, bin_id, lot_id);
-- A recall reads the moves of one lot and no others.
create index stock_move_by_lot on stock_move (item_id, lot_id, company_id, move_id) where lot_id is not null;

alter table shipment_line
  add column lot_id text,
  -- Why another lot was taken than the one that expires first.
  add column lot_reason text,
  add constraint shipment_line_lot_fkey foreign key (company_id, item_id, lot_id)
    references lot (company_id, item_id, lot_id);

alter table adjustment
  add column lot_id text,
  add constraint adjustment_lot_fkey foreign key (company_id, item_id, lot_id)
    references lot (company_id, item_id, lot_id);

alter table transfer_line
  add column lot_id text,
  add constraint transfer_line_lot_fkey foreign key (company_id, item_id, lot_id)
    references lot (company_id, item_id, lot_id);
create index transfer_line_by_lot on transfer_line (item_id, lot_id, company_id) where lot_id is not null;

alter table cycle_count_line
  add column lot_id text,
  add constraint cycle_count_line_lot_fkey foreign key (company_id, item_id, lot_id)
    references lot (company_id, item_id, lot_id),
  drop constraint cycle_count_line_once,
  add constraint cycle_count_line_once unique nulls not distinct (company_id, count_id, item_id, bin_id, lot_id);

grant select, insert, update on lot, stock_lot to setpoint_app;

select isolate_by_company('lot');
select isolate_by_company('stock_lot');
