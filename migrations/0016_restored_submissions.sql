-- A correction that is given up when its claim was made and not sent: what was sent before is the claim again.

alter table claims add column restores_submission_id uuid;
comment on column claims.restores_submission_id is 'the submission, sent before, that the present one is again: what is said of its batch is said of this one';
