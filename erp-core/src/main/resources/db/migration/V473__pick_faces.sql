-- Pick faces: what is picked from first, and between which quantities it is kept from reserve. What is to be brought is
-- read from stock, never stored, so it is there with the commit of the pick that made it necessary.

create table pick_face (
  company_id text not null,
  site_id text not null,
  item_id text not null,
  bin_id text not null,
  minimum numeric(15,3) not null,
  maximum numeric(15,3) not null,
  constraint pick_face_pkey primary key (company_id, site_id, item_id, bin_id),
  constraint pick_face_bin_fkey foreign key (company_id, site_id, bin_id) references bin (company_id, site_id, bin_id),
  constraint pick_face_item_fkey foreign key (company_id, item_id) references item (company_id, item_id),
  constraint pick_face_minimum_below_maximum check (minimum > 0 and minimum <= maximum)
);
grant select, insert, update, delete on pick_face to setpoint_app;
select isolate_by_company('pick_face');
