-- Record accuracy without tolerance: planned lines counted exactly as booked / planned lines (KPI.md: ira_zero_tol).
with counted as (
  select l.company_id, c.site_id, l.count_id, l.line_no, l.abc, l.book, l.counted - l.book as v, l.unit_cost,
    'day:' || to_char(c.completed_at at time zone s.zone, 'YYYY-MM-DD') as "window"
  from cycle_count_line l
  join cycle_count c using (company_id, count_id)
  join site s using (company_id, site_id)
  where c.completed_at is not null
    and c.count_type = 'PLANNED'
)
select company_id as company, site_id as site, "window", count_id || '/' || line_no as document,
  case when v = 0 then 1 else 0 end::bigint as numerator, 1::bigint as denominator
from counted
