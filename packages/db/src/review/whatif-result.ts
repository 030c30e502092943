import type { TenantTransaction } from '../database.ts';

/** Encounters and the sum of their charges. */
export interface Volume {
  encounters: number;
  chargeCents: number;
}

/** Encounters of a run with their charges, and which of these were open, and which began in the window. One may be both. */
export interface ComparedVolume extends Volume {
  /** What is not yet paid or otherwise decided: null in a run from before this was kept. */
  open: Volume | null;
  inWindow: Volume;
}

/** One of the encounters that a change speaks of. */
export interface ChangedSample {
  encounterId: string;
  /** Null in a run from before this was kept. */
  open: boolean | null;
  inWindow: boolean;
}

/** What a what-if run has found so far. */
export interface WhatIfResult {
  /** Ready now, and would not be: the money at risk. */
  newlyHeld: ComparedVolume;
  newlyReady: ComparedVolume;
  /** Encounters by the outcome they have and the one they would have. */
  outcomes: (ComparedVolume & { before: string; after: string })[];
  /** By rule, payer and direction, most money first. */
  changes: (ComparedVolume & {
    ruleId: string;
    payerId: string;
    direction: string;
    sampleEncounterIds: string[];
    samples: ChangedSample[];
  })[];
}

const mostChanges = 500;

/** A run either says of all it found whether it was open, or of nothing. */
const comparedVolume = `count(*) as encounters, sum(charge_cents)::bigint as "chargeCents",
  case when bool_and(is_open is not null) then jsonb_build_object('encounters', count(*) filter (where is_open),
    'chargeCents', coalesce(sum(charge_cents) filter (where is_open), 0)) end as open,
  jsonb_build_object('encounters', count(*) filter (where in_window),
    'chargeCents', coalesce(sum(charge_cents) filter (where in_window), 0)) as "inWindow"`;

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
    `select whatif_id as id, outcome_before as before, outcome_after as after, ${comparedVolume}
     from whatif_encounters where tenant_id = $1 and whatif_id = any($2::uuid[]) group by 1, 2, 3 order by 5 desc, 2, 3`,
    [tx.tenantId, ids],
  );
  const changes = await tx.query<WhatIfResult['changes'][number] & { id: string }>(
    `select id, "ruleId", "payerId", direction, encounters, "chargeCents", open, "inWindow", "sampleEncounterIds", to_jsonb(samples) as samples
     from (select whatif_id as id, rule_id as "ruleId", payer_id as "payerId", direction, ${comparedVolume},
         (array_agg(encounter_id order by charge_cents desc, encounter_id))[1:5] as "sampleEncounterIds",
         (array_agg(jsonb_build_object('encounterId', encounter_id, 'open', is_open, 'inWindow', in_window)
           order by charge_cents desc, encounter_id))[1:5] as samples,
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

function sum(rows: readonly ComparedVolume[]): ComparedVolume {
  const opens = rows.map(({ open }) => open);
  return {
    ...sumOf(rows),
    open: opens.every((open) => open !== null) ? sumOf(opens) : null,
    inWindow: sumOf(rows.map(({ inWindow }) => inWindow)),
  };
}

function sumOf(rows: readonly Volume[]): Volume {
  return rows.reduce<Volume>(
    (total, row) => ({
      encounters: total.encounters + row.encounters,
      chargeCents: total.chargeCents + row.chargeCents,
    }),
    { encounters: 0, chargeCents: 0 },
  );
}
