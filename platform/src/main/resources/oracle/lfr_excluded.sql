-- Lines that left the service KPIs: wholly taken back by the customer, or tests, before release; by commit day.
with taken_back as (
  select company_id, order_id, line_no, sum(quantity) as quantity
  from sales_order_cancellation
  where before_release and reason <> 'SHORTAGE'
  group by company_id, order_id, line_no
),
line as (
  -- q: the ordered quantity less what the customer (or a test) took back before release; our own cuts never lower it.
  select l.company_id, l.order_id, l.line_no, o.site_id, s.zone, l.requested_date, l.commit_date, l.quantity as ordered,
    l.quantity - coalesce(t.quantity, 0) as q
  from sales_order_line l
  join sales_order o using (company_id, order_id)
  join site s using (company_id, site_id)
  left join taken_back t using (company_id, order_id, line_no)
)
select company_id as company, site_id as site, 'day:' || to_char(commit_date, 'YYYY-MM-DD') as "window",
  order_id || '/' || line_no as document, 1::bigint as numerator, 0::bigint as denominator
from line
where q <= 0
