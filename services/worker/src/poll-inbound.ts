import { setTimeout as delay } from 'node:timers/promises';
import {
  type ClearinghouseTransport,
  defaultPollLimit,
  type TransportFile,
} from '@claimwright/clearinghouse/transport';
import { loadRoutes, type RouteRow } from '@claimwright/db/pipeline/batches';
import { storeInboundFile } from '@claimwright/db/pipeline/inbound';
import { allTenantIds } from '@claimwright/db/tenants';
import { ingestFiles } from '@claimwright/queue/catalog';
import { enqueue } from '@claimwright/queue/enqueue';
import type { WorkerDependencies } from './dependencies.ts';

/** Takes what the clearinghouses have put out, again and again, until the signal aborts. A route that fails does not stop the others. */
export async function pollInbound(
  deps: WorkerDependencies,
  everyMilliseconds: number,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      for (const tenantId of await allTenantIds(deps.database)) await pollTenant(deps, tenantId);
    } catch (error) {
      deps.logger.error({ err: error }, 'inbound files could not be polled; trying again');
    }
    await delay(everyMilliseconds, undefined, { signal }).catch(() => undefined);
  }
}

/** One turn over the routes of one tenant; returns how many files were new. */
export async function pollTenant(deps: WorkerDependencies, tenantId: string): Promise<number> {
  const routes = await deps.database.snapshot(tenantId, loadRoutes);
  let taken = 0;
  for (const route of routes) {
    try {
      taken += await pollRoute(deps, tenantId, route);
    } catch (error) {
      deps.logger.error({ err: error, route: route.name }, 'a route could not be polled');
    }
  }
  return taken;
}

async function pollRoute(deps: WorkerDependencies, tenantId: string, route: RouteRow): Promise<number> {
  const transport = await deps.transport(tenantId, route);
  const seen = new Set<string>();
  let failed = 0;
  let taken = 0;
  // A poll gives out a limited number of files and the next one the rest; those that cannot be stored stay in front.
  for (;;) {
    const files = (await transport.poll(defaultPollLimit + failed)).filter((file) => !seen.has(file.name));
    if (files.length === 0) return taken;
    for (const file of files) {
      seen.add(file.name);
      try {
        if (await takeFile(deps, tenantId, route, transport, file)) taken += 1;
      } catch (error) {
        failed += 1;
        deps.logger.error({ err: error, route: route.name, file: file.name }, 'an inbound file could not be stored');
      }
    }
    deps.nudge();
  }
}

/**
 * Stores a file and commits; only then acknowledges it, so a crash in between stores it twice and keeps it once. Returns whether
 * it was new.
 */
async function takeFile(
  deps: WorkerDependencies,
  tenantId: string,
  route: RouteRow,
  transport: ClearinghouseTransport,
  file: TransportFile,
): Promise<boolean> {
  const stored = await deps.database.transaction(tenantId, async (tx) => {
    const row = { id: deps.newId(), name: file.name, source: `route/${route.name}`, content: file.content };
    const result = await storeInboundFile(tx, row, deps.clock.now());
    if (!result.duplicate) await enqueue(tx, ingestFiles, tenantId, [result.id]);
    return result;
  });
  await transport.acknowledge(file.name);
  return !stored.duplicate;
}
