-- Where orders come from. Every company begins with four channels.
create table sales_channel (
  company_id text not null constraint sales_channel_company references company,
  channel text not null constraint sales_channel_upper check (channel = upper(channel)),
  name text not null,
  constraint sales_channel_pkey primary key (company_id, channel)
);
insert into sales_channel (company_id, channel, name)
select y.company_id, c.channel, c.name from company y cross join
  (values ('DESK', 'Sales desk'), ('WEB', 'Web shop'), ('MARKETPLACE', 'Marketplace'), ('EDI', 'EDI')) as c (channel, name);
select isolate_by_company('sales_channel');
grant select, insert, update on sales_channel to setpoint_app;

create table quote (
  company_id text not null,
  quote_id text not null,
  state text not null,
  version int not null default 1,
  site_id text not null,
  customer_id text not null,
  channel text not null,
  shipping_mode text not null,
  customer_reference text,
  requested_date date not null,
  currency text not null,
  -- The moment whose list prices it offers.
  priced_at timestamptz not null,
  -- The first moment at which it can be accepted no more.
  valid_until timestamptz not null,
  made_by text not null,
  sent_at timestamptz,
  decided_by text,
  decided_at timestamptz,
  decline_reason text,
  order_id text,
  constraint quote_pkey primary key (company_id, quote_id),
  constraint quote_site_fkey foreign key (company_id, site_id) references site,
  constraint quote_customer_fkey foreign key (company_id, customer_id) references customer,
  constraint quote_order_fkey foreign key (company_id, order_id) references sales_order,
  constraint quote_state_known check (state in ('MADE', 'SENT', 'ACCEPTED', 'DECLINED')),
  constraint quote_sent_before_decided check (state = 'MADE' or sent_at is not null or state = 'DECLINED'),
  constraint quote_decided_by_somebody
    check ((state in ('ACCEPTED', 'DECLINED')) = (decided_by is not null) and (decided_by is null) = (decided_at is null)),
  constraint quote_accepted_while_valid check (state <> 'ACCEPTED' or decided_at < valid_until),
  constraint quote_accepted_is_an_order check ((state = 'ACCEPTED') = (order_id is not null)),
  constraint quote_declined_with_reason check ((state = 'DECLINED') = (decline_reason is not null))
) with (fillfactor = 80);
create index quote_by_order on quote (order_id, company_id) where order_id is not null;
create index quote_by_number on quote (quote_id desc, company_id);
select isolate_by_company('quote');
grant select, insert on quote to setpoint_app;
grant update (state, version, sent_at, decided_by, decided_at, decline_reason, order_id) on quote to setpoint_app;

create table quote_line (
  company_id text not null,
  quote_id text not null,
  line_no int not null,
  item_id text not null,
  quantity numeric(15,3) not null constraint quote_line_quantity_positive check (quantity > 0),
  unit_price numeric(19,4) not null constraint quote_line_price_not_negative check (unit_price >= 0),
  -- Where the price comes from; null is the item's own.
  price_list_id text,
  price_change_id text,
  price_line_no int,
  constraint quote_line_pkey primary key (company_id, quote_id, line_no),
  constraint quote_line_quote_fkey foreign key (company_id, quote_id) references quote,
  constraint quote_line_item_fkey foreign key (company_id, item_id) references item,
  constraint quote_line_price_fkey foreign key (company_id, price_change_id, price_line_no)
    references price (company_id, price_change_id, line_no)
);
select isolate_by_company('quote_line');
grant select, insert on quote_line to setpoint_app;

alter table sales_order add column quote_id text;
alter table sales_order add constraint sales_order_quote_fkey foreign key (company_id, quote_id) references quote;
create unique index sales_order_quote_once on sales_order (quote_id, company_id) where quote_id is not null;
