create table customer (
  company_id text not null constraint customer_company references company,
  customer_id text not null,
  name text not null,
  customer_class text not null,
  created_at timestamptz not null,
  constraint customer_pkey primary key (company_id, customer_id)
);
select isolate_by_company('customer');
grant select, insert on customer to setpoint_app;
