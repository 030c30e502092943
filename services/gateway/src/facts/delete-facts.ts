import { writeAudit } from '@claimwright/db/audit';
import { deleteFacts } from '@claimwright/db/facts/fact-editions';
import type { FactSet } from '@claimwright/domain/tenant-facts';
import { type Contract, type Mounted, mount, notFound } from '@claimwright/http/contract';
import * as z from 'zod';
import { changeOnce } from '../change-once.ts';
import type { GatewayDeps } from '../dependencies.ts';
import { jsonAnswer } from '../request.ts';
import { factEdition, factSet } from './resource.ts';

const contract: Contract = {
  operationId: 'deleteTenantFacts',
  method: 'DELETE',
  path: '/v1/tenant-facts/{set}',
  tag: 'Tenant facts',
  summary: 'Take a table away with its rows',
  description: 'Runs of before keep what they were given. The rules that ask for it have no data from the next run on.',
  scope: 'admin',
  idempotent: true,
  params: z.object({ set: factSet }),
  answers: { 200: { description: 'the table that was there', schema: factEdition } },
  problems: [],
};

/** DELETE /v1/tenant-facts/{set} */
export function mountDeleteFacts(to: Mounted, deps: GatewayDeps): void {
  mount(to, contract, (request, reply) => {
    const { set } = request.params as { set: FactSet };
    return changeOnce(deps, request, reply, '', async (tx, at, origin) => {
      const before = await deleteFacts(tx, set);
      if (!before) return { ok: false, problem: notFound };
      const entry = { ...origin, action: 'tenant_facts.delete', resourceType: 'tenant_facts', resourceIds: [set] };
      await writeAudit(tx, { ...entry, detail: { before } }, at);
      return { ok: true, answer: jsonAnswer(200, before) };
    });
  });
}
