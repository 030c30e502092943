-- Sums that dashboards read instead of whole tables, kept as claim_status_counts is: what each statement changed is appended, and
-- added up later. Sums over both are those of the rows at every moment.

-- ---------------------------------------------------------------- encounters by status

create table encounter_status_counts (
  tenant_id uuid not null,
  status text not null,
  encounters bigint not null,
  charge_cents bigint not null,
  primary key (tenant_id, status)
);
create table encounter_status_deltas (
  tenant_id uuid not null,
  sequence bigint generated always as identity,
  status text not null,
  encounters bigint not null,
  charge_cents bigint not null,
  primary key (tenant_id, sequence)
);

create function count_new_encounters() returns trigger language plpgsql as $$
begin
  insert into encounter_status_deltas (tenant_id, status, encounters, charge_cents)
    select tenant_id, status, count(*), sum(charge_cents) from new_encounters group by 1, 2;
  return null;
end
$$;
create trigger encounters_counted after insert on encounters referencing new table as new_encounters
  for each statement execute function count_new_encounters();

create function count_changed_encounters() returns trigger language plpgsql as $$
begin
  insert into encounter_status_deltas (tenant_id, status, encounters, charge_cents)
    select tenant_id, status, sum(encounters), sum(charge_cents) from (
      select tenant_id, status, 1 as encounters, charge_cents from new_encounters
      union all select tenant_id, status, -1, -charge_cents from old_encounters
    ) moved group by 1, 2 having sum(encounters) <> 0 or sum(charge_cents) <> 0;
  return null;
end
$$;
create trigger encounters_recounted after update on encounters
  referencing old table as old_encounters new table as new_encounters
  for each statement execute function count_changed_encounters();

-- ---------------------------------------------------------------- findings by rule

-- Of the latest run of each encounter. Written by whoever saves runs: what the new run found, less what the one before had found.
create table finding_counts (
  tenant_id uuid not null,
  rule_id text not null,
  severity text not null,
  verdict text not null,
  findings bigint not null,
  encounters bigint not null,
  primary key (tenant_id, rule_id, severity, verdict)
);
create table finding_deltas (
  tenant_id uuid not null,
  sequence bigint generated always as identity,
  rule_id text not null,
  severity text not null,
  verdict text not null,
  findings bigint not null,
  encounters bigint not null,
  primary key (tenant_id, sequence)
);

-- ---------------------------------------------------------------- row-level security, rights, and what was there before

do $$
declare
  name text;
begin
  foreach name in array array['encounter_status_counts', 'encounter_status_deltas', 'finding_counts', 'finding_deltas']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy own_tenant on %I using (tenant_id = (select current_tenant()))
      with check (tenant_id = (select current_tenant()))', name);
    execute format('grant select on %I to claimwright_app, claimwright_report', name);
    execute format('grant insert on %I to claimwright_app', name);
  end loop;
end
$$;
grant update on encounter_status_counts, finding_counts to claimwright_app;
grant delete on encounter_status_deltas, finding_deltas to claimwright_app;

do $$
declare
  one uuid;
begin
  for one in select all_tenant_ids() loop
    perform set_config('app.tenant_id', one::text, true);
    insert into encounter_status_counts (tenant_id, status, encounters, charge_cents)
      select tenant_id, status, count(*), sum(charge_cents) from encounters where tenant_id = one group by 1, 2;
    insert into finding_counts (tenant_id, rule_id, severity, verdict, findings, encounters)
      select one, f.rule_id, f.severity, f.verdict, count(*), count(distinct f.encounter_id)
      from (select distinct on (encounter_id) id from scrub_runs where tenant_id = one order by encounter_id, id desc) latest
        join findings f on f.tenant_id = one and f.run_id = latest.id
      group by 2, 3, 4;
  end loop;
  perform set_config('app.tenant_id', '', true);
end
$$;
