-- Claims of hospitals and other institutions (837I). Their lines have a revenue code and may have no procedure code; the place
-- of service belongs to professional lines only.

alter table claims add column claim_type text not null default 'professional'
  check (claim_type in ('professional', 'institutional'));

alter table claim_lines add column revenue_code text;
alter table claim_lines alter column procedure_code drop not null;
alter table claim_lines alter column place_of_service drop not null;
alter table claim_lines add constraint claim_lines_name_a_service check (procedure_code is not null or revenue_code is not null);
