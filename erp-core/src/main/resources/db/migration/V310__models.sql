-- The model registry: the file itself, where it comes from, and who let it score.

CREATE TABLE model (
    company_id text NOT NULL,
    sha256 text NOT NULL,
    kind text NOT NULL,
    model_version int NOT NULL,
    content bytea NOT NULL,
    metrics text NOT NULL,
    provenance text NOT NULL,
    card text NOT NULL,
    state text NOT NULL,
    trained_by text NOT NULL,
    registered_at timestamptz NOT NULL,
    promoted_by text,
    promoted_at timestamptz,
    retired_by text,
    retired_at timestamptz,
    version int NOT NULL DEFAULT 1,
    CONSTRAINT model_pkey PRIMARY KEY (company_id, sha256),
    CONSTRAINT model_version_once UNIQUE (company_id, kind, model_version),
    CONSTRAINT model_kind_known CHECK (kind IN ('late-order', 'suspicious-adjustment')),
    CONSTRAINT model_state_known CHECK (state IN ('PROPOSED', 'LIVE', 'RETIRED')),
    -- The database computes the hash itself: a row whose bytes are not the ones approved cannot exist.
    CONSTRAINT model_content_matches_hash CHECK (encode(sha256(content), 'hex') = sha256),
    CONSTRAINT model_live_promoted CHECK (state <> 'LIVE' OR promoted_by IS NOT NULL),
    CONSTRAINT model_four_eyes CHECK (promoted_by <> trained_by)
);
CREATE UNIQUE INDEX model_one_live ON model (company_id, kind) WHERE state = 'LIVE';

GRANT SELECT, INSERT ON model TO setpoint_app;
-- The file and its origin never change after registration.
GRANT UPDATE (state, promoted_by, promoted_at, retired_by, retired_at, version) ON model TO setpoint_app;

DO $$
DECLARE
    t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['model'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('CREATE POLICY company ON %I USING (company_id = current_setting(''setpoint.company'', true))', t);
    END LOOP;
END $$;
