-- Price lists. Prices change by documents that one person proposes and another approves before they take effect; nothing
-- is overwritten, so that the price of every past moment can be found again.

create table price_list (
  company_id text not null constraint price_list_company references company,
  price_list_id text not null,
  name text not null,
  currency text not null constraint price_list_currency_is_iso check (currency ~ '^[A-Z]{3}$'),
  -- For one customer, for one class, or, with neither, for all.
  customer_id text,
  customer_class text,
  created_at timestamptz not null,
  created_by text not null,
  constraint price_list_pkey primary key (company_id, price_list_id),
  constraint price_list_customer_fkey foreign key (company_id, customer_id) references customer (company_id, customer_id),
  constraint price_list_for_one_kind check (customer_id is null or customer_class is null),
  -- Otherwise two lists could both be the right one.
  constraint price_list_once unique nulls not distinct (company_id, currency, customer_id, customer_class)
);
select isolate_by_company('price_list');
grant select, insert on price_list to setpoint_app;

create table price_change (
  company_id text not null,
  price_change_id text not null,
  price_list_id text not null,
  valid_from timestamptz not null,
  valid_until timestamptz,
  why text not null,
  state text not null,
  version int not null default 1,
  proposed_by text not null,
  proposed_at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  decision_note text,
  constraint price_change_pkey primary key (company_id, price_change_id),
  constraint price_change_list_fkey foreign key (company_id, price_list_id)
    references price_list (company_id, price_list_id),
  constraint price_change_ends_after_begin check (valid_until > valid_from),
  constraint price_change_state_known check (state in ('PROPOSED', 'APPROVED', 'REJECTED')),
  constraint price_change_decided_by_somebody
    check ((state = 'PROPOSED') = (decided_by is null) and (decided_by is null) = (decided_at is null)),
  -- Four eyes, in the schema; and no price holds for a time before it was approved.
  constraint price_change_four_eyes check (state <> 'APPROVED' or decided_by <> proposed_by),
  constraint price_change_approved_ahead check (state <> 'APPROVED' or decided_at < valid_from)
) with (fillfactor = 80);
create index price_change_by_time on price_change (proposed_at desc, price_change_id desc, company_id);
select isolate_by_company('price_change');
grant select, insert on price_change to setpoint_app;
grant update (state, version, decided_by, decided_at, decision_note) on price_change to setpoint_app;

create table price (
  company_id text not null,
  price_change_id text not null,
  line_no int not null,
  item_id text not null,
  min_quantity numeric(15,3) not null constraint price_min_quantity_not_negative check (min_quantity >= 0),
  unit_price numeric(19,4) not null constraint price_not_negative check (unit_price >= 0),
  constraint price_pkey primary key (company_id, price_change_id, line_no),
  constraint price_change_fkey foreign key (company_id, price_change_id)
    references price_change (company_id, price_change_id),
  constraint price_item_fkey foreign key (company_id, item_id) references item (company_id, item_id),
  constraint price_once unique (company_id, price_change_id, item_id, min_quantity)
);
create index price_by_item on price (item_id, company_id);
select isolate_by_company('price');
grant select, insert on price to setpoint_app;

-- The moment whose prices an order has, and where each line's price comes from; null is the item's own price.
alter table sales_order add column priced_at timestamptz;
alter table sales_order_line add column price_list_id text;
alter table sales_order_line add column price_change_id text;
alter table sales_order_line add column price_line_no int;
alter table sales_order_line add constraint sales_order_line_price_list_fkey
  foreign key (company_id, price_list_id) references price_list (company_id, price_list_id);
alter table sales_order_line add constraint sales_order_line_price_fkey
  foreign key (company_id, price_change_id, price_line_no) references price (company_id, price_change_id, line_no);
alter table sales_order_line add constraint sales_order_line_price_of_a_list check (
  (price_list_id is null) = (price_change_id is null) and (price_change_id is null) = (price_line_no is null));

-- Another price than the list's, for one order line: asked for by one person, allowed by another, used once.
create table price_override (
  company_id text not null,
  price_override_id text not null,
  state text not null,
  version int not null default 1,
  site_id text not null,
  customer_id text not null,
  item_id text not null,
  quantity numeric(15,3) not null constraint price_override_quantity_positive check (quantity > 0),
  list_price numeric(19,4) not null,
  unit_price numeric(19,4) not null constraint price_override_price_not_negative check (unit_price >= 0),
  percent_off numeric(19,4) not null,
  why text not null,
  proposed_by text not null,
  proposed_at timestamptz not null,
  valid_until timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  decision_note text,
  order_id text,
  order_line_no int,
  constraint price_override_pkey primary key (company_id, price_override_id),
  constraint price_override_site_fkey foreign key (company_id, site_id) references site (company_id, site_id),
  constraint price_override_customer_fkey foreign key (company_id, customer_id)
    references customer (company_id, customer_id),
  constraint price_override_item_fkey foreign key (company_id, item_id) references item (company_id, item_id),
  constraint price_override_line_fkey foreign key (company_id, order_id, order_line_no)
    references sales_order_line (company_id, order_id, line_no),
  constraint price_override_state_known check (state in ('PROPOSED', 'APPROVED', 'REJECTED', 'USED')),
  constraint price_override_decided_by_somebody
    check ((state = 'PROPOSED') = (decided_by is null) and (decided_by is null) = (decided_at is null)),
  -- Four eyes, in the schema.
  constraint price_override_four_eyes check (state not in ('APPROVED', 'USED') or decided_by <> proposed_by),
  constraint price_override_used_by_a_line
    check ((state = 'USED') = (order_id is not null) and (order_id is null) = (order_line_no is null))
) with (fillfactor = 80);
select isolate_by_company('price_override');
grant select, insert on price_override to setpoint_app;
grant update (state, version, decided_by, decided_at, decision_note, order_id, order_line_no) on price_override
  to setpoint_app;

-- What the list asked, whatever the line costs; and the override that made the difference.
alter table sales_order_line add column list_price numeric(19,4);
alter table sales_order_line add column price_override_id text;
alter table sales_order_line add constraint sales_order_line_override_fkey
  foreign key (company_id, price_override_id) references price_override (company_id, price_override_id);
alter table sales_order_line add constraint sales_order_line_other_price_by_override
  check (list_price is null or unit_price = list_price or price_override_id is not null);
create unique index sales_order_line_override_once on sales_order_line (price_override_id, company_id)
  where price_override_id is not null;
