import { buildCodeSets } from '@claimwright/codesets/build-code-sets';
import type { CodeSets } from '@claimwright/codesets/code-sets';
import { starterEditions } from '@claimwright/codesets/starter';
import { activeEditions, activeEditionsMark } from '@claimwright/db/code-set-editions';
import type { TenantTransaction } from '@claimwright/db/database';
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
import { primaryCoverage } from '@claimwright/domain/encounter';
import type { ScrubRun } from '@claimwright/domain/finding';
import type { Id } from '@claimwright/domain/ids';
import { defaultPayerProfile, type PayerProfile } from '@claimwright/domain/payer';
import { whatIf } from '@claimwright/queue/catalog';
import { implementJob } from '@claimwright/queue/define-job';
import { JobFailure } from '@claimwright/queue/job-failure';
import { compareRuns } from '@claimwright/scrub/compare-runs';
import { scrub } from '@claimwright/scrub/scrub';
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
  const found = {
    encounters: [] as WhatIfChunk['encounters'][number][],
    changes: [] as WhatIfChunk['changes'][number][],
  };
  let broken = 0;
  for (const encounter of encounters) {
    const compared = compareOne(deps, encounter, profiles, sides);
    if (!compared) {
      broken += 1;
      continue;
    }
    const { before, after } = compared;
    const row = { payerId: encounter.payerId ?? 'none', chargeCents: encounter.chargeCents };
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

/** Both runs are given the same, the day included, so that they differ by what was asked and nothing else. */
function compareOne(
  deps: WorkerDependencies,
  encounter: EncounterToCompare,
  profiles: ReadonlyMap<string, PayerProfile>,
  sides: Sides,
): { before: ScrubRun; after: ScrubRun } | undefined {
  const { content, history, overrides, receivedAt } = encounter;
  const cover = primaryCoverage(content)?.payer;
  const payer =
    profiles.get(encounter.payerId ?? '') ?? defaultPayerProfile(cover?.id ?? 'unknown', cover?.name ?? 'unknown');
  const days = { today: deps.clock.today(), now: deps.clock.now(), receivedOn: receivedAt.slice(0, 10) };
  const runOn = ({ codeSets, settings }: Sides['asIs']) =>
    scrub({ encounter: content, payer, history, overrides, codeSets, settings, ...days });
  try {
    return { before: runOn(sides.asIs), after: runOn(sides.asIf) };
  } catch (error) {
    deps.logger.error({ err: error, encounterId: encounter.id }, 'the coding checks broke on an encounter');
    return undefined;
  }
}
