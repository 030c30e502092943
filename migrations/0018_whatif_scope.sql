-- What a what-if run compares is listed once, when it begins: what is still open, whatever its date, and what lies in its window.
-- So the number to check is exact, a claim that is paid meanwhile does not fall out, and each chunk reads its rows by key.

create table whatif_scope (
  tenant_id uuid not null,
  whatif_id uuid not null,
  encounter_id uuid not null,
  is_open boolean not null,
  in_window boolean not null,
  primary key (tenant_id, whatif_id, encounter_id)
);
comment on table whatif_scope is 'encounters that runs under way compare; those of a run that has ended are deleted';
comment on column whatif_scope.is_open is 'not yet billed, or on a claim that is not yet decided, when the run began';

alter table whatif_encounters add column is_open boolean, add column in_window boolean not null default true;
alter table whatif_encounters alter column in_window drop default;
alter table whatif_changes add column is_open boolean, add column in_window boolean not null default true;
alter table whatif_changes alter column in_window drop default;
comment on column whatif_encounters.is_open is 'null: found by a run from before this was kept';
comment on column whatif_changes.is_open is 'null: found by a run from before this was kept';

alter table whatif_scope enable row level security;
alter table whatif_scope force row level security;
create policy own_tenant on whatif_scope using (tenant_id = (select current_tenant()))
  with check (tenant_id = (select current_tenant()));
grant select on whatif_scope to claimwright_app, claimwright_report;
grant insert, delete on whatif_scope to claimwright_app;

-- A run under way has no list, and what it has found does not say which part of it is open.
do $$
declare
  one uuid;
begin
  for one in select all_tenant_ids() loop
    perform set_config('app.tenant_id', one::text, true);
    update whatif_runs set status = 'failed', finished_at = now(), touched_at = now(),
        reason = 'The service was brought up to date while it ran; ask again.'
      where tenant_id = one and status = 'running';
  end loop;
  perform set_config('app.tenant_id', '', true);
end
$$;
