-- What every encounter and claim pays for on its way, and need not.

-- No query asks for claims of a patient (history reads encounters), nor for findings but by their run.
drop index claims_by_patient;
drop index findings_by_encounter;
drop index findings_by_rule;

-- The member id as a column: an index over the snapshot unpacks that document with every move of the claim. It is made as a
-- generated column, which fills it for the claims there are, and written with the snapshot from now on.
drop index claims_by_member;
alter table claims add column member_id text generated always as (snapshot #>> '{destination,memberId}') stored;
alter table claims alter column member_id drop expression;
create index claims_by_member on claims (tenant_id, upper(member_id));

-- The tenant of the transaction is looked up once a statement and not once a row.
do $$
declare
  policy record;
begin
  for policy in select tablename from pg_policies where schemaname = current_schema() and policyname = 'own_tenant' loop
    execute format('alter policy own_tenant on %I using (tenant_id = (select current_tenant()))
      with check (tenant_id = (select current_tenant()))', policy.tablename);
  end loop;
end
$$;
