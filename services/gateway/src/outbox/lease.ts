import { randomUUID } from 'node:crypto';
import { mayBeginHandOver } from '@claimwright/db/pipeline/hand-overs';
import { leaseFile, lockWaitingFile } from '@claimwright/db/pipeline/pull';
import type { Id } from '@claimwright/domain/ids';
import { principalOf } from '@claimwright/http/authentication';
import { type Contract, type Mounted, mount, notFound } from '@claimwright/http/contract';
import { problem } from '@claimwright/http/problem';
import * as z from 'zod';
import { changeOnce } from '../change-once.ts';
import type { GatewayDeps } from '../dependencies.ts';
import { jsonAnswer } from '../request.ts';

const leaseRequest = z.strictObject({
  seconds: z.int().min(10).max(900).default(60).describe('how long fetching and confirming may take'),
});

const contract: Contract = {
  operationId: 'leaseWaitingFile',
  method: 'POST',
  path: '/v1/clearinghouse/outbox/{id}:lease',
  tag: 'Clearinghouse',
  summary: 'Take the right to fetch a file for a while',
  description:
    'Nobody else gets the file until the lease is over or the file is confirmed. A lease that is not confirmed in time is over, and the same bytes may be leased again.',
  scope: 'batches:pull',
  idempotent: true,
  params: z.object({ id: z.uuid() }),
  body: { contentTypes: ['application/json'], schema: leaseRequest, description: 'for how long' },
  answers: {
    200: {
      description: 'the lease',
      schema: z.object({
        lease: z.uuid().describe('to be shown when the file is fetched and confirmed'),
        leasedUntil: z.iso.datetime(),
        fileName: z.string(),
        sha256: z.string(),
        sizeBytes: z.int(),
        links: z.object({ content: z.string(), confirm: z.string() }),
      }),
    },
  },
  problems: ['malformed_json', 'invalid_content', 'not_found', 'file_leased', 'file_held_back'],
};

/** POST /v1/clearinghouse/outbox/{id}:lease */
export function mountLeaseWaitingFile(to: Mounted, deps: GatewayDeps): void {
  mount(to, contract, (request, reply) => {
    const { id } = request.params as { id: Id };
    const { seconds } = request.body as z.output<typeof leaseRequest>;
    const { routes } = principalOf(request);
    return changeOnce(deps, request, reply, request.bodyText, async (tx, at) => {
      const file = await lockWaitingFile(tx, routes, id);
      if (!file) return { ok: false, problem: notFound };
      if (file.leasedUntil !== null) {
        const headers = { 'retry-after': String(secondsUntil(file.leasedUntil)) };
        return {
          ok: false,
          problem: problem('file_leased', `It is being fetched until ${file.leasedUntil}.`, { headers }),
        };
      }
      const decision = await mayBeginHandOver(tx, file, at);
      if (!decision.may) {
        const members = { notBefore: decision.notBefore, reason: decision.reason };
        return {
          ok: false,
          problem: problem('file_held_back', `Not before ${decision.notBefore} (${decision.reason}).`, { members }),
        };
      }
      const lease = randomUUID();
      const leasedUntil = await leaseFile(tx, { id, token: lease, seconds }, at);
      const here = `/v1/clearinghouse/outbox/${id}`;
      const { fileName, sha256, sizeBytes } = file;
      const links = { content: `${here}/content?lease=${lease}`, confirm: `${here}:confirm` };
      return { ok: true, answer: jsonAnswer(200, { lease, leasedUntil, fileName, sha256, sizeBytes, links }) };
    });
  });
}

/** Leases are counted by the clock of the machines, whatever day a simulation lives on. */
function secondsUntil(instant: string): number {
  return Math.max(1, Math.ceil((Date.parse(instant) - Date.now()) / 1000));
}
