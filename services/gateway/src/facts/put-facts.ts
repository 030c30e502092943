import { writeAudit } from '@claimwright/db/audit';
import { type FactReport, importFacts } from '@claimwright/db/facts/import-facts';
import type { FactSet } from '@claimwright/domain/tenant-facts';
import { principalOf } from '@claimwright/http/authentication';
import { type Contract, type Mounted, mount } from '@claimwright/http/contract';
import { type Problem, problem, sendProblem } from '@claimwright/http/problem';
import * as z from 'zod';
import type { GatewayDeps } from '../dependencies.ts';
import { originOf } from '../request.ts';
import { factReceipt, factSet } from './resource.ts';

const contentTypes = ['text/csv', 'text/plain', 'application/octet-stream'];

const contract: Contract = {
  operationId: 'putTenantFacts',
  method: 'PUT',
  path: '/v1/tenant-facts/{set}',
  tag: 'Tenant facts',
  summary: 'Load a table from a file: what was there is replaced, whole and at once',
  description:
    'The file is UTF-8, separated by commas, with a heading; docs/tenant-facts.md lists the columns, among them those of the official LEIE, SAM and CMS order-and-referring files. It is read as it comes. A row that is wrong is named with its line, field and rule, and leaves everything as it was unless `skipBadRows` is true. Sending the same file again changes nothing but the time of the import, so no Idempotency-Key is taken.',
  scope: 'admin',
  params: z.object({ set: factSet }),
  query: z.strictObject({
    edition: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/)
      .max(80)
      .describe('the name findings cite: "2026-11"'),
    mode: z
      .enum(['replace', 'merge'])
      .default('replace')
      .describe('merge: only what stands under the same NPI, number or member is replaced'),
    skipBadRows: z.boolean().default(false),
  }),
  body: { contentTypes, description: 'the file as it came' },
  answers: { 200: { description: 'the table as it is now, and what became of the rows', schema: factReceipt } },
  problems: ['invalid_content', 'unsupported_media_type'],
};

interface PutFactsQuery {
  edition: string;
  mode: 'replace' | 'merge';
  skipBadRows: boolean;
}

/** PUT /v1/tenant-facts/{set} */
export async function mountPutFacts(to: Mounted, deps: GatewayDeps): Promise<void> {
  await to.app.register(async (app) => {
    app.removeAllContentTypeParsers();
    // The body is not read here: rows are taken from the stream as they come.
    for (const type of contentTypes) app.addContentTypeParser(type, (_request, payload, done) => done(null, payload));
    mount(
      { ...to, app },
      contract,
      async (request, reply) => {
        const { set } = request.params as { set: FactSet };
        const origin = originOf(request);
        const at = deps.clock.now();
        const wish = { set, ...(request.query as PutFactsQuery), importedBy: origin.actor };
        const { tenantId } = principalOf(request);
        const bytes = (request.body ?? []) as AsyncIterable<Uint8Array>;
        const outcome = await importFacts(deps.database, tenantId, wish, bytes, at, async (tx, edition, report) => {
          const { edition: name, mode, skipBadRows } = wish;
          const detail = {
            edition: name,
            mode,
            skipBadRows,
            rowCount: edition.rowCount,
            errorCount: report.errorCount,
          };
          const entry = { ...origin, action: 'tenant_facts.put', resourceType: 'tenant_facts', resourceIds: [set] };
          await writeAudit(tx, { ...entry, detail }, at);
        });
        if (!outcome.ok) return sendProblem(reply, refusalOf(outcome.report));
        return reply.send({ ...outcome.edition, report: outcome.report });
      },
      { handlerTimeout: 'stream' },
    );
  });
}

function refusalOf({ errors, errorCount }: FactReport): Problem {
  const [first] = errors;
  const more = errorCount > 1 ? ` (and ${errorCount - 1} more)` : '';
  const place = first?.line ? `Line ${first.line}${first.field ? `, ${first.field},` : ':'} ` : '';
  return problem('invalid_content', `${place}${first?.message}${more}. Nothing was changed.`.replaceAll('..', '.'), {
    errors: errors.map(({ line, field, rule, message }) => ({
      pointer: field === '' ? `/${line}` : `/${line}/${field}`,
      rule,
      message,
    })),
    members: { errorCount },
  });
}
