-- Returns of customers. Returned goods wait in a bin for their inspection: on hand there, and held like goods on hold. So
-- stock.held and stock_bin.held are what open holds keep back and what returns have received and not disposed of.

alter table stock_move drop constraint stock_move_kind_known;
alter table stock_move add constraint stock_move_kind_known
  check (kind in ('RECEIPT', 'SHIPMENT', 'ADJUSTMENT', 'TRANSFER_OUT', 'TRANSFER_IN', 'RETURN_IN', 'RETURN_OUT'));

create table customer_return (
  company_id text not null,
  return_id text not null,
  shipment_id text not null,
  order_id text not null,
  site_id text not null,
  state text not null,
  version int not null default 1,
  opened_at timestamptz not null,
  opened_by text not null,
  -- Where the goods wait for inspection.
  bin_id text,
  received_at timestamptz,
  received_by text,
  closed_at timestamptz,
  -- Why it was cancelled.
  why text,
  constraint customer_return_pkey primary key (company_id, return_id),
  constraint customer_return_shipment_fkey foreign key (company_id, shipment_id)
    references shipment (company_id, shipment_id),
  constraint customer_return_order_fkey foreign key (company_id, order_id)
    references sales_order (company_id, order_id),
  constraint customer_return_bin_fkey foreign key (company_id, site_id, bin_id)
    references bin (company_id, site_id, bin_id),
  constraint customer_return_state_known check (state in ('OPEN', 'RECEIVED', 'CLOSED', 'CANCELLED')),
  constraint customer_return_received_somewhere
    check ((state in ('RECEIVED', 'CLOSED')) = (bin_id is not null and received_at is not null
      and received_by is not null)),
  constraint customer_return_cancelled_with_reason check ((state = 'CANCELLED') = (why is not null)),
  constraint customer_return_closed_with_time check ((state in ('CLOSED', 'CANCELLED')) = (closed_at is not null))
) with (fillfactor = 80);
create index customer_return_by_shipment on customer_return (shipment_id, company_id);
create index customer_return_by_order on customer_return (order_id, company_id);
create index customer_return_by_time on customer_return (opened_at desc, return_id desc, company_id);
select isolate_by_company('customer_return');
grant select, insert on customer_return to setpoint_app;
grant update (state, version, bin_id, received_at, received_by, closed_at, why) on customer_return to setpoint_app;

create table return_line (
  company_id text not null,
  return_id text not null,
  line_no int not null,
  order_id text not null,
  order_line_no int not null,
  item_id text not null,
  quantity numeric(15,3) not null,
  reason text not null,
  note text,
  unit_price numeric(19,4) not null,
  unit_cost numeric(19,4) not null,
  -- Null until it arrived; less than announced frees the rest for another return.
  received numeric(15,3),
  -- Received and disposed of, or proposed to be.
  disposed numeric(15,3) not null default 0,
  constraint return_line_pkey primary key (company_id, return_id, line_no),
  constraint return_line_return_fkey foreign key (company_id, return_id)
    references customer_return (company_id, return_id),
  constraint return_line_order_line_fkey foreign key (company_id, order_id, order_line_no)
    references sales_order_line (company_id, order_id, line_no),
  constraint return_line_positive check (quantity > 0),
  constraint return_line_received_of_announced check (received between 0 and quantity),
  constraint return_line_disposed_of_received check (disposed between 0 and coalesce(received, 0)),
  constraint return_line_reason_known check (reason in
    ('DAMAGED', 'DEFECTIVE', 'WRONG_ITEM', 'WRONG_QUANTITY', 'TOO_LATE', 'NOT_WANTED', 'RECALL', 'OTHER')),
  constraint return_line_other_explained check (reason <> 'OTHER' or note is not null)
) with (fillfactor = 80);
create index return_line_by_order_line on return_line (order_id, order_line_no, company_id);
select isolate_by_company('return_line');
grant select, insert on return_line to setpoint_app;
grant update (received, disposed) on return_line to setpoint_app;

create table return_disposition (
  company_id text not null,
  return_id text not null,
  disposition_no int not null,
  line_no int not null,
  quantity numeric(15,3) not null,
  outcome text not null,
  -- Where restocked goods go; the bin of the inspection if they stay.
  to_bin_id text,
  note text,
  value numeric(19,4) not null,
  over_tolerance boolean not null,
  -- Whether one person alone could not post it.
  needs_approval boolean not null,
  received_by text not null,
  state text not null,
  proposed_by text not null,
  proposed_at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  decision_note text,
  constraint return_disposition_pkey primary key (company_id, return_id, disposition_no),
  constraint return_disposition_line_fkey foreign key (company_id, return_id, line_no)
    references return_line (company_id, return_id, line_no),
  constraint return_disposition_positive check (quantity > 0),
  constraint return_disposition_outcome_known check (outcome in ('RESTOCK', 'SCRAP', 'SUPPLIER')),
  constraint return_disposition_restocked_somewhere check ((outcome = 'RESTOCK') = (to_bin_id is not null)),
  constraint return_disposition_state_known check (state in ('PROPOSED', 'POSTED', 'REJECTED')),
  constraint return_disposition_decided_by_somebody check (state <> 'REJECTED' or decided_by is not null),
  -- Four eyes, in the schema: nobody approves an own proposal or goods he received himself, and nothing above tolerance
  -- leaves stock, or is judged by its receiver, unapproved.
  constraint return_disposition_four_eyes
    check (state <> 'POSTED' or decided_by is null or (decided_by <> proposed_by and decided_by <> received_by)),
  constraint return_disposition_needed_is_needed
    check (needs_approval = (over_tolerance and (outcome <> 'RESTOCK' or proposed_by = received_by))),
  constraint return_disposition_approved check (not needs_approval or state <> 'POSTED' or decided_by is not null)
) with (fillfactor = 80);
create index return_disposition_person_day on return_disposition (proposed_by, proposed_at, company_id);
select isolate_by_company('return_disposition');
grant select, insert on return_disposition to setpoint_app;
grant update (state, decided_by, decided_at, decision_note) on return_disposition to setpoint_app;
