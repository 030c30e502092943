-- A correction that was begun and is not wanted any more: what its encounters held before comes back.

alter table claim_corrections
  add column contents_before jsonb,
  add column abandoned_by text;
comment on column claim_corrections.contents_before is 'content of each encounter before the correction changed it, by encounter id';
comment on column claim_corrections.abandoned_by is 'who gave it up; why stands in refusal';

alter table claim_corrections drop constraint claim_corrections_status_check;
alter table claim_corrections add constraint claim_corrections_status_check
  check (status in ('waiting', 'done', 'refused', 'abandoned'));
