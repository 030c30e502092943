-- Review: verdicts that can be run again, tenants' rule settings, the coders' queue, what-if, denials held against findings.

-- ---------------------------------------------------------------- what a verdict rested on

-- The content an encounter had before it was replaced. Intake writes nothing here: the present content stands in encounters,
-- and a content is copied only when another takes its place.
create table encounter_versions (
  tenant_id uuid not null,
  encounter_id uuid not null,
  last_version integer not null,
  content jsonb not null,
  replaced_at timestamptz not null default now(),
  primary key (tenant_id, encounter_id, last_version)
);
comment on column encounter_versions.last_version is 'the last version of the encounter that had this content';

create function keep_encounter_content() returns trigger language plpgsql as $$
begin
  insert into encounter_versions (tenant_id, encounter_id, last_version, content)
    values (old.tenant_id, old.id, old.version, old.content);
  return null;
end
$$;
create trigger encounters_keep_content after update of content on encounters
  for each row when (old.content is distinct from new.content) execute function keep_encounter_content();

-- What a rule-set hash stands for: rules with version and severity, editions, settings in force.
create table rule_sets (
  tenant_id uuid not null,
  hash text not null,
  content jsonb not null,
  first_used_at timestamptz not null,
  primary key (tenant_id, hash)
);

-- What a run was given besides the encounter and the rule set: days, payer profile, history, overrides.
create table scrub_run_inputs (
  tenant_id uuid not null,
  run_id uuid not null,
  content jsonb not null,
  primary key (tenant_id, run_id)
);

do $$
begin
  alter table encounter_versions alter column content set compression lz4;
  alter table scrub_run_inputs alter column content set compression lz4;
exception
  when feature_not_supported or invalid_parameter_value then null;
end
$$;

-- ---------------------------------------------------------------- rule settings

-- Whether and how heavily a rule counts; '' stands for any payer, any claim type. Earlier settings stand in the audit log.
create table rule_settings (
  tenant_id uuid not null,
  rule_id text not null,
  payer_id text not null default '',
  claim_type text not null default '' check (claim_type in ('', 'professional', 'institutional')),
  severity text not null check (severity in ('reject', 'deny', 'warn', 'info', 'off')),
  who text not null,
  why text not null,
  until date,
  set_at timestamptz not null,
  primary key (tenant_id, rule_id, payer_id, claim_type)
);
comment on column rule_settings.until is 'last day it holds; null until it is changed';

-- ---------------------------------------------------------------- the coders' queue

-- What the queue is filtered and sorted by, as it was when the task was opened; a task of an encounter that changes is closed
-- and opened anew.
alter table tasks
  add column rule_ids text[] not null default '{}',
  add column payer_id text,
  add column billing_npi text,
  add column rendering_npi text,
  add column charge_cents bigint not null default 0,
  add column assignee text;
create index tasks_by_encounter on tasks (tenant_id, encounter_id, id) where encounter_id is not null;
create index tasks_open_by_charge on tasks (tenant_id, charge_cents, id) where status = 'open';
create index tasks_open_by_rule on tasks using gin (rule_ids) where status = 'open';

create table task_events (
  tenant_id uuid not null,
  task_id uuid not null,
  sequence bigint generated always as identity,
  type text not null check (type in ('assigned', 'released', 'resolved', 'commented')),
  actor text not null,
  occurred_at timestamptz not null,
  detail jsonb,
  primary key (tenant_id, task_id, sequence)
);

-- Tasks opened before these columns were there. Row-level security holds the owner too, hence tenant by tenant.
do $$
declare
  one uuid;
begin
  for one in select all_tenant_ids() loop
    perform set_config('app.tenant_id', one::text, true);
    update tasks t set payer_id = e.payer_id, billing_npi = e.billing_npi, rendering_npi = e.rendering_npi, charge_cents = e.charge_cents
      from encounters e where t.tenant_id = one and e.tenant_id = one and e.id = t.encounter_id and t.claim_id is null;
    update tasks t set payer_id = c.payer_id, billing_npi = c.billing_npi, rendering_npi = c.rendering_npi, charge_cents = c.charge_cents
      from claims c where t.tenant_id = one and c.tenant_id = one and c.id = t.claim_id;
    update tasks t set rule_ids = held.rules
      from (
        select distinct on (r.encounter_id) r.encounter_id, array(select distinct f.rule_id from findings f
          where f.tenant_id = one and f.run_id = r.id and f.verdict = 'fail' and f.severity in ('reject', 'deny') order by 1) as rules
        from scrub_runs r where r.tenant_id = one order by r.encounter_id, r.id desc
      ) held
      where t.tenant_id = one and t.encounter_id = held.encounter_id and t.kind = 'coding_review' and t.status = 'open';
  end loop;
  perform set_config('app.tenant_id', '', true);
end
$$;

-- ---------------------------------------------------------------- what-if

create table whatif_runs (
  tenant_id uuid not null,
  id uuid not null,
  status text not null check (status in ('waiting', 'running', 'done', 'cancelled', 'failed')),
  request jsonb not null,
  requested_by text not null,
  requested_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  touched_at timestamptz not null,
  active_mark text,
  after_id uuid,
  to_check integer,
  checked integer not null default 0,
  broken integer not null default 0,
  reason text,
  primary key (tenant_id, id)
);
comment on column whatif_runs.active_mark is 'names the editions that were active when it began: it compares with these';
comment on column whatif_runs.after_id is 'the encounter it has come to';
create index whatif_runs_waiting on whatif_runs (tenant_id, touched_at) where status in ('waiting', 'running');

-- Encounters whose outcome would change, and rules that would speak otherwise of an encounter.
create table whatif_encounters (
  tenant_id uuid not null,
  whatif_id uuid not null,
  encounter_id uuid not null,
  outcome_before text not null,
  outcome_after text not null,
  payer_id text not null,
  charge_cents bigint not null,
  primary key (tenant_id, whatif_id, encounter_id)
);
create table whatif_changes (
  tenant_id uuid not null,
  whatif_id uuid not null,
  encounter_id uuid not null,
  rule_id text not null,
  direction text not null check (direction in ('newly_failing', 'newly_passing', 'newly_warned', 'no_longer_warned')),
  payer_id text not null,
  charge_cents bigint not null,
  primary key (tenant_id, whatif_id, encounter_id, rule_id, direction)
);

-- ---------------------------------------------------------------- denials held against findings

-- One row a remittance whose denials were reviewed, one row a denial or paid release and the rule it speaks for or against.
create table remittance_reviews (
  tenant_id uuid not null,
  remittance_id uuid not null,
  reviewed_at timestamptz not null,
  primary key (tenant_id, remittance_id)
);
create table denial_reviews (
  tenant_id uuid not null,
  remittance_id uuid not null,
  ordinal integer not null,
  line_number integer not null,
  rule_id text not null,
  verdict text not null check (verdict in ('caught', 'overridden', 'missed', 'false_alarm')),
  category text,
  claim_id uuid not null,
  encounter_id uuid not null,
  payer_id text not null,
  amount_cents bigint not null,
  payment_date date not null,
  primary key (tenant_id, remittance_id, ordinal, line_number, rule_id)
);
comment on column denial_reviews.line_number is 'place of the line in the remittance''s claim, from 1; 0 is the claim as a whole';
comment on column denial_reviews.rule_id is 'empty where the denial was missed: no rule of its class had spoken';
create index denial_reviews_by_day on denial_reviews (tenant_id, payment_date);

-- ---------------------------------------------------------------- row-level security and rights

do $$
declare
  name text;
begin
  foreach name in array array['encounter_versions', 'rule_sets', 'scrub_run_inputs', 'rule_settings', 'task_events', 'whatif_runs',
    'whatif_encounters', 'whatif_changes', 'remittance_reviews', 'denial_reviews']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy own_tenant on %I using (tenant_id = current_tenant()) with check (tenant_id = current_tenant())', name);
    execute format('grant select on %I to claimwright_app, claimwright_report', name);
    execute format('grant insert on %I to claimwright_app', name);
  end loop;
end
$$;
grant update, delete on rule_settings to claimwright_app;
grant update on whatif_runs to claimwright_app;
