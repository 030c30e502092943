import type { TenantTransaction } from '../database.ts';

/** Encounters and the sum of their charges. */
export interface Volume {
  encounters: number;
  chargeCents: number;
}

/** What a what-if run has found so far. */
export interface WhatIfResult {
  /** Ready now, and would not be: the money at risk. */
  newlyHeld: Volume;
  newlyReady: Volume;
  /** Encounters by the outcome they have and the one they would have. */
  outcomes: (Volume & { before: string; after: string })[];
  /** By rule, payer and direction, most money first. */
  changes: (Volume & { ruleId: string; payerId: string; direction: string; sampleEncounterIds: string[] })[];
}

const mostChanges = 500;

/** Adds up what a run has found so far. */
export async function readWhatIfResult(tx: TenantTransaction, id: string): Promise<WhatIfResult> {
  return (await readWhatIfResults(tx, [id])).get(id) ?? resultOf([], []);
}

/** The same for several runs, by id: two statements, whatever the number. */
export async function readWhatIfResults(
  tx: TenantTransaction,
  ids: readonly string[],
): Promise<Map<string, WhatIfResult>> {
  const outcomes = await tx.query<WhatIfResult['outcomes'][number] & { id: string }>(
    `select whatif_id as id, outcome_before as before, outcome_after as after, count(*) as encounters,
       sum(charge_cents)::bigint as "chargeCents"
     from whatif_encounters where tenant_id = $1 and whatif_id = any($2::uuid[]) group by 1, 2, 3 order by 5 desc, 2, 3`,
    [tx.tenantId, ids],
  );
  const changes = await tx.query<WhatIfResult['changes'][number] & { id: string }>(
    `select id, "ruleId", "payerId", direction, encounters, "chargeCents", "sampleEncounterIds"
     from (select whatif_id as id, rule_id as "ruleId", payer_id as "payerId", direction, count(*) as encounters,
         sum(charge_cents)::bigint as "chargeCents",
         (array_agg(encounter_id order by charge_cents desc, encounter_id))[1:5] as "sampleEncounterIds",
         row_number() over (partition by whatif_id order by sum(charge_cents) desc, rule_id, payer_id, direction) as place
       from whatif_changes where tenant_id = $1 and whatif_id = any($2::uuid[]) group by 1, 2, 3, 4) found
     where place <= $3 order by id, place`,
    [tx.tenantId, ids, mostChanges],
  );
  const without = <Row extends { id: string }>(rows: Row[], wanted: string) =>
    rows.filter((row) => row.id === wanted).map(({ id: _id, ...row }) => row);
  return new Map(ids.map((id) => [id, resultOf(without(outcomes.rows, id), without(changes.rows, id))]));
}

function resultOf(outcomes: WhatIfResult['outcomes'], changes: WhatIfResult['changes']): WhatIfResult {
  return {
    newlyHeld: sum(outcomes.filter(({ before }) => before === 'ready')),
    newlyReady: sum(outcomes.filter(({ after }) => after === 'ready')),
    outcomes,
    changes,
  };
}

function sum(rows: readonly Volume[]): Volume {
  return rows.reduce(
    (total, row) => ({
      encounters: total.encounters + row.encounters,
      chargeCents: total.chargeCents + row.chargeCents,
    }),
    { encounters: 0, chargeCents: 0 },
  );
}
