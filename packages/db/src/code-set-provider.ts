import { setTimeout as delay } from 'node:timers/promises';
import { activeEditionsBeside, activeEditionsMark } from './code-set-editions.ts';
import type { Queryable } from './database.ts';

/** The code sets in force, kept up with what is activated in the database. */
export interface CodeSetProvider<Loaded> {
  /** What was in force at the last look. */
  current(): Loaded;
  /** Looks whether another edition was activated, and loads it if so. */
  refresh(): Promise<Loaded>;
}

/** Opens a provider; `build` makes lookups of the files of all active editions (and of a starter set, if it likes). */
export async function openCodeSetProvider<Loaded>(
  database: Queryable,
  build: (editions: Uint8Array[]) => Loaded,
): Promise<CodeSetProvider<Loaded>> {
  // Lookups are views over these very bytes: keeping them costs nothing.
  const known = new Map<string, Uint8Array>();
  let mark = await activeEditionsMark(database);
  let loaded = build(await activeEditionsBeside(database, known));
  let pending: Promise<Loaded> | undefined;
  const look = async () => {
    const found = await activeEditionsMark(database);
    if (found === mark) return loaded;
    loaded = build(await activeEditionsBeside(database, known));
    mark = found;
    return loaded;
  };
  return {
    current: () => loaded,
    refresh: () => {
      // Jobs that start together share one look.
      pending ??= look().finally(() => {
        pending = undefined;
      });
      return pending;
    },
  };
}

/** Refreshes again and again until the signal aborts; a look that fails is told and tried again. */
export async function keepRefreshed(
  provider: CodeSetProvider<unknown>,
  everyMilliseconds: number,
  signal: AbortSignal,
  onError: (error: unknown) => void,
): Promise<void> {
  while (!signal.aborted) {
    await delay(everyMilliseconds, undefined, { signal }).catch(() => undefined);
    if (!signal.aborted) await provider.refresh().catch(onError);
  }
}
