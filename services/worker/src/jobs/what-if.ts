import { buildCodeSets } from '@claimwright/codesets/build-code-sets';
import type { CodeSets } from '@claimwright/codesets/code-sets';
import { starterEditions } from '@claimwright/codesets/starter';
import { activeEditions, activeEditionsMark } from '@claimwright/db/code-set-editions';
import type { TenantTransaction } from '@claimwright/db/database';
import { loadTenantFacts } from '@claimwright/db/facts/load-facts';
import { type HistoryWish, loadHistory } from '@claimwright/db/pipeline/history';
import { loadPayerProfiles } from '@claimwright/db/pipeline/scrub';
import { loadRuleSettings, type StoredRuleSetting } from '@claimwright/db/review/rule-settings';
import { editionsNamed } from '@claimwright/db/review/stored-editions';
import {
  beginWhatIf,
  type EncounterToCompare,
  endWhatIf,
  saveWhatIfChunk,
  takeWhatIfChunk,
  type WhatIfChunk,
  type WhatIfRow,
} from '@claimwright/db/review/whatif';
import type { IsoDate } from '@claimwright/domain/dates';
import { primaryCoverage } from '@claimwright/domain/encounter';
import type { ScrubRun } from '@claimwright/domain/finding';
import type { Id } from '@claimwright/domain/ids';
import { defaultPayerProfile, type PayerProfile } from '@claimwright/domain/payer';
import { whatIf } from '@claimwright/queue/catalog';
import { implementJob } from '@claimwright/queue/define-job';
import { JobFailure } from '@claimwright/queue/job-failure';
import { compareRuns } from '@claimwright/scrub/compare-runs';
import { historyReach } from '@claimwright/scrub/history-reach';
import { repairedForChecks, type ScrubInput, scrub } from '@claimwright/scrub/scrub';
import type { WorkerDependencies } from '../dependencies.ts';

/** Small, so that progress shows, a cancel is heard soon, and no transaction lasts. */
const chunk = 100;

/** The checks as they are and as they would be. */
interface Sides {
  asIs: { codeSets: CodeSets; settings: readonly StoredRuleSetting[] };
  asIf: { codeSets: CodeSets; settings: readonly StoredRuleSetting[] };
}

/** Compares what the checks say of stored encounters now with what they would say. Writes to the what-if tables alone. */
export function whatIfJob(deps: WorkerDependencies) {
  return implementJob(whatIf, async (job) => {
    for (const id of job.ids) await compareAll(deps, job.tenantId, id, job.signal);
  });
}

async function compareAll(deps: WorkerDependencies, tenantId: Id, id: Id, signal: AbortSignal): Promise<void> {
  const { database, clock } = deps;
  const mark = await activeEditionsMark(database);
  const run = await database.transaction(tenantId, (tx) => beginWhatIf(tx, id, mark, clock.now()));
  if (!run) return;
  const end = (status: 'done' | 'failed', reason?: string) =>
    database.transaction(tenantId, (tx) => endWhatIf(tx, id, reason ? { status, reason } : { status }, clock.now()));
  if (run.activeMark !== mark) {
    await end('failed', 'Editions were activated or retired while it ran; ask again.');
    return;
  }
  const sides = await openSides(deps, tenantId, run);
  if (!sides) {
    await end('failed', 'A candidate edition is no longer stored.');
    return;
  }
  for (;;) {
    if (signal.aborted) throw new JobFailure('what_if_interrupted', 'the comparison goes on where it stopped');
    const taken = await database.transaction(tenantId, (tx) => compareChunk(deps, tx, id, sides));
    if (taken === undefined) return;
    if (taken === 0) break;
  }
  await end('done');
}

async function openSides(deps: WorkerDependencies, tenantId: Id, { request }: WhatIfRow): Promise<Sides | undefined> {
  const editions = await editionsNamed(deps.database, request.candidateEditions);
  if (editions.length !== new Set(request.candidateEditions).size) return undefined;
  const active = await activeEditions(deps.database);
  const candidates = editions.filter(({ status }) => status !== 'active').map(({ content }) => content);
  const settings = await deps.database.snapshot(tenantId, loadRuleSettings);
  const now = buildCodeSets([...starterEditions(), ...active]);
  return {
    asIs: { codeSets: now, settings },
    asIf: {
      codeSets: candidates.length === 0 ? now : buildCodeSets([...starterEditions(), ...active, ...candidates]),
      settings: withChanges(settings, request.ruleSettings),
    },
  };
}

/** The settings as they would be: one for the same rule, payer and claim type takes the place of what stands there. */
function withChanges(
  settings: readonly StoredRuleSetting[],
  changes: readonly StoredRuleSetting[],
): StoredRuleSetting[] {
  const keyOf = ({ ruleId, scope }: StoredRuleSetting) => `${ruleId} ${scope.claimType ?? ''} ${scope.payerId ?? ''}`;
  return [...new Map([...settings, ...changes].map((setting) => [keyOf(setting), setting])).values()];
}

/** Compares the next encounters; 0 when there is none left, undefined when the run has ended meanwhile. */
async function compareChunk(
  deps: WorkerDependencies,
  tx: TenantTransaction,
  id: Id,
  sides: Sides,
): Promise<number | undefined> {
  const encounters = await takeWhatIfChunk(tx, id, chunk);
  if (encounters === undefined || encounters.length === 0) return encounters?.length;
  const payerIds = encounters.map((encounter) => encounter.payerId);
  const profiles = await loadPayerProfiles(tx, payerIds);
  const known = await loadKnown(tx, encounters, profiles, sides, deps.clock.today());
  const found = {
    encounters: [] as WhatIfChunk['encounters'][number][],
    changes: [] as WhatIfChunk['changes'][number][],
  };
  let broken = 0;
  for (const [place, encounter] of encounters.entries()) {
    const compared = compareOne(deps, encounter, known[place]!, sides);
    if (!compared) {
      broken += 1;
      continue;
    }
    const { before, after } = compared;
    const { chargeCents, isOpen, inWindow } = encounter;
    const row = { payerId: encounter.payerId ?? 'none', chargeCents, isOpen, inWindow };
    if (before.outcome !== after.outcome) {
      found.encounters.push({ id: encounter.id, before: before.outcome, after: after.outcome, ...row });
    }
    found.changes.push(
      ...compareRuns(before, after).map((change) => ({ encounterId: encounter.id, ...change, ...row })),
    );
  }
  const lastId = encounters.at(-1)?.id;
  await saveWhatIfChunk(tx, id, { checked: encounters.length, broken, lastId, ...found }, deps.clock.now());
  return encounters.length;
}

/** What both runs of an encounter are given besides itself. */
type Known = Pick<ScrubInput, 'payer' | 'history' | 'tenant'>;

/** Payer, history and facts of each encounter. The patient's lines are those that came before, as they were for its own run. */
async function loadKnown(
  tx: TenantTransaction,
  encounters: readonly EncounterToCompare[],
  profiles: ReadonlyMap<string, PayerProfile>,
  sides: Sides,
  today: IsoDate,
): Promise<Known[]> {
  const payers = encounters.map(({ content, payerId }) => {
    const cover = primaryCoverage(content)?.payer;
    return profiles.get(payerId ?? '') ?? defaultPayerProfile(cover?.id ?? 'unknown', cover?.name ?? 'unknown');
  });
  const judged = encounters.map(({ content }, place) => {
    const { settings } = sides.asIs;
    return repairedForChecks({ encounter: content, payer: payers[place]!, settings, today }).encounter;
  });
  const wishes = encounters.map((encounter, place): HistoryWish => {
    const { id, patientKey, receivedAt } = encounter;
    const content = judged[place]!;
    const reaches = [sides.asIs, sides.asIf].map(({ codeSets }) =>
      historyReach({ encounter: content, payer: payers[place]!, codeSets }),
    );
    const since = reaches.map((reach) => reach?.since ?? noReach.since).sort()[0]!;
    const until = reaches[0]?.until ?? noReach.until;
    return { patientKey, externalId: content.externalId, since, until, before: { receivedAt, id } };
  });
  const history = await loadHistory(tx, wishes);
  const facts = await loadTenantFacts(tx, judged);
  return encounters.map((_, place) => ({
    payer: payers[place]!,
    history: history[place] ?? [],
    ...(facts[place] && { tenant: facts[place] }),
  }));
}

/** Of an encounter without lines: no day at all. */
const noReach = { since: '9999-12-31', until: '0001-01-01' };

/** Both runs are given the same, the day included, so that they differ by what was asked and nothing else. */
function compareOne(
  deps: WorkerDependencies,
  { id, content, overrides, receivedAt }: EncounterToCompare,
  known: Known,
  sides: Sides,
): { before: ScrubRun; after: ScrubRun } | undefined {
  const days = { today: deps.clock.today(), now: deps.clock.now(), receivedOn: receivedAt.slice(0, 10) };
  const runOn = (side: Sides['asIs']) => scrub({ encounter: content, ...known, overrides, ...side, ...days });
  try {
    return { before: runOn(sides.asIs), after: runOn(sides.asIf) };
  } catch (error) {
    deps.logger.error({ err: error, encounterId: id }, 'the coding checks broke on an encounter');
    return undefined;
  }
}
