-- Moves inside a site, and put-away: rules that say where received goods go, and one row for each quantity on its way
-- from a receiving bin to another. What is directed to a bin takes its room from then on; the row of the site is the lock
-- for the room of its bins.

alter table stock_move drop constraint stock_move_kind_known;
alter table stock_move add constraint stock_move_kind_known
  check (kind in ('RECEIPT', 'SHIPMENT', 'ADJUSTMENT', 'TRANSFER_OUT', 'TRANSFER_IN', 'RETURN_IN', 'RETURN_OUT', 'MOVE'));

create table bin_move (
  company_id text not null,
  move_id text not null,
  site_id text not null,
  note text,
  moved_by text not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  constraint bin_move_pkey primary key (company_id, move_id),
  constraint bin_move_site_fkey foreign key (company_id, site_id) references site (company_id, site_id)
);

create table put_away_rule (
  company_id text not null,
  site_id text not null,
  rule_no int not null,
  -- For which goods; all three null is for any.
  item_id text,
  category text,
  abc text,
  -- Into which bins: those of a zone, or these.
  zone text,
  bins text[],
  strategy text not null,
  constraint put_away_rule_pkey primary key (company_id, site_id, rule_no),
  constraint put_away_rule_site_fkey foreign key (company_id, site_id) references site (company_id, site_id),
  constraint put_away_rule_item_fkey foreign key (company_id, item_id) references item (company_id, item_id),
  constraint put_away_rule_for_one_thing check (num_nonnulls(item_id, category, abc) <= 1),
  constraint put_away_rule_zone_or_bins check (num_nonnulls(zone, bins) = 1),
  constraint put_away_rule_strategy_known check (strategy in ('WITH_SAME_ITEM', 'EMPTY_BIN', 'FIXED_BIN'))
);

create table put_away (
  company_id text not null,
  receipt_id text not null,
  task_no int not null,
  line_no int not null,
  site_id text not null,
  item_id text not null,
  lot_id text,
  from_bin_id text not null,
  quantity numeric(15,3) not null,
  state text not null,
  -- When it could begin: when the goods were posted, or passed their check.
  opened_at timestamptz not null,
  checked_by text,
  checked_at timestamptz,
  -- Where it is to go, or why no bin was found.
  to_bin_id text,
  unplaced text,
  -- Where it went; why elsewhere than directed, or why nowhere.
  bin_id text,
  override_reason text,
  done_by text,
  done_at timestamptz,
  constraint put_away_pkey primary key (company_id, receipt_id, task_no),
  constraint put_away_line_fkey foreign key (company_id, receipt_id, line_no)
    references receipt_line (company_id, receipt_id, line_no),
  constraint put_away_to_bin_fkey foreign key (company_id, site_id, to_bin_id) references bin (company_id, site_id, bin_id),
  constraint put_away_bin_fkey foreign key (company_id, site_id, bin_id) references bin (company_id, site_id, bin_id),
  constraint put_away_lot_fkey foreign key (company_id, item_id, lot_id) references lot (company_id, item_id, lot_id),
  constraint put_away_positive check (quantity > 0),
  constraint put_away_state_known check (state in ('TO_CHECK', 'OPEN', 'DONE', 'CLOSED', 'HELD')),
  constraint put_away_unplaced_known check (unplaced in ('NO_RULE', 'NO_ROOM')),
  constraint put_away_open_is_directed_or_says_why check (state <> 'OPEN' or num_nonnulls(to_bin_id, unplaced) = 1),
  constraint put_away_done_somewhere
    check ((state = 'DONE') = (num_nonnulls(bin_id, done_by, done_at) = 3)),
  constraint put_away_elsewhere_has_reason
    check (state <> 'DONE' or to_bin_id is null or to_bin_id = bin_id or override_reason is not null)
) with (fillfactor = 80);
create index put_away_directed on put_away (company_id, site_id, to_bin_id) where state = 'OPEN';
create index put_away_open on put_away (company_id, site_id, opened_at, receipt_id, task_no)
  where state in ('TO_CHECK', 'OPEN');

alter table scan_session drop constraint scan_session_task_known;
alter table scan_session add constraint scan_session_task_known check (task in ('RECEIVE', 'PICK', 'COUNT', 'PUT_AWAY'));
alter table scan
  -- Why goods go into another bin than the one they were directed to.
  add column bin_reason text;

grant select, insert on bin_move to setpoint_app;
grant select, insert, delete on put_away_rule to setpoint_app;
grant select, insert, update, delete on put_away to setpoint_app;

select isolate_by_company('bin_move');
select isolate_by_company('put_away_rule');
select isolate_by_company('put_away');
