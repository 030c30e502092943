import { Readable } from 'node:stream';
import { blamesARow, databaseIsAway } from '@claimwright/db/errors';
import {
  type AcceptOutcome,
  acceptEncounters,
  type NewEncounter,
  type Origin,
} from '@claimwright/db/intake/accept-encounters';
import { type Settled, writeEach } from '@claimwright/db/intake/group-commit';
import { type EncounterInput, encounterInput } from '@claimwright/domain/encounter';
import type { Id } from '@claimwright/domain/ids';
import { principalOf } from '@claimwright/http/authentication';
import { type Contract, type Mounted, mount, unstorableText } from '@claimwright/http/contract';
import { readIdempotencyKey, requestDigest } from '@claimwright/http/idempotency';
import { type JsonBody, readJson } from '@claimwright/http/json-body';
import { type Problem, problem, problemDocument, problemKinds, sendProblem } from '@claimwright/http/problem';
import { bodyValidator, type Validate } from '@claimwright/http/validate';
import { newId } from '@claimwright/runtime/ids';
import type { FastifyBaseLogger } from 'fastify';
import * as z from 'zod';
import type { GatewayDeps } from '../dependencies.ts';
import { originOf } from '../request.ts';
import { type Prepared, prepare, toAccepted } from './accept.ts';
import { batchesOf, inOrder, type Line, linesOf } from './ndjson.ts';
import { encounterReceipt } from './resource.ts';

const ndjson = 'application/x-ndjson';

const lineResult = z
  .object({
    line: z.int().describe('1-based number of the line this answers'),
    status: z.int().describe('what the single POST would have answered'),
    replayed: z.boolean().optional().describe('the answer of an earlier request with the same Idempotency-Key'),
    encounter: encounterReceipt.optional(),
    problem: z.looseObject({ type: z.string(), status: z.int(), detail: z.string() }).optional(),
  })
  .meta({ id: 'BulkLineResult', description: 'one line of the answer' });

const contract: Contract = {
  operationId: 'createEncountersInBulk',
  method: 'POST',
  path: '/v1/encounters:bulk',
  tag: 'Encounters',
  summary: 'Post a stream of encounters, one JSON document a line',
  description:
    'One result line for every line, in order, as they are committed. A bad line gets its problem and the rest goes on. Read the answer while you send: the server stops reading when you do. With an Idempotency-Key each line is remembered by key and line number, so the same stream can be sent again after a broken connection.',
  scope: 'encounters:write',
  idempotent: true,
  body: { contentTypes: [ndjson], description: 'encounters as for POST /v1/encounters, one a line' },
  answers: { 207: { description: 'one result a line', contentType: ndjson, schema: lineResult } },
  problems: ['unsupported_media_type'],
};

interface BulkRequest {
  tenantId: Id;
  origin: Origin;
  key: string | undefined;
  url: string;
  log: FastifyBaseLogger;
}

type Judged = { line: Line; prepared: Prepared } | { line: Line; problem: Problem };

/** POST /v1/encounters:bulk */
export async function mountCreateBulk(to: Mounted, deps: GatewayDeps): Promise<void> {
  const validate = bodyValidator(encounterInput);
  await to.app.register(async (app) => {
    app.removeAllContentTypeParsers();
    // The body is not read here: lines are taken from the stream as they are worked on.
    for (const type of [ndjson, 'application/ndjson', 'application/jsonl']) {
      app.addContentTypeParser(type, (_request, payload, done) => done(null, payload));
    }
    mount(
      { ...to, app },
      contract,
      (request, reply) => {
        const header = readIdempotencyKey(request.headers['idempotency-key']);
        if (!header.ok) return sendProblem(reply, header.problem);
        const bulk: BulkRequest = {
          tenantId: principalOf(request).tenantId,
          origin: originOf(request),
          key: header.key,
          url: request.url,
          log: request.log,
        };
        const results = resultsOf(deps, bulk, validate, request.body as AsyncIterable<Uint8Array>);
        return reply
          .code(207)
          .type(ndjson)
          .send(Readable.from(results, { objectMode: false, highWaterMark: 64 * 1024 }));
      },
      { handlerTimeout: 'stream' },
    );
  });
}

async function* resultsOf(
  deps: GatewayDeps,
  bulk: BulkRequest,
  validate: Validate,
  payload: AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer> {
  const lines = linesOf(payload, deps.config.maxLineBytes);
  const batches = batchesOf(lines, { maxLines: 1000, maxCharacters: 4_000_000, idleMilliseconds: 20 });
  for await (const text of inOrder(batches, 2, (batch) => writeBatch(deps, bulk, validate, batch))) {
    yield Buffer.from(text);
  }
}

/** Judges and writes one batch; never rejects: whatever happens is said line by line. */
async function writeBatch(
  deps: GatewayDeps,
  bulk: BulkRequest,
  validate: Validate,
  batch: readonly Line[],
): Promise<string> {
  const judged = batch.map((line) => judge(deps, bulk, validate, line));
  const rows = judged.flatMap((one) => ('prepared' in one ? [one.prepared.row] : []));
  const settled = await writeEach<NewEncounter, AcceptOutcome>(
    rows,
    (some) => acceptEncounters(deps.database, bulk.tenantId, some),
    blamesARow,
  );
  deps.nudgeOutbox();
  let place = 0;
  let text = '';
  for (const one of judged) {
    if ('problem' in one) text += refusedLine(one.line.number, one.problem, bulk.origin.requestId);
    else {
      text += settledLine(bulk, one.line.number, one.prepared, settled[place]);
      place += 1;
    }
  }
  return text;
}

function judge(deps: GatewayDeps, bulk: BulkRequest, validate: Validate, line: Line): Judged {
  if (line.tooLong) {
    const detail = `The line is longer than ${deps.config.maxLineBytes} bytes.`;
    return { line, problem: problem('payload_too_large', detail) };
  }
  const parsed = parse(line);
  if (!parsed.ok) return { line, problem: parsed.problem };
  const errors = unstorableText(line.text, parsed.value) ?? validate(parsed.value);
  if (errors) {
    const [first] = errors;
    const others = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
    return {
      line,
      problem: problem('invalid_content', `${first?.pointer || 'The line'} ${first?.message}${others}.`, { errors }),
    };
  }
  const { tenantId, origin, key, url } = bulk;
  const idempotency = key === undefined ? undefined : lineKey(key, url, line);
  const content = parsed.value as EncounterInput;
  return { line, prepared: prepare({ tenantId, origin, content, idempotency }, newId(), deps.clock.now()) };
}

/** A header key holds no space, so the key of a line can never be that of a single request. */
function lineKey(key: string, url: string, line: Line) {
  return { key: `${key} ${line.number}`, requestSha256: requestDigest('POST', url, line.text) };
}

function parse(line: Line): JsonBody {
  const read = readJson(line.text, 'line');
  if (read.ok || !line.unterminated) return read;
  return {
    ok: false,
    problem: problem('malformed_json', 'The stream ended in the middle of this line; it was not taken.'),
  };
}

function settledLine(
  bulk: BulkRequest,
  number: number,
  prepared: Prepared,
  settled: Settled<AcceptOutcome> | undefined,
): string {
  if (!settled?.ok) return refusedLine(number, failure(bulk, settled?.error), bulk.origin.requestId);
  const accepted = toAccepted(prepared, settled.value);
  if (accepted.kind === 'refused') return refusedLine(number, accepted.problem, bulk.origin.requestId);
  const { status, body } = accepted.answer;
  const replayed = accepted.kind === 'replayed' ? '"replayed":true,' : '';
  return `{"line":${number},"status":${status},${replayed}"encounter":${body.toString()}}\n`;
}

function failure(bulk: BulkRequest, error: unknown): Problem {
  if (databaseIsAway(error)) {
    bulk.log.warn({ err: error }, 'a bulk batch could not be written');
    return problem('unavailable', 'The database does not answer at the moment; send this line again.');
  }
  bulk.log.error({ err: error }, 'a bulk line failed');
  return problem('internal', 'The line failed on our side. Quote the request id when you ask about it.');
}

function refusedLine(number: number, refusal: Problem, requestId: string): string {
  const { status } = problemKinds[refusal.code];
  return `${JSON.stringify({ line: number, status, problem: problemDocument(refusal, requestId) })}\n`;
}
