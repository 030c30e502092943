import { ub04 } from '@claimwright/forms/ub04';
import { ub04Data } from '@claimwright/forms/ub04-data';
import { ub04Pages } from '@claimwright/forms/ub04-pages';
import { type Contract, type Mounted, mount } from '@claimwright/http/contract';
import { sendProblem } from '@claimwright/http/problem';
import * as z from 'zod';
import type { GatewayDeps } from '../dependencies.ts';
import { exportedClaim, formAnswer, sendForm } from './claim-form.ts';

const query = z.object({
  form: z
    .enum(['blank', 'drawn'])
    .default('blank')
    .describe('blank: the text alone; drawn: with boxes of our own, to be read'),
});

const form: Contract = {
  operationId: 'getClaimUb04Form',
  method: 'GET',
  path: '/v1/claims/{id}/ub04.pdf',
  tag: 'Claims',
  summary: 'Print an institutional claim in the order of the UB-04',
  description:
    'One page for every 22 service lines, on a drawing of our own: the columns of the printed form are not claimed. What does not fit is cut or left out; `X-Unfit-Items` names the form locators where that happened.',
  scope: 'claims:read',
  params: z.object({ id: z.uuid() }),
  query,
  answers: { 200: formAnswer('form locators') },
  problems: ['malformed_request'],
};

const data: Contract = {
  operationId: 'getClaimUb04Data',
  method: 'GET',
  path: '/v1/claims/{id}/ub04',
  tag: 'Claims',
  summary: 'What the form locators of a UB-04 say of an institutional claim',
  description:
    'Members are named by form locator (`fl67`: principal diagnosis); a list holds everything the claim has, also what one page of paper has no room for. Amounts are cents, dates ISO 8601.',
  scope: 'claims:read',
  params: z.object({ id: z.uuid() }),
  answers: {
    200: {
      description: 'the form-locator data',
      schema: z
        .looseObject({ fl3a: z.string(), fl4: z.string(), lines: z.array(z.looseObject({ fl42: z.string() })) })
        .meta({ id: 'Ub04Data' }),
    },
  },
  problems: [],
};

/** GET /v1/claims/{id}/ub04.pdf and /v1/claims/{id}/ub04; both audited, they hold the claim in full. */
export function mountClaimUb04(to: Mounted, deps: GatewayDeps): void {
  mount(to, form, async (request, reply) => {
    const { form: drawing } = request.query as z.output<typeof query>;
    const exported = await exportedClaim(deps, request, 'institutional', { form: drawing });
    if (!exported.ok) return sendProblem(reply, exported.problem);
    const { claim } = exported;
    return sendForm(reply, claim, await ub04(claim, { form: drawing }), ub04Pages(claim));
  });
  mount(to, data, async (request, reply) => {
    const exported = await exportedClaim(deps, request, 'institutional', { form: 'data' });
    return exported.ok ? reply.send(ub04Data(exported.claim)) : sendProblem(reply, exported.problem);
  });
}
