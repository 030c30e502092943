-- An override that somebody took back before it expired. Overrides themselves are never changed: runs of then rest on them.

create table finding_override_ends (
  tenant_id uuid not null,
  override_id uuid not null,
  encounter_id uuid not null,
  reason text not null,
  actor text not null,
  ended_at timestamptz not null,
  primary key (tenant_id, override_id),
  foreign key (tenant_id, override_id) references finding_overrides
);

alter table finding_override_ends enable row level security;
alter table finding_override_ends force row level security;
create policy own_tenant on finding_override_ends using (tenant_id = (select current_tenant()))
  with check (tenant_id = (select current_tenant()));
grant select on finding_override_ends to claimwright_app, claimwright_report;
grant insert on finding_override_ends to claimwright_app;
