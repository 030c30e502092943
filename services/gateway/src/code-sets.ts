import { setTimeout as sleep } from 'node:timers/promises';
import { buildCodeSets } from '@claimwright/codesets/build-code-sets';
import type { CodeSets } from '@claimwright/codesets/code-sets';
import { starterEditions } from '@claimwright/codesets/starter';
import type { Database } from '@claimwright/db/database';
import { editionsMark, readActiveEditions } from '@claimwright/db/read/code-set-editions';
import type { Logger } from '@claimwright/runtime/logger';

const lookEverySeconds = 60;

/**
 * The code sets in force: the starter editions and every active imported one. Looks once a minute whether an import has changed
 * them, until the signal aborts; returns a function that always gives the latest.
 */
export async function loadCodeSets(
  database: Database,
  { signal, logger }: { signal: AbortSignal; logger: Logger },
): Promise<() => CodeSets> {
  let mark = await editionsMark(database);
  let current = buildCodeSets([...starterEditions(), ...(await readActiveEditions(database))]);
  const look = async () => {
    while (!signal.aborted) {
      await sleep(lookEverySeconds * 1000, undefined, { signal, ref: false }).catch(() => undefined);
      if (signal.aborted) return;
      try {
        const now = await editionsMark(database);
        if (now === mark) continue;
        current = buildCodeSets([...starterEditions(), ...(await readActiveEditions(database))]);
        mark = now;
        logger.info({ mark }, 'the code sets were loaded anew');
      } catch (error) {
        logger.warn({ err: error }, 'the code sets could not be looked at; the last ones stay in force');
      }
    }
  };
  void look();
  return () => current;
}
