-- What sold before go-live counts for slow movers.
create index shipment_history on shipment (site_id, shipped_at, company_id) where history;
