import type { IsoDate, IsoInstant } from '@claimwright/domain/dates';
import type { EncounterInput } from '@claimwright/domain/encounter';
import type { FindingOverride, HistoryLine, RuleSetting } from '@claimwright/domain/finding';
import type { PayerProfile } from '@claimwright/domain/payer';
import type { StoredFacts } from '@claimwright/domain/stored-facts';
import { fromStoredHistory, type StoredVisit, toStoredHistory } from '@claimwright/domain/stored-history';
import type { TenantTransaction } from '../database.ts';
import { sharedDocuments } from '../pipeline/json-array.ts';
import type { ScrubRunRow } from '../read/encounters.ts';

/** What a run was given besides the encounter, the rules and the code sets. */
export interface RunInputs {
  payer: PayerProfile;
  history: readonly HistoryLine[];
  overrides: readonly FindingOverride[];
  /** What the tenant's tables said of this encounter; absent where none was loaded. */
  tenant?: StoredFacts;
  /** Those in force for this encounter on that day. */
  settings: readonly RuleSetting[];
  today: IsoDate;
  now: IsoInstant;
  receivedOn: IsoDate;
}

/** The same as it is kept. */
type StoredInputs = Omit<RunInputs, 'history'> & { history: readonly (StoredVisit | HistoryLine)[] };

/** Keeps what runs were given, by run id: one statement, whatever the number. */
export async function saveRunInputs(tx: TenantTransaction, inputs: ReadonlyMap<string, RunInputs>): Promise<void> {
  if (inputs.size === 0) return;
  // Patients without a history in reach, seen for the same payer, give their runs the same.
  const { documents, places } = sharedDocuments(
    [...inputs.values()].map((one) => ({ ...one, history: toStoredHistory(one.history) })),
  );
  await tx.query({
    name: 'save-run-inputs',
    text: `with given as materialized (select document::jsonb, place from unnest($4::text[]) with ordinality as g (document, place))
      insert into scrub_run_inputs (tenant_id, run_id, content)
      select $1, i.run_id, given.document from unnest($2::uuid[], $3::integer[]) as i (run_id, place)
        join given on given.place = i.place`,
    values: [tx.tenantId, [...inputs.keys()], places, documents],
  });
}

/** Keeps what rule-set hashes stand for; a hash that is known stays as it is. */
export async function saveRuleSets(
  tx: TenantTransaction,
  ruleSets: ReadonlyMap<string, object>,
  at: IsoInstant,
): Promise<void> {
  if (ruleSets.size === 0) return;
  await tx.query({
    name: 'save-rule-sets',
    text: `insert into rule_sets (tenant_id, hash, content, first_used_at)
      select $1, r.hash, r.content, $4 from unnest($2::text[], $3::jsonb[]) as r (hash, content) on conflict do nothing`,
    values: [tx.tenantId, [...ruleSets.keys()], [...ruleSets.values()].map((one) => JSON.stringify(one)), at],
  });
}

/** What a hash stands for; undefined when no run of this tenant used it since that is kept. */
export async function readRuleSet<Content>(tx: TenantTransaction, hash: string): Promise<Content | undefined> {
  const { rows } = await tx.query<{ content: Content & object }>(
    'select content from rule_sets where tenant_id = $1 and hash = $2',
    [tx.tenantId, hash],
  );
  return rows[0]?.content;
}

/** A run of the past with what it rested on; members are undefined where that was not kept yet when it was made. */
export interface PastRun extends ScrubRunRow {
  encounter: EncounterInput;
  inputs: RunInputs | undefined;
}

/** Which of an encounter's runs is meant. */
export type WhichRun = { runId: string } | { ruleSetHash: string } | { until: IsoInstant };

/** The run meant, the latest where several are; undefined when there is none. */
export async function readPastRun(
  tx: TenantTransaction,
  encounterId: string,
  which: WhichRun,
): Promise<PastRun | undefined> {
  const [condition, value] =
    'runId' in which
      ? ['r.id = $3', which.runId]
      : 'until' in which
        ? ['r.run_at < $3', which.until]
        : ['r.rule_set_hash = $3', which.ruleSetHash];
  const { rows } = await tx.query<Omit<PastRun, 'inputs'> & { inputs: StoredInputs | null }>(
    `select r.id, r.encounter_version as "encounterVersion", r.outcome, r.outcome_reason as "outcomeReason",
       r.rule_set_hash as "ruleSetHash", r.editions, r.not_evaluated as "notEvaluated", r.rules_evaluated as "rulesEvaluated",
       r.run_at as "runAt", coalesce(r.repairs, '[]') as repairs, i.content as inputs, coalesce(v.content, e.content) as encounter,
       coalesce((select jsonb_agg(f.content order by f.ordinal) from findings f
         where f.tenant_id = r.tenant_id and f.run_id = r.id), '[]') as findings
     from scrub_runs r join encounters e on e.tenant_id = r.tenant_id and e.id = r.encounter_id
       left join scrub_run_inputs i on i.tenant_id = r.tenant_id and i.run_id = r.id
       left join lateral (select content from encounter_versions v where v.tenant_id = r.tenant_id and v.encounter_id = r.encounter_id
         and v.last_version >= r.encounter_version order by v.last_version limit 1) v on true
     where r.tenant_id = $1 and r.encounter_id = $2 and ${condition} order by r.id desc limit 1`,
    [tx.tenantId, encounterId, value],
  );
  const row = rows[0];
  if (!row) return undefined;
  const inputs = row.inputs ? { ...row.inputs, history: fromStoredHistory(row.inputs.history) } : undefined;
  return { ...row, inputs };
}

/** A value as the database gives it back: members in its order, so that what was stored and what was not read the same. */
export async function asStored<Value>(tx: TenantTransaction, value: Value): Promise<Value> {
  const { rows } = await tx.query<{ value: Value }>('select $1::jsonb as value', [JSON.stringify(value)]);
  return rows[0]?.value as Value;
}
