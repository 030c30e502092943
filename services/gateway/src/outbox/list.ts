import type { TenantTransaction } from '@claimwright/db/database';
import { loadRoutes } from '@claimwright/db/pipeline/batches';
import { mayBeginHandOver } from '@claimwright/db/pipeline/hand-overs';
import { listWaitingFiles, type WaitingFile } from '@claimwright/db/pipeline/pull';
import { principalOf } from '@claimwright/http/authentication';
import { type Contract, type Mounted, mount } from '@claimwright/http/contract';
import * as z from 'zod';
import type { GatewayDeps } from '../dependencies.ts';
import { heldRoute, toApiWaitingFile, waitingFile } from './resource.ts';

/** More than a clearinghouse fetches at a time; what is fetched makes room for the rest. */
const mostFiles = 500;

const contract: Contract = {
  operationId: 'listWaitingFiles',
  method: 'GET',
  path: '/v1/clearinghouse/outbox',
  tag: 'Clearinghouse',
  summary: 'List the files that wait to be fetched, oldest first',
  description:
    'Only routes with the adapter http. A route whose schedule allows no file at the moment is under `held`; its files come back when it does.',
  scope: 'batches:pull',
  answers: {
    200: {
      description: 'what may be fetched now, at most 500',
      schema: z.object({ items: z.array(waitingFile), held: z.array(heldRoute) }),
    },
  },
  problems: [],
};

/** GET /v1/clearinghouse/outbox */
export function mountListWaitingFiles(to: Mounted, deps: GatewayDeps): void {
  mount(to, contract, async (request, reply) => {
    const { tenantId, routes } = principalOf(request);
    const answer = await deps.database.transaction(tenantId, async (tx) => {
      const files = await listWaitingFiles(tx, routes, mostFiles);
      const held = await heldRoutes(deps, tx, files);
      const isHeld = new Set(held.map(({ route }) => route));
      return { items: files.filter(({ route }) => !isHeld.has(route)).map(toApiWaitingFile), held };
    });
    return reply.send(answer);
  });
}

async function heldRoutes(
  deps: GatewayDeps,
  tx: TenantTransaction,
  files: readonly WaitingFile[],
): Promise<z.output<typeof heldRoute>[]> {
  const names = new Set(files.map(({ route }) => route));
  const held: z.output<typeof heldRoute>[] = [];
  for (const { name } of await loadRoutes(tx)) {
    if (!names.has(name)) continue;
    const oldest = files.find(({ route }) => route === name);
    const decision = oldest && (await mayBeginHandOver(tx, oldest, deps.clock.now()));
    if (decision && !decision.may) held.push({ route: name, notBefore: decision.notBefore, reason: decision.reason });
  }
  return held;
}
