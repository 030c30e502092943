import type { TenantTransaction } from '../database.ts';

/** Encounters and the sum of their charges. */
export interface Volume {
  encounters: number;
  chargeCents: number;
}

/** What a what-if run has found so far. */
export interface WhatIfResult {
  /** Encounters by the outcome they have and the one they would have. */
  outcomes: (Volume & { before: string; after: string })[];
  /** By rule, payer and direction, most money first. */
  changes: (Volume & { ruleId: string; payerId: string; direction: string; sampleEncounterIds: string[] })[];
}

const mostChanges = 500;

/** Adds up what a run has found so far. */
export async function readWhatIfResult(tx: TenantTransaction, id: string): Promise<WhatIfResult> {
  const outcomes = await tx.query<WhatIfResult['outcomes'][number]>(
    `select outcome_before as before, outcome_after as after, count(*) as encounters, sum(charge_cents)::bigint as "chargeCents"
     from whatif_encounters where tenant_id = $1 and whatif_id = $2 group by 1, 2 order by 4 desc, 1, 2`,
    [tx.tenantId, id],
  );
  const changes = await tx.query<WhatIfResult['changes'][number]>(
    `select rule_id as "ruleId", payer_id as "payerId", direction, count(*) as encounters, sum(charge_cents)::bigint as "chargeCents",
       (array_agg(encounter_id order by charge_cents desc, encounter_id))[1:5] as "sampleEncounterIds"
     from whatif_changes where tenant_id = $1 and whatif_id = $2 group by 1, 2, 3 order by 5 desc, 1, 2, 3 limit $3`,
    [tx.tenantId, id, mostChanges],
  );
  return { outcomes: outcomes.rows, changes: changes.rows };
}
