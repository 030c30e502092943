import { writeAudit } from '@claimwright/db/audit';
import { confirmFile, lockLeasedFile } from '@claimwright/db/pipeline/pull';
import type { Id } from '@claimwright/domain/ids';
import { principalOf } from '@claimwright/http/authentication';
import { type Contract, type Mounted, mount, notFound } from '@claimwright/http/contract';
import { problem } from '@claimwright/http/problem';
import { transmitBatches } from '@claimwright/queue/catalog';
import { enqueue } from '@claimwright/queue/enqueue';
import * as z from 'zod';
import { changeOnce } from '../change-once.ts';
import type { GatewayDeps } from '../dependencies.ts';
import { jsonAnswer } from '../request.ts';
import { leaseLost } from './content.ts';

const confirmation = z.strictObject({
  lease: z.uuid(),
  sha256: z
    .string()
    .regex(/^[0-9A-Fa-f]{64}$/, 'must be 64 hexadecimal digits')
    .describe('of the bytes you have stored: the proof that they are the right ones'),
});

const contract: Contract = {
  operationId: 'confirmWaitingFile',
  method: 'POST',
  path: '/v1/clearinghouse/outbox/{id}:confirm',
  tag: 'Clearinghouse',
  summary: 'Say that a file is stored on your side',
  description:
    'From then on its claims count as submitted, and it is not given out again. Confirming twice with the same lease is answered alike. A lease that is over still confirms, as long as nobody else has leased the file since.',
  scope: 'batches:pull',
  idempotent: true,
  params: z.object({ id: z.uuid() }),
  body: { contentTypes: ['application/json'], schema: confirmation, description: 'lease and digest' },
  answers: {
    200: {
      description: 'noted',
      schema: z.object({ id: z.uuid(), fileName: z.string(), confirmedAt: z.iso.datetime() }),
    },
  },
  problems: ['malformed_json', 'invalid_content', 'not_found', 'lease_lost'],
};

/** POST /v1/clearinghouse/outbox/{id}:confirm. The worker moves the claims; the job is noted in the transaction that confirms. */
export function mountConfirmWaitingFile(to: Mounted, deps: GatewayDeps): void {
  mount(to, contract, (request, reply) => {
    const { id } = request.params as { id: Id };
    const { lease, sha256 } = request.body as z.output<typeof confirmation>;
    const { routes } = principalOf(request);
    return changeOnce(deps, request, reply, request.bodyText, async (tx, at, origin) => {
      const file = await lockLeasedFile(tx, routes, id, lease);
      if (!file) return { ok: false, problem: notFound };
      if (!file.isHolder) return { ok: false, problem: leaseLost };
      if (file.sha256 !== sha256.toLowerCase()) {
        const errors = [{ pointer: '/sha256', rule: 'digest', message: `is not that of the file, ${file.sha256}` }];
        return {
          ok: false,
          problem: problem('invalid_content', 'These are not the bytes of the file: fetch it again.', { errors }),
        };
      }
      if (file.confirmedAt === null) {
        await confirmFile(tx, id, at);
        await enqueue(tx, transmitBatches, tx.tenantId, [id]);
        await writeAudit(tx, { ...origin, action: 'batch.confirm', resourceType: 'batch', resourceIds: [id] }, at);
      }
      const answer = { id, fileName: file.fileName, confirmedAt: file.confirmedAt ?? at };
      return { ok: true, answer: jsonAnswer(200, answer) };
    });
  });
}
