-- Scans under way. What was scanned for a document is kept here until it is confirmed by the use case of that document;
-- nothing of it moves stock before.

create table scan_session (
  company_id text not null,
  session_id text not null,
  site_id text not null,
  task text not null,
  document_id text not null,
  person_id text not null,
  state text not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  -- What the confirmation made: a receipt, a shipment, or the count itself.
  result_id text,
  version int not null default 1,
  constraint scan_session_pkey primary key (company_id, session_id),
  constraint scan_session_site_fkey foreign key (company_id, site_id) references site (company_id, site_id),
  constraint scan_session_task_known check (task in ('RECEIVE', 'PICK', 'COUNT')),
  constraint scan_session_state_known check (state in ('OPEN', 'CONFIRMED')),
  constraint scan_session_confirmed_with_result
    check ((state = 'CONFIRMED') = (closed_at is not null and result_id is not null))
) with (fillfactor = 80);
-- A person works on a document in one session at a time.
create unique index scan_session_open on scan_session (company_id, document_id, person_id) where state = 'OPEN';

create table scan (
  company_id text not null,
  session_id text not null,
  scan_no int not null,
  code text not null,
  bin_id text not null,
  -- Null where the scan named a bin only.
  line_no int,
  item_id text,
  lot_id text,
  expiry date,
  quantity numeric(15,3),
  lot_reason text,
  scanned_at timestamptz not null,
  undone boolean not null default false,
  constraint scan_pkey primary key (company_id, session_id, scan_no),
  constraint scan_session_fkey foreign key (company_id, session_id) references scan_session (company_id, session_id),
  constraint scan_of_item_or_bin check ((item_id is null) = (quantity is null) and (item_id is null) = (line_no is null)),
  constraint scan_quantity_positive check (quantity > 0)
) with (fillfactor = 80);

grant select, insert, update on scan_session, scan to setpoint_app;

select isolate_by_company('scan_session');
select isolate_by_company('scan');
