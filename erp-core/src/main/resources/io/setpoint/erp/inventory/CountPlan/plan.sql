with here as (
  select p.*, s.zone, (:now::timestamptz at time zone s.zone)::date as day
    from count_policy p
    join site s using (company_id, site_id)
   where p.site_id = :site),
place as (
  select b.company_id, b.item_id, b.bin_id, null::text as lot_id, b.on_hand
    from stock_bin b
    join item i using (company_id, item_id)
   cross join here h
   where b.site_id = :site and i.tracking = 'NONE'
     and (b.on_hand > 0 or h.after_emptied or h.after_short_pick or h.adjustment_above is not null)
  union all
  select k.company_id, k.item_id, k.bin_id, k.lot_id, k.on_hand
    from stock_lot k
   where k.site_id = :site and k.on_hand > 0),
known as (
  select p.*, i.name, i.abc, h.day, h.zone, h.first_set_at, h.after_short_pick, h.after_emptied,
         h.adjustment_above, c.counted_at, c.count_id,
         case i.abc when 'A' then h.days_a when 'B' then h.days_b else h.days_c end as days
    from place p
   cross join here h
    join item i on i.company_id = p.company_id and i.item_id = p.item_id
   cross join lateral (
     select max(l.counted_at) filter (where l.state = 'ACCEPTED') as counted_at,
            max(l.count_id) filter (where l.state <> 'ACCEPTED' and c.state = 'OPEN') as count_id
       from cycle_count_line l
       join cycle_count c using (company_id, count_id)
      where l.company_id = p.company_id and c.site_id = :site and l.item_id = p.item_id
        and l.bin_id = p.bin_id and l.lot_id is not distinct from p.lot_id) c),
flagged as (
  select k.*, e.reason, (e.at at time zone k.zone)::date as flagged_on,
         (coalesce(k.counted_at, greatest(k.first_set_at, f.at)) at time zone k.zone)::date + k.days
           as regular_on
    from known k
    left join lateral (
      select min(m.occurred_at) as at
        from stock_move m
       where m.company_id = k.company_id and m.site_id = :site and m.item_id = k.item_id
         and m.bin_id = k.bin_id and (k.lot_id is null or m.lot_id = k.lot_id)) f
      on k.counted_at is null
    left join lateral (
      select 'SHORT_PICK' as reason, s.picked_at as at
        from shipment_line l
        join shipment s using (company_id, shipment_id)
       where k.after_short_pick and l.company_id = k.company_id and s.site_id = :site
         and l.item_id = k.item_id and l.bin_id = k.bin_id and l.short_reason is not null
         and (k.lot_id is null or l.lot_id = k.lot_id)
         and s.picked_at > coalesce(k.counted_at, k.first_set_at)
      union all
      select 'EMPTIED', m.occurred_at
        from (select m.kind, m.occurred_at
                from stock_move m
               where m.company_id = k.company_id and m.site_id = :site and m.item_id = k.item_id
                 and m.bin_id = k.bin_id
               order by m.occurred_at desc, m.move_id desc
               limit 1) m
       where k.after_emptied and k.on_hand = 0 and m.kind = 'SHIPMENT'
         and m.occurred_at > coalesce(k.counted_at, k.first_set_at)
      union all
      select 'ADJUSTMENT', m.occurred_at
        from stock_move m
        join adjustment a on a.company_id = m.company_id and a.adjustment_id = m.document_id
       where m.company_id = k.company_id and m.site_id = :site and m.item_id = k.item_id
         and m.bin_id = k.bin_id and m.kind = 'ADJUSTMENT' and a.count_id is null
         and (k.lot_id is null or m.lot_id = k.lot_id) and abs(a.value) > k.adjustment_above
         and m.occurred_at > coalesce(k.counted_at, k.first_set_at)
       order by 2
       limit 1) e on true
   where k.on_hand > 0 or e.at is not null),
dated as (
  select bin_id as bin, item_id as item, lot_id as lot, name, abc, days, counted_at as last_counted_at,
         case when on_hand = 0 then flagged_on else least(flagged_on, regular_on) end as due_on, day,
         case when on_hand = 0 or flagged_on <= regular_on then reason else 'FREQUENCY' end as reason,
         counted_at is not null and regular_on >= day as covered, count_id as count
    from flagged),
plan as (
  select *, case when due_on < day then 'OVERDUE' when due_on = day then 'DUE' else 'LATER' end as state
    from dated)
