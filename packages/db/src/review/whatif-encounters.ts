import type { TenantTransaction } from '../database.ts';

/** Which of the encounters that would change are wanted; nothing said is all of them. */
export interface WhatIfEncounterFilter {
  /** Open when the run began, or not. Runs from before this was kept have neither. */
  open?: boolean;
  ruleId?: string;
  payerId?: string;
}

/** An encounter of which the checks would say something else. */
export interface WhatIfEncounterRow {
  /** Of the encounter. */
  id: string;
  externalId: string;
  payerId: string;
  chargeCents: number;
  /** Not yet billed, or on a claim not yet decided, when the run began. Null in runs from before this was kept. */
  open: boolean | null;
  inWindow: boolean;
  /** Outcomes as things are and as they would be; null where it stays the same. */
  before: string | null;
  after: string | null;
  /** Every rule that would speak otherwise, also where the filter names one. */
  changes: { ruleId: string; direction: string }[];
}

/** Encounters that a run has found to change, in the order of their ids, at most `limit`, after the one named by `after`. */
export async function listWhatIfEncounters(
  tx: TenantTransaction,
  whatIfId: string,
  filter: WhatIfEncounterFilter,
  after: string | undefined,
  limit: number,
): Promise<WhatIfEncounterRow[]> {
  const { rows } = await tx.query<WhatIfEncounterRow>({
    name: 'what-if-encounter-list',
    text: `select c.encounter_id as id, e.external_id as "externalId", c.payer_id as "payerId", c.charge_cents as "chargeCents",
        c.is_open as open, c.in_window as "inWindow", o.outcome_before as before, o.outcome_after as after,
        (select jsonb_agg(jsonb_build_object('ruleId', r.rule_id, 'direction', r.direction) order by r.rule_id, r.direction)
          from whatif_changes r where r.tenant_id = $1 and r.whatif_id = $2 and r.encounter_id = c.encounter_id) as changes
      from (select distinct on (encounter_id) * from whatif_changes
          where tenant_id = $1 and whatif_id = $2 and ($3::uuid is null or encounter_id > $3) and ($4::boolean is null or is_open = $4)
            and ($5::text is null or rule_id = $5) and ($6::text is null or payer_id = $6)
          order by encounter_id limit $7) c
        join encounters e on e.tenant_id = $1 and e.id = c.encounter_id
        left join whatif_encounters o on o.tenant_id = $1 and o.whatif_id = $2 and o.encounter_id = c.encounter_id
      order by c.encounter_id`,
    values: [
      tx.tenantId,
      whatIfId,
      after ?? null,
      filter.open ?? null,
      filter.ruleId ?? null,
      filter.payerId ?? null,
      limit,
    ],
  });
  return rows;
}
