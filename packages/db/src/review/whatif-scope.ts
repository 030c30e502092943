import { unbilledEncounterStatuses, undecidedClaimStatuses } from '@claimwright/domain/lifecycle';
import type { TenantTransaction } from '../database.ts';

/**
 * Lists the encounters that a run compares, each with whether it is open and whether it began in the window; returns how many. Three
 * ways lead to an encounter, each by an index: its own status, the status of a claim of it, its date of service.
 *
 * Open is what is unbilled, and what is billed by a claim nobody has decided about. A claim whose place another took says nothing any
 * more, a void asks for no money, and a rejected claim counts only where no other has taken up the part of the visit it let go of.
 */
export async function listWhatIfScope(tx: TenantTransaction, whatIfId: string): Promise<number> {
  const { rowCount } = await tx.query({
    name: 'what-if-scope',
    text: `insert into whatif_scope (tenant_id, whatif_id, encounter_id, is_open, in_window)
      with asked as materialized (select requested_at, coalesce(request->>'scope', 'window') as scope,
          (request->>'from')::date as first_day, (request->>'to')::date as last_day
        from whatif_runs where tenant_id = $1 and id = $2)
      select $1, $2, found.id, bool_or(found.is_open), bool_or(found.in_window) from (
        select e.id, e.received_at, true as is_open, false as in_window from encounters e
          where e.tenant_id = $1 and e.status = any($3::text[])
        union all
        select e.id, e.received_at, true, false from claims c
          join claim_encounters ce on ce.tenant_id = $1 and ce.claim_id = c.id
          join encounters e on e.tenant_id = $1 and e.id = ce.encounter_id and e.status = 'billed'
          where c.tenant_id = $1 and c.status = any($4::text[]) and c.superseded_by is null and c.frequency_code <> '8'
            and (ce.live or c.prior_claim_id is not null or c.status = 'rejected' and not exists (select from claim_encounters o
              where o.tenant_id = $1 and o.encounter_id = ce.encounter_id and o.part = ce.part and o.live))
        union all
        select e.id, e.received_at, false, true from encounters e
          where e.tenant_id = $1 and e.service_from >= (select first_day from asked) and e.service_from <= (select last_day from asked)
      ) found
      where found.received_at <= (select requested_at from asked)
      group by found.id
      having bool_or(found.in_window) or (select scope from asked) = 'open_and_window'`,
    values: [tx.tenantId, whatIfId, unbilledEncounterStatuses, undecidedClaimStatuses],
  });
  return rowCount ?? 0;
}
