-- The exception queue. One row per cause key; a repeat of a signal never makes a second one.

CREATE TABLE exception (
    company_id text NOT NULL,
    exception_id text NOT NULL,
    cause_key text NOT NULL,
    type text NOT NULL,
    site_id text,
    subject text NOT NULL,
    severity text NOT NULL,
    title text NOT NULL,
    value_at_risk numeric(19,4) NOT NULL,
    class_weight numeric(5,2) NOT NULL,
    last_safe_at timestamptz,
    -- The signal as it came, byte for byte, so that evidence_hash can be checked with any tool.
    signal text NOT NULL,
    signal_stamp bigint NOT NULL,
    evidence_hash text NOT NULL,
    state text NOT NULL,
    regressed boolean NOT NULL DEFAULT false,
    owner text,
    raised_at timestamptz NOT NULL,
    acknowledge_by timestamptz NOT NULL,
    decide_by timestamptz NOT NULL,
    due_at timestamptz NOT NULL GENERATED ALWAYS AS (least(last_safe_at, decide_by)) STORED,
    settled_at timestamptz,
    version int NOT NULL DEFAULT 1,
    CONSTRAINT exception_pkey PRIMARY KEY (company_id, exception_id),
    CONSTRAINT exception_cause UNIQUE (company_id, cause_key),
    CONSTRAINT exception_site_fkey FOREIGN KEY (company_id, site_id) REFERENCES site (company_id, site_id),
    CONSTRAINT exception_severity_known CHECK (severity IN ('CRITICAL', 'MAJOR', 'MINOR', 'NOTICE')),
    CONSTRAINT exception_state_known CHECK (state IN ('OPEN', 'DECIDED', 'CLEARED')),
    CONSTRAINT exception_settled_with_time CHECK ((state = 'OPEN') = (settled_at IS NULL)),
    CONSTRAINT exception_value_not_negative CHECK (value_at_risk >= 0)
) WITH (fillfactor = 80);
CREATE INDEX exception_open ON exception (company_id, due_at) WHERE state = 'OPEN';
CREATE INDEX exception_settled ON exception (company_id, settled_at) WHERE state <> 'OPEN';

CREATE TABLE exception_comment (
    company_id text NOT NULL,
    exception_id text NOT NULL,
    comment_id bigint GENERATED ALWAYS AS IDENTITY,
    person_id text NOT NULL,
    text text NOT NULL,
    commented_at timestamptz NOT NULL,
    CONSTRAINT exception_comment_pkey PRIMARY KEY (company_id, exception_id, comment_id),
    CONSTRAINT exception_comment_exception_fkey FOREIGN KEY (company_id, exception_id)
        REFERENCES exception (company_id, exception_id)
);

-- Append-only: what was decided on which evidence stays, also when the exception comes back.
CREATE TABLE exception_decision (
    company_id text NOT NULL,
    exception_id text NOT NULL,
    decision_no int NOT NULL,
    decision text NOT NULL,
    remedy text,
    why text,
    decided_by text NOT NULL,
    decided_at timestamptz NOT NULL,
    evidence_hash text NOT NULL,
    -- The exception's version the person saw: one version is decided at most once.
    seen_version int NOT NULL,
    CONSTRAINT exception_decision_pkey PRIMARY KEY (company_id, exception_id, decision_no),
    CONSTRAINT exception_decision_once UNIQUE (company_id, exception_id, seen_version),
    CONSTRAINT exception_decision_exception_fkey FOREIGN KEY (company_id, exception_id)
        REFERENCES exception (company_id, exception_id),
    CONSTRAINT exception_decision_known CHECK (decision IN ('APPROVED', 'REJECTED', 'NO_ACTION', 'DUPLICATE')),
    CONSTRAINT exception_decision_reasoned CHECK (decision = 'APPROVED' OR why IS NOT NULL)
);

GRANT SELECT, INSERT, UPDATE ON exception TO setpoint_app;
GRANT SELECT, INSERT ON exception_comment, exception_decision TO setpoint_app;

DO $$
DECLARE
    t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['exception', 'exception_comment', 'exception_decision'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('CREATE POLICY company ON %I USING (company_id = current_setting(''setpoint.company'', true))', t);
    END LOOP;
END $$;
