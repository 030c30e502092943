import { type Contract, type Mounted, mount } from '@claimwright/http/contract';
import { problem, sendProblem } from '@claimwright/http/problem';
import { X12Validator } from '@claimwright/x12/validate';
import * as z from 'zod';
import type { GatewayDeps } from '../dependencies.ts';

const contentTypes = ['application/edi-x12', 'text/plain', 'application/octet-stream'];

const position = z.int().positive();

const defect = z
  .object({
    rule: z.string().describe('stable code of what is broken'),
    snipType: z.int().describe('1 syntax, 2 guide, 3 balancing, 4 situation, 5 code shape'),
    severity: z.enum(['error', 'warning']),
    message: z.string().describe('plain words; never repeats what stands in an element'),
    segment: z.string(),
    loop: z.string().optional(),
    element: position.optional(),
    component: position.optional(),
    filePosition: z.int().describe('segment in the text, 1-based'),
    interchangePosition: z.int().describe('segment in its interchange; ISA is 1'),
    setPosition: z.int().optional().describe('segment in its transaction set; ST is 1'),
    interchangeControlNumber: z.string().optional(),
    transactionSetControlNumber: z.string().optional(),
    transaction: z.string().optional(),
  })
  .meta({ id: 'X12Defect' });

const report = z
  .object({
    valid: z.boolean().describe('no error; warnings do not count'),
    errors: z.int(),
    warnings: z.int(),
    interchanges: z.int(),
    groups: z.int(),
    transactionSets: z.int(),
    segments: z.int(),
    transactions: z.record(z.string(), z.int()).describe('sets by transaction, e.g. {"837P": 2}'),
    defects: z.array(defect).describe('the first thousand'),
    defectsNotKept: z.int(),
  })
  .meta({ id: 'X12Report' });

const contract: Contract = {
  operationId: 'validateX12',
  method: 'POST',
  path: '/v1/x12:validate',
  tag: 'Clearinghouse',
  summary: 'Check X12 text and keep nothing',
  description:
    'Judges 837P, 837I, 835, 999, 277CA and TA1 by the 005010 implementation guides: syntax and envelope, what the guide requires, balancing, what segments ask of each other, the shape of codes.',
  scope: 'files:read',
  body: { contentTypes, description: 'the text, any number of interchanges' },
  answers: { 200: { description: 'what is wrong with it, and where', schema: report } },
  problems: ['invalid_content', 'payload_too_large', 'unsupported_media_type'],
};

/** POST /v1/x12:validate */
export async function mountValidateX12(to: Mounted, deps: GatewayDeps): Promise<void> {
  const { maxFileBytes } = deps.config;
  await to.app.register(async (app) => {
    app.removeAllContentTypeParsers();
    // Not gathered: a file is judged as it comes, in the memory of one segment, and other requests are served between its chunks.
    for (const type of contentTypes) app.addContentTypeParser(type, (_request, payload, done) => done(null, payload));
    mount(
      { ...to, app },
      contract,
      async (request, reply) => {
        const refuseLength = () => {
          // The rest is not read. The connection can carry nothing else then, and kept open it would hold up a service that closes.
          reply.header('connection', 'close');
          return sendProblem(reply, problem('payload_too_large', `The text is longer than ${maxFileBytes} bytes.`));
        };
        if (Number(request.headers['content-length'] ?? 0) > maxFileBytes) return refuseLength();
        const validator = new X12Validator();
        let bytes = 0;
        for await (const chunk of (request.body ?? []) as AsyncIterable<Buffer>) {
          bytes += chunk.length;
          if (bytes > maxFileBytes) return refuseLength();
          validator.push(chunk.toString('latin1'));
        }
        if (bytes === 0) return sendProblem(reply, problem('invalid_content', 'The text is empty.'));
        return reply.send(validator.end());
      },
      { bodyLimit: maxFileBytes, handlerTimeout: 'stream' },
    );
  });
}
