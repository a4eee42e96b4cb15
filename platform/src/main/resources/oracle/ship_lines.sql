-- Lines shipped: order lines in shipments, by the day they left (KPI.md: the cohort of rr_cohort).
select l.company_id as company, h.site_id as site,
  'day:' || to_char(h.shipped_at at time zone s.zone, 'YYYY-MM-DD') as "window",
  l.shipment_id || '/' || l.line_no as document, 1::bigint as numerator, 0::bigint as denominator
from shipment_line l
join shipment h using (company_id, shipment_id)
join site s using (company_id, site_id)
where h.shipped_at is not null
group by l.company_id, h.site_id, h.shipped_at, s.zone, l.shipment_id, l.line_no
having sum(l.quantity) > 0
