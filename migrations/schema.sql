-- The schema that migrations/*.sql give. Generated; UPDATE_SCHEMA=1 with the tests writes it anew.

-- tables

create table api_keys (
  tenant_id uuid not null,
  id uuid not null,
  key_sha256 bytea not null,
  label text not null,
  scopes text[] not null,
  created_at timestamp with time zone default now() not null,
  expires_at timestamp with time zone,
  revoked_at timestamp with time zone
);
create table audit_log (
  tenant_id uuid not null,
  sequence bigint generated always as identity not null,
  occurred_at timestamp with time zone not null,
  actor text not null,
  action text not null,
  resource_type text not null,
  resource_id text not null,
  request_id text,
  remote_address text,
  detail jsonb
);
create table batch_claims (
  tenant_id uuid not null,
  batch_id uuid not null,
  claim_id uuid not null,
  transaction_set_control_number integer not null,
  submission_id uuid
);
create table batches (
  tenant_id uuid not null,
  id uuid not null,
  route text not null,
  status text not null,
  interchange_control_number integer not null,
  group_control_number integer not null,
  file_name text not null,
  claim_count integer not null,
  charge_cents bigint not null,
  content bytea not null,
  content_sha256 bytea not null,
  built_at timestamp with time zone not null,
  leased_until timestamp with time zone,
  transmitted_at timestamp with time zone,
  attempts integer default 0 not null,
  last_error text,
  kind text default 'claims'::text not null,
  acknowledged_at timestamp with time zone,
  hand_over_began_at timestamp with time zone,
  not_before timestamp with time zone,
  lease_token uuid,
  confirmed_at timestamp with time zone
);
create table claim_balances (
  tenant_id uuid not null,
  claim_id uuid not null,
  insurance_cents bigint not null
);
create table claim_corrections (
  tenant_id uuid not null,
  id uuid not null,
  claim_id uuid not null,
  kind text not null,
  status text not null,
  reason text not null,
  requested_by text not null,
  requested_at timestamp with time zone not null,
  payer_claim_control_number text,
  finished_at timestamp with time zone,
  result_claim_id uuid,
  refusal text,
  contents_before jsonb,
  abandoned_by text
);
create table claim_encounters (
  tenant_id uuid not null,
  claim_id uuid not null,
  encounter_id uuid not null,
  part integer default 1 not null,
  live boolean default true not null
);
create table claim_events (
  tenant_id uuid not null,
  claim_id uuid not null,
  sequence bigint generated always as identity not null,
  type text not null,
  from_status text,
  to_status text not null,
  occurred_at timestamp with time zone not null,
  effective_date date not null,
  actor text not null,
  batch_id uuid,
  inbound_file_id uuid,
  detail jsonb
);
create table claim_lines (
  tenant_id uuid not null,
  claim_id uuid not null,
  line_number integer not null,
  line_control_number text not null,
  encounter_id uuid not null,
  procedure_code text,
  modifiers text[] not null,
  place_of_service text,
  charge_cents bigint not null,
  units numeric(12,3) not null,
  service_from date not null,
  service_to date not null,
  revenue_code text
);
create table claim_status_counts (
  tenant_id uuid not null,
  status text not null,
  claims bigint not null,
  charge_cents bigint not null,
  paid_cents bigint not null
);
create table claim_status_deltas (
  tenant_id uuid not null,
  sequence bigint generated always as identity not null,
  status text not null,
  claims bigint not null,
  charge_cents bigint not null,
  paid_cents bigint not null
);
create table claim_status_requests (
  tenant_id uuid not null,
  id uuid not null,
  claim_id uuid not null,
  batch_id uuid not null,
  trace text not null,
  asked_at timestamp with time zone not null,
  answered_at timestamp with time zone,
  inbound_file_id uuid,
  answer jsonb
);
create table claim_submissions (
  tenant_id uuid not null,
  id uuid not null,
  claim_id uuid not null,
  number integer not null,
  frequency_code text not null,
  charge_cents bigint not null,
  snapshot jsonb not null,
  snapshot_sha256 bytea not null,
  assembled_at timestamp with time zone not null,
  replaced_at timestamp with time zone default now() not null
);
create table claims (
  tenant_id uuid not null,
  id uuid not null,
  patient_control_number text not null,
  status text not null,
  version integer not null,
  payer_id text not null,
  payer_name text not null,
  route text not null,
  responsibility text not null,
  frequency_code text not null,
  billing_npi text not null,
  rendering_npi text,
  patient_key text not null,
  service_from date not null,
  service_to date not null,
  charge_cents bigint not null,
  paid_cents bigint default 0 not null,
  patient_responsibility_cents bigint default 0 not null,
  payer_claim_control_number text,
  snapshot jsonb not null,
  snapshot_sha256 bytea not null,
  assembled_at timestamp with time zone not null,
  submitted_on date,
  accepted_on date,
  adjudicated_on date,
  paid_on date,
  submission_id uuid default gen_random_uuid() not null,
  submission_number integer default 1 not null,
  first_claim_id uuid,
  supersedes_claim_id uuid,
  superseded_by uuid,
  superseded_on date,
  late_charges_of uuid,
  prior_claim_id uuid,
  crossed_over boolean default false not null,
  earlier_milestones jsonb,
  next_payer_due boolean default false not null,
  claim_type text default 'professional'::text not null,
  member_id text,
  restores_submission_id uuid,
  reporting_only boolean generated always as ((COALESCE((snapshot #>> '{destination,claimPurpose}'::text[]), ''::text) = 'reporting'::text)) stored not null
);
create table code_set_editions (
  set_name text not null,
  edition text not null,
  status text not null,
  effective_from date not null,
  effective_to date,
  complete boolean not null,
  row_count integer not null,
  source_sha256 bytea not null,
  content bytea not null,
  imported_at timestamp with time zone default now() not null,
  imported_by text not null,
  license_accepted_by text
);
create table control_numbers (
  tenant_id uuid not null,
  kind text not null,
  scope text default ''::text not null,
  next_value bigint not null
);
create table day_count_deltas (
  tenant_id uuid not null,
  sequence bigint generated always as identity not null,
  payer_id text not null,
  stage text not null,
  cohort_month date not null,
  days integer not null,
  claims integer not null,
  cents bigint not null
);
create table day_counts (
  tenant_id uuid not null,
  payer_id text not null,
  stage text not null,
  cohort_month date not null,
  days integer not null,
  claims bigint not null,
  cents bigint not null
);
create table denial_reviews (
  tenant_id uuid not null,
  remittance_id uuid not null,
  ordinal integer not null,
  line_number integer not null,
  rule_id text not null,
  verdict text not null,
  category text,
  claim_id uuid not null,
  encounter_id uuid not null,
  payer_id text not null,
  amount_cents bigint not null,
  payment_date date not null
);
create table encounter_events (
  tenant_id uuid not null,
  encounter_id uuid not null,
  version integer not null,
  sequence bigint generated always as identity not null,
  type text not null,
  from_status text,
  to_status text not null,
  occurred_at timestamp with time zone not null,
  actor text not null,
  detail jsonb
);
create table encounter_status_counts (
  tenant_id uuid not null,
  status text not null,
  encounters bigint not null,
  charge_cents bigint not null
);
create table encounter_status_deltas (
  tenant_id uuid not null,
  sequence bigint generated always as identity not null,
  status text not null,
  encounters bigint not null,
  charge_cents bigint not null
);
create table encounter_versions (
  tenant_id uuid not null,
  encounter_id uuid not null,
  last_version integer not null,
  content jsonb not null,
  replaced_at timestamp with time zone default now() not null
);
create table encounters (
  tenant_id uuid not null,
  id uuid not null,
  external_id text not null,
  version integer not null,
  status text not null,
  payer_id text,
  patient_key text not null,
  billing_npi text,
  rendering_npi text,
  service_from date,
  service_to date,
  charge_cents bigint not null,
  content jsonb not null,
  received_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  bill_after timestamp with time zone,
  repairs jsonb
);
create table finding_counts (
  tenant_id uuid not null,
  rule_id text not null,
  severity text not null,
  verdict text not null,
  findings bigint not null,
  encounters bigint not null
);
create table finding_deltas (
  tenant_id uuid not null,
  sequence bigint generated always as identity not null,
  rule_id text not null,
  severity text not null,
  verdict text not null,
  findings bigint not null,
  encounters bigint not null
);
create table finding_override_ends (
  tenant_id uuid not null,
  override_id uuid not null,
  encounter_id uuid not null,
  reason text not null,
  actor text not null,
  ended_at timestamp with time zone not null
);
create table finding_overrides (
  tenant_id uuid not null,
  id uuid not null,
  encounter_id uuid not null,
  rule_id text not null,
  pointer text not null,
  reason text not null,
  actor text not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone
);
create table findings (
  tenant_id uuid not null,
  run_id uuid not null,
  ordinal integer not null,
  encounter_id uuid not null,
  rule_id text not null,
  rule_version integer not null,
  verdict text not null,
  severity text not null,
  pointer text not null,
  content jsonb not null
);
create table idempotency_keys (
  tenant_id uuid not null,
  key text not null,
  request_sha256 bytea not null,
  status integer,
  headers jsonb,
  body bytea,
  created_at timestamp with time zone not null,
  leased_until timestamp with time zone
);
create table inbound_files (
  tenant_id uuid not null,
  id uuid not null,
  sha256 bytea not null,
  name text not null,
  source text not null,
  content bytea not null,
  status text not null,
  kinds text[] default '{}'::text[] not null,
  received_at timestamp with time zone not null,
  processed_at timestamp with time zone,
  summary jsonb
);
create table ledger_entries (
  tenant_id uuid not null,
  sequence bigint generated always as identity not null,
  claim_id uuid,
  posting text not null,
  ordinal integer not null,
  account text not null,
  amount_cents bigint not null,
  effective_date date not null,
  line_number integer,
  reason text,
  remittance_id uuid,
  posted_at timestamp with time zone not null
);
create table open_count_deltas (
  tenant_id uuid not null,
  sequence bigint generated always as identity not null,
  payer_id text not null,
  stage text not null,
  start_date date not null,
  claims integer not null,
  cents bigint not null
);
create table open_counts (
  tenant_id uuid not null,
  payer_id text not null,
  stage text not null,
  start_date date not null,
  claims bigint not null,
  cents bigint not null
);
create table outbox (
  tenant_id uuid not null,
  sequence bigint generated always as identity not null,
  job text not null,
  subject_id uuid not null,
  created_at timestamp with time zone default now() not null
);
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
  parked_at timestamp with time zone not null,
  resolved_at timestamp with time zone,
  resolved_by text
);
create table payers (
  tenant_id uuid not null,
  payer_id text not null,
  name text not null,
  profile jsonb not null,
  updated_at timestamp with time zone default now() not null
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
  content jsonb not null
);
create table remittance_reviews (
  tenant_id uuid not null,
  remittance_id uuid not null,
  reviewed_at timestamp with time zone not null
);
create table remittances (
  tenant_id uuid not null,
  id uuid not null,
  inbound_file_id uuid not null,
  dedupe_key text not null,
  payer_id text,
  payer_name text not null,
  trace_number text not null,
  payment_date date not null,
  payment_cents bigint not null,
  payment_method text not null,
  header jsonb not null,
  posted_at timestamp with time zone not null
);
create table remittances_to_review (
  tenant_id uuid not null,
  remittance_id uuid not null,
  posted_at timestamp with time zone not null
);
create table routes (
  tenant_id uuid not null,
  name text not null,
  adapter text not null,
  settings jsonb not null,
  schedule jsonb default '{}'::jsonb not null,
  expectations jsonb default '{}'::jsonb not null
);
create table rule_sets (
  tenant_id uuid not null,
  hash text not null,
  content jsonb not null,
  first_used_at timestamp with time zone not null
);
create table rule_settings (
  tenant_id uuid not null,
  rule_id text not null,
  payer_id text default ''::text not null,
  claim_type text default ''::text not null,
  severity text not null,
  who text not null,
  why text not null,
  until date,
  set_at timestamp with time zone not null
);
create table schema_migrations (
  name text not null,
  sha256 text not null,
  applied_at timestamp with time zone default now() not null
);
create table scrub_run_inputs (
  tenant_id uuid not null,
  run_id uuid not null,
  content jsonb not null
);
create table scrub_runs (
  tenant_id uuid not null,
  id uuid not null,
  encounter_id uuid not null,
  encounter_version integer not null,
  outcome text not null,
  outcome_reason text,
  rule_set_hash text not null,
  editions jsonb not null,
  not_evaluated jsonb not null,
  rules_evaluated integer not null,
  run_at timestamp with time zone not null,
  repairs jsonb
);
create table task_events (
  tenant_id uuid not null,
  task_id uuid not null,
  sequence bigint generated always as identity not null,
  type text not null,
  actor text not null,
  occurred_at timestamp with time zone not null,
  detail jsonb
);
create table tasks (
  tenant_id uuid not null,
  id uuid not null,
  kind text not null,
  status text not null,
  encounter_id uuid,
  claim_id uuid,
  inbound_file_id uuid,
  summary text not null,
  due_date date,
  opened_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  rule_ids text[] default '{}'::text[] not null,
  payer_id text,
  billing_npi text,
  rendering_npi text,
  charge_cents bigint default 0 not null,
  assignee text,
  batch_id uuid,
  pointer text,
  detail jsonb,
  watch text
);
create table tenant_fact_editions (
  tenant_id uuid not null,
  set_name text not null,
  edition text not null,
  row_count bigint not null,
  source_sha256 bytea not null,
  imported_at timestamp with time zone not null,
  imported_by text not null
);
create table tenant_facts (
  tenant_id uuid not null,
  set_name text not null,
  key text not null,
  sequence bigint generated always as identity not null,
  content jsonb not null
);
create table tenants (
  tenant_id uuid not null,
  name text not null,
  created_at timestamp with time zone default now() not null
);
create table whatif_changes (
  tenant_id uuid not null,
  whatif_id uuid not null,
  encounter_id uuid not null,
  rule_id text not null,
  direction text not null,
  payer_id text not null,
  charge_cents bigint not null,
  is_open boolean,
  in_window boolean not null
);
create table whatif_encounters (
  tenant_id uuid not null,
  whatif_id uuid not null,
  encounter_id uuid not null,
  outcome_before text not null,
  outcome_after text not null,
  payer_id text not null,
  charge_cents bigint not null,
  is_open boolean,
  in_window boolean not null
);
create table whatif_runs (
  tenant_id uuid not null,
  id uuid not null,
  status text not null,
  request jsonb not null,
  requested_by text not null,
  requested_at timestamp with time zone not null,
  started_at timestamp with time zone,
  finished_at timestamp with time zone,
  touched_at timestamp with time zone not null,
  active_mark text,
  after_id uuid,
  to_check integer,
  checked integer default 0 not null,
  broken integer default 0 not null,
  reason text
);
create table whatif_scope (
  tenant_id uuid not null,
  whatif_id uuid not null,
  encounter_id uuid not null,
  is_open boolean not null,
  in_window boolean not null
);

-- constraints

alter table api_keys add constraint api_keys_key_sha256_check CHECK ((length(key_sha256) = 32));
alter table api_keys add constraint api_keys_key_sha256_key UNIQUE (key_sha256);
alter table api_keys add constraint api_keys_pkey PRIMARY KEY (tenant_id, id);
alter table api_keys add constraint api_keys_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(tenant_id);
alter table audit_log add constraint audit_log_pkey PRIMARY KEY (tenant_id, sequence);
alter table batch_claims add constraint batch_claims_pkey PRIMARY KEY (tenant_id, batch_id, claim_id);
alter table batch_claims add constraint batch_claims_tenant_id_batch_id_fkey FOREIGN KEY (tenant_id, batch_id) REFERENCES batches(tenant_id, id);
alter table batch_claims add constraint batch_claims_tenant_id_claim_id_fkey FOREIGN KEY (tenant_id, claim_id) REFERENCES claims(tenant_id, id);
alter table batches add constraint batches_kind_check CHECK ((kind = ANY (ARRAY['claims'::text, 'status_requests'::text])));
alter table batches add constraint batches_pkey PRIMARY KEY (tenant_id, id);
alter table batches add constraint batches_status_check CHECK ((status = ANY (ARRAY['built'::text, 'transmitted'::text])));
alter table batches add constraint batches_tenant_id_route_interchange_control_number_key UNIQUE (tenant_id, route, interchange_control_number);
alter table claim_balances add constraint claim_balances_pkey PRIMARY KEY (tenant_id, claim_id);
alter table claim_corrections add constraint claim_corrections_kind_check CHECK ((kind = ANY (ARRAY['correct'::text, 'void'::text, 'resubmit'::text, 'bill_next'::text])));
alter table claim_corrections add constraint claim_corrections_pkey PRIMARY KEY (tenant_id, id);
alter table claim_corrections add constraint claim_corrections_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'done'::text, 'refused'::text, 'abandoned'::text])));
alter table claim_corrections add constraint claim_corrections_tenant_id_claim_id_fkey FOREIGN KEY (tenant_id, claim_id) REFERENCES claims(tenant_id, id);
alter table claim_encounters add constraint claim_encounters_pkey PRIMARY KEY (tenant_id, claim_id, encounter_id);
alter table claim_encounters add constraint claim_encounters_tenant_id_claim_id_fkey FOREIGN KEY (tenant_id, claim_id) REFERENCES claims(tenant_id, id);
alter table claim_events add constraint claim_events_pkey PRIMARY KEY (tenant_id, claim_id, sequence);
alter table claim_events add constraint claim_events_tenant_id_claim_id_fkey FOREIGN KEY (tenant_id, claim_id) REFERENCES claims(tenant_id, id);
alter table claim_lines add constraint claim_lines_name_a_service CHECK (((procedure_code IS NOT NULL) OR (revenue_code IS NOT NULL)));
alter table claim_lines add constraint claim_lines_pkey PRIMARY KEY (tenant_id, claim_id, line_number);
alter table claim_lines add constraint claim_lines_tenant_id_claim_id_fkey FOREIGN KEY (tenant_id, claim_id) REFERENCES claims(tenant_id, id);
alter table claim_status_counts add constraint claim_status_counts_pkey PRIMARY KEY (tenant_id, status);
alter table claim_status_deltas add constraint claim_status_deltas_pkey PRIMARY KEY (tenant_id, sequence);
alter table claim_status_requests add constraint claim_status_requests_pkey PRIMARY KEY (tenant_id, id);
alter table claim_status_requests add constraint claim_status_requests_tenant_id_batch_id_fkey FOREIGN KEY (tenant_id, batch_id) REFERENCES batches(tenant_id, id);
alter table claim_status_requests add constraint claim_status_requests_tenant_id_claim_id_fkey FOREIGN KEY (tenant_id, claim_id) REFERENCES claims(tenant_id, id);
alter table claim_status_requests add constraint claim_status_requests_tenant_id_trace_key UNIQUE (tenant_id, trace);
alter table claim_submissions add constraint claim_submissions_pkey PRIMARY KEY (tenant_id, id);
alter table claim_submissions add constraint claim_submissions_tenant_id_claim_id_fkey FOREIGN KEY (tenant_id, claim_id) REFERENCES claims(tenant_id, id);
alter table claim_submissions add constraint claim_submissions_tenant_id_claim_id_number_key UNIQUE (tenant_id, claim_id, number);
alter table claims add constraint claims_charge_cents_check CHECK ((charge_cents >= 0));
alter table claims add constraint claims_claim_type_check CHECK ((claim_type = ANY (ARRAY['professional'::text, 'institutional'::text])));
alter table claims add constraint claims_pkey PRIMARY KEY (tenant_id, id);
alter table claims add constraint claims_responsibility_check CHECK ((responsibility = ANY (ARRAY['primary'::text, 'secondary'::text, 'tertiary'::text])));
alter table claims add constraint claims_submission_number_check CHECK ((submission_number > 0));
alter table claims add constraint claims_tenant_id_patient_control_number_key UNIQUE (tenant_id, patient_control_number);
alter table claims add constraint claims_version_check CHECK ((version > 0));
alter table code_set_editions add constraint code_set_editions_pkey PRIMARY KEY (set_name, edition);
alter table code_set_editions add constraint code_set_editions_status_check CHECK ((status = ANY (ARRAY['candidate'::text, 'active'::text, 'retired'::text])));
alter table control_numbers add constraint control_numbers_kind_check CHECK ((kind = ANY (ARRAY['interchange'::text, 'group'::text, 'transaction_set'::text, 'patient_control'::text])));
alter table control_numbers add constraint control_numbers_next_value_check CHECK ((next_value > 0));
alter table control_numbers add constraint control_numbers_pkey PRIMARY KEY (tenant_id, kind, scope);
alter table control_numbers add constraint control_numbers_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(tenant_id);
alter table day_count_deltas add constraint day_count_deltas_pkey PRIMARY KEY (tenant_id, sequence);
alter table day_counts add constraint day_counts_pkey PRIMARY KEY (tenant_id, payer_id, stage, cohort_month, days);
alter table denial_reviews add constraint denial_reviews_pkey PRIMARY KEY (tenant_id, remittance_id, ordinal, line_number, rule_id);
alter table denial_reviews add constraint denial_reviews_verdict_check CHECK ((verdict = ANY (ARRAY['caught'::text, 'overridden'::text, 'missed'::text, 'false_alarm'::text])));
alter table encounter_events add constraint encounter_events_pkey PRIMARY KEY (tenant_id, encounter_id, sequence);
alter table encounter_status_counts add constraint encounter_status_counts_pkey PRIMARY KEY (tenant_id, status);
alter table encounter_status_deltas add constraint encounter_status_deltas_pkey PRIMARY KEY (tenant_id, sequence);
alter table encounter_versions add constraint encounter_versions_pkey PRIMARY KEY (tenant_id, encounter_id, last_version);
alter table encounters add constraint encounters_charge_cents_check CHECK ((charge_cents >= 0));
alter table encounters add constraint encounters_pkey PRIMARY KEY (tenant_id, id);
alter table encounters add constraint encounters_status_check CHECK ((status = ANY (ARRAY['received'::text, 'needs_coding'::text, 'needs_review'::text, 'not_billable'::text, 'ready'::text, 'billed'::text])));
alter table encounters add constraint encounters_tenant_id_external_id_key UNIQUE (tenant_id, external_id);
alter table encounters add constraint encounters_version_check CHECK ((version > 0));
alter table finding_counts add constraint finding_counts_pkey PRIMARY KEY (tenant_id, rule_id, severity, verdict);
alter table finding_deltas add constraint finding_deltas_pkey PRIMARY KEY (tenant_id, sequence);
alter table finding_override_ends add constraint finding_override_ends_pkey PRIMARY KEY (tenant_id, override_id);
alter table finding_override_ends add constraint finding_override_ends_tenant_id_override_id_fkey FOREIGN KEY (tenant_id, override_id) REFERENCES finding_overrides(tenant_id, id);
alter table finding_overrides add constraint finding_overrides_pkey PRIMARY KEY (tenant_id, id);
alter table findings add constraint findings_pkey PRIMARY KEY (tenant_id, run_id, ordinal);
alter table findings add constraint findings_severity_check CHECK ((severity = ANY (ARRAY['reject'::text, 'deny'::text, 'warn'::text, 'info'::text])));
alter table findings add constraint findings_verdict_check CHECK ((verdict = ANY (ARRAY['fail'::text, 'bypassed'::text, 'no_data'::text])));
alter table idempotency_keys add constraint idempotency_keys_pkey PRIMARY KEY (tenant_id, key);
alter table inbound_files add constraint inbound_files_pkey PRIMARY KEY (tenant_id, id);
alter table inbound_files add constraint inbound_files_status_check CHECK ((status = ANY (ARRAY['received'::text, 'processed'::text, 'parked'::text])));
alter table inbound_files add constraint inbound_files_tenant_id_sha256_key UNIQUE (tenant_id, sha256);
alter table ledger_entries add constraint ledger_entries_pkey PRIMARY KEY (tenant_id, sequence);
alter table open_count_deltas add constraint open_count_deltas_pkey PRIMARY KEY (tenant_id, sequence);
alter table open_counts add constraint open_counts_pkey PRIMARY KEY (tenant_id, payer_id, stage, start_date);
alter table outbox add constraint outbox_pkey PRIMARY KEY (tenant_id, sequence);
alter table parked_items add constraint parked_items_pkey PRIMARY KEY (tenant_id, id);
alter table parked_items add constraint parked_items_tenant_id_inbound_file_id_fkey FOREIGN KEY (tenant_id, inbound_file_id) REFERENCES inbound_files(tenant_id, id);
alter table payers add constraint payers_pkey PRIMARY KEY (tenant_id, payer_id);
alter table payers add constraint payers_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(tenant_id);
alter table remittance_claims add constraint remittance_claims_pkey PRIMARY KEY (tenant_id, remittance_id, ordinal);
alter table remittance_claims add constraint remittance_claims_tenant_id_remittance_id_fkey FOREIGN KEY (tenant_id, remittance_id) REFERENCES remittances(tenant_id, id);
alter table remittance_reviews add constraint remittance_reviews_pkey PRIMARY KEY (tenant_id, remittance_id);
alter table remittances add constraint remittances_payment_cents_check CHECK ((payment_cents >= 0));
alter table remittances add constraint remittances_pkey PRIMARY KEY (tenant_id, id);
alter table remittances add constraint remittances_tenant_id_dedupe_key_key UNIQUE (tenant_id, dedupe_key);
alter table remittances add constraint remittances_tenant_id_inbound_file_id_fkey FOREIGN KEY (tenant_id, inbound_file_id) REFERENCES inbound_files(tenant_id, id);
alter table remittances_to_review add constraint remittances_to_review_pkey PRIMARY KEY (tenant_id, remittance_id);
alter table routes add constraint routes_adapter_check CHECK ((adapter = ANY (ARRAY['simulator'::text, 'directory'::text, 'sftp'::text, 'http'::text])));
alter table routes add constraint routes_pkey PRIMARY KEY (tenant_id, name);
alter table routes add constraint routes_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(tenant_id);
alter table rule_sets add constraint rule_sets_pkey PRIMARY KEY (tenant_id, hash);
alter table rule_settings add constraint rule_settings_claim_type_check CHECK ((claim_type = ANY (ARRAY[''::text, 'professional'::text, 'institutional'::text])));
alter table rule_settings add constraint rule_settings_pkey PRIMARY KEY (tenant_id, rule_id, payer_id, claim_type);
alter table rule_settings add constraint rule_settings_severity_check CHECK ((severity = ANY (ARRAY['reject'::text, 'deny'::text, 'warn'::text, 'info'::text, 'off'::text])));
alter table schema_migrations add constraint schema_migrations_pkey PRIMARY KEY (name);
alter table scrub_run_inputs add constraint scrub_run_inputs_pkey PRIMARY KEY (tenant_id, run_id);
alter table scrub_runs add constraint scrub_runs_outcome_check CHECK ((outcome = ANY (ARRAY['ready'::text, 'needs_review'::text, 'needs_coding'::text, 'not_billable'::text])));
alter table scrub_runs add constraint scrub_runs_pkey PRIMARY KEY (tenant_id, id);
alter table task_events add constraint task_events_pkey PRIMARY KEY (tenant_id, task_id, sequence);
alter table task_events add constraint task_events_type_check CHECK ((type = ANY (ARRAY['assigned'::text, 'released'::text, 'resolved'::text, 'commented'::text])));
alter table tasks add constraint tasks_pkey PRIMARY KEY (tenant_id, id);
alter table tasks add constraint tasks_status_check CHECK ((status = ANY (ARRAY['open'::text, 'done'::text])));
alter table tenant_fact_editions add constraint tenant_fact_editions_pkey PRIMARY KEY (tenant_id, set_name);
alter table tenant_fact_editions add constraint tenant_fact_editions_row_count_check CHECK ((row_count >= 0));
alter table tenant_fact_editions add constraint tenant_fact_editions_set_name_check CHECK ((set_name = ANY (ARRAY['leie'::text, 'sam'::text, 'enrolments'::text, 'ordering-providers'::text, 'authorizations'::text, 'clia-certificates'::text, 'eligibility'::text])));
alter table tenant_facts add constraint tenant_facts_pkey PRIMARY KEY (tenant_id, set_name, key, sequence);
alter table tenants add constraint tenants_pkey PRIMARY KEY (tenant_id);
alter table whatif_changes add constraint whatif_changes_direction_check CHECK ((direction = ANY (ARRAY['newly_failing'::text, 'newly_passing'::text, 'newly_warned'::text, 'no_longer_warned'::text])));
alter table whatif_changes add constraint whatif_changes_pkey PRIMARY KEY (tenant_id, whatif_id, encounter_id, rule_id, direction);
alter table whatif_encounters add constraint whatif_encounters_pkey PRIMARY KEY (tenant_id, whatif_id, encounter_id);
alter table whatif_runs add constraint whatif_runs_pkey PRIMARY KEY (tenant_id, id);
alter table whatif_runs add constraint whatif_runs_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'cancelled'::text, 'failed'::text])));
alter table whatif_scope add constraint whatif_scope_pkey PRIMARY KEY (tenant_id, whatif_id, encounter_id);

-- indexes

CREATE UNIQUE INDEX api_keys_key_sha256_key ON public.api_keys USING btree (key_sha256);
CREATE INDEX audit_log_by_resource ON public.audit_log USING btree (tenant_id, resource_type, resource_id);
CREATE INDEX batch_claims_by_claim ON public.batch_claims USING btree (tenant_id, claim_id);
CREATE INDEX batches_begun ON public.batches USING btree (tenant_id, route, hand_over_began_at) WHERE (hand_over_began_at IS NOT NULL);
CREATE UNIQUE INDEX batches_tenant_id_route_interchange_control_number_key ON public.batches USING btree (tenant_id, route, interchange_control_number);
CREATE INDEX batches_unacknowledged ON public.batches USING btree (tenant_id, transmitted_at) WHERE ((status = 'transmitted'::text) AND (acknowledged_at IS NULL));
CREATE INDEX batches_waiting ON public.batches USING btree (tenant_id, built_at) WHERE (status = 'built'::text);
CREATE INDEX claim_balances_open ON public.claim_balances USING btree (tenant_id, claim_id) WHERE (insurance_cents > 0);
CREATE INDEX claim_corrections_by_claim ON public.claim_corrections USING btree (tenant_id, claim_id);
CREATE UNIQUE INDEX claim_corrections_one_waiting ON public.claim_corrections USING btree (tenant_id, claim_id) WHERE (status = 'waiting'::text);
CREATE INDEX claim_corrections_waiting ON public.claim_corrections USING btree (tenant_id, requested_at) WHERE (status = 'waiting'::text);
CREATE INDEX claim_encounters_by_encounter ON public.claim_encounters USING btree (tenant_id, encounter_id);
CREATE UNIQUE INDEX claim_encounters_one_live ON public.claim_encounters USING btree (tenant_id, encounter_id, part) WHERE live;
CREATE INDEX claim_status_requests_by_batch ON public.claim_status_requests USING btree (tenant_id, batch_id);
CREATE INDEX claim_status_requests_by_claim ON public.claim_status_requests USING btree (tenant_id, claim_id, asked_at);
CREATE UNIQUE INDEX claim_status_requests_tenant_id_trace_key ON public.claim_status_requests USING btree (tenant_id, trace);
CREATE UNIQUE INDEX claim_submissions_tenant_id_claim_id_number_key ON public.claim_submissions USING btree (tenant_id, claim_id, number);
CREATE INDEX claims_awaiting_answer ON public.claims USING btree (tenant_id, payer_id, submitted_on) WHERE (status = ANY (ARRAY['submitted'::text, 'acknowledged'::text, 'payer_accepted'::text, 'pended'::text]));
CREATE INDEX claims_by_chain ON public.claims USING btree (tenant_id, first_claim_id) WHERE (first_claim_id IS NOT NULL);
CREATE INDEX claims_by_late_charges ON public.claims USING btree (tenant_id, late_charges_of) WHERE (late_charges_of IS NOT NULL);
CREATE INDEX claims_by_member ON public.claims USING btree (tenant_id, upper(member_id));
CREATE INDEX claims_by_payer ON public.claims USING btree (tenant_id, payer_id, id);
CREATE INDEX claims_by_payer_number ON public.claims USING btree (tenant_id, payer_claim_control_number) WHERE (payer_claim_control_number IS NOT NULL);
CREATE INDEX claims_by_status ON public.claims USING btree (tenant_id, status, id);
CREATE INDEX claims_by_superseded ON public.claims USING btree (tenant_id, supersedes_claim_id) WHERE (supersedes_claim_id IS NOT NULL);
CREATE INDEX claims_next_payer_due ON public.claims USING btree (tenant_id, id) WHERE next_payer_due;
CREATE UNIQUE INDEX claims_one_next_payer ON public.claims USING btree (tenant_id, prior_claim_id) WHERE ((prior_claim_id IS NOT NULL) AND (supersedes_claim_id IS NULL));
CREATE UNIQUE INDEX claims_tenant_id_patient_control_number_key ON public.claims USING btree (tenant_id, patient_control_number);
CREATE INDEX claims_waiting ON public.claims USING btree (tenant_id, route, assembled_at) WHERE (status = 'assembled'::text);
CREATE INDEX denial_reviews_by_day ON public.denial_reviews USING btree (tenant_id, payment_date);
CREATE INDEX encounters_by_patient ON public.encounters USING btree (tenant_id, patient_key, service_from);
CREATE INDEX encounters_by_status ON public.encounters USING btree (tenant_id, status, id);
CREATE UNIQUE INDEX encounters_tenant_id_external_id_key ON public.encounters USING btree (tenant_id, external_id);
CREATE INDEX encounters_waiting ON public.encounters USING btree (tenant_id, status, updated_at) WHERE (status = ANY (ARRAY['received'::text, 'ready'::text]));
CREATE INDEX finding_overrides_by_encounter ON public.finding_overrides USING btree (tenant_id, encounter_id);
CREATE INDEX idempotency_keys_by_age ON public.idempotency_keys USING btree (created_at);
CREATE INDEX inbound_files_by_status ON public.inbound_files USING btree (tenant_id, status, id);
CREATE UNIQUE INDEX inbound_files_tenant_id_sha256_key ON public.inbound_files USING btree (tenant_id, sha256);
CREATE INDEX inbound_files_waiting ON public.inbound_files USING btree (tenant_id, received_at) WHERE (status = 'received'::text);
CREATE UNIQUE INDEX ledger_entries_once ON public.ledger_entries USING btree (tenant_id, claim_id, posting, ordinal) NULLS NOT DISTINCT;
CREATE INDEX outbox_in_order ON public.outbox USING btree (sequence);
CREATE INDEX parked_items_by_file ON public.parked_items USING btree (tenant_id, inbound_file_id, id);
CREATE INDEX parked_items_open ON public.parked_items USING btree (tenant_id, parked_at) WHERE (resolved_at IS NULL);
CREATE INDEX remittance_claims_by_claim ON public.remittance_claims USING btree (tenant_id, claim_id);
CREATE INDEX remittances_by_file ON public.remittances USING btree (tenant_id, inbound_file_id);
CREATE UNIQUE INDEX remittances_tenant_id_dedupe_key_key ON public.remittances USING btree (tenant_id, dedupe_key);
CREATE INDEX remittances_to_review_by_age ON public.remittances_to_review USING btree (tenant_id, posted_at);
CREATE INDEX scrub_runs_by_encounter ON public.scrub_runs USING btree (tenant_id, encounter_id, id);
CREATE INDEX tasks_by_claim ON public.tasks USING btree (tenant_id, claim_id) WHERE (claim_id IS NOT NULL);
CREATE INDEX tasks_by_encounter ON public.tasks USING btree (tenant_id, encounter_id, id) WHERE (encounter_id IS NOT NULL);
CREATE INDEX tasks_by_inbound_file ON public.tasks USING btree (tenant_id, inbound_file_id) WHERE (inbound_file_id IS NOT NULL);
CREATE INDEX tasks_by_status ON public.tasks USING btree (tenant_id, status, kind, id);
CREATE UNIQUE INDEX tasks_one_a_watch ON public.tasks USING btree (tenant_id, watch) WHERE (watch IS NOT NULL);
CREATE UNIQUE INDEX tasks_one_open_per_encounter ON public.tasks USING btree (tenant_id, encounter_id, kind) WHERE ((status = 'open'::text) AND (encounter_id IS NOT NULL) AND (claim_id IS NULL));
CREATE INDEX tasks_open_by_charge ON public.tasks USING btree (tenant_id, charge_cents, id) WHERE (status = 'open'::text);
CREATE INDEX tasks_open_by_claim_kind ON public.tasks USING btree (tenant_id, claim_id, kind) WHERE ((status = 'open'::text) AND (claim_id IS NOT NULL));
CREATE INDEX tasks_open_by_rule ON public.tasks USING gin (rule_ids) WHERE (status = 'open'::text);
CREATE INDEX tasks_watching ON public.tasks USING btree (tenant_id, id) WHERE ((watch IS NOT NULL) AND (status = 'open'::text));
CREATE INDEX whatif_runs_waiting ON public.whatif_runs USING btree (tenant_id, touched_at) WHERE (status = ANY (ARRAY['waiting'::text, 'running'::text]));

-- triggers

CREATE TRIGGER batches_immutable BEFORE UPDATE OF content, content_sha256, interchange_control_number, group_control_number, file_name ON public.batches FOR EACH ROW WHEN (((old.* IS DISTINCT FROM new.*) AND (((((old.content IS DISTINCT FROM new.content) OR (old.content_sha256 IS DISTINCT FROM new.content_sha256)) OR (old.interchange_control_number IS DISTINCT FROM new.interchange_control_number)) OR (old.group_control_number IS DISTINCT FROM new.group_control_number)) OR (old.file_name IS DISTINCT FROM new.file_name)))) EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER claims_counted AFTER INSERT ON public.claims REFERENCING NEW TABLE AS new_claims FOR EACH STATEMENT EXECUTE FUNCTION count_new_claims();
CREATE TRIGGER claims_immutable BEFORE UPDATE OF snapshot, snapshot_sha256, patient_control_number, submission_id, submission_number ON public.claims FOR EACH ROW WHEN (((old.patient_control_number IS DISTINCT FROM new.patient_control_number) OR ((old.submission_id = new.submission_id) AND ((old.snapshot_sha256 IS DISTINCT FROM new.snapshot_sha256) OR (old.submission_number IS DISTINCT FROM new.submission_number))) OR ((old.submission_id = new.submission_id) AND (old.snapshot IS DISTINCT FROM new.snapshot)) OR ((old.submission_id <> new.submission_id) AND (new.submission_number <> (old.submission_number + 1))))) EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER claims_keep_submission AFTER UPDATE OF submission_id ON public.claims FOR EACH ROW WHEN ((old.submission_id IS DISTINCT FROM new.submission_id)) EXECUTE FUNCTION keep_claim_submission();
CREATE TRIGGER claims_recounted AFTER UPDATE ON public.claims REFERENCING OLD TABLE AS old_claims NEW TABLE AS new_claims FOR EACH STATEMENT EXECUTE FUNCTION count_changed_claims();
CREATE TRIGGER encounters_counted AFTER INSERT ON public.encounters REFERENCING NEW TABLE AS new_encounters FOR EACH STATEMENT EXECUTE FUNCTION count_new_encounters();
CREATE TRIGGER encounters_keep_content AFTER UPDATE OF content ON public.encounters FOR EACH ROW WHEN ((old.content IS DISTINCT FROM new.content)) EXECUTE FUNCTION keep_encounter_content();
CREATE TRIGGER encounters_recounted AFTER UPDATE ON public.encounters REFERENCING OLD TABLE AS old_encounters NEW TABLE AS new_encounters FOR EACH STATEMENT EXECUTE FUNCTION count_changed_encounters();
CREATE TRIGGER ledger_entries_balanced AFTER INSERT ON public.ledger_entries REFERENCING NEW TABLE AS new_entries FOR EACH STATEMENT EXECUTE FUNCTION add_to_balances();
CREATE TRIGGER remittance_reviews_strike AFTER INSERT ON public.remittance_reviews FOR EACH ROW EXECUTE FUNCTION strike_reviewed_remittance();
CREATE TRIGGER remittances_wait_for_review AFTER INSERT ON public.remittances FOR EACH ROW EXECUTE FUNCTION note_remittance_to_review();

-- row-level security

api_keys security: t, forced: t
  policy own_tenant for ALL to public using ((tenant_id = ( SELECT current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT current_tenant() AS current_tenant)))
  policy owner_reads for ALL to owner using (true) with check (true)
audit_log security: t, forced: t
  policy own_tenant for ALL to public using ((tenant_id = ( SELECT current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT current_tenant() AS current_tenant)))
batch_claims security: t, forced: t
  policy own_tenant for ALL to public using ((tenant_id = ( SELECT current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT current_tenant() AS current_tenant)))
batches security: t, forced: t
  policy own_tenant for ALL to public using ((tenant_id = ( SELECT current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT current_tenant() AS current_tenant)))
claim_balances security: t, forced: t
  policy own_tenant for ALL to public using ((tenant_id = ( SELECT current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT current_tenant() AS current_tenant)))
claim_corrections security: t, forced: t
  policy own_tenant for ALL to public using ((tenant_id = ( SELECT current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT current_tenant() AS current_tenant)))
claim_encounters security: t, forced: t
  policy own_tenant for ALL to public using ((tenant_id = ( SELECT current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT current_tenant() AS current_tenant)))
claim_events security: t, forced: t
  policy own_tenant for ALL to public using ((tenant_id = ( SELECT current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT current_tenant() AS current_tenant)))
claim_lines security: t, forced: t
  policy own_tenant for ALL to public using ((tenant_id = ( SELECT current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT current_tenant() AS current_tenant)))
claim_status_counts security: t, forced: t
  policy own_tenant for ALL to public using ((tenant_id = ( SELECT current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT current_tenant() AS current_tenant)))
claim_status_deltas security: t, forced: t
  policy own_tenant for ALL to public using ((tenant_id = ( SELECT current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT current_tenant() AS current_tenant)))
claim_status_requests security: t, forced: t
  policy own_tenant for ALL to public using ((tenant_id = ( SELECT current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT current_tenant() AS current_tenant)))
claim_submissions security: t, forced: t
  policy own_tenant for ALL to public using ((tenant_id = ( SELECT current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT current_tenant() AS current_tenant)))
claims security: t, forced: t
  policy own_tenant for ALL to public using ((tenant_id = ( SELECT current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT current_tenant() AS current_tenant)))
code_set_editions security: t, forced: f
  policy owner_writes for ALL to owner using (true) with check (true)
  policy readable for SELECT to public using (true) with check ()
control_numbers security: t, forced: t
  policy own_tenant for ALL to public using ((tenant_id = ( SELECT current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT current_tenant() AS current_tenant)))
day_count_deltas security: t, forced: t
  policy own_tenant for ALL to public using ((tenant_id = ( SELECT current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT current_tenant() AS current_tenant)))
day_counts security: t, forced: t
  policy own_tenant for ALL to public using ((tenant_id = ( SELECT current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT current_tenant() AS current_tenant)))
denial_reviews security: t, forced: t
  policy own_tenant for ALL to public using ((tenant_id = ( SELECT current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT current_tenant() AS current_tenant)))
encounter_events security: t, forced: t
  policy own_tenant for ALL to public using ((tenant_id = ( SELECT current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT current_tenant() AS current_tenant)))
encounter_status_counts security: t, forced: t
  policy own_tenant for ALL to public using ((tenant_id = ( SELECT current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT current_tenant() AS current_tenant)))
encounter_status_deltas security: t, forced: t
  policy own_tenant for ALL to public using ((tenant_id = ( SELECT current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT current_tenant() AS current_tenant)))
encounter_versions security: t, forced: t
  policy own_tenant for ALL to public using ((tenant_id = ( SELECT current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT current_tenant() AS current_tenant)))
encounters security: t, forced: t
  policy own_tenant for ALL to public using ((tenant_id = ( SELECT current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT current_tenant() AS current_tenant)))
finding_counts security: t, forced: t
  policy own_tenant for ALL to public using ((tenant_id = ( SELECT current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT current_tenant() AS current_tenant)))
finding_deltas security: t, forced: t
  policy own_tenant for ALL to public using ((tenant_id = ( SELECT current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT current_tenant() AS current_tenant)))
finding_override_ends security: t, forced: t
  policy own_tenant for ALL to public using ((tenant_id = ( SELECT current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT current_tenant() AS current_tenant)))
finding_overrides security: t, forced: t
  policy own_tenant for ALL to public using ((tenant_id = ( SELECT current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT current_tenant() AS current_tenant)))
findings security: t, forced: t
  policy own_tenant for ALL to public using ((tenant_id = ( SELECT current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT current_tenant() AS current_tenant)))
idempotency_keys security: t, forced: t
  policy own_tenant for ALL to public using ((tenant_id = ( SELECT current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT current_tenant() AS current_tenant)))
inbound_files security: t, forced: t
  policy own_tenant for ALL to public using ((tenant_id = ( SELECT current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT current_tenant() AS current_tenant)))
ledger_entries security: t, forced: t
  policy own_tenant for ALL to public using ((tenant_id = ( SELECT current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT current_tenant() AS current_tenant)))
open_count_deltas security: t, forced: t
  policy own_tenant for ALL to public using ((tenant_id = ( SELECT current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT current_tenant() AS current_tenant)))
open_counts security: t, forced: t
  policy own_tenant for ALL to public using ((tenant_id = ( SELECT current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT current_tenant() AS current_tenant)))
outbox security: t, forced: t
  policy own_tenant for ALL to public using ((tenant_id = ( SELECT current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT current_tenant() AS current_tenant)))
  policy owner_reads for ALL to owner using (true) with check ()
parked_items security: t, forced: t
  policy own_tenant for ALL to public using ((tenant_id = ( SELECT current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT current_tenant() AS current_tenant)))
payers security: t, forced: t
  policy own_tenant for ALL to public using ((tenant_id = ( SELECT current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT current_tenant() AS current_tenant)))
remittance_claims security: t, forced: t
  policy own_tenant for ALL to public using ((tenant_id = ( SELECT current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT current_tenant() AS current_tenant)))
remittance_reviews security: t, forced: t
  policy own_tenant for ALL to public using ((tenant_id = ( SELECT current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT current_tenant() AS current_tenant)))
remittances security: t, forced: t
  policy own_tenant for ALL to public using ((tenant_id = ( SELECT current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT current_tenant() AS current_tenant)))
remittances_to_review security: t, forced: t
  policy own_tenant for ALL to public using ((tenant_id = ( SELECT current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT current_tenant() AS current_tenant)))
routes security: t, forced: t
  policy own_tenant for ALL to public using ((tenant_id = ( SELECT current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT current_tenant() AS current_tenant)))
rule_sets security: t, forced: t
  policy own_tenant for ALL to public using ((tenant_id = ( SELECT current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT current_tenant() AS current_tenant)))
rule_settings security: t, forced: t
  policy own_tenant for ALL to public using ((tenant_id = ( SELECT current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT current_tenant() AS current_tenant)))
schema_migrations security: f, forced: f
  policy  for  to owner using () with check ()
scrub_run_inputs security: t, forced: t
  policy own_tenant for ALL to public using ((tenant_id = ( SELECT current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT current_tenant() AS current_tenant)))
scrub_runs security: t, forced: t
  policy own_tenant for ALL to public using ((tenant_id = ( SELECT current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT current_tenant() AS current_tenant)))
task_events security: t, forced: t
  policy own_tenant for ALL to public using ((tenant_id = ( SELECT current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT current_tenant() AS current_tenant)))
tasks security: t, forced: t
  policy own_tenant for ALL to public using ((tenant_id = ( SELECT current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT current_tenant() AS current_tenant)))
tenant_fact_editions security: t, forced: t
  policy own_tenant for ALL to public using ((tenant_id = ( SELECT current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT current_tenant() AS current_tenant)))
tenant_facts security: t, forced: t
  policy own_tenant for ALL to public using ((tenant_id = ( SELECT current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT current_tenant() AS current_tenant)))
tenants security: t, forced: t
  policy own_tenant for ALL to public using ((tenant_id = ( SELECT current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT current_tenant() AS current_tenant)))
  policy owner_reads for ALL to owner using (true) with check (true)
whatif_changes security: t, forced: t
  policy own_tenant for ALL to public using ((tenant_id = ( SELECT current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT current_tenant() AS current_tenant)))
whatif_encounters security: t, forced: t
  policy own_tenant for ALL to public using ((tenant_id = ( SELECT current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT current_tenant() AS current_tenant)))
whatif_runs security: t, forced: t
  policy own_tenant for ALL to public using ((tenant_id = ( SELECT current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT current_tenant() AS current_tenant)))
whatif_scope security: t, forced: t
  policy own_tenant for ALL to public using ((tenant_id = ( SELECT current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT current_tenant() AS current_tenant)))

-- rights

grant select on api_keys to claimwright_app;
grant insert, select on audit_log to claimwright_app;
grant insert, select on batch_claims to claimwright_app;
grant insert, select, update on batches to claimwright_app;
grant insert, select, update on claim_balances to claimwright_app;
grant insert, select, update on claim_corrections to claimwright_app;
grant insert, select, update on claim_encounters to claimwright_app;
grant insert, select on claim_events to claimwright_app;
grant insert, select on claim_lines to claimwright_app;
grant insert, select, update on claim_status_counts to claimwright_app;
grant delete, insert, select on claim_status_deltas to claimwright_app;
grant insert, select on claim_status_requests to claimwright_app;
grant select on claim_submissions to claimwright_app;
grant insert, select, update on claims to claimwright_app;
grant select on code_set_editions to claimwright_app;
grant insert, select, update on control_numbers to claimwright_app;
grant delete, insert, select on day_count_deltas to claimwright_app;
grant delete, insert, select, update on day_counts to claimwright_app;
grant insert, select on denial_reviews to claimwright_app;
grant insert, select on encounter_events to claimwright_app;
grant insert, select, update on encounter_status_counts to claimwright_app;
grant delete, insert, select on encounter_status_deltas to claimwright_app;
grant insert, select on encounter_versions to claimwright_app;
grant insert, select, update on encounters to claimwright_app;
grant insert, select, update on finding_counts to claimwright_app;
grant delete, insert, select on finding_deltas to claimwright_app;
grant insert, select on finding_override_ends to claimwright_app;
grant insert, select on finding_overrides to claimwright_app;
grant insert, select on findings to claimwright_app;
grant delete, insert, select, update on idempotency_keys to claimwright_app;
grant insert, select, update on inbound_files to claimwright_app;
grant insert, select on ledger_entries to claimwright_app;
grant delete, insert, select on open_count_deltas to claimwright_app;
grant delete, insert, select, update on open_counts to claimwright_app;
grant delete, insert, select on outbox to claimwright_app;
grant insert, select, update on parked_items to claimwright_app;
grant insert, select, update on payers to claimwright_app;
grant insert, select on remittance_claims to claimwright_app;
grant insert, select on remittance_reviews to claimwright_app;
grant insert, select on remittances to claimwright_app;
grant delete, insert, select on remittances_to_review to claimwright_app;
grant insert, select, update on routes to claimwright_app;
grant insert, select on rule_sets to claimwright_app;
grant delete, insert, select, update on rule_settings to claimwright_app;
grant select on schema_migrations to claimwright_app;
grant insert, select on scrub_run_inputs to claimwright_app;
grant insert, select on scrub_runs to claimwright_app;
grant insert, select on task_events to claimwright_app;
grant insert, select, update on tasks to claimwright_app;
grant delete, insert, select, update on tenant_fact_editions to claimwright_app;
grant delete, insert, select on tenant_facts to claimwright_app;
grant select on tenants to claimwright_app;
grant insert, select on whatif_changes to claimwright_app;
grant insert, select on whatif_encounters to claimwright_app;
grant insert, select, update on whatif_runs to claimwright_app;
grant delete, insert, select on whatif_scope to claimwright_app;

-- functions

CREATE OR REPLACE FUNCTION public.accept_encounters(tenant uuid, ids text[], external_ids text[], payer_ids text[], patient_keys text[], billing_npis text[], rendering_npis text[], service_froms text[], service_tos text[], charges text[], contents text[], received_ats text[], actors text[], request_ids text[], remote_addresses text[], idempotency_keys text[], request_digests bytea[], answer_headers text[], answer_bodies bytea[])
 RETURNS TABLE(row_index integer, outcome text, existing_id uuid, status integer, headers jsonb, body bytea)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
declare
  taken_ids uuid[];
  fresh_keys text[];
begin
  perform set_config('app.tenant_id', tenant::text, true);

  with input as (
    select cast_id.id, i.* from unnest(ids, external_ids, payer_ids, patient_keys, billing_npis, rendering_npis,
      service_froms, service_tos, charges, contents, received_ats, actors, request_ids, remote_addresses,
      idempotency_keys, request_digests, answer_headers, answer_bodies)
      as i(id_text, external_id, payer_id, patient_key, billing_npi, rendering_npi, service_from, service_to, charge, content,
        received_at, actor, request_id, remote_address, idempotency_key, request_digest, answer_header, answer_body),
      lateral (select i.id_text::uuid as id) as cast_id
  ), keyed as (
    insert into idempotency_keys (tenant_id, key, request_sha256, status, headers, body, created_at)
      select tenant, i.idempotency_key, i.request_digest, 202, i.answer_header::jsonb, i.answer_body, i.received_at::timestamptz
      from input i where i.idempotency_key is not null
      on conflict do nothing
      returning key
  ), taken as (
    insert into encounters (tenant_id, id, external_id, version, status, payer_id, patient_key, billing_npi, rendering_npi,
        service_from, service_to, charge_cents, content, received_at, updated_at)
      select tenant, i.id, i.external_id, 1, 'received', i.payer_id, i.patient_key, i.billing_npi, i.rendering_npi,
        i.service_from::date, i.service_to::date, i.charge::bigint, i.content::jsonb, i.received_at::timestamptz,
        i.received_at::timestamptz
      from input i where i.idempotency_key is null or i.idempotency_key in (select key from keyed)
      on conflict do nothing
      returning id, received_at
  ), events as (
    insert into encounter_events (tenant_id, encounter_id, version, type, to_status, occurred_at, actor)
      select tenant, t.id, 1, 'received', 'received', t.received_at, i.actor from taken t join input i on i.id = t.id
  ), audited as (
    insert into audit_log (tenant_id, occurred_at, actor, action, resource_type, resource_id, request_id, remote_address)
      select tenant, t.received_at, i.actor, 'encounter.create', 'encounter', i.id_text, i.request_id, i.remote_address
      from taken t join input i on i.id = t.id
  ), queued as (
    insert into outbox (tenant_id, job, subject_id, created_at)
      select tenant, 'scrub-encounters', t.id, t.received_at from taken t
  )
  select array(select id from taken), array(select key from keyed) into taken_ids, fresh_keys;

  if cardinality(taken_ids) = cardinality(ids) then return; end if;

  -- A key whose encounter was refused has done nothing yet: it may be used again with a corrected request.
  delete from idempotency_keys k using unnest(ids, idempotency_keys) as i(id, key)
    where k.tenant_id = tenant and k.key = i.key and i.key = any(fresh_keys) and not i.id::uuid = any(taken_ids);

  return query
    select i.row_index::integer,
      case
        when k.key is not null and k.request_sha256 <> i.request_digest then 'key_reused'
        when k.key is not null and k.status is null then 'key_in_progress'
        when k.key is not null then 'replayed'
        when e.id = i.id::uuid then 'accepted'
        when e.id is not null then 'external_id_taken'
        else 'retry'
      end,
      e.id, k.status, k.headers, k.body
    from unnest(ids, external_ids, idempotency_keys, request_digests) with ordinality
        as i(id, external_id, key, request_digest, row_index)
      left join idempotency_keys k on k.tenant_id = tenant and k.key = i.key
      left join encounters e on e.tenant_id = tenant and e.external_id = i.external_id
    where not i.id::uuid = any(taken_ids)
    order by i.row_index;
end
$function$
;
CREATE OR REPLACE FUNCTION public.add_to_balances()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into claim_balances as b (tenant_id, claim_id, insurance_cents)
    select tenant_id, claim_id, sum(amount_cents) from new_entries
    where account = 'insurance_receivable' and claim_id is not null group by 1, 2 order by 1, 2
  on conflict (tenant_id, claim_id) do update set insurance_cents = b.insurance_cents + excluded.insurance_cents;
  return null;
end
$function$
;
CREATE OR REPLACE FUNCTION public.all_tenant_ids()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ select tenant_id from tenants order by tenant_id $function$
;
CREATE OR REPLACE FUNCTION public.authenticate_api_key(sha256 bytea, at timestamp with time zone)
 RETURNS TABLE(tenant_id uuid, key_id uuid, scopes text[])
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    select k.tenant_id, k.id, k.scopes from api_keys k
    where k.key_sha256 = sha256 and k.revoked_at is null and (k.expires_at is null or k.expires_at > at)
  $function$
;
CREATE OR REPLACE FUNCTION public.count_changed_claims()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into claim_status_deltas (tenant_id, status, claims, charge_cents, paid_cents)
    select tenant_id, status, sum(claims), sum(charge_cents), sum(paid_cents) from (
      select tenant_id, status, 1 as claims, charge_cents, paid_cents from new_claims
      union all select tenant_id, status, -1, -charge_cents, -paid_cents from old_claims
    ) moved group by 1, 2 having sum(claims) <> 0 or sum(charge_cents) <> 0 or sum(paid_cents) <> 0;
  return null;
end
$function$
;
CREATE OR REPLACE FUNCTION public.count_changed_encounters()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into encounter_status_deltas (tenant_id, status, encounters, charge_cents)
    select tenant_id, status, sum(encounters), sum(charge_cents) from (
      select tenant_id, status, 1 as encounters, charge_cents from new_encounters
      union all select tenant_id, status, -1, -charge_cents from old_encounters
    ) moved group by 1, 2 having sum(encounters) <> 0 or sum(charge_cents) <> 0;
  return null;
end
$function$
;
CREATE OR REPLACE FUNCTION public.count_new_claims()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into claim_status_deltas (tenant_id, status, claims, charge_cents, paid_cents)
    select tenant_id, status, count(*), sum(charge_cents), sum(paid_cents) from new_claims group by 1, 2;
  return null;
end
$function$
;
CREATE OR REPLACE FUNCTION public.count_new_encounters()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into encounter_status_deltas (tenant_id, status, encounters, charge_cents)
    select tenant_id, status, count(*), sum(charge_cents) from new_encounters group by 1, 2;
  return null;
end
$function$
;
CREATE OR REPLACE FUNCTION public.current_tenant()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid
;
CREATE OR REPLACE FUNCTION public.keep_claim_submission()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  insert into claim_submissions (tenant_id, id, claim_id, number, frequency_code, charge_cents, snapshot, snapshot_sha256, assembled_at)
    values (old.tenant_id, old.submission_id, old.id, old.submission_number, old.frequency_code, old.charge_cents, old.snapshot,
      old.snapshot_sha256, old.assembled_at);
  delete from claim_lines where tenant_id = old.tenant_id and claim_id = old.id;
  return null;
end
$function$
;
CREATE OR REPLACE FUNCTION public.keep_encounter_content()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into encounter_versions (tenant_id, encounter_id, last_version, content)
    values (old.tenant_id, old.id, old.version, old.content);
  return null;
end
$function$
;
CREATE OR REPLACE FUNCTION public.note_remittance_to_review()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into remittances_to_review (tenant_id, remittance_id, posted_at) values (new.tenant_id, new.id, new.posted_at);
  return null;
end
$function$
;
CREATE OR REPLACE FUNCTION public.refuse_rewrite()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'column of % is immutable once written', tg_table_name using errcode = 'integrity_constraint_violation';
end
$function$
;
CREATE OR REPLACE FUNCTION public.strike_reviewed_remittance()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  delete from remittances_to_review where tenant_id = new.tenant_id and remittance_id = new.remittance_id;
  return null;
end
$function$
;
CREATE OR REPLACE FUNCTION public.take_outbox(most integer)
 RETURNS TABLE(tenant_id uuid, sequence bigint, job text, subject_id uuid)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    with taken as materialized (
      select o2.tenant_id, o2.sequence from outbox o2 order by o2.sequence limit most for update skip locked
    )
    delete from outbox o using taken
    where o.tenant_id = taken.tenant_id and o.sequence = taken.sequence
    returning o.tenant_id, o.sequence, o.job, o.subject_id
  $function$
;
