-- Orders :from to :to of a history that ends now with order :end, one every two and a half seconds.
insert into sales_order (company_id, order_id, site_id, customer_id, channel, shipping_mode, customer_reference, state,
  version, requested_date, placed_at, placed_by, released_at, released_by, closed_at, priced_at)
select 'BENCH', 'SO-' || n, 'HAM', 'C-' || lpad((n % 1000)::text, 4, '0'), 'web', 'STANDARD', 'PO-' || n, 'DELIVERED',
  5, at::date + 3, at, 'clerk-' || n % 16, at, 'clerk-' || n % 16, at, at
from (select n, now() - (:end - n) * interval '2.5 seconds' as at from generate_series(:from, :to) n) h;

insert into sales_order_line (company_id, order_id, line_no, item_id, quantity, released_quantity, picked, shipped,
  unit_price, unit_cost, requested_date, commit_date, list_price)
select 'BENCH', 'SO-' || n, l, 'ITEM-' || lpad(((n + l * 131) % 1000)::text, 4, '0'), l, l, l, l, 12.5, 6.25,
  at::date + 3, at::date + 3, 12.5
from (select n, now() - (:end - n) * interval '2.5 seconds' as at from generate_series(:from, :to) n) h,
  generate_series(1, 3) l;

insert into shipment (company_id, shipment_id, order_id, site_id, state, version, picked_at, picked_by, packed_at,
  packed_by, parcels, carrier, shipped_at, shipped_by, delivered_at, received_by)
select 'BENCH', 'SH-' || n, 'SO-' || n, 'HAM', 'DELIVERED', 4, at, 'clerk-' || n % 16, at, 'clerk-' || n % 16, 1,
  'Carrier', at, 'clerk-' || n % 16, at, 'The customer'
from (select n, now() - (:end - n) * interval '2.5 seconds' as at from generate_series(:from, :to) n) h;

insert into shipment_line (company_id, shipment_id, pick_no, order_id, line_no, item_id, bin_id, required_quantity,
  quantity)
select 'BENCH', 'SH-' || n, l, 'SO-' || n, l, 'ITEM-' || lpad(((n + l * 131) % 1000)::text, 4, '0'),
  'B-' || lpad(((n + l * 131) % 100)::text, 2, '0'), l, l
from generate_series(:from, :to) n, generate_series(1, 3) l;

insert into stock_move (company_id, site_id, item_id, bin_id, quantity, kind, document_id, line_no, person_id,
  occurred_at, recorded_at)
select 'BENCH', 'HAM', 'ITEM-' || lpad(((n + l * 131) % 1000)::text, 4, '0'),
  'B-' || lpad(((n + l * 131) % 100)::text, 2, '0'), -l, 'SHIPMENT', 'SH-' || n, l, 'clerk-' || n % 16, at, at
from (select n, now() - (:end - n) * interval '2.5 seconds' as at from generate_series(:from, :to) n) h,
  generate_series(1, 3) l;

insert into event (id, occurred_at, recorded_at, company_id, site_id, actor, aggregatetype, aggregateid, type, seq,
  payload)
select uuidv7(at - now()), at, at, 'BENCH', 'HAM', 'clerk-' || n % 16, 'order', 'SO-' || n,
  'setpoint.sales.order-placed.v1', 0, '{"order":"SO-' || n || '","lines":"' || repeat('x', 600) || '"}'
from (select n, now() - (:end - n) * interval '2.5 seconds' as at from generate_series(:from, :to) n) h;

insert into audit (id, recorded_at, company_id, actor, command, outcome, event_ids, detail)
select uuidv7(at - now()), at, 'BENCH', 'clerk-' || n % 16, 'place-order', 'DONE', array[uuidv7(at - now())],
  jsonb_build_object('customerReference', 'PO-' || n)
from (select n, now() - (:end - n) * interval '2.5 seconds' as at from generate_series(:from, :to) n) h;

insert into idempotency_key (company_id, key, request_sha256, version, response, recorded_at)
select 'BENCH', gen_random_uuid()::text, sha256(('SO-' || n)::bytea), 1, convert_to(repeat('x', 600), 'UTF8'), at
from (select n, now() - (:end - n) * interval '2.5 seconds' as at from generate_series(:from, :to) n) h
