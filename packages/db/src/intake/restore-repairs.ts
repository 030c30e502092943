import type { Id } from '@claimwright/domain/ids';
import type { TenantTransaction } from '../database.ts';

/**
 * Gives an encounter that got an earlier content back, and is not checked anew, the repairs of the run that had judged that content:
 * what its claim was made of.
 */
export async function restoreRepairs(tx: TenantTransaction, encounterId: Id): Promise<void> {
  await tx.query(
    `update encounters e set repairs = (
       select r.repairs from scrub_runs r where r.tenant_id = $1 and r.encounter_id = $2 and r.encounter_version <= (
         select max(v.last_version) from encounter_versions v
         where v.tenant_id = $1 and v.encounter_id = $2 and v.content = e.content)
       order by r.id desc limit 1)
     where e.tenant_id = $1 and e.id = $2`,
    [tx.tenantId, encounterId],
  );
}
