import type { CodeSets } from '@claimwright/codesets/code-sets';
import { writeJobAudit } from '@claimwright/db/audit';
import type { TenantTransaction } from '@claimwright/db/database';
import { loadTenantFacts } from '@claimwright/db/facts/load-facts';
import { type EncounterMove, moveEncounters } from '@claimwright/db/pipeline/encounter-moves';
import { historyLinesOf, loadHistory } from '@claimwright/db/pipeline/history';
import {
  type EncounterToScrub,
  loadOverrides,
  loadPayerProfiles,
  lockEncountersToScrub,
  type ScrubRunToSave,
  saveScrubRuns,
} from '@claimwright/db/pipeline/scrub';
import { closeEncounterTasks, type NewTask, openTasks } from '@claimwright/db/pipeline/tasks';
import { loadRuleSettings, type StoredRuleSetting } from '@claimwright/db/review/rule-settings';
import { type RunInputs, saveRuleSets, saveRunInputs } from '@claimwright/db/review/run-inputs';
import type { IsoDate, IsoInstant } from '@claimwright/domain/dates';
import { type EncounterInput, primaryCoverage } from '@claimwright/domain/encounter';
import type { HistoryLine, ScrubOutcome, ScrubRun } from '@claimwright/domain/finding';
import type { EncounterEventType } from '@claimwright/domain/lifecycle';
import { defaultPayerProfile, type PayerProfile } from '@claimwright/domain/payer';
import { toStoredFacts } from '@claimwright/domain/stored-facts';
import { assembleClaims, scrubEncounters } from '@claimwright/queue/catalog';
import { implementJob } from '@claimwright/queue/define-job';
import { enqueue } from '@claimwright/queue/enqueue';
import { type HistoryReach, historyReach } from '@claimwright/scrub/history-reach';
import { type RuleSetContent, ruleSetContent, settingsInForce } from '@claimwright/scrub/rule-set-content';
import { repairedForChecks, type ScrubInput, scrub } from '@claimwright/scrub/scrub';
import { batchThenAlone } from '../batch-then-alone.ts';
import { actorOf, type WorkerDependencies } from '../dependencies.ts';
import { holdEncounter, internalErrorReason } from '../hold-encounter.ts';

const eventOfOutcome: Readonly<Record<ScrubOutcome, EncounterEventType>> = {
  ready: 'passed_checks',
  needs_review: 'held_for_review',
  needs_coding: 'held_for_coding',
  not_billable: 'found_not_billable',
};

/** What the checks of one encounter came to; `run` is absent when the rules themselves broke. */
interface Decision {
  encounter: EncounterToScrub;
  run?: ScrubRun;
  input?: ScrubInput;
  reason?: string;
}

/** Runs the coding checks on encounters that wait for them. */
export function scrubEncountersJob(deps: WorkerDependencies) {
  return implementJob(scrubEncounters, async (job) => {
    const codeSets = await deps.codeSets();
    await batchThenAlone(
      job.ids,
      deps.logger,
      (ids) => deps.database.transaction(job.tenantId, (tx) => scrubBatch(deps, tx, ids, codeSets)),
      (id) => holdEncounter(deps, job.tenantId, id, 'received', actorOf(scrubEncounters)),
    );
    deps.nudge();
  });
}

async function scrubBatch(
  deps: WorkerDependencies,
  tx: TenantTransaction,
  toScrub: readonly string[],
  codeSets: CodeSets,
): Promise<void> {
  const encounters = await lockEncountersToScrub(tx, toScrub);
  if (encounters.length === 0) return;
  const ids = encounters.map((encounter) => encounter.id);
  const overrides = await loadOverrides(tx, ids);
  const profiles = await loadPayerProfiles(
    tx,
    encounters.map((encounter) => encounter.payerId),
  );
  const settings = await loadRuleSettings(tx);
  const { today, now } = { today: deps.clock.today(), now: deps.clock.now() };
  const judged = encounters.map((encounter) => repaired(encounter, profiles, settings, today));
  const facts = await loadTenantFacts(tx, judged);
  const histories = await loadHistories(tx, encounters, judged, profiles, codeSets);
  // The next encounter of the same patient in this batch must see what passed just now.
  const passed = new Map<string, HistoryLine[]>();
  const decisions = encounters.map((encounter, place): Decision => {
    const tenant = facts[place];
    try {
      const input: ScrubInput = {
        encounter: encounter.content,
        codeSets,
        settings,
        payer: payerOf(encounter, profiles),
        history: [...histories[place]!.lines, ...within(passed.get(encounter.patientKey), histories[place]!.reach)],
        overrides: overrides.get(encounter.id) ?? [],
        today,
        now,
        receivedOn: encounter.receivedAt.slice(0, 10),
        ...(tenant && { tenant }),
      };
      const run = scrub(input);
      if (run.outcome === 'ready') {
        const lines = historyLinesOf(encounter.id, judged[place]!);
        passed.set(encounter.patientKey, [...(passed.get(encounter.patientKey) ?? []), ...lines]);
      }
      return { encounter, run, input };
    } catch (error) {
      deps.logger.error({ err: error, encounterId: encounter.id }, 'the coding checks broke on an encounter');
      return { encounter, reason: internalErrorReason };
    }
  });
  await save(deps, tx, decisions);
}

/** What the rules will look at. One that cannot be read stays as it is: the checks break on it, alone and by name. */
function repaired(
  encounter: EncounterToScrub,
  profiles: ReadonlyMap<string, PayerProfile>,
  settings: readonly StoredRuleSetting[],
  today: IsoDate,
): EncounterInput {
  try {
    const payer = payerOf(encounter, profiles);
    return repairedForChecks({ encounter: encounter.content, payer, settings, today }).encounter;
  } catch {
    return encounter.content;
  }
}

interface History {
  lines: HistoryLine[];
  reach: HistoryReach | undefined;
}

/** The patients' other lines, for each encounter as far back as its rules look. */
async function loadHistories(
  tx: TenantTransaction,
  encounters: readonly EncounterToScrub[],
  judged: readonly EncounterInput[],
  profiles: ReadonlyMap<string, PayerProfile>,
  codeSets: CodeSets,
): Promise<History[]> {
  const reaches = encounters.map((encounter, place) => {
    try {
      return historyReach({ encounter: judged[place]!, payer: payerOf(encounter, profiles), codeSets });
    } catch {
      // It cannot be read: the checks will break on it, alone and by name.
      return undefined;
    }
  });
  const wishes = encounters.flatMap(({ patientKey, content }, place) => {
    const reach = reaches[place];
    return reach ? [{ place, wish: { patientKey, externalId: content.externalId, ...reach } }] : [];
  });
  const found = await loadHistory(
    tx,
    wishes.map(({ wish }) => wish),
  );
  const lines = new Map(wishes.map(({ place }, index) => [place, found[index] ?? []]));
  return reaches.map((reach, place) => ({ reach, lines: lines.get(place) ?? [] }));
}

function within(lines: readonly HistoryLine[] = [], reach: HistoryReach | undefined): readonly HistoryLine[] {
  if (!reach) return [];
  return lines.filter((line) => line.serviceTo >= reach.since && line.serviceFrom <= reach.until);
}

function payerOf(encounter: EncounterToScrub, profiles: ReadonlyMap<string, PayerProfile>) {
  const cover = primaryCoverage(encounter.content);
  return (
    profiles.get(encounter.payerId ?? '') ??
    defaultPayerProfile(cover?.payer.id ?? 'unknown', cover?.payer.name ?? 'unknown')
  );
}

async function save(deps: WorkerDependencies, tx: TenantTransaction, decisions: readonly Decision[]): Promise<void> {
  const at = deps.clock.now();
  const actor = actorOf(scrubEncounters);
  const runs = decisions.flatMap(({ encounter, run }): ScrubRunToSave[] =>
    run ? [{ id: deps.newId(), encounterId: encounter.id, encounterVersion: encounter.version, run }] : [],
  );
  await saveScrubRuns(tx, runs, at);
  const runIds = new Map(runs.map((row) => [row.encounterId, row.id]));
  await saveWhatRunsRestOn(tx, decisions, runIds, at);
  await auditRepairs(tx, runs, at);
  const moves = decisions.map(({ encounter, run, reason }): EncounterMove => {
    const detail = { runId: runIds.get(encounter.id), reason: run?.outcomeReason ?? reason };
    return {
      encounterId: encounter.id,
      version: encounter.version,
      from: 'received',
      event: run ? eventOfOutcome[run.outcome] : 'held_for_review',
      detail,
      ...(run && { repairs: run.repairs }),
    };
  });
  const moved = await moveEncounters(tx, moves, actor, at);
  const settled = decisions.filter(({ encounter }) => moved.has(encounter.id));
  await closeEncounterTasks(
    tx,
    settled.map(({ encounter }) => encounter.id),
    at,
  );
  await openTasks(
    tx,
    settled.flatMap((decision) => taskOf(deps, decision)),
    at,
  );
  const ready = settled.filter(({ run }) => run?.outcome === 'ready').map(({ encounter }) => encounter.id);
  await enqueue(tx, assembleClaims, tx.tenantId, ready);
}

/** Keeps what is needed to run each of them again: its inputs, and what its rule-set hash stands for. */
async function saveWhatRunsRestOn(
  tx: TenantTransaction,
  decisions: readonly Decision[],
  runIds: ReadonlyMap<string, string>,
  at: IsoInstant,
): Promise<void> {
  const ruleSets = new Map<string, RuleSetContent>();
  const inputs = new Map<string, RunInputs>();
  for (const { encounter, run, input } of decisions) {
    const runId = runIds.get(encounter.id);
    if (runId === undefined || !run || !input) continue;
    // The encounter stands in its own table by version, the rest in the rule set.
    const { encounter: _content, codeSets: _editions, tenant, ...given } = input;
    const facts = tenant && { tenant: toStoredFacts(tenant) };
    inputs.set(runId, { ...given, ...facts, settings: settingsInForce(input) });
    if (!ruleSets.has(run.ruleSetHash)) ruleSets.set(run.ruleSetHash, ruleSetContent(input));
  }
  await saveRunInputs(tx, inputs);
  await saveRuleSets(tx, ruleSets, at);
}

/** Says which repairs were made where; the values stand in the run. */
async function auditRepairs(tx: TenantTransaction, runs: readonly ScrubRunToSave[], at: IsoInstant): Promise<void> {
  const entry = { actor: actorOf(scrubEncounters), action: 'encounter.repair', resourceType: 'encounter' };
  const repairedOnes = runs.filter(({ run }) => run.repairs.length > 0);
  const resources = repairedOnes.map(({ id, encounterId, encounterVersion, run }) => {
    const repairs = run.repairs.map((one) => `${one.repairId}@${one.repairVersion} ${one.pointer}`);
    return { id: encounterId, detail: { runId: id, version: encounterVersion, repairs } };
  });
  await writeJobAudit(tx, entry, resources, at);
}

function taskOf(deps: WorkerDependencies, { encounter, run, reason }: Decision): NewTask[] {
  if (run?.outcome === 'ready') return [];
  if (run?.outcome === 'not_billable') {
    if (!encounter.content.doNotBillPlan) return [];
    const summary = run.outcomeReason ?? 'The patient paid in full and forbids disclosure to the health plan.';
    return [{ id: deps.newId(), kind: 'patient_billing', encounterId: encounter.id, summary }];
  }
  if (run?.outcome === 'needs_coding') {
    return [
      {
        id: deps.newId(),
        kind: 'coding_missing',
        encounterId: encounter.id,
        summary: run.outcomeReason ?? 'A condition has no ICD-10-CM code.',
      },
    ];
  }
  const blocking =
    run?.findings.filter(
      (finding) => finding.verdict === 'fail' && (finding.severity === 'reject' || finding.severity === 'deny'),
    ) ?? [];
  const rules = [...new Set(blocking.map((finding) => finding.ruleId))];
  const summary =
    reason ??
    `${blocking.length} finding${blocking.length === 1 ? ' holds' : 's hold'} this encounter: ${rules.join(', ')}`;
  return [{ id: deps.newId(), kind: 'coding_review', encounterId: encounter.id, summary, ruleIds: rules }];
}
