-- What a person does about a parked item: have it tried again, say which claim it means, or say why it is not wanted.

alter table parked_items
  add column asked text check (asked in ('retry', 'match')),
  add column asked_claim_id uuid,
  add column asked_by text,
  add column asked_at timestamptz,
  add column asked_reason text,
  add column refusal text,
  add column resolution text check (resolution in ('retried', 'matched', 'dismissed')),
  add column resolution_reason text,
  add column resolved_claim_id uuid;
comment on column parked_items.asked is 'what somebody wants done with it; a job does it, and this is empty again';
comment on column parked_items.refusal is 'why what was asked last could not be done';
create index parked_items_asked on parked_items (tenant_id, asked_at) where asked is not null;

-- The claim that an answer was matched to later is added once; nothing else of an answer ever changes.
grant update (claim_id) on remittance_claims to claimwright_app;
create function keep_matched_answer() returns trigger language plpgsql as $$
begin
  if old.claim_id is not null or new.claim_id is null then
    raise exception 'answer % of remittance % has its claim', old.ordinal, old.remittance_id;
  end if;
  return new;
end $$;
create trigger remittance_claims_keep_match before update on remittance_claims
  for each row execute function keep_matched_answer();
