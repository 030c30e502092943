import type { EncounterInput } from '@claimwright/domain/encounter';
import type { Id } from '@claimwright/domain/ids';
import type { AnyClaimSnapshot } from '@claimwright/domain/institutional-claim';
import type { TenantTransaction } from '../database.ts';
import { asJudged, type StoredContent } from './judged-content.ts';

/** A claim with the encounters it was made of: what an answer is traced back through. */
export interface LoadedOrigin {
  claim: AnyClaimSnapshot;
  /** In the order they were put together. */
  encounters: { id: Id; content: EncounterInput }[];
  /** The encounter of each line, by LX01. */
  encounterOfLine: Map<number, Id>;
}

/**
 * The origins of claims, by claim id. An encounter does not change while a claim of it lives, so its present content is what the
 * claim was made of.
 */
export async function loadClaimOrigins(tx: TenantTransaction, claimIds: readonly Id[]): Promise<Map<Id, LoadedOrigin>> {
  if (claimIds.length === 0) return new Map();
  const { rows } = await tx.query<{
    id: Id;
    claim: AnyClaimSnapshot;
    encounters: (LoadedOrigin['encounters'][number] & StoredContent)[];
    lines: [number, Id][];
  }>({
    name: 'claim-origins',
    text: `select c.id, c.snapshot as claim,
        (select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'content', e.content, 'repairs', e.repairs) order by ce.part, e.id), '[]')
          from claim_encounters ce join encounters e on e.tenant_id = ce.tenant_id and e.id = ce.encounter_id
          where ce.tenant_id = c.tenant_id and ce.claim_id = c.id) as encounters,
        (select coalesce(jsonb_agg(jsonb_build_array(l.line_number, l.encounter_id)), '[]')
          from claim_lines l where l.tenant_id = c.tenant_id and l.claim_id = c.id) as lines
      from claims c where c.tenant_id = $1 and c.id = any($2::uuid[])`,
    values: [tx.tenantId, claimIds],
  });
  return new Map(
    rows.map(({ id, claim, encounters: made, lines }) => {
      const encounters = made.map((one) => ({ id: one.id, content: asJudged(one) }));
      return [id, { claim, encounters, encounterOfLine: new Map(lines) }];
    }),
  );
}
