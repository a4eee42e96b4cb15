-- What a chain is walked by where no index did it yet: from a count and from an adjustment to the adjustments that came
-- of it, from an advance shipment notice to its receipt, and from any document to the exceptions about it.

create index adjustment_by_count on adjustment (count_id, company_id) where count_id is not null;
create index adjustment_by_reversal on adjustment (reversal_of, company_id) where reversal_of is not null;
create index receipt_by_asn on receipt (asn_id, company_id) where asn_id is not null;
create index exception_by_subject on exception (subject, company_id);
