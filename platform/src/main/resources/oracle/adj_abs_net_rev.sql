-- Value that posted adjustments moved and that stood: without reversed ones and their reversals (KPI.md: adj).
select a.company_id as company, a.site_id as site,
  'day:' || to_char(a.posted_at at time zone s.zone, 'YYYY-MM-DD') as "window",
  a.adjustment_id as document, case
    when a.reversal_of is not null then 0
    when exists (select from adjustment r
      where r.company_id = a.company_id and r.reversal_of = a.adjustment_id and r.posted_at is not null) then 0
    else abs(round(a.unit_cost * a.quantity, 4)) * 10000 end::bigint as numerator, 0::bigint as denominator
from adjustment a
join site s using (company_id, site_id)
where a.posted_at is not null
