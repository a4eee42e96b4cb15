-- Holds and returns by lot. stock_lot.held is what open holds and inspections keep back of a lot in a bin. A blocked lot
-- keeps back all that stands of it whether some of it is held or not, so in stock_bin.held and stock.held a bin of it
-- counts once: what is held, and of a blocked lot the rest.
alter table stock_lot
  add column held numeric(15,3) not null default 0,
  -- May exceed on_hand, as in stock: a count can find less than is held.
  add constraint stock_lot_held_not_negative check (held >= 0);

alter table stock_hold_line
  add column lot_id text,
  add constraint stock_hold_line_lot_fkey foreign key (company_id, item_id, lot_id)
    references lot (company_id, item_id, lot_id),
  drop constraint stock_hold_line_once,
  add constraint stock_hold_line_once unique nulls not distinct (company_id, hold_id, item_id, lot_id);

alter table return_line
  add column lot_id text,
  add constraint return_line_lot_fkey foreign key (company_id, item_id, lot_id)
    references lot (company_id, item_id, lot_id);
-- A recall lists what came back of a lot.
create index return_line_by_lot on return_line (item_id, lot_id, company_id) where lot_id is not null;
