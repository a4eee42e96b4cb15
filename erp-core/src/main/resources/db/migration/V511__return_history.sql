-- Returns of the time before go-live: their goods were counted at go-live, so no stock move belongs to them.

alter table customer_return add column history boolean not null default false;
