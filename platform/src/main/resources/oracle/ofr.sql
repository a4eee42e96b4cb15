-- Order fill rate: order units whose every line left complete with the first shipment / order units (KPI.md: ofr).
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
),
unit as (
  -- An order unit is the lines of one order with one requested date; it is due at the end of its earliest commit day.
  select company_id, order_id, requested_date, site_id, zone,
    (min(commit_date) + 1)::timestamp at time zone zone as due_end
  from line
  group by company_id, order_id, requested_date, site_id, zone
),
first_shipment as (
  select distinct on (l.company_id, l.order_id, l.requested_date)
    l.company_id, l.order_id, l.requested_date, sh.shipment_id, sh.shipped_at
  from shipment sh
  join shipment_line sl using (company_id, shipment_id)
  join line l on (l.company_id, l.order_id, l.line_no) = (sl.company_id, sl.order_id, sl.line_no)
  where sh.shipped_at is not null and sl.quantity > 0
  order by l.company_id, l.order_id, l.requested_date, sh.shipped_at, sh.shipment_id
),
entered as (
  -- Shipped by the end of the commit day: in the cohort at the first scan. Else in it as a failure, at the end of that day.
  select u.*,
    case when f.shipped_at < u.due_end then f.shipment_id end as shipment_id,
    case when f.shipped_at < u.due_end then f.shipped_at else u.due_end - interval '1 microsecond' end as te
  from unit u
  left join first_shipment f using (company_id, order_id, requested_date)
  where f.shipped_at is not null or u.due_end <= :as_of
),
went_out as (
  select company_id, shipment_id, order_id, line_no, sum(quantity) as quantity
  from shipment_line
  group by company_id, shipment_id, order_id, line_no
),
line_unit as (
  select l.*, e.te, coalesce(w.quantity, 0) as s1
  from line l
  join entered e using (company_id, order_id, requested_date)
  left join went_out w on w.company_id = l.company_id and w.shipment_id = e.shipment_id and w.order_id = l.order_id
    and w.line_no = l.line_no
  where l.q > 0
)
select company_id as company, site_id as site, 'day:' || to_char(te at time zone zone, 'YYYY-MM-DD') as "window",
  order_id || '/' || requested_date as document,
  min(case when s1 >= q then 1 else 0 end)::bigint as numerator, 1::bigint as denominator
from line_unit
group by company_id, site_id, zone, te, order_id, requested_date
