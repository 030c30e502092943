-- Tables a tenant loads besides code sets (exclusions, enrolments, authorizations …), a list of what waits for review, and sums that
-- dashboards ask for again and again.

-- ---------------------------------------------------------------- tenant facts

-- Which tables are loaded, each by the name of the edition in force. An import puts another in its place, whole and at once.
create table tenant_fact_editions (
  tenant_id uuid not null,
  set_name text not null check (set_name in
    ('leie', 'sam', 'enrolments', 'ordering-providers', 'authorizations', 'clia-certificates', 'eligibility')),
  edition text not null,
  row_count bigint not null check (row_count >= 0),
  source_sha256 bytea not null,
  imported_at timestamptz not null,
  imported_by text not null,
  primary key (tenant_id, set_name)
);
comment on column tenant_fact_editions.row_count is 'rows of the file that are in use; one may be found by several keys';

-- Their rows, found by set and key (an NPI, an authorization number, a member) and by nothing else.
create table tenant_facts (
  tenant_id uuid not null,
  set_name text not null,
  key text not null,
  sequence bigint generated always as identity,
  content jsonb not null,
  primary key (tenant_id, set_name, key, sequence)
);

-- ---------------------------------------------------------------- what waits

-- Remittances whose denials are still to be reviewed. The sweeper looks here every half minute; remittances themselves are
-- history and carry no mark.
create table remittances_to_review (
  tenant_id uuid not null,
  remittance_id uuid not null,
  posted_at timestamptz not null,
  primary key (tenant_id, remittance_id)
);
create index remittances_to_review_by_age on remittances_to_review (tenant_id, posted_at);

create function note_remittance_to_review() returns trigger language plpgsql as $$
begin
  insert into remittances_to_review (tenant_id, remittance_id, posted_at) values (new.tenant_id, new.id, new.posted_at);
  return null;
end
$$;
create trigger remittances_wait_for_review after insert on remittances
  for each row execute function note_remittance_to_review();

create function strike_reviewed_remittance() returns trigger language plpgsql as $$
begin
  delete from remittances_to_review where tenant_id = new.tenant_id and remittance_id = new.remittance_id;
  return null;
end
$$;
create trigger remittance_reviews_strike after insert on remittance_reviews
  for each row execute function strike_reviewed_remittance();

-- ---------------------------------------------------------------- sums

-- Claims by status: what each statement on claims changed is appended, and added up later as day counts are. Sums over both are
-- those of the claims at every moment, and no two statements wait for the same row.
create table claim_status_counts (
  tenant_id uuid not null,
  status text not null,
  claims bigint not null,
  charge_cents bigint not null,
  paid_cents bigint not null,
  primary key (tenant_id, status)
);
create table claim_status_deltas (
  tenant_id uuid not null,
  sequence bigint generated always as identity,
  status text not null,
  claims bigint not null,
  charge_cents bigint not null,
  paid_cents bigint not null,
  primary key (tenant_id, sequence)
);

create function count_new_claims() returns trigger language plpgsql as $$
begin
  insert into claim_status_deltas (tenant_id, status, claims, charge_cents, paid_cents)
    select tenant_id, status, count(*), sum(charge_cents), sum(paid_cents) from new_claims group by 1, 2;
  return null;
end
$$;
create trigger claims_counted after insert on claims referencing new table as new_claims
  for each statement execute function count_new_claims();

create function count_changed_claims() returns trigger language plpgsql as $$
begin
  insert into claim_status_deltas (tenant_id, status, claims, charge_cents, paid_cents)
    select tenant_id, status, sum(claims), sum(charge_cents), sum(paid_cents) from (
      select tenant_id, status, 1 as claims, charge_cents, paid_cents from new_claims
      union all select tenant_id, status, -1, -charge_cents, -paid_cents from old_claims
    ) moved group by 1, 2 having sum(claims) <> 0 or sum(charge_cents) <> 0 or sum(paid_cents) <> 0;
  return null;
end
$$;
create trigger claims_recounted after update on claims referencing old table as old_claims new table as new_claims
  for each statement execute function count_changed_claims();

-- What payers owe on each claim, kept up by the ledger: a dashboard reads the claims that are open, not every entry there ever was.
create table claim_balances (
  tenant_id uuid not null,
  claim_id uuid not null,
  insurance_cents bigint not null,
  primary key (tenant_id, claim_id)
);
create index claim_balances_open on claim_balances (tenant_id, claim_id) where insurance_cents > 0;

create function add_to_balances() returns trigger language plpgsql as $$
begin
  insert into claim_balances as b (tenant_id, claim_id, insurance_cents)
    select tenant_id, claim_id, sum(amount_cents) from new_entries
    where account = 'insurance_receivable' and claim_id is not null group by 1, 2 order by 1, 2
  on conflict (tenant_id, claim_id) do update set insurance_cents = b.insurance_cents + excluded.insurance_cents;
  return null;
end
$$;
create trigger ledger_entries_balanced after insert on ledger_entries referencing new table as new_entries
  for each statement execute function add_to_balances();

-- ---------------------------------------------------------------- row-level security and rights

do $$
declare
  name text;
begin
  foreach name in array array['tenant_fact_editions', 'tenant_facts', 'remittances_to_review', 'claim_status_counts',
    'claim_status_deltas', 'claim_balances']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy own_tenant on %I using (tenant_id = current_tenant()) with check (tenant_id = current_tenant())', name);
    execute format('grant select on %I to claimwright_app, claimwright_report', name);
    execute format('grant insert on %I to claimwright_app', name);
  end loop;
end
$$;
grant update on tenant_fact_editions, claim_status_counts, claim_balances to claimwright_app;
grant delete on tenant_fact_editions, tenant_facts, remittances_to_review, claim_status_deltas to claimwright_app;

-- What was there before the list and the sums. Row-level security holds the owner too, hence tenant by tenant.
do $$
declare
  one uuid;
begin
  for one in select all_tenant_ids() loop
    perform set_config('app.tenant_id', one::text, true);
    insert into remittances_to_review (tenant_id, remittance_id, posted_at)
      select r.tenant_id, r.id, r.posted_at from remittances r
      where r.tenant_id = one and not exists (select from remittance_reviews v where v.tenant_id = one and v.remittance_id = r.id);
    insert into claim_status_counts (tenant_id, status, claims, charge_cents, paid_cents)
      select tenant_id, status, count(*), sum(charge_cents), sum(paid_cents) from claims where tenant_id = one group by 1, 2;
    insert into claim_balances (tenant_id, claim_id, insurance_cents)
      select tenant_id, claim_id, sum(amount_cents) from ledger_entries
      where tenant_id = one and account = 'insurance_receivable' and claim_id is not null group by 1, 2;
  end loop;
  perform set_config('app.tenant_id', '', true);
end
$$;
