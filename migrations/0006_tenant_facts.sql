-- Tables a tenant loads besides code sets (exclusions, enrolments, authorizations …), and two lists of what waits.

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

-- ---------------------------------------------------------------- row-level security and rights

do $$
declare
  name text;
begin
  foreach name in array array['tenant_fact_editions', 'tenant_facts', 'remittances_to_review']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy own_tenant on %I using (tenant_id = current_tenant()) with check (tenant_id = current_tenant())', name);
    execute format('grant select on %I to claimwright_app, claimwright_report', name);
    execute format('grant insert, delete on %I to claimwright_app', name);
  end loop;
end
$$;
grant update on tenant_fact_editions to claimwright_app;

-- Remittances posted before this list was there. Row-level security holds the owner too, hence tenant by tenant.
do $$
declare
  one uuid;
begin
  for one in select all_tenant_ids() loop
    perform set_config('app.tenant_id', one::text, true);
    insert into remittances_to_review (tenant_id, remittance_id, posted_at)
      select r.tenant_id, r.id, r.posted_at from remittances r
      where r.tenant_id = one and not exists (select from remittance_reviews v where v.tenant_id = one and v.remittance_id = r.id);
  end loop;
  perform set_config('app.tenant_id', '', true);
end
$$;
