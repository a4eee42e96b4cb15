-- How the stock of an item is told apart, and the codes scanners read.

alter table item
  add column tracking text not null default 'NONE',
  -- Whether its lots or serials have an expiry date.
  add column expires boolean not null default false,
  add constraint item_tracking_known check (tracking in ('NONE', 'LOT', 'SERIAL')),
  add constraint item_expires_by_lot check (not expires or tracking <> 'NONE');

-- A barcode is unique in a company. The quantity belongs to it and not to the item: another content of a packaging needs
-- another GTIN. GTINs are kept in their 14-digit form, other codes as typed.
create table item_barcode (
  company_id text not null,
  barcode text not null,
  item_id text not null,
  quantity numeric(15,3) not null,
  created_at timestamptz not null,
  constraint item_barcode_pkey primary key (company_id, barcode),
  constraint item_barcode_item_fkey foreign key (company_id, item_id) references item (company_id, item_id),
  constraint item_barcode_printable check (barcode ~ '^[!-~]([ -~]{0,46}[!-~])?$'),
  constraint item_barcode_gtin_in_14_digits check (barcode !~ '^([0-9]{8}|[0-9]{12,13})$'),
  constraint item_barcode_quantity_positive check (quantity > 0)
);
create index item_barcode_by_item on item_barcode (item_id, company_id);

grant select, insert, delete on item_barcode to setpoint_app;

select isolate_by_company('item_barcode');
