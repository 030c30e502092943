-- A claim that only reports (BHT06 RP) asks for no payment: it opens no receivable and is in no count of how fast payers pay.

alter table claims add column reporting_only boolean not null
  generated always as (coalesce(snapshot #>> '{destination,claimPurpose}', '') = 'reporting') stored;
comment on column claims.reporting_only is 'the present submission is sent for reporting only: nobody owes its charge';
