import { writeAudit } from '@claimwright/db/audit';
import type { TenantTransaction } from '@claimwright/db/database';
import { readEncounter } from '@claimwright/db/read/encounters';
import { type EditionNames, loadPastCodeSets, type PastCodeSets } from '@claimwright/db/review/past-code-sets';
import { readPastRun } from '@claimwright/db/review/run-inputs';
import { addDays, isoDate } from '@claimwright/domain/dates';
import type { Encounter } from '@claimwright/domain/encounter';
import type { Id } from '@claimwright/domain/ids';
import { principalOf } from '@claimwright/http/authentication';
import { type Contract, type Mounted, mount, notFound } from '@claimwright/http/contract';
import { problem, sendProblem } from '@claimwright/http/problem';
import * as z from 'zod';
import type { GatewayDeps } from '../dependencies.ts';
import { scrubRun } from '../encounters/resource.ts';
import { originOf } from '../request.ts';
import {
  type LoadCodeSets,
  nothingSuch,
  presentInput,
  type RerunOutcome,
  runAgain,
  runByRuleSet,
  runNow,
} from './run-again.ts';

const rerun = z
  .object({
    run: scrubRun.describe('what the checks say'),
    reproducible: z.boolean().describe('whether everything the run of then rested on is still there, unchanged'),
    reasons: z.array(z.string()).describe('why it is not; the run is then what today can say, and not that of then'),
    of: z
      .object({
        runId: z.uuid(),
        runAt: z.iso.datetime(),
        encounterVersion: z.int(),
        ruleSetHash: z.string(),
        identical: z.boolean().describe('outcome, findings and what was not evaluated are the same, byte for byte'),
      })
      .nullable()
      .describe('the run that was made again; null when there was none to make again'),
  })
  .meta({ id: 'RerunAnswer' });

const contract: Contract = {
  operationId: 'rerunEncounter',
  method: 'POST',
  path: '/v1/encounters/{id}:scrub',
  tag: 'Encounters',
  summary: 'Run the checks again, as of now or as of then, and keep nothing',
  description:
    'Without a parameter: the present content by the present rules. With `run`: that run again, from the content, history, payer profile, overrides, settings, editions and days it was given. With `asOf`: the run that stood at the end of that day. With `ruleSet`: the last run by that rule set; an encounter that never ran by it is run by its editions and settings now. A run that cannot be made again because rules or editions have changed since says so with reasons.',
  scope: 'encounters:read',
  params: z.object({ id: z.uuid() }),
  query: z.strictObject({
    asOf: isoDate.optional().describe('at most one of the three'),
    ruleSet: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional(),
    run: z.uuid().optional(),
  }),
  answers: { 200: { description: 'the run', schema: rerun } },
  problems: ['not_reproducible'],
};

interface RerunQuery {
  asOf?: string;
  ruleSet?: string;
  run?: string;
}

/** POST /v1/encounters/{id}:scrub; writes an audit row and nothing else. */
export function mountRerun(to: Mounted, deps: GatewayDeps): void {
  const load = keepLast((tx, editions: EditionNames) => loadPastCodeSets(tx, editions));
  mount(to, contract, async (request, reply) => {
    const { id } = request.params as { id: Id };
    const query = request.query as RerunQuery;
    if (Object.keys(query).length > 1) {
      const errors = Object.keys(query).map((parameter) => ({ parameter, rule: 'alone', message: 'must stand alone' }));
      return sendProblem(reply, problem('malformed_request', 'Give one of asOf, ruleSet and run.', { errors }));
    }
    const outcome = await deps.database.transaction(
      principalOf(request).tenantId,
      async (tx): Promise<RerunOutcome> => {
        const encounter = await readEncounter(tx, id);
        if (!encounter) return { ok: false, problem: notFound };
        const entry = { ...originOf(request), action: 'encounter.rerun', resourceType: 'encounter', resourceIds: [id] };
        await writeAudit(tx, { ...entry, detail: { ...query } }, deps.clock.now());
        return answer(tx, deps, load, encounter, query);
      },
    );
    return outcome.ok ? reply.send(outcome.answer) : sendProblem(reply, outcome.problem);
  });
}

async function answer(
  tx: TenantTransaction,
  deps: GatewayDeps,
  load: LoadCodeSets,
  encounter: Encounter,
  { run, asOf, ruleSet }: RerunQuery,
): Promise<RerunOutcome> {
  if (run !== undefined) {
    const past = await readPastRun(tx, encounter.id, { runId: run });
    return past
      ? runAgain(tx, load, past)
      : { ok: false, problem: nothingSuch('run', `No run ${run} of this encounter`) };
  }
  if (asOf !== undefined) {
    const past = await readPastRun(tx, encounter.id, { until: `${addDays(asOf, 1)}T00:00:00.000Z` });
    if (past) return runAgain(tx, load, past);
    return { ok: false, problem: problem('not_reproducible', `The encounter had not been checked by ${asOf}.`) };
  }
  const present = await presentInput(tx, deps, encounter);
  if (ruleSet === undefined) return runNow(tx, present, deps.codeSets());
  const past = await readPastRun(tx, encounter.id, { ruleSetHash: ruleSet });
  return past ? runAgain(tx, load, past) : runByRuleSet(tx, load, present, ruleSet);
}

/** Keeps what was built last: an edition never changes under its content hash, and one run is rarely asked for alone. */
function keepLast(load: LoadCodeSets): LoadCodeSets {
  let last: { key: string; sets: PastCodeSets } | undefined;
  return async (tx, editions) => {
    const key = JSON.stringify(editions);
    if (last?.key === key) return last.sets;
    const sets = await load(tx, editions);
    if (sets.ok) last = { key, sets };
    return sets;
  };
}
