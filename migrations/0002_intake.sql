-- Accepting encounters in groups: one statement, one commit, for everybody who is waiting.

-- A stored encounter is read far more often than written and is just over the size where PostgreSQL compresses; lz4 costs a
-- fraction of pglz. A server built without it keeps pglz.
do $$
begin
  alter table encounters alter column content set compression lz4;
exception
  when feature_not_supported or invalid_parameter_value then null;
end
$$;

-- Accepts encounters of one tenant: encounter, event, idempotency row with its answer, audit row and outbox row of each.
-- All arrays have one element a row; an idempotency key may stand in one row only. Rows that were accepted are not returned; of
-- the others the answer says why: replayed (with the stored answer), key_reused, key_in_progress, external_id_taken (with the id
-- that has it), retry (the row in the way vanished meanwhile). Other rows are not hurt by a refused one; a value that cannot be
-- stored fails the whole call, and the caller repeats with fewer rows.
create function accept_encounters(
  tenant uuid, ids text[], external_ids text[], payer_ids text[], patient_keys text[], billing_npis text[],
  rendering_npis text[], service_froms text[], service_tos text[], charges text[], contents text[], received_ats text[],
  actors text[], request_ids text[], remote_addresses text[],
  idempotency_keys text[], request_digests bytea[], answer_headers text[], answer_bodies bytea[])
  returns table (row_index integer, outcome text, existing_id uuid, status integer, headers jsonb, body bytea)
  language plpgsql volatile
  as $$
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
$$;

grant execute on function accept_encounters(
  uuid, text[], text[], text[], text[], text[], text[], text[], text[], text[], text[], text[], text[], text[], text[], text[],
  bytea[], text[], bytea[]) to claimwright_app;
