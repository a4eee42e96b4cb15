-- Order promising. Each line keeps the supply its promise leaned on; what is open of it claims supply until it is reserved
-- or cancelled. Claims are read and made under the lock of the item's row of stock, as reservations are.

create table order_line_promise (
  company_id text not null,
  order_id text not null,
  line_no int not null,
  part_no int not null,
  site_id text not null,
  item_id text not null,
  kind text not null,
  document_id text,
  document_line_no int,
  quantity numeric(15,3) not null,
  -- The quantity of the line's earlier parts: the earlier part is served first, and cancelled last.
  after_quantity numeric(15,3) not null,
  -- When the supply was expected, and the day from which the part claims it.
  supply_date date not null,
  promised_on date not null,
  -- Neither reserved, shipped nor cancelled: follows from the line's quantities, and is kept for the sums by day.
  open numeric(15,3) not null,
  constraint order_line_promise_pkey primary key (company_id, order_id, line_no, part_no),
  constraint order_line_promise_line_fkey foreign key (company_id, order_id, line_no) references sales_order_line,
  constraint order_line_promise_kind_known check (kind in ('ON_HAND', 'PURCHASE', 'TRANSFER', 'LEAD_TIME')),
  constraint order_line_promise_document
    check ((kind in ('PURCHASE', 'TRANSFER')) = (document_id is not null)
      and (document_id is null) = (document_line_no is null)),
  constraint order_line_promise_not_before_supply check (promised_on >= supply_date),
  constraint order_line_promise_positive check (quantity > 0 and after_quantity >= 0),
  constraint order_line_promise_open_within check (open between 0 and quantity)
) with (fillfactor = 80);
create index order_line_promise_open on order_line_promise (item_id, site_id, promised_on, company_id) where open > 0;
select isolate_by_company('order_line_promise');
grant select, insert on order_line_promise to setpoint_app;
grant update (open) on order_line_promise to setpoint_app;

-- Lines from before this table leaned on no known supply.
insert into order_line_promise (company_id, order_id, line_no, part_no, site_id, item_id, kind, quantity, after_quantity,
  supply_date, promised_on, open)
select l.company_id, l.order_id, l.line_no, 1, o.site_id, l.item_id, 'LEAD_TIME', l.quantity, 0,
  l.commit_date - coalesce(m.standard_days, 0), l.commit_date - coalesce(m.standard_days, 0),
  l.quantity - l.reserved - l.shipped - l.cancelled
from sales_order_line l
join sales_order o on o.company_id = l.company_id and o.order_id = l.order_id
left join shipping_mode m on m.company_id = o.company_id and m.shipping_mode = o.shipping_mode
where l.quantity > l.shipped + l.cancelled;

-- Supply on its way is found by item for each promise; without these the whole past of the item would be read.
create index purchase_order_line_open on purchase_order_line (item_id, company_id)
  where cancelled = 0 and received < quantity;
create index transfer_line_in_transit on transfer_line (item_id, company_id) where received + written_off < sent;
