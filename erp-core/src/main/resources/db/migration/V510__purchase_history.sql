-- Purchase orders and their receipts of the time before go-live. Their receipts moved stock that was counted at go-live,
-- so no stock move belongs to them.

alter table purchase_order add column history boolean not null default false;
alter table receipt add column history boolean not null default false;
