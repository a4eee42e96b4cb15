-- Units of measure. What a unit of an item means in its base unit changes by documents that one person proposes and
-- another approves; nothing is overwritten, so that the factor of every past moment can be found again.

create table unit_change (
  company_id text not null,
  unit_change_id text not null,
  -- From when on it is wanted; null is from its approval on.
  valid_from timestamptz,
  why text not null,
  state text not null,
  version int not null default 1,
  proposed_by text not null,
  proposed_at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  decision_note text,
  -- From when on it holds; only what is approved does.
  holds_from timestamptz,
  constraint unit_change_pkey primary key (company_id, unit_change_id),
  constraint unit_change_company_fkey foreign key (company_id) references company,
  constraint unit_change_state_known check (state in ('PROPOSED', 'APPROVED', 'REJECTED')),
  constraint unit_change_decided_by_somebody
    check ((state = 'PROPOSED') = (decided_by is null) and (decided_by is null) = (decided_at is null)),
  -- Four eyes, in the schema; and no factor holds for a time before it was approved.
  constraint unit_change_four_eyes check (state <> 'APPROVED' or decided_by <> proposed_by),
  constraint unit_change_holds_once_approved check ((state = 'APPROVED') = (holds_from is not null)),
  constraint unit_change_holds_for_no_past check (holds_from >= decided_at)
) with (fillfactor = 80);
select isolate_by_company('unit_change');
grant select, insert on unit_change to setpoint_app;
grant update (state, version, decided_by, decided_at, decision_note, holds_from) on unit_change to setpoint_app;

-- One of the unit is numerator / denominator of the item's base unit. Without a factor the unit is withdrawn.
create table unit_change_line (
  company_id text not null,
  unit_change_id text not null,
  line_no int not null,
  item_id text not null,
  unit text not null constraint unit_change_line_unit check (unit ~ '^[A-Z0-9]{1,8}$'),
  numerator int constraint unit_change_line_numerator_positive check (numerator > 0),
  denominator int constraint unit_change_line_denominator_positive check (denominator > 0),
  constraint unit_change_line_pkey primary key (company_id, unit_change_id, line_no),
  constraint unit_change_line_change_fkey foreign key (company_id, unit_change_id)
    references unit_change (company_id, unit_change_id),
  constraint unit_change_line_item_fkey foreign key (company_id, item_id) references item (company_id, item_id),
  constraint unit_change_line_factor_whole check ((numerator is null) = (denominator is null)),
  constraint unit_change_line_once unique (company_id, unit_change_id, item_id, unit)
);
create index unit_change_line_by_item on unit_change_line (item_id, unit, company_id);
select isolate_by_company('unit_change_line');
grant select, insert on unit_change_line to setpoint_app;

-- What was typed on a document line in another unit than the base unit, and the factor it was converted with. The line
-- itself has the base quantity. Append-only: a line that is typed again gets another row.
create table typed_quantity (
  company_id text not null,
  document_id text not null,
  line_no int not null,
  recorded_at timestamptz not null,
  item_id text not null,
  quantity numeric(15,3) not null,
  unit text not null,
  numerator int not null,
  denominator int not null,
  base_quantity numeric(15,3) not null,
  unit_change_id text not null,
  constraint typed_quantity_pkey primary key (company_id, document_id, line_no, recorded_at),
  constraint typed_quantity_item_fkey foreign key (company_id, item_id) references item (company_id, item_id),
  constraint typed_quantity_change_fkey foreign key (company_id, unit_change_id)
    references unit_change (company_id, unit_change_id),
  -- Exact, in the schema: nothing was rounded.
  constraint typed_quantity_exact check (base_quantity * denominator = quantity * numerator)
);
select isolate_by_company('typed_quantity');
grant select, insert on typed_quantity to setpoint_app;
