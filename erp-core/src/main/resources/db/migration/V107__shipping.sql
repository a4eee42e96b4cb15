create table shipment (
  company_id text not null,
  shipment_id text not null,
  order_id text not null,
  site_id text not null,
  state text not null constraint shipment_state_known check (state in ('PICKED', 'PACKED', 'SHIPPED', 'DELIVERED')),
  version int not null default 1,
  picked_at timestamptz,
  picked_by text,
  packed_at timestamptz,
  packed_by text,
  parcels int constraint shipment_parcels_positive check (parcels > 0),
  carrier text,
  tracking text,
  shipped_at timestamptz,
  shipped_by text,
  delivered_at timestamptz,
  received_by text,
  -- Came in as a document of the time before go-live; it moved no stock.
  history boolean not null default false,
  constraint shipment_pkey primary key (company_id, shipment_id),
  constraint shipment_order foreign key (company_id, order_id) references sales_order,
  constraint shipment_shipped_has_time check ((state in ('SHIPPED', 'DELIVERED')) = (shipped_at is not null)),
  constraint shipment_delivered_has_proof check ((state = 'DELIVERED') = (delivered_at is not null))
) with (fillfactor = 80);
create index shipment_by_order on shipment (order_id, company_id);
select isolate_by_company('shipment');
grant select, insert, update on shipment to setpoint_app;

create table shipment_line (
  company_id text not null,
  shipment_id text not null,
  pick_no int not null,
  order_id text not null,
  line_no int not null,
  item_id text not null,
  -- Null where history does not tell it.
  bin_id text,
  required_quantity numeric(15, 3) not null,
  quantity numeric(15, 3) not null constraint shipment_line_quantity_not_negative check (quantity >= 0),
  short_reason text,
  constraint shipment_line_pkey primary key (company_id, shipment_id, pick_no),
  constraint shipment_line_shipment foreign key (company_id, shipment_id) references shipment,
  constraint shipment_line_order_line foreign key (company_id, order_id, line_no) references sales_order_line,
  constraint shipment_line_short_has_reason check ((quantity < required_quantity) = (short_reason is not null))
);
create index shipment_line_by_order_line on shipment_line (order_id, line_no, company_id);
select isolate_by_company('shipment_line');
grant select, insert on shipment_line to setpoint_app;
