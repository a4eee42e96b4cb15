with here as (
  select s.site_id, s.zone, :now::timestamptz as now, (:now::timestamptz at time zone s.zone)::date as day
    from site s
   where s.site_id = :site),
standing as (
  select k.company_id, k.item_id, i.name, i.unit, i.abc, k.on_hand, round(k.on_hand * i.cost, 4) as value
    from stock k
    join item i using (company_id, item_id)
   where k.site_id = :site and k.on_hand > 0
     and (:item::text is null or k.item_id = :item)
     and (round(k.on_hand * i.cost, 4) < :afterValue
       or round(k.on_hand * i.cost, 4) = :afterValue and k.item_id > :afterItem)
   order by value desc, k.item_id),
-- What was sold before go-live moved no stock here.
history as (
  select s.site_id, l.item_id, max(s.shipped_at) as last_sold_at,
         coalesce(sum(l.quantity) filter (where s.shipped_at > h.now - interval '90 days'), 0) as sold
    from here h
    join shipment s on s.shipped_at > h.now - interval '365 days' and s.shipped_at <= h.now
    join shipment_line l using (company_id, shipment_id)
   where s.history
   group by s.site_id, l.item_id),
measured as (
  select t.*, h.day, layer.oldest_on, layer.age_days, move.last_moved_at, sale.last_sold_at, sale.sold,
         (sale.last_sold_at at time zone h.zone)::date as last_sold_on,
         round(t.on_hand * 90 / nullif(sale.sold, 0), 1) as cover_days,
         lot.expired, least(greatest(lot.at_risk, 0), t.on_hand) as at_risk,
         exists (
           select from site x
            where x.company_id = t.company_id and x.site_id <> :site
              and exists (
                select from stock_move m
                 where m.company_id = t.company_id and m.site_id = x.site_id and m.item_id = t.item_id
                   and m.kind = 'SHIPMENT' and m.occurred_at > h.now - interval '90 days'))
           or exists (
             select from history y
              where y.site_id <> :site and y.item_id = t.item_id and y.sold > 0) as sold_elsewhere
    from standing t
   cross join here h
   cross join lateral (
     -- First in, first out: what is left is what came last.
     select min(l.day) as oldest_on, round(sum(l.part * (h.day - l.day)) / nullif(sum(l.part), 0), 1) as age_days
       from (
         select (d.at at time zone h.zone)::date as day,
                least(d.quantity,
                  t.on_hand - (sum(d.quantity) over (order by d.at desc, d.document_id desc) - d.quantity)) as part
           from (
             select m.document_id, min(m.occurred_at) as at, sum(m.quantity) as quantity
               from stock_move m
              where m.company_id = t.company_id and m.site_id = :site and m.item_id = t.item_id
                and m.occurred_at <= h.now
              group by m.document_id
             having sum(m.quantity) > 0) d) l
      where l.part > 0) layer
   cross join lateral (
     -- From one bin of a site to another nothing moved.
     select max(m.occurred_at) filter (where m.kind <> 'MOVE') as last_moved_at,
            max(m.occurred_at) filter (where m.kind = 'SHIPMENT') as last_sold_at,
            coalesce(-sum(m.quantity) filter (where m.kind = 'SHIPMENT' and m.occurred_at > h.now - interval '90 days'), 0)
              as sold
       from stock_move m
      where m.company_id = t.company_id and m.site_id = :site and m.item_id = t.item_id and m.occurred_at <= h.now) move
    left join history y on y.site_id = :site and y.item_id = t.item_id
   cross join lateral (
     select greatest(move.last_sold_at, y.last_sold_at) as last_sold_at, move.sold + coalesce(y.sold, 0) as sold) sale
   cross join lateral (
     -- Sold first expired first at the rate of the last 90 days: what is over when its day comes.
     select coalesce(sum(l.quantity) filter (where l.expiry < h.day), 0) as expired,
            coalesce(max(l.up_to - sale.sold / 90 * greatest(l.expiry - h.day + 1, 0)), 0) as at_risk
       from (
         select n.expiry, k.on_hand as quantity, sum(k.on_hand) over (order by n.expiry) as up_to
           from stock_lot k
           join lot n using (company_id, item_id, lot_id)
          where k.company_id = t.company_id and k.site_id = :site and k.item_id = t.item_id and k.on_hand > 0
            and n.expiry is not null) l) lot),
bucketed as (
  select *,
         case
           when at_risk > 0 then 'EXPIRING'
           when sold > 0 and cover_days > 180 then 'EXCESS'
           when sold > 0 then 'ACTIVE'
           when oldest_on > day - 90 then 'NEW'
           when coalesce(greatest(last_sold_on, oldest_on), '-infinity') <= day - 365 then 'OBSOLETE'
           else 'SLOW'
         end as bucket
    from measured)
