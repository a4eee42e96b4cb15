-- Warehouse tasks are not stored: what is to pick, pack and ship follows from order lines and shipments, and is there with
-- their commit. Stored is only who took a task. These indexes hold what is open, never the past.

create index sales_order_line_to_ship on sales_order_line (commit_date, order_id, line_no, company_id)
  where released_quantity is not null and shipped + cancelled < quantity;
create index shipment_here on shipment (site_id, shipment_id, company_id) where state in ('PICKED', 'PACKED');

create table task_claim (
  company_id text not null,
  kind text not null,
  document_id text not null,
  -- Zero where the task is a whole document.
  line_no int not null,
  -- What was picked of the line when it was taken: a claim from before a pick says nothing about what came later.
  done numeric(15,3) not null,
  person_id text not null,
  taken_at timestamptz not null,
  -- One person a task at most.
  constraint task_claim_pkey primary key (company_id, kind, document_id, line_no),
  constraint task_claim_kind_known check (kind in ('PICK', 'PACK', 'SHIP')),
  constraint task_claim_not_negative check (line_no >= 0 and done >= 0)
);
grant select, insert, update, delete on task_claim to setpoint_app;
select isolate_by_company('task_claim');
