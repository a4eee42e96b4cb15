-- Answers are kept to be given again, which hardly ever happens; compressed in their row they take less than half of the
-- write-ahead log. Rows of before stay as they are.
alter table idempotency_key alter column response set storage main;
alter table idempotency_key set (toast_tuple_target = 256);
