-- Answers that are watched for, questions about silent claims (276/277), schedules of routes, and pull over HTTP.

-- ---------------------------------------------------------------- routes

alter table routes drop constraint routes_adapter_check;
alter table routes add constraint routes_adapter_check check (adapter in ('simulator', 'directory', 'sftp', 'http'));
alter table routes
  add column schedule jsonb not null default '{}',
  add column expectations jsonb not null default '{}';
comment on column routes.schedule is 'when and how much may be handed over; empty: always, without limit';
comment on column routes.expectations is 'within how many hours answers should be there, and whether silent claims are asked after';

-- ---------------------------------------------------------------- batches

alter table batches
  add column kind text not null default 'claims' check (kind in ('claims', 'status_requests')),
  add column acknowledged_at timestamptz,
  add column hand_over_began_at timestamptz,
  add column not_before timestamptz,
  add column lease_token uuid,
  add column confirmed_at timestamptz;
comment on column batches.acknowledged_at is 'when a 999 came, or a TA1 that rejects; null: nobody has said a word about the file';
comment on column batches.not_before is 'the route''s schedule holds it back until then';
comment on column batches.lease_token is 'of the clearinghouse that is fetching it (routes with the adapter http)';
comment on column batches.confirmed_at is 'when the clearinghouse said that it has the file (routes with the adapter http)';
create index batches_unacknowledged on batches (tenant_id, transmitted_at) where status = 'transmitted' and acknowledged_at is null;
create index batches_begun on batches (tenant_id, route, hand_over_began_at) where hand_over_began_at is not null;

-- What was answered before anybody watched must not look forgotten now. Row-level security holds the owner too, hence tenant by tenant.
do $$
declare
  one uuid;
begin
  for one in select all_tenant_ids() loop
    perform set_config('app.tenant_id', one::text, true);
    update batches b set acknowledged_at = b.transmitted_at where b.tenant_id = one and b.transmitted_at is not null
      and not exists (select from batch_claims bc join claims c on c.tenant_id = one and c.id = bc.claim_id
        where bc.tenant_id = one and bc.batch_id = b.id and c.status in ('batched', 'submitted'));
  end loop;
  perform set_config('app.tenant_id', '', true);
end
$$;

-- ---------------------------------------------------------------- claims that wait

create index claims_awaiting_answer on claims (tenant_id, payer_id, submitted_on)
  where status in ('submitted', 'acknowledged', 'payer_accepted', 'pended');

-- ---------------------------------------------------------------- tasks

alter table tasks
  add column batch_id uuid,
  add column pointer text,
  add column detail jsonb,
  add column watch text;
comment on column tasks.pointer is 'JSON Pointer into the encounter: where the trouble is';
comment on column tasks.watch is 'what it waits for ("999/<batch>"): opened once for each, closed when that has come';
create unique index tasks_one_a_watch on tasks (tenant_id, watch) where watch is not null;
create index tasks_watching on tasks (tenant_id, id) where watch is not null and status = 'open';

-- ---------------------------------------------------------------- 276/277

-- One row a claim that was asked after. The answer is written once, and kept as it was read.
create table claim_status_requests (
  tenant_id uuid not null,
  id uuid not null,
  claim_id uuid not null,
  batch_id uuid not null,
  trace text not null,
  asked_at timestamptz not null,
  answered_at timestamptz,
  inbound_file_id uuid,
  answer jsonb,
  primary key (tenant_id, id),
  unique (tenant_id, trace),
  foreign key (tenant_id, batch_id) references batches,
  foreign key (tenant_id, claim_id) references claims
);
comment on column claim_status_requests.trace is 'TRN02 of the 276; comes back in the 277';
create index claim_status_requests_by_claim on claim_status_requests (tenant_id, claim_id, asked_at);
create index claim_status_requests_by_batch on claim_status_requests (tenant_id, batch_id);

alter table claim_status_requests enable row level security;
alter table claim_status_requests force row level security;
create policy own_tenant on claim_status_requests using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
grant select on claim_status_requests to claimwright_app, claimwright_report;
grant insert on claim_status_requests to claimwright_app;
grant update (answered_at, inbound_file_id, answer) on claim_status_requests to claimwright_app;
