create table person (
  person_id text not null constraint person_pkey primary key,
  name text not null,
  machine boolean not null,
  -- Argon2id in PHC string format; null for somebody who cannot log in by password.
  password_hash text,
  -- May found companies; has no rights inside one without a role there.
  founder boolean not null default false,
  failed_attempts int not null default 0,
  locked_until timestamptz,
  created_at timestamptz not null,
  constraint person_machine unique (person_id, machine)
);

create table role_grant (
  company_id text not null constraint role_grant_company references company,
  person_id text not null,
  machine boolean not null,
  role text not null,
  site_id text,
  granted_at timestamptz not null,
  granted_by text not null,
  constraint role_grant_once unique nulls not distinct (company_id, person_id, role, site_id),
  constraint role_grant_person foreign key (person_id, machine) references person (person_id, machine),
  constraint role_grant_site foreign key (company_id, site_id) references site,
  -- A machine principal may see, raise and propose; it never posts.
  constraint role_grant_machine_posts_nothing
    check (not machine or role in ('exception-feed', 'trainer', 'analyst', 'executive'))
);
create index role_grant_by_person on role_grant (person_id);
alter table role_grant enable row level security;
alter table role_grant force row level security;
create policy company on role_grant
  using (company_id = current_company() or person_id = current_person())
  with check (company_id = current_company());
grant select, insert on role_grant to setpoint_app;

-- A person is seen by himself and inside the companies he has a role in; the same holds for a company.
alter table person enable row level security;
alter table person force row level security;
create policy company on person for select
  using (person_id = current_person()
    or exists (select from role_grant g where g.person_id = person.person_id and g.company_id = current_company()));
create policy registration on person for insert with check (current_company() is not null);
create policy sign_in on person for update using (person_id = current_person());
grant select, insert on person to setpoint_app;
grant update (failed_attempts, locked_until) on person to setpoint_app;

alter table company enable row level security;
alter table company force row level security;
create policy company on company
  using (company_id = current_company()
    or exists (select from role_grant g where g.company_id = company.company_id and g.person_id = current_person()));
grant select, insert on company to setpoint_app;
grant update (live_at) on company to setpoint_app;

create table session (
  token_sha256 bytea not null constraint session_pkey primary key,
  person_id text not null constraint session_person references person,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  constraint session_token_is_sha256 check (length(token_sha256) = 32)
);
create index session_by_person on session (person_id);
alter table session enable row level security;
alter table session force row level security;
-- A session is found by whoever knows its token's hash, and by nobody else.
create policy holder on session
  using (person_id = current_person()
    or encode(token_sha256, 'hex') = current_setting('setpoint.session', true));
grant select, insert, delete on session to setpoint_app;

-- The very first person, who founds the companies; nobody after him comes in this way.
create function register_first_person(id text, full_name text, hash text, at timestamptz) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  lock table person in share row exclusive mode;
  if exists (select from person) then
    return false;
  end if;
  insert into person (person_id, name, machine, password_hash, founder, created_at)
  values (id, full_name, false, hash, true, at);
  return true;
end
$$;
revoke execute on function register_first_person from public;
grant execute on function register_first_person to setpoint_app;
