import type { IdempotencyKey } from '@claimwright/db/intake/stored-answer';
import type { AcceptedEncounter } from '@claimwright/fhir/from-encounter';
import type { OperationOutcomeIssue } from '@claimwright/fhir/operation-outcome';
import { readBundle } from '@claimwright/fhir/read-bundle';
import { type StoredResource, toTransactionResponse } from '@claimwright/fhir/to-transaction-response';
import { principalOf } from '@claimwright/http/authentication';
import { type Contract, type Mounted, mount, unstorableText } from '@claimwright/http/contract';
import { type Problem, type ProblemDocument, problem, problemKinds, sendProblem } from '@claimwright/http/problem';
import { acceptJson } from '@claimwright/http/server';
import type { FastifyRequest } from 'fastify';
import * as z from 'zod';
import type { GatewayDeps } from '../dependencies.ts';
import type { Accept, Accepted } from '../encounters/accept.ts';
import { idempotencyOf, originOf } from '../request.ts';

const fhirJson = 'application/fhir+json';

const operationOutcome = z
  .looseObject({
    resourceType: z.literal('OperationOutcome'),
    issue: z.array(z.looseObject({ severity: z.string(), code: z.string(), diagnostics: z.string() })).min(1),
  })
  .meta({ id: 'OperationOutcome' });

const transactionResponse = z
  .object({
    resourceType: z.literal('Bundle'),
    type: z.enum(['transaction-response', 'batch-response']),
    entry: z.array(
      z.object({
        response: z.looseObject({
          status: z.string(),
          location: z.string().optional(),
          etag: z.string().optional(),
          outcome: operationOutcome.optional(),
        }),
      }),
    ),
  })
  .meta({ id: 'TransactionResponse' });

const contract: Contract = {
  operationId: 'postFhirBundle',
  method: 'POST',
  path: '/fhir',
  tag: 'FHIR',
  summary: 'Post a FHIR R4 Bundle',
  description:
    'A transaction, batch or collection Bundle with Patient, Coverage, Organization, Practitioner, Encounter, Condition, Procedure, ChargeItem and what belongs to them. Each Encounter is accepted by itself, as by POST /v1/encounters, also in a Bundle of type transaction: one that cannot be read does not hold up the others. Refusals are OperationOutcome resources.',
  scope: 'encounters:write',
  idempotent: true,
  refusals: operationOutcome,
  body: {
    contentTypes: [fhirJson, 'application/json'],
    schema: z.looseObject({ resourceType: z.string() }).meta({ id: 'FhirBundle' }),
    description: 'the Bundle',
  },
  answers: {
    200: {
      description: 'one entry for each entry of the Bundle, in order',
      contentType: fhirJson,
      schema: transactionResponse,
    },
  },
  problems: ['malformed_json', 'invalid_content', 'payload_too_large', 'unsupported_media_type'],
};

/** POST /fhir */
export async function mountBundle(to: Mounted, deps: GatewayDeps, accept: Accept): Promise<void> {
  await to.app.register(async (app) => {
    app.removeAllContentTypeParsers();
    acceptJson(app, fhirJson);
    acceptJson(app, 'application/json');
    app.addHook('onSend', (_request, reply, payload, done) => {
      if (!String(reply.getHeader('content-type')).startsWith('application/problem+json')) return done(null, payload);
      reply.type(fhirJson);
      done(null, JSON.stringify(toFhirOutcome(JSON.parse(payload as string))));
    });
    // The Bundle's own reader judges it, element by element; the schema above is its documentation.
    const unchecked = { ...contract, body: contract.body && { ...contract.body, schema: undefined } };
    to.contracts.push(contract);
    mount(
      { ...to, app, contracts: [] },
      unchecked,
      async (request, reply) => {
        const key = idempotencyOf(request, request.bodyText);
        if (!key.ok) return sendProblem(reply, key.problem);
        const unstorable = unstorableText(request.bodyText, request.body);
        if (unstorable)
          return sendProblem(reply, problem('invalid_content', `${unstorable[0]?.pointer} ${unstorable[0]?.message}.`));
        const intake = readBundle(request.body, { today: deps.clock.today() });
        if (!intake.ok) {
          return reply
            .code(422)
            .type(fhirJson)
            .send(JSON.stringify({ resourceType: 'OperationOutcome', issue: intake.issues }));
        }
        const taken = intake.encounters.filter((encounter) => 'input' in encounter);
        const outcomes = await acceptAll(request, accept, taken, key.key);
        const answer = toTransactionResponse(intake, (encounter) => toFhirStored(outcomes.get(encounter.entryIndex)));
        return reply.code(200).type(fhirJson).send(JSON.stringify(answer));
      },
      { bodyLimit: deps.config.maxFhirBytes },
    );
  });
}

/** All encounters of a Bundle at once: they meet in the same commit. Each is remembered by the Bundle's key and its place. */
async function acceptAll(
  request: FastifyRequest,
  accept: Accept,
  encounters: readonly AcceptedEncounter[],
  key: IdempotencyKey | undefined,
): Promise<Map<number, Accepted>> {
  const { tenantId } = principalOf(request);
  const origin = originOf(request);
  const accepted = await Promise.all(
    encounters.map(async ({ entryIndex, input }) => {
      const idempotency = key && { ...key, key: `${key.key} ${entryIndex}` };
      return [entryIndex, await accept({ tenantId, origin, content: input, idempotency })] as const;
    }),
  );
  return new Map(accepted);
}

function toFhirStored(accepted: Accepted | undefined): StoredResource {
  if (!accepted) throw new Error('an encounter of the Bundle was not accepted nor refused');
  if (accepted.kind === 'refused') return toFhirRefusal(accepted.problem);
  const { location = '', etag = '' } = accepted.answer.headers;
  return { status: '202 Accepted', location, etag: `W/${etag}` };
}

function toFhirRefusal(refusal: Problem): StoredResource {
  const { status, title } = problemKinds[refusal.code];
  const existing = refusal.members?.existing;
  const issue: OperationOutcomeIssue = {
    severity: 'error',
    code: refusal.code === 'external_id_taken' ? 'duplicate' : 'business-rule',
    diagnostics: refusal.detail,
    expression: [],
  };
  return {
    status: `${status} ${title}`,
    location: typeof existing === 'string' ? existing : undefined,
    issues: [issue],
  };
}

/** issue-type of FHIR R4 for our codes; the rest is "processing". */
const issueCodes: Readonly<Record<string, string>> = {
  malformed_json: 'structure',
  invalid_content: 'value',
  unauthenticated: 'login',
  missing_scope: 'forbidden',
  not_found: 'not-found',
  idempotency_in_progress: 'lock-error',
  idempotency_key_reused: 'conflict',
  payload_too_large: 'too-long',
  unsupported_media_type: 'not-supported',
  rate_limited: 'throttled',
  internal: 'exception',
  unavailable: 'transient',
};

/** A refusal as a FHIR client reads it; the request id stays in the X-Request-Id header. */
function toFhirOutcome(document: ProblemDocument) {
  return {
    resourceType: 'OperationOutcome',
    issue: [
      {
        severity: 'error',
        code: issueCodes[document.code] ?? 'processing',
        details: {
          coding: [{ system: document.type.slice(0, -document.code.length - 1), code: document.code }],
          text: document.title,
        },
        diagnostics: document.detail,
      },
    ],
  };
}
