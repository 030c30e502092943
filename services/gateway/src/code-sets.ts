import { buildCodeSets } from '@claimwright/codesets/build-code-sets';
import type { CodeSets } from '@claimwright/codesets/code-sets';
import { starterEditions } from '@claimwright/codesets/starter';
import { keepRefreshed, openCodeSetProvider } from '@claimwright/db/code-set-provider';
import type { Database } from '@claimwright/db/database';
import type { Logger } from '@claimwright/runtime/logger';

/** The starter editions and every active imported one; follows what is activated until the signal aborts. */
export async function followCodeSets(database: Database, signal: AbortSignal, logger: Logger): Promise<() => CodeSets> {
  const codeSets = await openCodeSetProvider(database, (editions) =>
    buildCodeSets([...starterEditions(), ...editions]),
  );
  void keepRefreshed(codeSets, 30_000, signal, (err) => logger.warn({ err }, 'code sets could not be refreshed'));
  return codeSets.current;
}
