create table sales_order (
  company_id text not null,
  order_id text not null,
  site_id text not null,
  customer_id text not null,
  channel text not null,
  shipping_mode text not null,
  customer_reference text,
  state text not null,
  version int not null default 1,
  requested_date date not null,
  placed_at timestamptz not null,
  placed_by text not null,
  released_at timestamptz,
  released_by text,
  closed_at timestamptz,
  -- Came in as a document of the time before go-live.
  history boolean not null default false,
  constraint sales_order_pkey primary key (company_id, order_id),
  constraint sales_order_site foreign key (company_id, site_id) references site,
  constraint sales_order_customer foreign key (company_id, customer_id) references customer,
  constraint sales_order_state_known
    check (state in ('PLACED', 'RELEASED', 'PARTIALLY_SHIPPED', 'SHIPPED', 'DELIVERED', 'CANCELLED')),
  constraint sales_order_released_by_somebody check ((released_at is null) = (released_by is null))
) with (fillfactor = 80);
-- Secondary indexes do not begin with the company: while a table has no statistics yet, PostgreSQL would take one of
-- them for a look-up by primary key, in foreign keys too, and read the whole company each time.
create index sales_order_by_time on sales_order (placed_at desc, order_id desc, company_id);
create index sales_order_by_customer on sales_order (customer_id, placed_at desc, company_id);
create index sales_order_open on sales_order (site_id, placed_at desc, company_id)
  where state in ('PLACED', 'RELEASED', 'PARTIALLY_SHIPPED');
select isolate_by_company('sales_order');
grant select, insert on sales_order to setpoint_app;
grant update (state, version, released_at, released_by, closed_at) on sales_order to setpoint_app;

create table sales_order_line (
  company_id text not null,
  order_id text not null,
  line_no int not null constraint sales_order_line_no_from_one check (line_no > 0),
  item_id text not null,
  quantity numeric(15, 3) not null constraint sales_order_line_quantity_positive check (quantity > 0),
  -- The quantity when the order was released: the q of the fill rates. Null before.
  released_quantity numeric(15, 3),
  -- Held in stock for this line and not shipped yet.
  reserved numeric(15, 3) not null default 0 constraint sales_order_line_reserved_not_negative check (reserved >= 0),
  backordered numeric(15, 3) not null default 0
    constraint sales_order_line_backordered_not_negative check (backordered >= 0),
  picked numeric(15, 3) not null default 0,
  shipped numeric(15, 3) not null default 0 constraint sales_order_line_shipped_not_negative check (shipped >= 0),
  cancelled numeric(15, 3) not null default 0 constraint sales_order_line_cancelled_not_negative check (cancelled >= 0),
  unit_price numeric(19, 4) not null constraint sales_order_line_price_not_negative check (unit_price >= 0),
  unit_cost numeric(19, 4) not null constraint sales_order_line_cost_not_negative check (unit_cost >= 0),
  requested_date date not null,
  -- The first confirmed promise. No use case changes it, and the application's role cannot.
  commit_date date not null,
  constraint sales_order_line_pkey primary key (company_id, order_id, line_no),
  constraint sales_order_line_order foreign key (company_id, order_id) references sales_order,
  constraint sales_order_line_item foreign key (company_id, item_id) references item,
  constraint sales_order_line_adds_up check (
    case when released_quantity is null
      then reserved = 0 and backordered = 0 and shipped = 0 and picked = 0 and cancelled <= quantity
      else reserved + backordered + shipped + cancelled = quantity end),
  constraint sales_order_line_picked_from_reserved check (picked >= shipped and picked - shipped <= reserved)
) with (fillfactor = 80);
create index sales_order_line_backordered on sales_order_line (company_id, item_id, commit_date, order_id, line_no)
  where backordered > 0;
select isolate_by_company('sales_order_line');
grant select, insert on sales_order_line to setpoint_app;
grant update (released_quantity, reserved, backordered, picked, shipped, cancelled) on sales_order_line to setpoint_app;

create table sales_order_cancellation (
  company_id text not null,
  order_id text not null,
  line_no int not null,
  cancellation_no int not null,
  quantity numeric(15, 3) not null constraint sales_order_cancellation_positive check (quantity > 0),
  reason text not null constraint sales_order_cancellation_reason
    check (reason in ('CUSTOMER_CHANGED', 'CUSTOMER_CANCELLED', 'SHORTAGE', 'TEST_DOCUMENT')),
  before_release boolean not null,
  why text,
  cancelled_at timestamptz not null,
  cancelled_by text not null,
  constraint sales_order_cancellation_pkey primary key (company_id, order_id, line_no, cancellation_no),
  constraint sales_order_cancellation_line
    foreign key (company_id, order_id, line_no) references sales_order_line
);
select isolate_by_company('sales_order_cancellation');
grant select, insert on sales_order_cancellation to setpoint_app;
