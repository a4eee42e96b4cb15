-- Invoices and credit notes. An invoice says what shipments carried at the prices agreed in their orders; a credit note
-- takes back part of one invoice at the price invoiced. Both are made without a legal number and get it when they are
-- posted: one series a company and year, taken under one lock, so that no number is missing and none is given twice.

create table invoice (
  company_id text not null,
  invoice_id text not null,
  kind text not null,
  site_id text not null,
  customer_id text not null,
  state text not null,
  version int not null default 1,
  made_by text not null,
  made_at timestamptz not null,
  -- Of a credit note: the invoice it takes back from, and the return whose goods came, or why none had to come.
  credited_invoice_id text,
  return_id text,
  waiver text,
  decided_by text,
  decided_at timestamptz,
  decision_note text,
  posted_by text,
  posted_at timestamptz,
  legal_year int,
  legal_number int,
  issued_on date,
  constraint invoice_pkey primary key (company_id, invoice_id),
  constraint invoice_site_fkey foreign key (company_id, site_id) references site (company_id, site_id),
  constraint invoice_customer_fkey foreign key (company_id, customer_id) references customer (company_id, customer_id),
  constraint invoice_credited_fkey foreign key (company_id, credited_invoice_id)
    references invoice (company_id, invoice_id),
  constraint invoice_return_fkey foreign key (company_id, return_id) references customer_return (company_id, return_id),
  constraint invoice_kind_known check (kind in ('INVOICE', 'CREDIT_NOTE')),
  constraint invoice_state_known check (state in ('PROPOSED', 'REJECTED', 'DRAFT', 'POSTED')),
  constraint invoice_credit_has_ground check (case kind
    when 'INVOICE' then num_nonnulls(credited_invoice_id, return_id, waiver) = 0
    else credited_invoice_id is not null and num_nonnulls(return_id, waiver) = 1 end),
  -- Four eyes, in the schema: a credit without goods that came back stands only by another person's word.
  constraint invoice_waiver_approved check (case
    when waiver is null then state in ('DRAFT', 'POSTED') and decided_by is null
    when state = 'PROPOSED' then decided_by is null
    else decided_by is not null and (state = 'REJECTED' or decided_by <> made_by) end),
  constraint invoice_decided_with_time check ((decided_by is null) = (decided_at is null)),
  constraint invoice_posted_with_number
    check (num_nonnulls(posted_by, posted_at, legal_year, legal_number, issued_on)
           = case state when 'POSTED' then 5 else 0 end),
  constraint invoice_legal_year check (legal_year = extract(year from issued_on)),
  constraint invoice_legal_number unique (company_id, legal_year, legal_number),
  constraint invoice_credits_a_return_once unique (company_id, return_id)
) with (fillfactor = 80);
create index invoice_by_time on invoice (made_at desc, invoice_id desc, company_id);
create index invoice_by_customer on invoice (customer_id, made_at desc, company_id);
create index invoice_to_post on invoice (invoice_id, company_id) where state = 'DRAFT';
create index invoice_by_credited on invoice (credited_invoice_id, company_id) where credited_invoice_id is not null;

-- What is posted stands; what is wrong about it another document says.
create function refuse_posted_invoice() returns trigger
  language plpgsql as $$
begin
  raise exception 'invoice % is posted and changes no more', old.invoice_id using errcode = 'integrity_constraint_violation';
end
$$;
create trigger invoice_posted_stands before update on invoice
  for each row when (old.state = 'POSTED') execute function refuse_posted_invoice();

create table invoice_line (
  company_id text not null,
  invoice_id text not null,
  line_no int not null,
  shipment_id text not null,
  order_id text not null,
  order_line_no int not null,
  item_id text not null,
  quantity numeric(15,3) not null,
  unit_price numeric(19,4) not null,
  amount numeric(19,4) not null,
  -- Taken back by credit notes, those that wait for approval included.
  credited numeric(15,3) not null default 0,
  credited_amount numeric(19,4) not null default 0,
  constraint invoice_line_pkey primary key (company_id, invoice_id, line_no),
  constraint invoice_line_price unique (company_id, invoice_id, line_no, unit_price),
  constraint invoice_line_invoice_fkey foreign key (company_id, invoice_id) references invoice (company_id, invoice_id),
  constraint invoice_line_shipment_fkey foreign key (company_id, shipment_id)
    references shipment (company_id, shipment_id),
  constraint invoice_line_order_line_fkey foreign key (company_id, order_id, order_line_no)
    references sales_order_line (company_id, order_id, line_no),
  -- What a shipment carried of an order line is invoiced once.
  constraint invoice_line_once unique (company_id, shipment_id, order_id, order_line_no),
  constraint invoice_line_positive check (quantity > 0),
  constraint invoice_line_amount check (amount = round(quantity * unit_price, 4)),
  -- Never more than invoiced, neither in goods nor, however often a part was rounded, in money.
  constraint invoice_line_credited_of_invoiced
    check (credited between 0 and quantity and credited_amount between 0 and amount)
) with (fillfactor = 80);

create table credit_line (
  company_id text not null,
  invoice_id text not null,
  line_no int not null,
  credited_invoice_id text not null,
  credited_line_no int not null,
  item_id text not null,
  quantity numeric(15,3) not null,
  unit_price numeric(19,4) not null,
  amount numeric(19,4) not null,
  constraint credit_line_pkey primary key (company_id, invoice_id, line_no),
  constraint credit_line_invoice_fkey foreign key (company_id, invoice_id) references invoice (company_id, invoice_id),
  -- At the invoiced price, in the schema.
  constraint credit_line_price_fkey foreign key (company_id, credited_invoice_id, credited_line_no, unit_price)
    references invoice_line (company_id, invoice_id, line_no, unit_price),
  constraint credit_line_once unique (company_id, invoice_id, credited_line_no),
  constraint credit_line_positive check (quantity > 0),
  constraint credit_line_amount_not_negative check (amount >= 0)
);

-- The last number of a company's year; its row is the lock that posting takes last and keeps until the commit.
create table invoice_series (
  company_id text not null constraint invoice_series_company_fkey references company,
  legal_year int not null,
  last_number int not null constraint invoice_series_positive check (last_number > 0),
  -- No number has an earlier day than the one before it.
  issued_on date not null,
  constraint invoice_series_pkey primary key (company_id, legal_year)
);

grant select, insert on invoice, invoice_line, credit_line, invoice_series to setpoint_app;
grant update (state, version, decided_by, decided_at, decision_note, posted_by, posted_at, legal_year, legal_number,
              issued_on) on invoice to setpoint_app;
grant update (credited, credited_amount) on invoice_line to setpoint_app;
grant update (last_number, issued_on) on invoice_series to setpoint_app;

select isolate_by_company('invoice');
select isolate_by_company('invoice_line');
select isolate_by_company('credit_line');
select isolate_by_company('invoice_series');
