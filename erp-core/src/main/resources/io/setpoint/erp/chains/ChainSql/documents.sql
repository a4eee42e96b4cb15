with at as materialized (select * from unnest(:types, :ids, :owners) as a (type, id, owner))
select d.type, d.id, d.state, d.site, d.to_site, d.partner, coalesce(c.name, s.name) as partner_name, d.item, d.value,
       d.quantity, d.lines, d.what
  from (
select 'order' as type, o.order_id as id, o.state, o.site_id as site, null as to_site, o.customer_id as partner,
       'customer' as kind, null as item, l.value, null::numeric as quantity, l.lines, o.customer_reference as what
  from at a join sales_order o on o.order_id = a.id
 cross join lateral (select sum(l.unit_price * (l.quantity - l.cancelled)) as value, count(*)::int as lines
                       from sales_order_line l
                      where l.company_id = o.company_id and l.order_id = o.order_id) l
 where a.type = 'order'
union all
select 'price-override', o.price_override_id, o.state, o.site_id, null, o.customer_id, 'customer', o.item_id,
       o.unit_price, o.quantity, null, o.why
  from at a join price_override o on o.price_override_id = a.id
 where a.type = 'price-override'
union all
select 'shipment', s.shipment_id, s.state, s.site_id, null, null, null, null, null, l.quantity, l.lines,
       concat_ws(' ', s.carrier, s.tracking)
  from at a join shipment s on s.shipment_id = a.id
 cross join lateral (select sum(l.quantity) as quantity, count(*)::int as lines
                       from shipment_line l
                      where l.company_id = s.company_id and l.shipment_id = s.shipment_id) l
 where a.type = 'shipment'
union all
select 'return', r.return_id, r.state, r.site_id, null, o.customer_id, 'customer', null, l.value, l.quantity, l.lines,
       l.reasons
  from at a
  join customer_return r on r.return_id = a.id
  join sales_order o using (company_id, order_id)
 cross join lateral (select sum(l.unit_price * coalesce(l.received, l.quantity)) as value,
                            sum(coalesce(l.received, l.quantity)) as quantity, count(*)::int as lines,
                            string_agg(distinct l.reason, ', ') as reasons
                       from return_line l
                      where l.company_id = r.company_id and l.return_id = r.return_id) l
 where a.type = 'return'
union all
select 'disposition', a.id, d.state, r.site_id, null, null, null, l.item_id, d.value, d.quantity, null, d.outcome
  from at a
  join return_disposition d on d.return_id = a.owner
  join customer_return r using (company_id, return_id)
  join return_line l using (company_id, return_id, line_no)
 where a.type = 'disposition' and a.id = d.return_id || '-' || d.disposition_no
union all
select a.type, i.invoice_id, i.state, i.site_id, null, i.customer_id, 'customer', null, l.value, null, l.lines,
       coalesce(i.legal_year || '-' || to_char(i.legal_number, 'FM000000'), i.waiver)
  from at a join invoice i on i.invoice_id = a.id
 cross join lateral (select sum(n.amount) as value, count(*)::int as lines
                       from (select n.amount from invoice_line n
                              where n.company_id = i.company_id and n.invoice_id = i.invoice_id
                             union all
                             select n.amount from credit_line n
                              where n.company_id = i.company_id and n.invoice_id = i.invoice_id) n) l
 where a.type = case i.kind when 'INVOICE' then 'invoice' else 'credit-note' end
union all
select 'purchase-order', o.order_id, o.state, o.site_id, null, o.supplier_id, 'supplier', null, o.amount, null, l.lines,
       o.expedite_reason
  from at a join purchase_order o on o.order_id = a.id
 cross join lateral (select count(*)::int as lines
                       from purchase_order_line l
                      where l.company_id = o.company_id and l.order_id = o.order_id) l
 where a.type = 'purchase-order'
union all
select 'acknowledgement', k.acknowledgement_id, k.state, o.site_id, null, o.supplier_id, 'supplier', null, null, null,
       l.lines, k.supplier_reference
  from at a
  join acknowledgement k on k.acknowledgement_id = a.id
  join purchase_order o using (company_id, order_id)
 cross join lateral (select count(*)::int as lines
                       from acknowledgement_line l
                      where l.company_id = k.company_id and l.acknowledgement_id = k.acknowledgement_id) l
 where a.type = 'acknowledgement'
union all
select 'asn', n.asn_id, case when exists (select from asn_mismatch m
                                           where m.company_id = n.company_id and m.asn_id = n.asn_id)
                             then 'DIFFERS' else 'FITS' end,
       o.site_id, null, o.supplier_id, 'supplier', null, null, l.quantity, l.lines, n.supplier_reference
  from at a
  join asn n on n.asn_id = a.id
  join purchase_order o using (company_id, order_id)
 cross join lateral (select sum(l.quantity) as quantity, count(*)::int as lines
                       from asn_line l
                      where l.company_id = n.company_id and l.asn_id = n.asn_id) l
 where a.type = 'asn'
union all
select 'receipt', r.receipt_id, case when d.kinds is null then 'AS_ORDERED' else 'DIFFERS' end, r.site_id, null,
       r.supplier, 'supplier', null, l.value, l.quantity, l.lines, d.kinds
  from at a join receipt r on r.receipt_id = a.id
 cross join lateral (select sum(l.quantity * l.unit_cost) as value, sum(l.quantity) as quantity, count(*)::int as lines
                       from receipt_line l
                      where l.company_id = r.company_id and l.receipt_id = r.receipt_id) l
 cross join lateral (select string_agg(distinct d.kind, ', ') as kinds
                       from receipt_discrepancy d
                      where d.company_id = r.company_id and d.receipt_id = r.receipt_id) d
 where a.type = 'receipt'
union all
select 'transfer', t.transfer_id, t.state, t.from_site_id, t.to_site_id, null, null, null, l.value, l.quantity, l.lines,
       t.note
  from at a join transfer t on t.transfer_id = a.id
 cross join lateral (select sum(l.quantity) as quantity, sum(l.sent * l.unit_cost) as value, count(*)::int as lines
                       from transfer_line l
                      where l.company_id = t.company_id and l.transfer_id = t.transfer_id) l
 where a.type = 'transfer'
union all
select 'write-off', w.write_off_id, w.state, t.from_site_id, t.to_site_id, null, null, l.item_id, w.value, w.quantity,
       null, w.why
  from at a
  join transfer_write_off w on w.write_off_id = a.id
  join transfer t using (company_id, transfer_id)
  join transfer_line l using (company_id, transfer_id, line_no)
 where a.type = 'write-off'
union all
select 'count', c.count_id, c.state, c.site_id, null, null, null, null, null, null, l.lines, c.count_type
  from at a join cycle_count c on c.count_id = a.id
 cross join lateral (select count(*)::int as lines
                       from cycle_count_line l
                      where l.company_id = c.company_id and l.count_id = c.count_id) l
 where a.type = 'count'
union all
select 'adjustment', j.adjustment_id, j.state, j.site_id, null, null, null, j.item_id, j.value, j.quantity, null, j.reason
  from at a join adjustment j on j.adjustment_id = a.id
 where a.type = 'adjustment'
union all
select 'hold', h.hold_id, h.state, h.site_id, null, null, null, null, null, l.quantity, l.lines, h.reason
  from at a join stock_hold h on h.hold_id = a.id
 cross join lateral (select sum(l.quantity) as quantity, count(*)::int as lines
                       from stock_hold_line l
                      where l.company_id = h.company_id and l.hold_id = h.hold_id) l
 where a.type = 'hold'
union all
select 'exception', e.exception_id, e.state, e.site_id, null, null, null, null, e.value_at_risk, null, null, e.title
  from at a join exception e on e.exception_id = a.id
 where a.type = 'exception'
       ) d
  left join customer c on d.kind = 'customer' and c.customer_id = d.partner
  left join supplier s on d.kind = 'supplier' and s.supplier_id = d.partner
