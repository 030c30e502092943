import { writeAudit } from '@claimwright/db/audit';
import { addToOutbox } from '@claimwright/db/intake/change-encounter';
import { editionStatuses } from '@claimwright/db/review/stored-editions';
import {
  createWhatIf,
  endWhatIf,
  listWhatIfs,
  readWhatIf,
  type WhatIfRequest,
  type WhatIfRow,
  whatIfScopes,
  whatIfStatuses,
} from '@claimwright/db/review/whatif';
import { readWhatIfResult } from '@claimwright/db/review/whatif-result';
import { addDays, type IsoDate, isoDate } from '@claimwright/domain/dates';
import type { Id } from '@claimwright/domain/ids';
import { principalOf } from '@claimwright/http/authentication';
import { type Contract, type Mounted, mount, notFound } from '@claimwright/http/contract';
import { type Problem, problem, sendProblem } from '@claimwright/http/problem';
import { newId } from '@claimwright/runtime/ids';
import { changeDirections } from '@claimwright/scrub/compare-runs';
import * as z from 'zod';
import { changeOnce } from '../change-once.ts';
import type { GatewayDeps } from '../dependencies.ts';
import { answerList, pageHeaders, pageOf, pageQuery } from '../list.ts';
import { jsonAnswer } from '../request.ts';
import {
  type RuleSettingRequest,
  refuseSetting,
  ruleSetting,
  ruleSettingRequest,
  toApiRuleSetting,
  toSetting,
} from './rule-settings.ts';

const windowDays = 90;
const scopeInWords =
  '`open_and_window`: every encounter that is not yet billed, or whose claim is not yet decided, whatever its date, and every one that began in the window. `window`: the latter alone. Runs from before it could be chosen have `window`.';

const whatIfRequest = z
  .strictObject({
    candidateEditions: z
      .array(z.string().regex(/^[a-z0-9-]+@[A-Za-z0-9.-]+$/))
      .max(20)
      .default([])
      .describe('stored editions to compare with, as if they were active: "icd10cm@FY2027-10"'),
    ruleSettings: z.array(ruleSettingRequest).max(200).default([]).describe('settings to compare with, as if made'),
    scope: z.enum(whatIfScopes).default('open_and_window').describe(scopeInWords),
    from: isoDate
      .optional()
      .describe(`first date of service of the window; left out: ${windowDays} days before the last`),
    to: isoDate.optional().describe('last date of service of the window; left out: today'),
  })
  .meta({ id: 'WhatIfRequest' });
type WhatIfWish = z.output<typeof whatIfRequest>;

const instant = z.iso.datetime();
const head = {
  id: z.uuid(),
  status: z.enum(whatIfStatuses),
  candidateEditions: z.array(z.string()),
  ruleSettings: z.array(ruleSetting),
  scope: z.enum(whatIfScopes).describe(scopeInWords),
  from: isoDate,
  to: isoDate,
  requestedBy: z.string(),
  requestedAt: instant,
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
  progress: z.object({
    toCheck: z.int().nullable().describe('encounters it compares, as they stood when it began; null until then'),
    checked: z.int(),
    broken: z.int().describe('could not be compared; they count as checked'),
  }),
  reason: z.string().nullable().describe('why it failed'),
};
const whatIf = z.object(head).meta({ id: 'WhatIf' });

const plainVolume = { encounters: z.int(), chargeCents: z.int() };
const volume = {
  ...plainVolume,
  open: z
    .object(plainVolume)
    .nullable()
    .describe(
      'of these, what was not yet billed, or on a claim not yet decided, when the run began; the rest is paid, denied or not billable. Null in runs from before this was kept',
    ),
  inWindow: z.object(plainVolume).describe('of these, what began in the window; it may be open as well'),
};
const sample = z.object({
  encounterId: z.uuid(),
  open: z.boolean().nullable().describe('null in runs from before this was kept'),
  inWindow: z.boolean(),
});
const outcome = z.enum(['ready', 'needs_review', 'needs_coding', 'not_billable']);
const withResult = z
  .object({
    ...head,
    result: z.object({
      newlyHeld: z.object(volume).describe('encounters that are ready now and would not be: the money at risk'),
      newlyReady: z.object(volume),
      outcomes: z.array(z.object({ before: outcome, after: outcome, ...volume })),
      changes: z
        .array(
          z.object({
            ruleId: z.string(),
            payerId: z.string(),
            direction: z.enum(changeDirections),
            ...volume,
            sampleEncounterIds: z.array(z.uuid()).describe('those with the most money, five at most'),
            samples: z.array(sample).describe('the same encounters, each with why it was compared'),
          }),
        )
        .describe('most money first, 500 at most; GET /v1/whatif/{id}/encounters lists every encounter'),
    }),
  })
  .meta({ id: 'WhatIfResult' });

const create: Contract = {
  operationId: 'createWhatIf',
  method: 'POST',
  path: '/v1/whatif',
  tag: 'What-if',
  summary: 'Ask what other editions or rule settings would change',
  description:
    'Every encounter that is still open, whatever its date, and every one with a first date of service in the window is checked twice in the background, as things are and as they would be. Nothing but the result is written.',
  scope: 'admin',
  idempotent: true,
  body: { contentTypes: ['application/json'], schema: whatIfRequest, description: 'what would be different' },
  answers: {
    202: { description: 'asked and durable', schema: whatIf, headers: { location: 'where it can be followed' } },
  },
  problems: ['malformed_json', 'invalid_content', 'rule_fixed', 'payload_too_large', 'unsupported_media_type'],
};

const list: Contract = {
  operationId: 'listWhatIfs',
  method: 'GET',
  path: '/v1/whatif',
  tag: 'What-if',
  summary: 'List what-if runs, newest first',
  scope: 'encounters:read',
  query: z.strictObject(pageQuery),
  answers: { 200: { description: 'a page of runs', schema: pageOf(whatIf), headers: pageHeaders } },
  problems: [],
};

const get: Contract = {
  operationId: 'getWhatIf',
  method: 'GET',
  path: '/v1/whatif/{id}',
  tag: 'What-if',
  summary: 'Read how far a what-if run is and what it has found so far',
  scope: 'encounters:read',
  params: z.object({ id: z.uuid() }),
  answers: { 200: { description: 'progress and result', schema: withResult } },
  problems: [],
};

const cancel: Contract = {
  operationId: 'cancelWhatIf',
  method: 'POST',
  path: '/v1/whatif/{id}:cancel',
  tag: 'What-if',
  summary: 'Stop a what-if run; what it has found stays',
  scope: 'admin',
  idempotent: true,
  params: z.object({ id: z.uuid() }),
  answers: { 200: { description: 'stopped', schema: whatIf } },
  problems: ['whatif_ended'],
};

/** POST and GET /v1/whatif, GET /v1/whatif/{id}, POST /v1/whatif/{id}:cancel */
export function mountWhatIf(to: Mounted, deps: GatewayDeps): void {
  mount(to, create, (request, reply) => {
    const wish = request.body as WhatIfWish;
    return changeOnce(deps, request, reply, request.bodyText, async (tx, at, origin) => {
      const asked = decideRequest(wish, origin.actor, deps.clock.today());
      if (!asked.ok) return asked;
      const missing = refuseEditions(wish, await editionStatuses(tx, wish.candidateEditions));
      if (missing) return { ok: false, problem: missing };
      const id = newId();
      await createWhatIf(tx, { id, request: asked.request, requestedBy: origin.actor }, at);
      await addToOutbox(tx, 'what-if', id, at);
      const entry = { ...origin, action: 'whatif.create', resourceType: 'whatif', resourceIds: [id] };
      await writeAudit(tx, { ...entry, detail: { ...asked.request } }, at);
      const run = await readWhatIf(tx, id);
      if (!run) throw new Error('a what-if run that was just written is not there');
      return { ok: true, answer: jsonAnswer(202, toApiWhatIf(run), { location: `/v1/whatif/${id}` }) };
    });
  });
  mount(to, list, (request, reply) =>
    answerList(request, reply, async (_filters, after, rows) => {
      const { tenantId } = principalOf(request);
      return (await deps.database.snapshot(tenantId, (tx) => listWhatIfs(tx, after, rows))).map(toApiWhatIf);
    }),
  );
  mount(to, get, async (request, reply) => {
    const { id } = request.params as { id: Id };
    const found = await deps.database.snapshot(principalOf(request).tenantId, async (tx) => {
      const run = await readWhatIf(tx, id);
      return run && { run, result: await readWhatIfResult(tx, id) };
    });
    if (!found) return sendProblem(reply, notFound);
    return reply.send({ ...toApiWhatIf(found.run), result: found.result });
  });
  mount(to, cancel, (request, reply) => {
    const { id } = request.params as { id: Id };
    return changeOnce(deps, request, reply, '', async (tx, at, origin) => {
      const ended = await endWhatIf(tx, id, { status: 'cancelled' }, at);
      const run = await readWhatIf(tx, id);
      if (!run) return { ok: false, problem: notFound };
      if (!ended) return { ok: false, problem: problem('whatif_ended', `The run is ${run.status} already.`) };
      await writeAudit(tx, { ...origin, action: 'whatif.cancel', resourceType: 'whatif', resourceIds: [id] }, at);
      return { ok: true, answer: jsonAnswer(200, toApiWhatIf(run)) };
    });
  });
}

type Asked = { ok: true; request: WhatIfRequest } | { ok: false; problem: Problem };

function decideRequest(wish: WhatIfWish, who: string, today: IsoDate): Asked {
  if (wish.candidateEditions.length + wish.ruleSettings.length === 0) {
    return invalid('', 'required', 'names neither an edition nor a setting: there is nothing to compare with');
  }
  const to = wish.to ?? today;
  const from = wish.from ?? addDays(to, -windowDays);
  if (from > to) return invalid('/from', 'order', 'lies after /to');
  for (const [place, setting] of wish.ruleSettings.entries()) {
    const refusal = refuseSetting(setting, today, `/ruleSettings/${place}`);
    if (refusal) return { ok: false, problem: refusal };
  }
  const ruleSettings = wish.ruleSettings.map((setting: RuleSettingRequest) => toSetting(setting, who));
  const { candidateEditions, scope } = wish;
  return { ok: true, request: { candidateEditions, ruleSettings, scope, from, to } };
}

function refuseEditions(wish: WhatIfWish, statuses: ReadonlyMap<string, string>): Problem | undefined {
  const errors = wish.candidateEditions.flatMap((name, place) => {
    const status = statuses.get(name);
    if (status !== undefined && status !== 'active') return [];
    const message = status === undefined ? 'is not stored' : 'is active already';
    return [{ pointer: `/candidateEditions/${place}`, rule: 'edition', message: `${name} ${message}` }];
  });
  if (errors.length === 0) return undefined;
  return problem('invalid_content', `${errors[0]?.message}.`, { errors });
}

function invalid(pointer: string, rule: string, message: string): Asked {
  const detail = `${pointer || 'The body'} ${message}.`;
  return { ok: false, problem: problem('invalid_content', detail, { errors: [{ pointer, rule, message }] }) };
}

function toApiWhatIf(run: WhatIfRow) {
  const { id, status, request, requestedBy, requestedAt, startedAt, finishedAt, toCheck, checked, broken, reason } =
    run;
  return {
    id,
    status,
    candidateEditions: request.candidateEditions,
    ruleSettings: request.ruleSettings.map(toApiRuleSetting),
    scope: request.scope ?? 'window',
    from: request.from,
    to: request.to,
    ...{ requestedBy, requestedAt, startedAt, finishedAt },
    progress: { toCheck, checked, broken },
    reason,
  };
}
