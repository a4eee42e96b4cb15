-- Posted adjustments (KPI.md: adj).
select a.company_id as company, a.site_id as site,
  'day:' || to_char(a.posted_at at time zone s.zone, 'YYYY-MM-DD') as "window",
  a.adjustment_id as document, 1::bigint as numerator, 0::bigint as denominator
from adjustment a
join site s using (company_id, site_id)
where a.posted_at is not null
