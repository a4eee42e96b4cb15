with at as materialized (select * from unnest(:types, :ids, :owners) as a (type, id, owner))
select d.type, d.id, d.step, d.at, d.by, p.name as by_name
  from (
select a.type, a.id, s.step, s.at, s.by
  from at a join sales_order o on o.order_id = a.id
 cross join lateral (values ('PLACED', o.placed_at, o.placed_by), ('RELEASED', o.released_at, o.released_by))
                    as s (step, at, by)
 where a.type = 'order'
union all
select a.type, a.id, 'CANCELLED', c.cancelled_at, c.cancelled_by
  from at a join sales_order_cancellation c on c.order_id = a.id
 where a.type = 'order'
union all
select a.type, a.id, s.step, s.at, s.by
  from at a join price_override o on o.price_override_id = a.id
 cross join lateral (values ('PROPOSED', o.proposed_at, o.proposed_by),
                            (case when o.state = 'REJECTED' then 'REJECTED' else 'APPROVED' end, o.decided_at,
                             o.decided_by)) as s (step, at, by)
 where a.type = 'price-override'
union all
select a.type, a.id, s.step, s.at, s.by
  from at a join shipment h on h.shipment_id = a.id
 cross join lateral (values ('PICKED', h.picked_at, h.picked_by), ('PACKED', h.packed_at, h.packed_by),
                            ('SHIPPED', h.shipped_at, h.shipped_by), ('DELIVERED', h.delivered_at, null))
                    as s (step, at, by)
 where a.type = 'shipment'
union all
select a.type, a.id, s.step, s.at, s.by
  from at a join customer_return r on r.return_id = a.id
 cross join lateral (values ('OPENED', r.opened_at, r.opened_by), ('RECEIVED', r.received_at, r.received_by),
                            (case when r.state = 'CANCELLED' then 'CANCELLED' else 'CLOSED' end, r.closed_at, null))
                    as s (step, at, by)
 where a.type = 'return'
union all
select a.type, a.id, s.step, s.at, s.by
  from at a join return_disposition d on d.return_id = a.owner
 cross join lateral (values ('PROPOSED', d.proposed_at, d.proposed_by),
                            (case when d.state = 'REJECTED' then 'REJECTED' else 'APPROVED' end, d.decided_at,
                             d.decided_by)) as s (step, at, by)
 where a.type = 'disposition' and a.id = d.return_id || '-' || d.disposition_no
union all
select a.type, a.id, s.step, s.at, s.by
  from at a join invoice i on i.invoice_id = a.id
 cross join lateral (values (case when i.waiver is null then 'MADE' else 'PROPOSED' end, i.made_at, i.made_by),
                            (case when i.state = 'REJECTED' then 'REJECTED' else 'APPROVED' end, i.decided_at,
                             i.decided_by), ('POSTED', i.posted_at, i.posted_by)) as s (step, at, by)
 where a.type in ('invoice', 'credit-note')
union all
select a.type, a.id, r.kind, r.recorded_at, r.person_id
  from at a join purchase_order_revision r on r.order_id = a.id
 where a.type = 'purchase-order'
union all
select a.type, a.id, 'APPROVED', v.recorded_at, v.person_id
  from at a join purchase_approval v on v.order_id = a.id
 where a.type = 'purchase-order'
union all
select a.type, a.id, case when o.state = 'RECEIVED' then 'COMPLETED' else o.state end, o.closed_at, null
  from at a join purchase_order o on o.order_id = a.id
 where a.type = 'purchase-order'
union all
select a.type, a.id, s.step, s.at, s.by
  from at a join acknowledgement k on k.acknowledgement_id = a.id
 cross join lateral (values ('RECORDED', k.recorded_at, k.recorded_by), (k.state, k.decided_at, k.decided_by))
                    as s (step, at, by)
 where a.type = 'acknowledgement'
union all
select a.type, a.id, 'RECORDED', n.recorded_at, n.recorded_by
  from at a join asn n on n.asn_id = a.id
 where a.type = 'asn'
union all
select a.type, a.id, s.step, s.at, s.by
  from at a join receipt r on r.receipt_id = a.id
 cross join lateral (values ('ARRIVED', r.dock_arrived_at, null), ('RECEIVED', r.received_at, r.received_by))
                    as s (step, at, by)
 where a.type = 'receipt'
union all
select a.type, a.id, s.step, s.at, s.by
  from at a join transfer t on t.transfer_id = a.id
 cross join lateral (values ('CREATED', t.created_at, t.created_by), ('SENT', t.sent_at, t.sent_by),
                            (t.state, t.closed_at, t.closed_by)) as s (step, at, by)
 where a.type = 'transfer'
union all
select a.type, a.id, 'RECEIVED', r.received_at, r.received_by
  from at a join transfer_receipt r on r.transfer_id = a.id
 where a.type = 'transfer'
union all
select a.type, a.id, s.step, s.at, s.by
  from at a join transfer_write_off w on w.write_off_id = a.id
 cross join lateral (values ('PROPOSED', w.proposed_at, w.proposed_by),
                            (case when w.state = 'REJECTED' then 'REJECTED' else 'APPROVED' end, w.decided_at,
                             w.decided_by), ('POSTED', w.posted_at, null)) as s (step, at, by)
 where a.type = 'write-off'
union all
select a.type, a.id, s.step, s.at, s.by
  from at a join cycle_count c on c.count_id = a.id
 cross join lateral (values ('OPENED', c.opened_at, c.opened_by), ('COMPLETED', c.completed_at, c.completed_by))
                    as s (step, at, by)
 where a.type = 'count'
union all
select a.type, a.id, s.step, s.at, s.by
  from at a join adjustment j on j.adjustment_id = a.id
 cross join lateral (values ('PROPOSED', j.proposed_at, j.proposed_by),
                            (case when j.state = 'REJECTED' then 'REJECTED' else 'APPROVED' end, j.decided_at,
                             j.decided_by), ('POSTED', j.posted_at, null)) as s (step, at, by)
 where a.type = 'adjustment'
union all
select a.type, a.id, s.step, s.at, s.by
  from at a join stock_hold h on h.hold_id = a.id
 cross join lateral (values ('HELD', h.held_at, h.held_by), ('RELEASED', h.released_at, h.released_by))
                    as s (step, at, by)
 where a.type = 'hold'
union all
select a.type, a.id, 'RAISED', e.raised_at, null
  from at a join exception e on e.exception_id = a.id
 where a.type = 'exception'
union all
select a.type, a.id, d.decision, d.decided_at, d.decided_by
  from at a join exception_decision d on d.exception_id = a.id
 where a.type = 'exception'
       ) d
  left join person p on p.person_id = d.by
 where d.at is not null
 -- What happened at one moment begins with the document itself.
 order by d.at, d.step not in ('RAISED', 'RECORDED', 'PROPOSED', 'MADE'), d.step
