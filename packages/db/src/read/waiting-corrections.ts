import type { IsoInstant } from '@claimwright/domain/dates';
import type { Id } from '@claimwright/domain/ids';
import type { EncounterStatus } from '@claimwright/domain/lifecycle';
import type { TenantTransaction } from '../database.ts';

/** An encounter that a correction waits for. */
export interface AwaitedEncounter {
  id: Id;
  externalId: string;
  status: EncounterStatus;
  /** Rules that hold it, as its open tasks name them. */
  ruleIds: string[];
}

/** What somebody asked to happen to a claim and has not happened yet. */
export interface WaitingCorrection {
  claimId: Id;
  id: Id;
  kind: 'correct' | 'void' | 'resubmit' | 'bill_next';
  reason: string;
  requestedBy: string;
  requestedAt: IsoInstant;
  /** Encounters of a changed content that are not billed again yet. */
  encounters: AwaitedEncounter[];
}

const held: ReadonlySet<EncounterStatus> = new Set(['needs_review', 'needs_coding', 'not_billable']);

/** Of the encounters a correction waits for, those that go no further until a person acts. */
export function heldEncounters(correction: WaitingCorrection | undefined): AwaitedEncounter[] {
  return correction?.encounters.filter(({ status }) => held.has(status)) ?? [];
}

/** The requests about these claims that wait, one a claim at most, by claim. */
export async function waitingCorrections(
  tx: TenantTransaction,
  claimIds: readonly Id[],
): Promise<Map<Id, WaitingCorrection>> {
  if (claimIds.length === 0) return new Map();
  const { rows } = await tx.query<WaitingCorrection>({
    name: 'what-claims-wait-for',
    text: `select k.claim_id as "claimId", k.id, k.kind, k.reason, k.requested_by as "requestedBy", k.requested_at as "requestedAt",
        coalesce((
          select jsonb_agg(jsonb_build_object('id', e.id, 'externalId', e.external_id, 'status', e.status, 'ruleIds', (
              select coalesce(jsonb_agg(distinct r.rule_id), '[]') from tasks t cross join unnest(t.rule_ids) as r (rule_id)
              where t.tenant_id = $1 and t.encounter_id = e.id and t.status = 'open'
            )) order by e.id)
          from claim_encounters ce join encounters e on e.tenant_id = $1 and e.id = ce.encounter_id
          where k.kind = 'correct' and ce.tenant_id = $1 and ce.claim_id = k.claim_id and e.status <> 'billed'
        ), '[]') as encounters
      from claim_corrections k where k.tenant_id = $1 and k.claim_id = any($2::uuid[]) and k.status = 'waiting'`,
    values: [tx.tenantId, claimIds],
  });
  return new Map(rows.map((row) => [row.claimId, row]));
}
