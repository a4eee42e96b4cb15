-- Open value, in ten-thousandths, by time since the end of the commit day (KPI.md: age_due); half-open buckets of 24-hour days.
with cancelled as (
  select company_id, order_id, line_no, sum(quantity) as quantity
  from sales_order_cancellation
  group by company_id, order_id, line_no
),
shipped as (
  select l.company_id, l.order_id, l.line_no, sum(l.quantity) as quantity
  from shipment_line l
  join shipment h using (company_id, shipment_id)
  where h.shipped_at is not null
  group by l.company_id, l.order_id, l.line_no
),
open_line as (
  select l.company_id, o.site_id, l.order_id, l.line_no, l.unit_price,
    :as_of - o.placed_at as age,
    :as_of - ((l.commit_date + 1)::timestamp at time zone s.zone) as past_due,
    l.quantity - coalesce(c.quantity, 0) - coalesce(p.quantity, 0) as open
  from sales_order_line l
  join sales_order o using (company_id, order_id)
  join site s using (company_id, site_id)
  left join cancelled c using (company_id, order_id, line_no)
  left join shipped p using (company_id, order_id, line_no)
)
select company_id as company, site_id as site,
  'bucket:' || case when past_due >= interval '336 hours' then '14+' when past_due >= interval '168 hours' then '7-14'
      when past_due >= interval '72 hours' then '3-7' when past_due >= interval '24 hours' then '1-3'
      when past_due >= interval '0 hours' then '0-1' else 'not due' end as "window",
  order_id || '/' || line_no as document, (round(open * unit_price, 4) * 10000)::bigint as numerator, 0::bigint as denominator
from open_line
where open > 0
