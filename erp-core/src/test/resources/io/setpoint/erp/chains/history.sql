-- 20000 documents of every kind, each chain of one order, one purchase order, one transfer and one count.
insert into sales_order (company_id, order_id, site_id, customer_id, channel, shipping_mode, state, requested_date,
                         placed_at, placed_by, released_at, released_by)
select 'NORTH', 'SO-' || n, 'HAM', 'CU-1', 'web', 'STANDARD', 'SHIPPED', current_date, now() - n * interval '1 minute',
       'sam', now(), 'sam'
  from generate_series(1, 20000) n;
insert into sales_order_line (company_id, order_id, line_no, item_id, quantity, released_quantity, picked, shipped,
                              cancelled, unit_price, unit_cost, requested_date, commit_date, list_price,
                              price_override_id)
select 'NORTH', 'SO-' || n, 1, 'ITEM-A', 10, 10, 9, 9, 1, 14, 10, current_date, current_date, 15, 'PR-' || n
  from generate_series(1, 20000) n;
insert into sales_order_cancellation (company_id, order_id, line_no, cancellation_no, quantity, reason, before_release,
                                      cancelled_at, cancelled_by)
select 'NORTH', 'SO-' || n, 1, 1, 1, 'SHORTAGE', false, now(), 'sam' from generate_series(1, 20000) n;
insert into price_override (company_id, price_override_id, state, site_id, customer_id, item_id, quantity, list_price,
                            unit_price, percent_off, why, proposed_by, proposed_at, valid_until, decided_by, decided_at,
                            order_id, order_line_no)
select 'NORTH', 'PR-' || n, 'USED', 'HAM', 'CU-1', 'ITEM-A', 10, 15, 14, 6.67, 'large year', 'sam', now(), now(), 'ann',
       now(), 'SO-' || n, 1
  from generate_series(1, 20000) n;
insert into shipment (company_id, shipment_id, order_id, site_id, state, picked_at, picked_by, shipped_at, shipped_by)
select 'NORTH', 'SH-' || n, 'SO-' || n, 'HAM', 'SHIPPED', now(), 'will', now(), 'will' from generate_series(1, 20000) n;
insert into shipment_line (company_id, shipment_id, pick_no, order_id, line_no, item_id, bin_id, required_quantity,
                           quantity)
select 'NORTH', 'SH-' || n, 1, 'SO-' || n, 1, 'ITEM-A', 'A-01-1', 9, 9 from generate_series(1, 20000) n;
insert into customer_return (company_id, return_id, shipment_id, order_id, site_id, state, opened_at, opened_by, bin_id,
                             received_at, received_by)
select 'NORTH', 'RT-' || n, 'SH-' || n, 'SO-' || n, 'HAM', 'RECEIVED', now(), 'sam', 'A-01-1', now(), 'will'
  from generate_series(1, 20000) n;
insert into return_line (company_id, return_id, line_no, order_id, order_line_no, item_id, quantity, reason, unit_price,
                         unit_cost, received, disposed)
select 'NORTH', 'RT-' || n, 1, 'SO-' || n, 1, 'ITEM-A', 2, 'DEFECTIVE', 14, 10, 2, 2 from generate_series(1, 20000) n;
insert into return_disposition (company_id, return_id, disposition_no, line_no, quantity, outcome, value, over_tolerance,
                                needs_approval, received_by, state, proposed_by, proposed_at)
select 'NORTH', 'RT-' || n, 1, 1, 2, 'SCRAP', 20, false, false, 'will', 'POSTED', 'carla', now()
  from generate_series(1, 20000) n;
insert into invoice (company_id, invoice_id, kind, site_id, customer_id, state, made_by, made_at, posted_by, posted_at,
                     legal_year, legal_number, issued_on)
select 'NORTH', 'IN-' || n, 'INVOICE', 'HAM', 'CU-1', 'POSTED', 'ann', now(), 'ann', now(),
       extract(year from current_date)::int, n, current_date
  from generate_series(1, 20000) n;
insert into invoice_line (company_id, invoice_id, line_no, shipment_id, order_id, order_line_no, item_id, quantity,
                          unit_price, amount, credited, credited_amount)
select 'NORTH', 'IN-' || n, 1, 'SH-' || n, 'SO-' || n, 1, 'ITEM-A', 9, 14, 126, 2, 28 from generate_series(1, 20000) n;
insert into invoice (company_id, invoice_id, kind, site_id, customer_id, state, made_by, made_at, credited_invoice_id,
                     return_id)
select 'NORTH', 'CN-' || n, 'CREDIT_NOTE', 'HAM', 'CU-1', 'DRAFT', 'ann', now(), 'IN-' || n, 'RT-' || n
  from generate_series(1, 20000) n;
insert into credit_line (company_id, invoice_id, line_no, credited_invoice_id, credited_line_no, item_id, quantity,
                         unit_price, amount)
select 'NORTH', 'CN-' || n, 1, 'IN-' || n, 1, 'ITEM-A', 2, 14, 28 from generate_series(1, 20000) n;
insert into purchase_order (company_id, order_id, site_id, supplier_id, state, expedite, amount, premium, raised_by,
                            raised_at, released_at)
select 'NORTH', 'PO-' || n, 'HAM', 'LIND', 'RECEIVED', false, 100, 0, 'bea', now(), now() from generate_series(1, 20000) n;
insert into purchase_order_line (company_id, order_id, line_no, item_id, quantity, unit_price, premium, lead_time_days,
                                 over_tolerance_percent, under_tolerance_percent, requested_date, received)
select 'NORTH', 'PO-' || n, 1, 'ITEM-A', 10, 10, 0, 7, 0, 0, current_date, 10 from generate_series(1, 20000) n;
insert into purchase_order_revision (company_id, order_id, revision, kind, round, person_id, amount, recorded_at)
select 'NORTH', 'PO-' || n, 1, 'RAISED', 1, 'bea', 100, now() from generate_series(1, 20000) n;
insert into purchase_approval (company_id, order_id, round, person_id, raised_by, recorded_at)
select 'NORTH', 'PO-' || n, 1, 'ada', 'bea', now() from generate_series(1, 20000) n;
insert into acknowledgement (company_id, acknowledgement_id, order_id, round, state, recorded_by, recorded_at, occurred_at,
                             decided_by, decided_at)
select 'NORTH', 'ACK-' || n, 'PO-' || n, 1, 'ACCEPTED', 'bea', now(), now(), 'bea', now() from generate_series(1, 20000) n;
insert into acknowledgement_line (company_id, acknowledgement_id, line_no, quantity, confirmed_date, changed)
select 'NORTH', 'ACK-' || n, 1, 10, current_date, false from generate_series(1, 20000) n;
insert into asn (company_id, asn_id, order_id, expected_date, recorded_by, recorded_at)
select 'NORTH', 'ASN-' || n, 'PO-' || n, current_date, 'bea', now() from generate_series(1, 20000) n;
insert into asn_line (company_id, asn_id, line_no, order_line_no, item_id, quantity)
select 'NORTH', 'ASN-' || n, 1, 1, 'ITEM-A', 10 from generate_series(1, 20000) n;
insert into asn_mismatch (company_id, asn_id, line_no, kind, detail)
select 'NORTH', 'ASN-' || n, 1, 'LATER_THAN_CONFIRMED', 'a day later' from generate_series(1, 20000) n;
insert into receipt (company_id, receipt_id, site_id, supplier, dock_arrived_at, received_at, received_by, recorded_at,
                     purchase_order_id, asn_id)
select 'NORTH', 'RC-' || n, 'HAM', 'LIND', now(), now(), 'will', now(), 'PO-' || n, 'ASN-' || n
  from generate_series(1, 20000) n;
insert into receipt_line (company_id, receipt_id, line_no, item_id, bin_id, quantity, unit_cost, purchase_line_no)
select 'NORTH', 'RC-' || n, 1, 'ITEM-A', 'A-01-1', 10, 10, 1 from generate_series(1, 20000) n;
insert into receipt_discrepancy (company_id, receipt_id, discrepancy_no, order_id, line_no, kind, item_id, quantity,
                                 reason, photo)
select 'NORTH', 'RC-' || n, 1, 'PO-' || n, 1, 'DAMAGED', 'ITEM-A', 1, 'crushed', false from generate_series(1, 20000) n;
insert into transfer (company_id, transfer_id, from_site_id, to_site_id, state, expected_on, created_by, created_at,
                      sent_by, sent_at)
select 'NORTH', 'TR-' || n, 'HAM', 'ROT', 'IN_TRANSIT', current_date, 'will', now(), 'will', now()
  from generate_series(1, 20000) n;
insert into transfer_line (company_id, transfer_id, line_no, item_id, bin_id, quantity, sent, received)
select 'NORTH', 'TR-' || n, 1, 'ITEM-A', 'A-01-1', 10, 10, 5 from generate_series(1, 20000) n;
insert into transfer_receipt (company_id, transfer_id, receipt_no, received_by, received_at, recorded_at)
select 'NORTH', 'TR-' || n, 1, 'wanda', now(), now() from generate_series(1, 20000) n;
insert into transfer_write_off (company_id, write_off_id, transfer_id, line_no, quantity, unit_cost, value, reason, why,
                                state, proposed_by, proposed_at, limit_value, daily_limit, rolling_total, over_tolerance,
                                posted_at)
select 'NORTH', 'WO-' || n, 'TR-' || n, 1, 1, 10, 10, 'MISSING', 'not on the truck', 'POSTED', 'carla', now(), 500, 1500,
       10, false, now()
  from generate_series(1, 20000) n;
insert into cycle_count (company_id, count_id, site_id, count_type, state, opened_by, opened_at, completed_by,
                         completed_at)
select 'NORTH', 'CC-' || n, 'HAM', 'PLANNED', 'COMPLETED', 'carla', now(), 'carla', now() from generate_series(1, 20000) n;
insert into cycle_count (company_id, count_id, site_id, count_type, state, opened_by, opened_at, completed_by,
                         completed_at)
values ('NORTH', 'CC-ALL', 'HAM', 'PLANNED', 'COMPLETED', 'carla', now(), 'carla', now());
insert into cycle_count_line (company_id, count_id, line_no, item_id, bin_id, state, counted, counted_by)
select 'NORTH', 'CC-' || n, 1, 'ITEM-A', 'A-01-1', 'ACCEPTED', 9, 'wanda' from generate_series(1, 20000) n;
insert into adjustment (company_id, adjustment_id, site_id, item_id, bin_id, quantity, unit_cost, value, reason, photo,
                        count_id, state, proposed_by, proposed_at, occurred_at, moved_at, limit_value, daily_limit,
                        rolling_total, over_tolerance, posted_at)
select 'NORTH', 'ADJ-' || n, 'HAM', 'ITEM-A', 'A-01-1', -1, 10, -10, 'COUNT', false,
       case when n <= 600 then 'CC-ALL' else 'CC-' || n end, 'POSTED', 'wanda', now(), now(), now(), 500, 1500, 10, false,
       now()
  from generate_series(1, 20000) n;
insert into adjustment (company_id, adjustment_id, site_id, item_id, bin_id, quantity, unit_cost, value, reason, photo,
                        reversal_of, state, proposed_by, proposed_at, occurred_at, moved_at, limit_value, daily_limit,
                        rolling_total, over_tolerance, posted_at)
select 'NORTH', 'ADJ-R-' || n, 'HAM', 'ITEM-A', 'A-01-1', 1, 10, 10, 'CORRECTION', false, 'ADJ-' || n, 'POSTED', 'conrad',
       now(), now(), now(), 500, 1500, 10, false, now()
  from generate_series(1, 20000) n;
insert into stock_hold (company_id, hold_id, site_id, bin_id, reason, state, held_by, held_at)
select 'NORTH', 'HO-' || n, 'HAM', 'A-01-1', 'QUALITY', 'HELD', 'will', now() from generate_series(1, 20000) n;
insert into stock_hold_line (company_id, hold_id, line_no, item_id, quantity)
select 'NORTH', 'HO-' || n, 1, 'ITEM-A', 1 from generate_series(1, 20000) n;
insert into exception (company_id, exception_id, cause_key, type, site_id, subject, severity, title, value_at_risk,
                       class_weight, signal, signal_stamp, evidence_hash, state, raised_at, acknowledge_by, decide_by,
                       settled_at)
select 'NORTH', 'EX-' || n, 'cause-' || n, 'order-past-commit', 'HAM', 'SO-' || n, 'MAJOR', 'Commit passed', 10, 1, '{}',
       n, 'x', 'DECIDED', now(), now(), now(), now()
  from generate_series(1, 20000) n;
insert into exception_decision (company_id, exception_id, decision_no, decision, why, decided_by, decided_at,
                                evidence_hash, seen_version)
select 'NORTH', 'EX-' || n, 1, 'NO_ACTION', 'late anyway', 'pia', now(), 'x', 1 from generate_series(1, 20000) n;
insert into supplier values ('NORTH', 'LIND', 'Lind Metall', 'LOW', 7, 10, 5, 'SC-1');
