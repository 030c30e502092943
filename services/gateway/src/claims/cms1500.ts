import { cms1500 } from '@claimwright/forms/cms1500';
import { cms1500Pages } from '@claimwright/forms/cms1500-pages';
import { type Contract, type Mounted, mount } from '@claimwright/http/contract';
import { sendProblem } from '@claimwright/http/problem';
import * as z from 'zod';
import type { GatewayDeps } from '../dependencies.ts';
import { exportedClaim, formAnswer, sendForm } from './claim-form.ts';

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
  answers: { 200: formAnswer('boxes') },
  problems: ['malformed_request'],
};

/** GET /v1/claims/{id}/cms1500.pdf; audited, the form holds the claim in full. */
export function mountClaimCms1500(to: Mounted, deps: GatewayDeps): void {
  mount(to, contract, async (request, reply) => {
    const { form } = request.query as z.output<typeof query>;
    const exported = await exportedClaim(deps, request, 'professional', { form });
    if (!exported.ok) return sendProblem(reply, exported.problem);
    const { claim } = exported;
    return sendForm(reply, claim, await cms1500(claim, { form }), cms1500Pages(claim));
  });
}
