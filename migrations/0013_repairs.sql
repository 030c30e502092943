-- What was written plainly before the checks looked: a diff to the content as it was received, which stays as it is.

-- Of the run, in the order it was made; null where nothing needed it.
alter table scrub_runs add column repairs jsonb;

-- Of the run that judged the present content: what history, assembly and the claims to later payers see it by.
alter table encounters add column repairs jsonb;
comment on column encounters.repairs is 'null: nothing to repair, or not judged since it was received';
