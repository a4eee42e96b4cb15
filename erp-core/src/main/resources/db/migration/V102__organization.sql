create table company (
  company_id text not null constraint company_pkey primary key,
  name text not null,
  currency text not null constraint company_currency_is_iso check (currency ~ '^[A-Z]{3}$'),
  zone text not null,
  created_at timestamptz not null,
  created_by text not null,
  -- From this instant on history is closed: documents with an earlier business time come in no more.
  live_at timestamptz
);

create table site (
  company_id text not null constraint site_company references company,
  site_id text not null,
  name text not null,
  zone text not null,
  adjustment_limit numeric(19, 4) not null constraint site_adjustment_limit_not_negative check (adjustment_limit >= 0),
  adjustment_daily_limit numeric(19, 4) not null
    constraint site_adjustment_daily_limit_not_negative check (adjustment_daily_limit >= 0),
  opened_at timestamptz not null,
  constraint site_pkey primary key (company_id, site_id)
);
select isolate_by_company('site');
grant select, insert on site to setpoint_app;

create table bin (
  company_id text not null,
  site_id text not null,
  bin_id text not null,
  constraint bin_pkey primary key (company_id, site_id, bin_id),
  constraint bin_site foreign key (company_id, site_id) references site
);
select isolate_by_company('bin');
grant select, insert on bin to setpoint_app;

-- How many days after the order an order of this shipping mode is due when everything is in stock.
create table shipping_mode (
  company_id text not null constraint shipping_mode_company references company,
  shipping_mode text not null,
  standard_days int not null constraint shipping_mode_days check (standard_days between 0 and 365),
  constraint shipping_mode_pkey primary key (company_id, shipping_mode)
);
select isolate_by_company('shipping_mode');
grant select, insert, update on shipping_mode to setpoint_app;
