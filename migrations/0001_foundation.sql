-- Roles: the owner runs migrations; claimwright_app writes (gateway, worker); claimwright_report only reads (reporting).
-- Neither of the two may bypass row-level security. Roles belong to the cluster, so several databases may share them.
do $$
begin
  if not exists (select from pg_roles where rolname = 'claimwright_app') then
    create role claimwright_app nologin nosuperuser nobypassrls;
  end if;
  if not exists (select from pg_roles where rolname = 'claimwright_report') then
    create role claimwright_report nologin nosuperuser nobypassrls;
  end if;
end
$$;

-- The tenant of the transaction; null when none was set (the setting reads '' after a commit), which matches no row.
create function current_tenant() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('app.tenant_id', true), '')::uuid;

-- ---------------------------------------------------------------- tenants and keys

create table tenants (
  tenant_id uuid primary key,
  name text not null,
  created_at timestamptz not null default now()
);

create table api_keys (
  tenant_id uuid not null references tenants,
  id uuid not null,
  key_sha256 bytea not null unique check (length(key_sha256) = 32),
  label text not null,
  scopes text[] not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  revoked_at timestamptz,
  primary key (tenant_id, id)
);

create table payers (
  tenant_id uuid not null references tenants,
  payer_id text not null,
  name text not null,
  profile jsonb not null,
  updated_at timestamptz not null default now(),
  primary key (tenant_id, payer_id)
);

create table routes (
  tenant_id uuid not null references tenants,
  name text not null,
  adapter text not null check (adapter in ('simulator', 'directory')),
  settings jsonb not null,
  primary key (tenant_id, name)
);

-- Counters for ISA13, GS06, ST02, CLM01 and BHT03, taken in the transaction that records what they number.
create table control_numbers (
  tenant_id uuid not null references tenants,
  kind text not null check (kind in ('interchange', 'group', 'transaction_set', 'patient_control')),
  scope text not null default '',
  next_value bigint not null check (next_value > 0),
  primary key (tenant_id, kind, scope)
);

-- ---------------------------------------------------------------- intake

create table encounters (
  tenant_id uuid not null,
  id uuid not null,
  external_id text not null,
  version integer not null check (version > 0),
  status text not null check (status in ('received', 'needs_coding', 'needs_review', 'not_billable', 'ready', 'billed')),
  payer_id text,
  patient_key text not null,
  billing_npi text,
  rendering_npi text,
  service_from date,
  service_to date,
  charge_cents bigint not null check (charge_cents >= 0),
  content jsonb not null,
  received_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, external_id)
);
create index encounters_by_patient on encounters (tenant_id, patient_key, service_from);
create index encounters_waiting on encounters (tenant_id, status, updated_at) where status in ('received', 'ready');
create index encounters_by_status on encounters (tenant_id, status, id);

create table encounter_events (
  tenant_id uuid not null,
  encounter_id uuid not null,
  version integer not null,
  sequence bigint generated always as identity,
  type text not null,
  from_status text,
  to_status text not null,
  occurred_at timestamptz not null,
  actor text not null,
  detail jsonb,
  primary key (tenant_id, encounter_id, sequence)
);

create table idempotency_keys (
  tenant_id uuid not null,
  key text not null,
  request_sha256 bytea not null,
  status integer,
  headers jsonb,
  body bytea,
  created_at timestamptz not null,
  leased_until timestamptz,
  primary key (tenant_id, key)
);
comment on column idempotency_keys.status is 'HTTP status of the stored answer; null while the first request is still in flight';
create index idempotency_keys_by_age on idempotency_keys (created_at);

-- Jobs to publish, written in the transaction that makes them necessary. A row holds ids only.
create table outbox (
  tenant_id uuid not null,
  sequence bigint generated always as identity,
  job text not null,
  subject_id uuid not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, sequence)
);
create index outbox_in_order on outbox (sequence);

create table audit_log (
  tenant_id uuid not null,
  sequence bigint generated always as identity,
  occurred_at timestamptz not null,
  actor text not null,
  action text not null,
  resource_type text not null,
  resource_id text not null,
  request_id text,
  remote_address text,
  detail jsonb,
  primary key (tenant_id, sequence)
);
create index audit_log_by_resource on audit_log (tenant_id, resource_type, resource_id);

-- ---------------------------------------------------------------- coding checks

create table scrub_runs (
  tenant_id uuid not null,
  id uuid not null,
  encounter_id uuid not null,
  encounter_version integer not null,
  outcome text not null check (outcome in ('ready', 'needs_review', 'needs_coding', 'not_billable')),
  outcome_reason text,
  rule_set_hash text not null,
  editions jsonb not null,
  not_evaluated jsonb not null,
  rules_evaluated integer not null,
  run_at timestamptz not null,
  primary key (tenant_id, id)
);
create index scrub_runs_by_encounter on scrub_runs (tenant_id, encounter_id, id);

create table findings (
  tenant_id uuid not null,
  run_id uuid not null,
  ordinal integer not null,
  encounter_id uuid not null,
  rule_id text not null,
  rule_version integer not null,
  verdict text not null check (verdict in ('fail', 'bypassed', 'no_data')),
  severity text not null check (severity in ('reject', 'deny', 'warn', 'info')),
  pointer text not null,
  content jsonb not null,
  primary key (tenant_id, run_id, ordinal)
);
create index findings_by_encounter on findings (tenant_id, encounter_id);
create index findings_by_rule on findings (tenant_id, rule_id);

create table finding_overrides (
  tenant_id uuid not null,
  id uuid not null,
  encounter_id uuid not null,
  rule_id text not null,
  pointer text not null,
  reason text not null,
  actor text not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  primary key (tenant_id, id)
);
create index finding_overrides_by_encounter on finding_overrides (tenant_id, encounter_id);

create table tasks (
  tenant_id uuid not null,
  id uuid not null,
  kind text not null,
  status text not null check (status in ('open', 'done')),
  encounter_id uuid,
  claim_id uuid,
  inbound_file_id uuid,
  summary text not null,
  due_date date,
  opened_at timestamptz not null,
  closed_at timestamptz,
  primary key (tenant_id, id)
);
create unique index tasks_one_open_per_encounter on tasks (tenant_id, encounter_id, kind) where status = 'open' and encounter_id is not null and claim_id is null;
create index tasks_by_status on tasks (tenant_id, status, kind, id);
create index tasks_by_claim on tasks (tenant_id, claim_id) where claim_id is not null;

-- ---------------------------------------------------------------- claims and batches

create table claims (
  tenant_id uuid not null,
  id uuid not null,
  patient_control_number text not null,
  status text not null,
  version integer not null check (version > 0),
  payer_id text not null,
  payer_name text not null,
  route text not null,
  responsibility text not null check (responsibility in ('primary', 'secondary', 'tertiary')),
  frequency_code text not null,
  billing_npi text not null,
  rendering_npi text,
  patient_key text not null,
  service_from date not null,
  service_to date not null,
  charge_cents bigint not null check (charge_cents >= 0),
  paid_cents bigint not null default 0,
  patient_responsibility_cents bigint not null default 0,
  payer_claim_control_number text,
  snapshot jsonb not null,
  snapshot_sha256 bytea not null,
  assembled_at timestamptz not null,
  submitted_on date,
  accepted_on date,
  adjudicated_on date,
  paid_on date,
  primary key (tenant_id, id),
  unique (tenant_id, patient_control_number)
);
comment on column claims.status is 'derived from claim_events by the transition table of packages/domain/src/lifecycle.ts';
create index claims_waiting on claims (tenant_id, route, assembled_at) where status = 'assembled';
create index claims_by_status on claims (tenant_id, status, id);
create index claims_by_payer on claims (tenant_id, payer_id, id);
create index claims_by_payer_number on claims (tenant_id, payer_claim_control_number) where payer_claim_control_number is not null;
create index claims_by_member on claims (tenant_id, (upper(snapshot #>> '{destination,memberId}')));
create index claims_by_patient on claims (tenant_id, patient_key, service_from);

-- One live claim per encounter part: a rejected claim frees its encounter, the unique index holds everybody else to one.
create table claim_encounters (
  tenant_id uuid not null,
  claim_id uuid not null,
  encounter_id uuid not null,
  part integer not null default 1,
  live boolean not null default true,
  primary key (tenant_id, claim_id, encounter_id),
  foreign key (tenant_id, claim_id) references claims
);
create unique index claim_encounters_one_live on claim_encounters (tenant_id, encounter_id, part) where live;

create table claim_lines (
  tenant_id uuid not null,
  claim_id uuid not null,
  line_number integer not null,
  line_control_number text not null,
  encounter_id uuid not null,
  procedure_code text not null,
  modifiers text[] not null,
  place_of_service text not null,
  charge_cents bigint not null,
  units numeric(12, 3) not null,
  service_from date not null,
  service_to date not null,
  primary key (tenant_id, claim_id, line_number),
  foreign key (tenant_id, claim_id) references claims
);

create table claim_events (
  tenant_id uuid not null,
  claim_id uuid not null,
  sequence bigint generated always as identity,
  type text not null,
  from_status text,
  to_status text not null,
  occurred_at timestamptz not null,
  effective_date date not null,
  actor text not null,
  batch_id uuid,
  inbound_file_id uuid,
  detail jsonb,
  primary key (tenant_id, claim_id, sequence),
  foreign key (tenant_id, claim_id) references claims
);

create table batches (
  tenant_id uuid not null,
  id uuid not null,
  route text not null,
  status text not null check (status in ('built', 'transmitted')),
  interchange_control_number integer not null,
  group_control_number integer not null,
  file_name text not null,
  claim_count integer not null,
  charge_cents bigint not null,
  content bytea not null,
  content_sha256 bytea not null,
  built_at timestamptz not null,
  leased_until timestamptz,
  transmitted_at timestamptz,
  attempts integer not null default 0,
  last_error text,
  primary key (tenant_id, id),
  unique (tenant_id, route, interchange_control_number)
);
create index batches_waiting on batches (tenant_id, built_at) where status = 'built';

create table batch_claims (
  tenant_id uuid not null,
  batch_id uuid not null,
  claim_id uuid not null,
  transaction_set_control_number integer not null,
  primary key (tenant_id, batch_id, claim_id),
  foreign key (tenant_id, batch_id) references batches,
  foreign key (tenant_id, claim_id) references claims
);
create index batch_claims_by_claim on batch_claims (tenant_id, claim_id);

-- The bytes of a batch and the content of a claim are never rewritten.
create function refuse_rewrite() returns trigger language plpgsql as $$
begin
  raise exception 'column of % is immutable once written', tg_table_name using errcode = 'integrity_constraint_violation';
end
$$;
create trigger batches_immutable before update of content, content_sha256, interchange_control_number, group_control_number, file_name
  on batches for each row when (old.* is distinct from new.*
    and (old.content, old.content_sha256, old.interchange_control_number, old.group_control_number, old.file_name)
      is distinct from (new.content, new.content_sha256, new.interchange_control_number, new.group_control_number, new.file_name))
  execute function refuse_rewrite();
create trigger claims_immutable before update of snapshot, snapshot_sha256, patient_control_number
  on claims for each row when ((old.snapshot_sha256, old.patient_control_number) is distinct from (new.snapshot_sha256, new.patient_control_number)
    or old.snapshot is distinct from new.snapshot)
  execute function refuse_rewrite();

-- ---------------------------------------------------------------- inbound files, remittances, ledger

create table inbound_files (
  tenant_id uuid not null,
  id uuid not null,
  sha256 bytea not null,
  name text not null,
  source text not null,
  content bytea not null,
  status text not null check (status in ('received', 'processed', 'parked')),
  kinds text[] not null default '{}',
  received_at timestamptz not null,
  processed_at timestamptz,
  summary jsonb,
  primary key (tenant_id, id),
  unique (tenant_id, sha256)
);
create index inbound_files_waiting on inbound_files (tenant_id, received_at) where status = 'received';

-- What could not be used: kept with its text and the reason until a person resolves it.
create table parked_items (
  tenant_id uuid not null,
  id uuid not null,
  inbound_file_id uuid not null,
  kind text not null,
  reason_code text not null,
  reason text not null,
  reference text,
  content text not null,
  detail jsonb,
  parked_at timestamptz not null,
  resolved_at timestamptz,
  resolved_by text,
  primary key (tenant_id, id),
  foreign key (tenant_id, inbound_file_id) references inbound_files
);
create index parked_items_open on parked_items (tenant_id, parked_at) where resolved_at is null;

create table remittances (
  tenant_id uuid not null,
  id uuid not null,
  inbound_file_id uuid not null,
  dedupe_key text not null,
  payer_id text,
  payer_name text not null,
  trace_number text not null,
  payment_date date not null,
  payment_cents bigint not null check (payment_cents >= 0),
  payment_method text not null,
  header jsonb not null,
  posted_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, dedupe_key),
  foreign key (tenant_id, inbound_file_id) references inbound_files
);

create table remittance_claims (
  tenant_id uuid not null,
  remittance_id uuid not null,
  ordinal integer not null,
  claim_id uuid,
  patient_control_number text not null,
  status_code text not null,
  charge_cents bigint not null,
  paid_cents bigint not null,
  patient_responsibility_cents bigint not null,
  payer_claim_control_number text,
  content jsonb not null,
  primary key (tenant_id, remittance_id, ordinal),
  foreign key (tenant_id, remittance_id) references remittances
);
create index remittance_claims_by_claim on remittance_claims (tenant_id, claim_id);

create table ledger_entries (
  tenant_id uuid not null,
  sequence bigint generated always as identity,
  claim_id uuid,
  posting text not null,
  ordinal integer not null,
  account text not null,
  amount_cents bigint not null,
  effective_date date not null,
  line_number integer,
  reason text,
  remittance_id uuid,
  posted_at timestamptz not null,
  primary key (tenant_id, sequence)
);
create unique index ledger_entries_once on ledger_entries (tenant_id, claim_id, posting, ordinal) nulls not distinct;
comment on column ledger_entries.amount_cents is 'debit positive, credit negative; the entries of one posting sum to zero';

-- ---------------------------------------------------------------- timeliness

create table day_count_deltas (
  tenant_id uuid not null,
  sequence bigint generated always as identity,
  payer_id text not null,
  stage text not null,
  cohort_month date not null,
  days integer not null,
  claims integer not null,
  cents bigint not null,
  primary key (tenant_id, sequence)
);

create table day_counts (
  tenant_id uuid not null,
  payer_id text not null,
  stage text not null,
  cohort_month date not null,
  days integer not null,
  claims bigint not null,
  cents bigint not null,
  primary key (tenant_id, payer_id, stage, cohort_month, days)
);

create table open_count_deltas (
  tenant_id uuid not null,
  sequence bigint generated always as identity,
  payer_id text not null,
  stage text not null,
  start_date date not null,
  claims integer not null,
  cents bigint not null,
  primary key (tenant_id, sequence)
);

create table open_counts (
  tenant_id uuid not null,
  payer_id text not null,
  stage text not null,
  start_date date not null,
  claims bigint not null,
  cents bigint not null,
  primary key (tenant_id, payer_id, stage, start_date)
);

-- ---------------------------------------------------------------- reference data: global, read-only to the services

create table code_set_editions (
  set_name text not null,
  edition text not null,
  status text not null check (status in ('candidate', 'active', 'retired')),
  effective_from date not null,
  effective_to date,
  complete boolean not null,
  row_count integer not null,
  source_sha256 bytea not null,
  content bytea not null,
  imported_at timestamptz not null default now(),
  imported_by text not null,
  license_accepted_by text,
  primary key (set_name, edition)
);

-- ---------------------------------------------------------------- row-level security and rights

do $$
declare
  table_name text;
begin
  for table_name in select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r' and c.relname not in ('code_set_editions', 'schema_migrations')
  loop
    execute format('alter table %I enable row level security', table_name);
    execute format('alter table %I force row level security', table_name);
    execute format('create policy own_tenant on %I using (tenant_id = current_tenant()) with check (tenant_id = current_tenant())', table_name);
  end loop;
end
$$;

alter table code_set_editions enable row level security;
create policy readable on code_set_editions for select using (true);
create policy owner_writes on code_set_editions to current_user using (true) with check (true);

-- What has to look across tenants runs as the owner, through functions that hand out ids and nothing else.
create policy owner_reads on tenants to current_user using (true) with check (true);
create policy owner_reads on api_keys to current_user using (true) with check (true);
create policy owner_reads on outbox to current_user using (true);

create function authenticate_api_key(sha256 bytea, at timestamptz)
  returns table (tenant_id uuid, key_id uuid, scopes text[])
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select k.tenant_id, k.id, k.scopes from api_keys k
    where k.key_sha256 = sha256 and k.revoked_at is null and (k.expires_at is null or k.expires_at > at)
  $$;

create function all_tenant_ids() returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
  as $$ select tenant_id from tenants order by tenant_id $$;

-- Takes up to `most` outbox rows, oldest first, away for publishing. The caller publishes before it commits, so that a crash
-- in between publishes twice (harmless: job ids are deterministic) and never loses one.
create function take_outbox(most integer)
  returns table (tenant_id uuid, sequence bigint, job text, subject_id uuid)
  language sql volatile security definer set search_path = public, pg_temp
  as $$
    delete from outbox o using (
      select o2.tenant_id, o2.sequence from outbox o2 order by o2.sequence limit most for update skip locked
    ) taken
    where o.tenant_id = taken.tenant_id and o.sequence = taken.sequence
    returning o.tenant_id, o.sequence, o.job, o.subject_id
  $$;

revoke all on function authenticate_api_key(bytea, timestamptz), all_tenant_ids(), take_outbox(integer) from public;
grant execute on function authenticate_api_key(bytea, timestamptz) to claimwright_app, claimwright_report;
grant execute on function all_tenant_ids(), take_outbox(integer) to claimwright_app;

grant usage on schema public to claimwright_app, claimwright_report;
grant select on all tables in schema public to claimwright_app;
grant select on all tables in schema public to claimwright_report;
revoke select on api_keys, idempotency_keys, outbox from claimwright_report;

-- Rows that change, and rows that are only ever added (history, findings, ledger, audit).
grant insert, update on encounters, tasks, claims, claim_encounters, batches, inbound_files, parked_items, payers, routes, control_numbers to claimwright_app;
grant insert on encounter_events, scrub_runs, findings, finding_overrides, claim_lines, claim_events, batch_claims, remittances,
  remittance_claims, ledger_entries, audit_log to claimwright_app;
grant insert, update, delete on idempotency_keys, day_counts, open_counts to claimwright_app;
grant insert, delete on day_count_deltas, open_count_deltas, outbox to claimwright_app;
