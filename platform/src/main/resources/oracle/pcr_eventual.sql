-- Pick completion: confirmed picks in which all was there / confirmed picks (KPI.md: pcr_eventual).
select l.company_id as company, h.site_id as site,
  'day:' || to_char(h.picked_at at time zone s.zone, 'YYYY-MM-DD') as "window",
  l.shipment_id || '/' || l.pick_no as document,
  case when l.quantity >= l.required_quantity then 1 else 0 end::bigint as numerator, 1::bigint as denominator
from shipment_line l
join shipment h using (company_id, shipment_id)
join site s using (company_id, site_id)
-- what came in as history was shipped, and nobody told its picks
where h.picked_at is not null
