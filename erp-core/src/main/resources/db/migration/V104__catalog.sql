-- How many days it takes to get goods of this category when they are not in stock.
create table item_category (
  company_id text not null constraint item_category_company references company,
  category text not null,
  replenishment_days int not null default 7
    constraint item_category_days check (replenishment_days between 0 and 365),
  constraint item_category_pkey primary key (company_id, category)
);
select isolate_by_company('item_category');
grant select, insert, update on item_category to setpoint_app;

create table item (
  company_id text not null,
  item_id text not null,
  name text not null,
  category text not null,
  abc text not null constraint item_abc_known check (abc in ('A', 'B', 'C')),
  unit text not null constraint item_unit check (unit ~ '^[A-Z0-9]{1,8}$'),
  price numeric(19, 4) not null constraint item_price_not_negative check (price >= 0),
  cost numeric(19, 4) not null constraint item_cost_not_negative check (cost >= 0),
  created_at timestamptz not null,
  constraint item_pkey primary key (company_id, item_id),
  constraint item_category foreign key (company_id, category) references item_category
);
select isolate_by_company('item');
grant select, insert on item to setpoint_app;
