import { writeAudit } from '@claimwright/db/audit';
import { readClaim } from '@claimwright/db/read/claims';
import type { Id } from '@claimwright/domain/ids';
import { cms1500 } from '@claimwright/forms/cms1500';
import { cms1500Pages } from '@claimwright/forms/cms1500-pages';
import { principalOf } from '@claimwright/http/authentication';
import { type Contract, type Mounted, mount, notFound } from '@claimwright/http/contract';
import { sendProblem } from '@claimwright/http/problem';
import * as z from 'zod';
import type { GatewayDeps } from '../gateway.ts';
import { originOf } from '../request.ts';

const query = z.object({
  form: z
    .enum(['blank', 'drawn'])
    .default('blank')
    .describe('blank: the text alone, to be printed on the red form; drawn: with boxes of our own, to be read'),
});

const contract: Contract = {
  operationId: 'getClaimCms1500',
  method: 'GET',
  path: '/v1/claims/{id}/cms1500.pdf',
  tag: 'Claims',
  summary: 'Print a professional claim on the CMS-1500 (02/12)',
  description:
    'One page for every six service lines. A name or address that is too long is cut; a number or code that is too long for its box is left out. `X-Unfit-Items` names the boxes where that happened.',
  scope: 'claims:read',
  params: z.object({ id: z.uuid() }),
  query,
  answers: {
    200: {
      description: 'the form',
      contentType: 'application/pdf',
      headers: {
        'content-disposition': 'the file name',
        'x-unfit-items': 'boxes whose content did not fit, separated by commas; empty when all of it did',
      },
    },
  },
  problems: ['malformed_request'],
};

/** GET /v1/claims/{id}/cms1500.pdf; audited, the form holds the claim in full. */
export function mountClaimCms1500(to: Mounted, deps: GatewayDeps): void {
  mount(to, contract, async (request, reply) => {
    const { id } = request.params as { id: Id };
    const { form } = request.query as z.output<typeof query>;
    const claim = await deps.database.transaction(principalOf(request).tenantId, async (tx) => {
      const found = await readClaim(tx, id);
      // Only professional claims have this form.
      if (found?.snapshot.claimType !== 'professional') return undefined;
      await writeAudit(
        tx,
        { ...originOf(request), action: 'claim.export', resourceType: 'claim', resourceIds: [id], detail: { form } },
        deps.clock.now(),
      );
      return found.snapshot;
    });
    if (!claim) return sendProblem(reply, notFound);
    const unfit = cms1500Pages(claim).flatMap((page) => page.unfit.map(({ item }) => item));
    const pdf = await cms1500(claim, { form });
    return reply
      .type('application/pdf')
      .header('content-disposition', `attachment; filename="${claim.patientControlNumber}.pdf"`)
      .header('x-unfit-items', [...new Set(unfit)].join(','))
      .send(Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength));
  });
}
