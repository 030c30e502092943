import type { Id } from '@claimwright/domain/ids';
import type { TenantTransaction } from '../database.ts';

/**
 * How often what these claims say, or what was asked of them, has changed, by claim id: the changes of their encounters, their
 * submissions and the requests about them, added up. It only ever grows. Answers of payers and moves along the life cycle do not
 * count, so that nobody who corrects a claim is sent back because an acknowledgement came meanwhile.
 */
export async function readContentVersions(tx: TenantTransaction, claimIds: readonly Id[]): Promise<Map<Id, number>> {
  const { rows } = await tx.query<{ id: Id; version: number }>({
    name: 'claim-content-versions',
    text: `select c.id, (c.submission_number
        + (select count(*) from claim_corrections x where x.tenant_id = $1 and x.claim_id = c.id)
        + (select coalesce(sum(e.version), 0) from claim_encounters ce join encounters e on e.tenant_id = $1 and e.id = ce.encounter_id
            where ce.tenant_id = $1 and ce.claim_id = c.id))::integer as version
      from claims c where c.tenant_id = $1 and c.id = any($2::uuid[])`,
    values: [tx.tenantId, claimIds],
  });
  return new Map(rows.map(({ id, version }) => [id, version]));
}
