-- Where to look for items that are likely the same: keys of their codes and names, computed when an item is created.

create table item_key (
  company_id text not null,
  key text not null,
  item_id text not null,
  constraint item_key_pkey primary key (company_id, key, item_id),
  constraint item_key_item_fkey foreign key (company_id, item_id) references item (company_id, item_id)
);
create index item_key_by_item on item_key (item_id, company_id);
select isolate_by_company('item_key');
grant select, insert, delete on item_key to setpoint_app;
