-- Holds. What is held stays on hand and is neither promised, reserved nor picked. stock_bin.held and stock.held are the
-- sums of what open holds keep back, kept under the same row locks as the stock itself.

alter table stock
  add column held numeric(15,3) not null default 0,
  -- May exceed on_hand, as reserved may: a count can find less than is held. Then the shortage shows in what is available.
  add constraint stock_held_not_negative check (held >= 0);

alter table stock_bin
  add column held numeric(15,3) not null default 0,
  add constraint stock_bin_held_not_negative check (held >= 0);

create table stock_hold (
  company_id text not null,
  hold_id text not null,
  site_id text not null,
  bin_id text not null,
  reason text not null,
  note text,
  state text not null,
  held_by text not null,
  held_at timestamptz not null,
  released_by text,
  released_at timestamptz,
  release_note text,
  version int not null default 1,
  constraint stock_hold_pkey primary key (company_id, hold_id),
  constraint stock_hold_bin_fkey foreign key (company_id, site_id, bin_id) references bin (company_id, site_id, bin_id),
  constraint stock_hold_reason_known check (reason in ('QUALITY', 'DAMAGE', 'EXPIRY', 'RECALL', 'INVESTIGATION')),
  constraint stock_hold_state_known check (state in ('HELD', 'RELEASED')),
  constraint stock_hold_released_by_somebody check (state <> 'RELEASED' or released_by is not null)
) with (fillfactor = 80);
create index stock_hold_by_time on stock_hold (held_at desc, hold_id desc, company_id);

create table stock_hold_line (
  company_id text not null,
  hold_id text not null,
  line_no int not null,
  item_id text not null,
  quantity numeric(15,3) not null,
  released numeric(15,3) not null default 0,
  constraint stock_hold_line_pkey primary key (company_id, hold_id, line_no),
  constraint stock_hold_line_hold_fkey foreign key (company_id, hold_id) references stock_hold (company_id, hold_id),
  constraint stock_hold_line_item_fkey foreign key (company_id, item_id) references item (company_id, item_id),
  constraint stock_hold_line_once unique (company_id, hold_id, item_id),
  constraint stock_hold_line_positive check (quantity > 0),
  constraint stock_hold_line_released_within check (released between 0 and quantity)
) with (fillfactor = 80);

grant select, insert, update on stock_hold, stock_hold_line to setpoint_app;

select isolate_by_company('stock_hold');
select isolate_by_company('stock_hold_line');
