import { hash } from 'node:crypto';
import { writeAudit } from '@claimwright/db/audit';
import { storeInboundFile } from '@claimwright/db/intake/store-inbound-file';
import { type Contract, type Mounted, mount } from '@claimwright/http/contract';
import { problem, sendProblem } from '@claimwright/http/problem';
import { newId } from '@claimwright/runtime/ids';
import * as z from 'zod';
import { changeOnce } from '../change-once.ts';
import type { GatewayDeps } from '../dependencies.ts';
import { jsonAnswer } from '../request.ts';
import { fileReceipt, linksOfFile } from './resource.ts';

const contentTypes = ['application/edi-x12', 'text/plain', 'application/octet-stream'];

const contract: Contract = {
  operationId: 'receiveFile',
  method: 'POST',
  path: '/v1/clearinghouse/files',
  tag: 'Clearinghouse',
  summary: 'Hand in a TA1, 999, 277CA or 835 file',
  description:
    'The file is stored as it came and read afterwards; what cannot be used of it is parked with the reason, never dropped. The same bytes again are recognised and do nothing.',
  scope: 'files:write',
  idempotent: true,
  query: z.strictObject({ name: z.string().trim().min(1).max(200).optional().describe('file name, for people') }),
  body: { contentTypes, description: 'the file as it came' },
  answers: {
    200: {
      description: 'these bytes had been handed in before',
      schema: fileReceipt,
      headers: { location: 'the file' },
    },
    202: { description: 'stored; it is read afterwards', schema: fileReceipt, headers: { location: 'the file' } },
  },
  problems: ['invalid_content', 'payload_too_large', 'unsupported_media_type'],
};

/** POST /v1/clearinghouse/files */
export async function mountReceiveFile(to: Mounted, deps: GatewayDeps): Promise<void> {
  await to.app.register(async (app) => {
    app.removeAllContentTypeParsers();
    for (const type of contentTypes) {
      app.addContentTypeParser(type, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    }
    mount(
      { ...to, app },
      contract,
      (request, reply) => {
        const content = request.body;
        if (!Buffer.isBuffer(content) || content.length === 0) {
          return sendProblem(reply, problem('invalid_content', 'The file is empty.'));
        }
        const { name } = request.query as { name?: string };
        return changeOnce(deps, request, reply, content, async (tx, at, origin) => {
          const id = newId();
          const sha256 = hash('sha256', content, 'buffer');
          const stored = await storeInboundFile(tx, {
            id,
            sha256,
            name: name ?? `upload-${id}`,
            source: 'api',
            content,
            receivedAt: at,
          });
          const detail = { duplicate: stored.duplicate, sizeBytes: content.length };
          await writeAudit(
            tx,
            { ...origin, action: 'file.receive', resourceType: 'inbound_file', resourceIds: [stored.id], detail },
            at,
          );
          const links = linksOfFile(stored.id);
          const body = { ...stored, sha256: sha256.toString('hex'), links };
          return { ok: true, answer: jsonAnswer(stored.duplicate ? 200 : 202, body, { location: links.self }) };
        });
      },
      { bodyLimit: deps.config.maxFileBytes, handlerTimeout: 'stream' },
    );
  });
}
