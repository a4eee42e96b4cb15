-- Waves: released orders of a site that are picked in one walk. The pick list is a proposal made when the wave is: it
-- reserves no bin, and what is still to take follows from the order lines whenever it is read.

create table wave (
  company_id text not null,
  wave_id text not null,
  site_id text not null,
  state text not null,
  created_by text not null,
  created_at timestamptz not null,
  closed_by text,
  closed_at timestamptz,
  version int not null default 1,
  constraint wave_pkey primary key (company_id, wave_id),
  constraint wave_site_fkey foreign key (company_id, site_id) references site (company_id, site_id),
  constraint wave_state_known check (state in ('OPEN', 'CLOSED', 'CANCELLED')),
  constraint wave_closed_by_somebody
    check ((state = 'OPEN') = (closed_at is null) and (closed_at is null) = (closed_by is null))
) with (fillfactor = 80);
create index wave_by_site on wave (site_id, wave_id desc, company_id);

create table wave_order (
  company_id text not null,
  wave_id text not null,
  order_id text not null,
  -- In the walk, and not picked yet.
  open boolean not null default true,
  -- What its pick made; null where nothing was taken for it.
  shipment_id text,
  constraint wave_order_pkey primary key (company_id, wave_id, order_id),
  constraint wave_order_wave_fkey foreign key (company_id, wave_id) references wave (company_id, wave_id),
  constraint wave_order_order_fkey foreign key (company_id, order_id) references sales_order (company_id, order_id),
  constraint wave_order_shipment_fkey foreign key (company_id, shipment_id) references shipment (company_id, shipment_id),
  constraint wave_order_picked_is_done check (shipment_id is null or not open)
) with (fillfactor = 80);
-- An order is in one open wave at most.
create unique index wave_order_open on wave_order (company_id, order_id) where open;

create table wave_pick (
  company_id text not null,
  wave_id text not null,
  pick_no int not null,
  -- A stop is one item, or one lot of it, in one bin; its picks are the shares of the orders.
  stop_no int not null,
  order_id text not null,
  line_no int not null,
  item_id text not null,
  bin_id text not null,
  lot_id text,
  -- Why the lot is not the first to be taken: another order has that one.
  lot_reason text,
  quantity numeric(15,3) not null,
  -- Null until the stop is confirmed.
  taken numeric(15,3),
  short_reason text,
  taken_by text,
  taken_at timestamptz,
  -- Of what was taken, what the order no longer wanted when it was picked.
  put_back numeric(15,3) not null default 0,
  constraint wave_pick_pkey primary key (company_id, wave_id, pick_no),
  constraint wave_pick_once unique nulls not distinct (company_id, wave_id, order_id, line_no, bin_id, lot_id),
  constraint wave_pick_order_fkey foreign key (company_id, wave_id, order_id)
    references wave_order (company_id, wave_id, order_id),
  constraint wave_pick_line_fkey foreign key (company_id, order_id, line_no)
    references sales_order_line (company_id, order_id, line_no),
  constraint wave_pick_positive check (quantity > 0 and taken >= 0),
  constraint wave_pick_put_back_within check (put_back = 0 or put_back between 0 and taken),
  constraint wave_pick_taken_by_somebody check ((taken is null) = (taken_by is null) and (taken is null) = (taken_at is null))
) with (fillfactor = 80);

grant select, insert, update on wave, wave_order, wave_pick to setpoint_app;
select isolate_by_company('wave');
select isolate_by_company('wave_order');
select isolate_by_company('wave_pick');
