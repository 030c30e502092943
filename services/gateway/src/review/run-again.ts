import type { CodeSets } from '@claimwright/codesets/code-sets';
import type { TenantTransaction } from '@claimwright/db/database';
import { readCheckSources } from '@claimwright/db/read/check-sources';
import type { EditionNames, PastCodeSets } from '@claimwright/db/review/past-code-sets';
import { loadRuleSettings } from '@claimwright/db/review/rule-settings';
import { asStored, type PastRun, readRuleSet } from '@claimwright/db/review/run-inputs';
import type { Encounter } from '@claimwright/domain/encounter';
import type { ScrubRun } from '@claimwright/domain/finding';
import type { Id } from '@claimwright/domain/ids';
import { fromStoredFacts } from '@claimwright/domain/stored-facts';
import { type Problem, problem } from '@claimwright/http/problem';
import { historyReach } from '@claimwright/scrub/history-reach';
import {
  engineDifferences,
  type RuleSetContent,
  repairsOffThen,
  settingsOfThen,
} from '@claimwright/scrub/rule-set-content';
import { repairedForChecks, type ScrubInput, scrub } from '@claimwright/scrub/scrub';
import type { GatewayDeps } from '../dependencies.ts';

/** Builds the code sets of then. */
export type LoadCodeSets = (tx: TenantTransaction, editions: EditionNames) => Promise<PastCodeSets>;

/** A run that was made for an answer and is kept nowhere. */
export interface Rerun {
  run: Omit<ScrubRun, 'outcomeReason'> & { outcomeReason: string | null };
  reproducible: boolean;
  reasons: string[];
  of: { runId: Id; runAt: string; encounterVersion: number; ruleSetHash: string; identical: boolean } | null;
}
export type RerunOutcome = { ok: true; answer: Rerun } | { ok: false; problem: Problem };

type PresentInput = Omit<ScrubInput, 'codeSets'>;

/** What the worker would give the checks of a stored encounter now. */
export async function presentInput(
  tx: TenantTransaction,
  deps: Pick<GatewayDeps, 'clock' | 'codeSets'>,
  { content, receivedAt }: Encounter,
): Promise<PresentInput> {
  const codeSets = deps.codeSets();
  const days = { today: deps.clock.today(), now: deps.clock.now(), receivedOn: receivedAt.slice(0, 10) };
  const settings = await loadRuleSettings(tx);
  const sources = await readCheckSources(tx, content, (payer) => {
    const { encounter } = repairedForChecks({ encounter: content, payer, settings, today: days.today });
    return { content: encounter, reach: historyReach({ encounter, payer, codeSets }) };
  });
  return { encounter: content, ...sources, ...days, settings };
}

/** The present content by the present rules. */
export async function runNow(tx: TenantTransaction, present: PresentInput, codeSets: CodeSets): Promise<RerunOutcome> {
  const run = scrub({ ...present, codeSets });
  return { ok: true, answer: { run: await readable(tx, run), reproducible: true, reasons: [], of: null } };
}

/** The present content by the editions and settings of a rule set of then. */
export async function runByRuleSet(
  tx: TenantTransaction,
  load: LoadCodeSets,
  present: PresentInput,
  hash: string,
): Promise<RerunOutcome> {
  const ruleSet = await readRuleSet<RuleSetContent>(tx, hash);
  if (!ruleSet) return { ok: false, problem: nothingSuch('ruleSet', `No rule set ${hash}`) };
  const sets = await load(tx, ruleSet.editions);
  if (!sets.ok) return impossible(sets.reasons);
  const run = scrub({ ...present, codeSets: sets.codeSets, settings: settingsOfThen(ruleSet) });
  const reasons = engineDifferences(ruleSet);
  return { ok: true, answer: { run: await readable(tx, run), reproducible: reasons.length === 0, reasons, of: null } };
}

/** A run of the past from what it was given then; says so when it cannot be the same. */
export async function runAgain(tx: TenantTransaction, load: LoadCodeSets, past: PastRun): Promise<RerunOutcome> {
  const ruleSet = await readRuleSet<RuleSetContent>(tx, past.ruleSetHash);
  const sets = ruleSet && (await load(tx, ruleSet.editions));
  if (!past.inputs || !ruleSet || !sets) {
    return impossible(['The run was made before it was kept what runs were given.']);
  }
  const changed = engineDifferences(ruleSet);
  if (!sets.ok) return impossible([...sets.reasons, ...changed]);
  const { tenant, ...inputs } = past.inputs;
  const facts = tenant && { tenant: fromStoredFacts(tenant) };
  const settings = [...inputs.settings, ...repairsOffThen(ruleSet)];
  const again = scrub({ encounter: past.encounter, ...inputs, ...facts, settings, codeSets: sets.codeSets });
  const run = await readable(tx, again);
  const identical = verdictOf(run) === verdictOf(past);
  const reasons = identical || changed.length > 0 ? changed : ['The engine answers otherwise, by the same rules.'];
  const { id, runAt, encounterVersion, ruleSetHash } = past;
  const of = { runId: id, runAt, encounterVersion, ruleSetHash, identical };
  return { ok: true, answer: { run, reproducible: reasons.length === 0, reasons, of } };
}

/** A parameter that names what is not there, beside an encounter that is. */
export function nothingSuch(parameter: string, what: string): Problem {
  const errors = [{ parameter, rule: 'unknown', message: 'names nothing that is kept here' }];
  return problem('not_found', `${what} is kept here.`, { errors });
}

function impossible(reasons: readonly string[]): RerunOutcome {
  const errors = reasons.map((message) => ({ rule: 'reproducible', message }));
  return { ok: false, problem: problem('not_reproducible', reasons[0] ?? '', { errors }) };
}

/** The run as a stored one reads: to the byte, since the database orders members its own way. */
function readable(tx: TenantTransaction, run: ScrubRun): Promise<Rerun['run']> {
  return asStored(tx, { ...run, outcomeReason: run.outcomeReason ?? null });
}

/** Everything a run says, as text. */
function verdictOf(run: Rerun['run'] | PastRun): string {
  const { outcome, outcomeReason, ruleSetHash, editions, rulesEvaluated, findings, notEvaluated, repairs } = run;
  const said = [outcome, outcomeReason, ruleSetHash, editions, rulesEvaluated, findings, notEvaluated, repairs];
  return JSON.stringify(said);
}
