-- What a bin is for, where it stands and how much it takes; and in how many steps a site receives and ships.

alter table site
  -- 1: straight into storage; 2: put away from a receiving bin; 3: checked before it is put away.
  add column receive_steps int not null default 1
    constraint site_receive_steps_known check (receive_steps between 1 and 3),
  -- 3: pick, pack, ship; 2: pick, ship; 1: both in one.
  add column ship_steps int not null default 3
    constraint site_ship_steps_known check (ship_steps between 1 and 3);
grant update (receive_steps, ship_steps) on site to setpoint_app;

alter table bin
  add column zone text constraint bin_zone_known check (zone ~ '^[A-Z0-9][A-Z0-9-]{0,31}$'),
  add column kind text not null default 'STORAGE'
    constraint bin_kind_known check (kind in ('STORAGE', 'PICK_FACE', 'RECEIVING', 'QUALITY', 'DISPATCH')),
  -- In base units of whatever stands in it; null is no limit.
  add column capacity numeric(15,3) constraint bin_capacity_positive check (capacity > 0),
  -- Where it comes on a walk through the site.
  add column sequence int constraint bin_sequence_not_negative check (sequence >= 0);
create index bin_by_zone on bin (company_id, site_id, zone) where zone is not null;
grant update (zone, kind, capacity, sequence) on bin to setpoint_app;

-- What stands in a bin, whatever the item.
create index stock_bin_by_bin on stock_bin (company_id, site_id, bin_id);
