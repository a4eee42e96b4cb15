-- Return rate: units received back within 60 days / units shipped, by the day they left (KPI.md: rr_cohort).
with sent as (
  select l.company_id, l.shipment_id, l.order_id, l.line_no, h.site_id, h.shipped_at, sum(l.quantity) as quantity
  from shipment_line l
  join shipment h using (company_id, shipment_id)
  where h.shipped_at is not null
  group by l.company_id, l.shipment_id, l.order_id, l.line_no, h.site_id, h.shipped_at
  having sum(l.quantity) > 0
),
back as (
  select sent.company_id, sent.shipment_id, sent.line_no, sum(l.received) as quantity
  from sent
  join customer_return r on r.company_id = sent.company_id and r.shipment_id = sent.shipment_id
  join return_line l on l.company_id = r.company_id and l.return_id = r.return_id
    and l.order_id = sent.order_id and l.order_line_no = sent.line_no
  where r.received_at < sent.shipped_at + interval '1440 hours'
  group by sent.company_id, sent.shipment_id, sent.line_no
)
select sent.company_id as company, sent.site_id as site,
  'day:' || to_char(sent.shipped_at at time zone s.zone, 'YYYY-MM-DD') as "window",
  sent.shipment_id || '/' || sent.line_no as document,
  (coalesce(back.quantity, 0) * 1000)::bigint as numerator,
  (sent.quantity * 1000)::bigint as denominator
from sent
join site s using (company_id, site_id)
left join back using (company_id, shipment_id, line_no)
