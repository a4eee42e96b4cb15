-- Lines counted, planned and opportunistic (KPI.md: ivn, iva; the n beside them).
select l.company_id as company, c.site_id as site,
  'day:' || to_char(c.completed_at at time zone s.zone, 'YYYY-MM-DD') as "window",
  l.count_id || '/' || l.line_no as document, 1::bigint as numerator, 0::bigint as denominator
from cycle_count_line l
join cycle_count c using (company_id, count_id)
join site s using (company_id, site_id)
where c.completed_at is not null
