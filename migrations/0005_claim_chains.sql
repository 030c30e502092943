-- What happens to a claim after it is sent: submissions, replacements and voids, claims to the next payer (decision 0009).

-- ---------------------------------------------------------------- submissions of one claim

-- A claim keeps its id and its patient control number; each time it is sent with other content it is another submission. The
-- claim's row holds the present submission; a submission is copied only when another takes its place.
alter table claims
  add column submission_id uuid not null default gen_random_uuid(),
  add column submission_number integer not null default 1 check (submission_number > 0);

create table claim_submissions (
  tenant_id uuid not null,
  id uuid not null,
  claim_id uuid not null,
  number integer not null,
  frequency_code text not null,
  charge_cents bigint not null,
  snapshot jsonb not null,
  snapshot_sha256 bytea not null,
  assembled_at timestamptz not null,
  replaced_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, claim_id, number),
  foreign key (tenant_id, claim_id) references claims
);
comment on table claim_submissions is 'submissions that another one took the place of; the present one stands in claims';

alter table batch_claims add column submission_id uuid;
comment on column batch_claims.submission_id is 'null in batches of claims that were only ever sent once';

drop trigger claims_immutable on claims;
create trigger claims_immutable before update of snapshot, snapshot_sha256, patient_control_number, submission_id, submission_number
  on claims for each row when (
    old.patient_control_number is distinct from new.patient_control_number
    or (old.submission_id = new.submission_id
      and (old.snapshot_sha256, old.submission_number) is distinct from (new.snapshot_sha256, new.submission_number))
    or (old.submission_id = new.submission_id and old.snapshot is distinct from new.snapshot)
    or (old.submission_id <> new.submission_id and new.submission_number <> old.submission_number + 1))
  execute function refuse_rewrite();

-- Runs as the owner: the services may neither write kept submissions nor take lines away. The lines are those of the present
-- submission; earlier ones stand in the snapshots that are kept here.
create function keep_claim_submission() returns trigger
  language plpgsql security definer set search_path = public, pg_temp
  as $$
begin
  insert into claim_submissions (tenant_id, id, claim_id, number, frequency_code, charge_cents, snapshot, snapshot_sha256, assembled_at)
    values (old.tenant_id, old.submission_id, old.id, old.submission_number, old.frequency_code, old.charge_cents, old.snapshot,
      old.snapshot_sha256, old.assembled_at);
  delete from claim_lines where tenant_id = old.tenant_id and claim_id = old.id;
  return null;
end
$$;
revoke all on function keep_claim_submission() from public;
create trigger claims_keep_submission after update of submission_id on claims
  for each row when (old.submission_id is distinct from new.submission_id) execute function keep_claim_submission();

-- ---------------------------------------------------------------- chains

alter table claims
  add column first_claim_id uuid,
  add column supersedes_claim_id uuid,
  add column superseded_by uuid,
  add column superseded_on date,
  add column late_charges_of uuid,
  add column prior_claim_id uuid,
  add column crossed_over boolean not null default false,
  add column earlier_milestones jsonb,
  add column next_payer_due boolean not null default false;
comment on column claims.first_claim_id is 'first claim of its chain of corrections; null for the first one itself';
comment on column claims.supersedes_claim_id is 'the claim it replaces or voids, or bills anew where the payer takes no replacement';
comment on column claims.superseded_by is 'the claim that took its place; empty again when the payer refused that one';
comment on column claims.late_charges_of is 'the claim whose encounter it bills further lines of';
comment on column claims.prior_claim_id is 'the claim to the payer before, whose answer it carries (coordination of benefits)';
comment on column claims.crossed_over is 'sent on by the payer before and never by us';
comment on column claims.earlier_milestones is 'days that claims before it in the chain have reached: what timeliness has counted already';
comment on column claims.next_payer_due is 'answered, and nobody has looked yet whether another payer is to be billed';
create index claims_next_payer_due on claims (tenant_id, id) where next_payer_due;
create index claims_by_chain on claims (tenant_id, first_claim_id) where first_claim_id is not null;
create index claims_by_superseded on claims (tenant_id, supersedes_claim_id) where supersedes_claim_id is not null;
create index claims_by_late_charges on claims (tenant_id, late_charges_of) where late_charges_of is not null;
-- One claim to the next payer, however often the answer of the payer before comes in.
create unique index claims_one_next_payer on claims (tenant_id, prior_claim_id) where prior_claim_id is not null and supersedes_claim_id is null;

-- ---------------------------------------------------------------- corrections that people ask for

create table claim_corrections (
  tenant_id uuid not null,
  id uuid not null,
  claim_id uuid not null,
  kind text not null check (kind in ('correct', 'void', 'resubmit', 'bill_next')),
  status text not null check (status in ('waiting', 'done', 'refused')),
  reason text not null,
  requested_by text not null,
  requested_at timestamptz not null,
  payer_claim_control_number text,
  finished_at timestamptz,
  result_claim_id uuid,
  refusal text,
  primary key (tenant_id, id),
  foreign key (tenant_id, claim_id) references claims
);
comment on column claim_corrections.payer_claim_control_number is 'told with the request, where no answer of the payer has named it';
create unique index claim_corrections_one_waiting on claim_corrections (tenant_id, claim_id) where status = 'waiting';
create index claim_corrections_by_claim on claim_corrections (tenant_id, claim_id);
create index claim_corrections_waiting on claim_corrections (tenant_id, requested_at) where status = 'waiting';

-- ---------------------------------------------------------------- several encounters on one claim

alter table encounters add column bill_after timestamptz;
comment on column encounters.bill_after is 'it waits until then for others that go on the same claim; empty: it need not wait';

create index claim_encounters_by_encounter on claim_encounters (tenant_id, encounter_id);
create index tasks_open_by_claim_kind on tasks (tenant_id, claim_id, kind) where status = 'open' and claim_id is not null;

-- ---------------------------------------------------------------- row-level security and rights

do $$
declare
  name text;
begin
  foreach name in array array['claim_submissions', 'claim_corrections']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy own_tenant on %I using (tenant_id = current_tenant()) with check (tenant_id = current_tenant())', name);
    execute format('grant select on %I to claimwright_app, claimwright_report', name);
  end loop;
end
$$;
grant insert, update on claim_corrections to claimwright_app;

-- ---------------------------------------------------------------- the outbox

-- The rows to take are chosen once: joined straight to a subquery that limits and skips locked rows, a plan may run the
-- subquery again for every row it compares, and then take more than `most` or other rows than it locked.
create or replace function take_outbox(most integer)
  returns table (tenant_id uuid, sequence bigint, job text, subject_id uuid)
  language sql volatile security definer set search_path = public, pg_temp
  as $$
    with taken as materialized (
      select o2.tenant_id, o2.sequence from outbox o2 order by o2.sequence limit most for update skip locked
    )
    delete from outbox o using taken
    where o.tenant_id = taken.tenant_id and o.sequence = taken.sequence
    returning o.tenant_id, o.sequence, o.job, o.subject_id
  $$;
