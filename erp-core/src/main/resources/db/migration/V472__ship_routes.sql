-- Where a site ships in fewer than three steps, goods may leave unpacked; that the route did not ask for it is kept.

alter table shipment
  add column pack_required boolean not null default true,
  add constraint shipment_unpacked_only_by_route check (pack_required or packed_at is null);
