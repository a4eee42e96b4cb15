-- Inventory. stock_move is the ledger: append-only, every change of stock is one row of it. stock and stock_bin are
-- sums of it, kept under row locks in the same transaction; a test proves that they stay equal.

CREATE TABLE stock (
    company_id text NOT NULL,
    site_id text NOT NULL,
    item_id text NOT NULL,
    on_hand numeric(15,3) NOT NULL DEFAULT 0,
    reserved numeric(15,3) NOT NULL DEFAULT 0,
    CONSTRAINT stock_pkey PRIMARY KEY (company_id, site_id, item_id),
    CONSTRAINT stock_site_fkey FOREIGN KEY (company_id, site_id) REFERENCES site (company_id, site_id),
    CONSTRAINT stock_item_fkey FOREIGN KEY (company_id, item_id) REFERENCES item (company_id, item_id),
    CONSTRAINT stock_on_hand_not_negative CHECK (on_hand >= 0),
    -- May exceed on_hand: a count can find less than was promised. Then nothing more is reserved until it is made good.
    CONSTRAINT stock_reserved_not_negative CHECK (reserved >= 0)
) WITH (fillfactor = 80);

CREATE TABLE stock_bin (
    company_id text NOT NULL,
    site_id text NOT NULL,
    bin_id text NOT NULL,
    item_id text NOT NULL,
    on_hand numeric(15,3) NOT NULL DEFAULT 0,
    CONSTRAINT stock_bin_pkey PRIMARY KEY (company_id, site_id, item_id, bin_id),
    CONSTRAINT stock_bin_bin_fkey FOREIGN KEY (company_id, site_id, bin_id) REFERENCES bin (company_id, site_id, bin_id),
    CONSTRAINT stock_bin_item_fkey FOREIGN KEY (company_id, item_id) REFERENCES item (company_id, item_id),
    CONSTRAINT stock_bin_on_hand_not_negative CHECK (on_hand >= 0)
) WITH (fillfactor = 80);

CREATE TABLE stock_move (
    company_id text NOT NULL,
    move_id bigint GENERATED ALWAYS AS IDENTITY,
    site_id text NOT NULL,
    item_id text NOT NULL,
    bin_id text NOT NULL,
    quantity numeric(15,3) NOT NULL,
    kind text NOT NULL,
    document_id text NOT NULL,
    line_no int NOT NULL,
    person_id text NOT NULL,
    -- When the goods moved. For an adjustment made from a count: the moment of the count scan, because from then on the
    -- corrected quantity is the true one and a later count is to be compared with that.
    occurred_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    CONSTRAINT stock_move_pkey PRIMARY KEY (company_id, move_id),
    CONSTRAINT stock_move_bin_fkey FOREIGN KEY (company_id, site_id, bin_id) REFERENCES bin (company_id, site_id, bin_id),
    CONSTRAINT stock_move_item_fkey FOREIGN KEY (company_id, item_id) REFERENCES item (company_id, item_id),
    CONSTRAINT stock_move_kind_known CHECK (kind IN ('RECEIPT', 'SHIPMENT', 'ADJUSTMENT')),
    CONSTRAINT stock_move_not_zero CHECK (quantity <> 0),
    -- One document line moves stock once, whatever is repeated.
    CONSTRAINT stock_move_once UNIQUE (company_id, kind, document_id, line_no)
);
CREATE INDEX stock_move_bin_time ON stock_move (company_id, site_id, item_id, bin_id, occurred_at);

CREATE TABLE reservation (
    company_id text NOT NULL,
    order_id text NOT NULL,
    line_no int NOT NULL,
    site_id text NOT NULL,
    item_id text NOT NULL,
    quantity numeric(15,3) NOT NULL,
    CONSTRAINT reservation_pkey PRIMARY KEY (company_id, order_id, line_no),
    CONSTRAINT reservation_line_fkey FOREIGN KEY (company_id, order_id, line_no)
        REFERENCES sales_order_line (company_id, order_id, line_no),
    CONSTRAINT reservation_stock_fkey FOREIGN KEY (company_id, site_id, item_id)
        REFERENCES stock (company_id, site_id, item_id),
    CONSTRAINT reservation_positive CHECK (quantity > 0)
) WITH (fillfactor = 80);
CREATE INDEX reservation_item ON reservation (company_id, site_id, item_id);

CREATE TABLE receipt (
    company_id text NOT NULL,
    receipt_id text NOT NULL,
    site_id text NOT NULL,
    supplier text,
    dock_arrived_at timestamptz NOT NULL,
    received_at timestamptz NOT NULL,
    received_by text NOT NULL,
    recorded_at timestamptz NOT NULL,
    CONSTRAINT receipt_pkey PRIMARY KEY (company_id, receipt_id),
    CONSTRAINT receipt_site_fkey FOREIGN KEY (company_id, site_id) REFERENCES site (company_id, site_id),
    CONSTRAINT receipt_after_dock CHECK (dock_arrived_at <= received_at)
);

CREATE TABLE receipt_line (
    company_id text NOT NULL,
    receipt_id text NOT NULL,
    line_no int NOT NULL,
    item_id text NOT NULL,
    bin_id text NOT NULL,
    quantity numeric(15,3) NOT NULL,
    unit_cost numeric(19,4) NOT NULL,
    CONSTRAINT receipt_line_pkey PRIMARY KEY (company_id, receipt_id, line_no),
    CONSTRAINT receipt_line_receipt_fkey FOREIGN KEY (company_id, receipt_id) REFERENCES receipt (company_id, receipt_id),
    CONSTRAINT receipt_line_item_fkey FOREIGN KEY (company_id, item_id) REFERENCES item (company_id, item_id),
    CONSTRAINT receipt_line_positive CHECK (quantity > 0),
    CONSTRAINT receipt_line_cost_not_negative CHECK (unit_cost >= 0)
);

CREATE TABLE cycle_count (
    company_id text NOT NULL,
    count_id text NOT NULL,
    site_id text NOT NULL,
    count_type text NOT NULL,
    state text NOT NULL,
    opened_by text NOT NULL,
    opened_at timestamptz NOT NULL,
    completed_by text,
    completed_at timestamptz,
    imported boolean NOT NULL DEFAULT false,
    version int NOT NULL DEFAULT 1,
    CONSTRAINT cycle_count_pkey PRIMARY KEY (company_id, count_id),
    CONSTRAINT cycle_count_site_fkey FOREIGN KEY (company_id, site_id) REFERENCES site (company_id, site_id),
    CONSTRAINT cycle_count_type_known CHECK (count_type IN ('PLANNED', 'OPPORTUNISTIC')),
    CONSTRAINT cycle_count_state_known CHECK (state IN ('OPEN', 'COMPLETED')),
    CONSTRAINT cycle_count_completed_with_time CHECK ((state = 'COMPLETED') = (completed_at IS NOT NULL))
);
CREATE INDEX cycle_count_open ON cycle_count (company_id, site_id) WHERE state = 'OPEN';

CREATE TABLE cycle_count_line (
    company_id text NOT NULL,
    count_id text NOT NULL,
    line_no int NOT NULL,
    item_id text NOT NULL,
    bin_id text NOT NULL,
    state text NOT NULL,
    round int NOT NULL DEFAULT 1,
    first_counted numeric(15,3),
    first_counted_by text,
    first_counted_at timestamptz,
    counted numeric(15,3),
    counted_by text,
    counted_at timestamptz,
    -- Known at completion only; the class is frozen with the line, so that a later reclassification restates nothing.
    book numeric(15,3),
    unit_cost numeric(19,4),
    category text,
    abc text,
    adjustment_id text,
    CONSTRAINT cycle_count_line_pkey PRIMARY KEY (company_id, count_id, line_no),
    CONSTRAINT cycle_count_line_count_fkey FOREIGN KEY (company_id, count_id) REFERENCES cycle_count (company_id, count_id),
    CONSTRAINT cycle_count_line_item_fkey FOREIGN KEY (company_id, item_id) REFERENCES item (company_id, item_id),
    CONSTRAINT cycle_count_line_once UNIQUE (company_id, count_id, item_id, bin_id),
    CONSTRAINT cycle_count_line_state_known CHECK (state IN ('OPEN', 'RECOUNT', 'ACCEPTED')),
    CONSTRAINT cycle_count_line_round_known CHECK (round IN (1, 2)),
    CONSTRAINT cycle_count_line_counted_not_negative CHECK (counted >= 0 AND first_counted >= 0),
    CONSTRAINT cycle_count_line_two_counters CHECK (counted_by IS DISTINCT FROM first_counted_by OR counted_by IS NULL),
    CONSTRAINT cycle_count_line_accepted_counted CHECK (state <> 'ACCEPTED' OR counted IS NOT NULL)
);

CREATE TABLE adjustment (
    company_id text NOT NULL,
    adjustment_id text NOT NULL,
    site_id text NOT NULL,
    item_id text NOT NULL,
    bin_id text NOT NULL,
    quantity numeric(15,3) NOT NULL,
    unit_cost numeric(19,4) NOT NULL,
    value numeric(19,4) NOT NULL,
    reason text NOT NULL,
    note text,
    photo boolean NOT NULL,
    count_id text,
    counted_by text,
    reversal_of text,
    state text NOT NULL,
    proposed_by text NOT NULL,
    proposed_at timestamptz NOT NULL,
    occurred_at timestamptz NOT NULL,
    limit_value numeric(19,4) NOT NULL,
    daily_limit numeric(19,4) NOT NULL,
    rolling_total numeric(19,4) NOT NULL,
    over_tolerance boolean NOT NULL,
    decided_by text,
    decided_at timestamptz,
    decision_note text,
    posted_at timestamptz,
    imported boolean NOT NULL DEFAULT false,
    version int NOT NULL DEFAULT 1,
    CONSTRAINT adjustment_pkey PRIMARY KEY (company_id, adjustment_id),
    CONSTRAINT adjustment_bin_fkey FOREIGN KEY (company_id, site_id, bin_id) REFERENCES bin (company_id, site_id, bin_id),
    CONSTRAINT adjustment_item_fkey FOREIGN KEY (company_id, item_id) REFERENCES item (company_id, item_id),
    CONSTRAINT adjustment_reversal_fkey FOREIGN KEY (company_id, reversal_of)
        REFERENCES adjustment (company_id, adjustment_id),
    CONSTRAINT adjustment_not_zero CHECK (quantity <> 0),
    CONSTRAINT adjustment_cost_not_negative CHECK (unit_cost >= 0),
    CONSTRAINT adjustment_value_is_cost_times_quantity CHECK (value = round(unit_cost * quantity, 4)),
    CONSTRAINT adjustment_reason_known
        CHECK (reason IN ('COUNT', 'DAMAGE', 'EXPIRY', 'RECEIPT_FIX', 'FOUND', 'CORRECTION')),
    CONSTRAINT adjustment_state_known CHECK (state IN ('PROPOSED', 'POSTED', 'REJECTED')),
    CONSTRAINT adjustment_posted_with_time CHECK ((state = 'POSTED') = (posted_at IS NOT NULL)),
    -- Four eyes, in the schema: nobody approves an own proposal, and above tolerance nothing is posted unapproved.
    CONSTRAINT adjustment_four_eyes CHECK (decided_by <> proposed_by OR state <> 'POSTED'),
    CONSTRAINT adjustment_over_tolerance_approved CHECK (NOT over_tolerance OR state <> 'POSTED' OR decided_by IS NOT NULL),
    CONSTRAINT adjustment_rejected_by_somebody CHECK (state <> 'REJECTED' OR decided_by IS NOT NULL)
) WITH (fillfactor = 80);
-- An adjustment is reversed once; a rejected attempt does not count.
CREATE UNIQUE INDEX adjustment_reversed_once ON adjustment (company_id, reversal_of) WHERE state <> 'REJECTED';
CREATE INDEX adjustment_person_day ON adjustment (company_id, proposed_by, proposed_at) INCLUDE (value, state);
CREATE INDEX adjustment_open ON adjustment (company_id, site_id, adjustment_id) WHERE state = 'PROPOSED';

GRANT SELECT ON stock, stock_bin, stock_move, reservation, receipt, receipt_line, cycle_count, cycle_count_line, adjustment
    TO setpoint_app;
GRANT INSERT, UPDATE ON stock, stock_bin, cycle_count, cycle_count_line, adjustment TO setpoint_app;
GRANT INSERT, UPDATE, DELETE ON reservation TO setpoint_app;
GRANT INSERT ON stock_move, receipt, receipt_line TO setpoint_app;

DO $$
DECLARE
    t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['stock', 'stock_bin', 'stock_move', 'reservation', 'receipt', 'receipt_line', 'cycle_count', 'cycle_count_line', 'adjustment'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('CREATE POLICY company ON %I USING (company_id = current_setting(''setpoint.company'', true))', t);
    END LOOP;
END $$;
