-- Units picked short: what was not in its bin / what was asked for at confirmed picks (KPI.md: short-pick rate).
select l.company_id as company, h.site_id as site,
  'day:' || to_char(h.picked_at at time zone s.zone, 'YYYY-MM-DD') as "window",
  l.shipment_id || '/' || l.pick_no as document,
  (greatest(0, l.required_quantity - l.quantity) * 1000)::bigint as numerator,
  (l.required_quantity * 1000)::bigint as denominator
from shipment_line l
join shipment h using (company_id, shipment_id)
join site s using (company_id, site_id)
where h.picked_at is not null
