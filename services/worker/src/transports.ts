import { join } from 'node:path';
import { createTransport } from '@claimwright/clearinghouse/create-transport';
import type { ClearinghouseTransport } from '@claimwright/clearinghouse/transport';
import type { RouteRow } from '@claimwright/db/pipeline/batches';
import type { Id } from '@claimwright/domain/ids';
import type { Logger } from '@claimwright/runtime/logger';

/** Opens each tenant's routes once and keeps them open; a route whose settings change is opened anew. */
export interface Transports extends AsyncDisposable {
  of(tenantId: Id, route: RouteRow): Promise<ClearinghouseTransport>;
}

/**
 * Folders of a tenant's routes lie below `root`/<tenant>: a setting cannot name another tenant's folder by a relative path.
 * `secret` gives what settings name instead of holding.
 */
export function openTransports(
  root: string,
  logger: Logger,
  secret: (name: string) => string | undefined = () => undefined,
): Transports {
  const opened = new Map<string, { settings: string; transport: Promise<ClearinghouseTransport> }>();
  return {
    of: (tenantId, route) => {
      const key = `${tenantId}/${route.name}`;
      const settings = JSON.stringify([route.adapter, route.settings.transport]);
      const known = opened.get(key);
      if (known?.settings === settings) return known.transport;
      const transport = createTransport(
        { name: route.name, adapter: route.adapter, settings: route.settings.transport },
        {
          dataFolder: join(root, tenantId),
          secret,
          onProblem: (problem) => logger.warn({ ...problem, route: route.name }, 'a file of a route needs a person'),
        },
      ).then((created) => created.transport);
      opened.set(key, { settings, transport });
      // One that could not be opened is tried again at its next use.
      transport.catch(() => opened.delete(key));
      known?.transport
        .then((old) => old.close())
        .catch((err) => logger.warn({ err }, 'an old transport did not close'));
      return transport;
    },
    [Symbol.asyncDispose]: async () => {
      const all = await Promise.allSettled([...opened.values()].map(({ transport }) => transport));
      await Promise.all(all.map((result) => (result.status === 'fulfilled' ? result.value.close() : undefined)));
    },
  };
}
