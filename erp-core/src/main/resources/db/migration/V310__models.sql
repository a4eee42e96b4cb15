-- The model registry: the file itself, where it comes from, and who let it score.

create table model (
  company_id text not null,
  sha256 text not null,
  kind text not null,
  model_version int not null,
  content bytea not null,
  metrics text not null,
  provenance text not null,
  card text not null,
  state text not null,
  trained_by text not null,
  registered_at timestamptz not null,
  promoted_by text,
  promoted_at timestamptz,
  retired_by text,
  retired_at timestamptz,
  version int not null default 1,
  constraint model_pkey primary key (company_id, sha256),
  constraint model_version_once unique (company_id, kind, model_version),
  constraint model_kind_known check (kind in ('late-order', 'suspicious-adjustment')),
  constraint model_state_known check (state in ('PROPOSED', 'LIVE', 'RETIRED')),
  -- The database computes the hash itself: a row whose bytes are not the ones approved cannot exist.
  constraint model_content_matches_hash check (encode(sha256(content), 'hex') = sha256),
  constraint model_live_promoted check (state <> 'LIVE' or promoted_by is not null),
  constraint model_four_eyes check (promoted_by <> trained_by)
);
create unique index model_one_live on model (company_id, kind) where state = 'LIVE';

grant select, insert on model to setpoint_app;
-- The file and its origin never change after registration.
grant update (state, promoted_by, promoted_at, retired_by, retired_at, version) on model to setpoint_app;

select isolate_by_company('model');
