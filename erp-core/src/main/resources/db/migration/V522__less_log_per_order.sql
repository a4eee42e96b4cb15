-- What an order writes into the log for nobody: an entry of five lines in an index of price overrides they do not have,
-- and its whole answer once more, which is now packed by the application (plain JSON from before is still read).
drop index sales_order_line_override_once;
create unique index sales_order_line_override_once on sales_order_line (price_override_id, company_id)
  where price_override_id is not null;

alter table idempotency_key alter column response type bytea using convert_to(response, 'UTF8');
