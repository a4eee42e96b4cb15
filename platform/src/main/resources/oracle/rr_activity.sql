-- Returns received: units that came back within 60 days, by the day they arrived / units shipped, by the day they left
-- (KPI.md: rr_activity).
with sent as (
  select l.company_id, l.shipment_id, l.order_id, l.line_no, h.site_id, s.zone, h.shipped_at, sum(l.quantity) as quantity
  from shipment_line l
  join shipment h using (company_id, shipment_id)
  join site s using (company_id, site_id)
  where h.shipped_at is not null
  group by l.company_id, l.shipment_id, l.order_id, l.line_no, h.site_id, s.zone, h.shipped_at
  having sum(l.quantity) > 0
)
select company_id as company, site_id as site, 'day:' || to_char(shipped_at at time zone zone, 'YYYY-MM-DD') as "window",
  shipment_id || '/' || line_no as document, 0::bigint as numerator, (quantity * 1000)::bigint as denominator
from sent
union all
select sent.company_id, sent.site_id, 'day:' || to_char(r.received_at at time zone sent.zone, 'YYYY-MM-DD'),
  sent.shipment_id || '/' || sent.line_no, (l.received * 1000)::bigint, 0
from sent
join customer_return r on r.company_id = sent.company_id and r.shipment_id = sent.shipment_id
join return_line l on l.company_id = r.company_id and l.return_id = r.return_id
  and l.order_id = sent.order_id and l.order_line_no = sent.line_no
where l.received > 0 and r.received_at < sent.shipped_at + interval '1440 hours'
