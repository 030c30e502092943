import { setTimeout as delay } from 'node:timers/promises';
import type { Stack } from '../stack.ts';
import { endProgress, progress } from '../terminal.ts';

interface Unfinished {
  encounters: number;
  claims: number;
  files: number;
}

/** Waits until nothing in the pipeline waits for a job. Throws when nothing has moved for two minutes: something is broken. */
export async function untilSettled(stack: Stack, signal: AbortSignal, quiet = false): Promise<void> {
  let last = '';
  let lastChange = performance.now();
  while (!signal.aborted) {
    const open = await unfinished(stack);
    if (open.encounters + open.claims + open.files === 0) {
      if (!quiet) endProgress();
      return;
    }
    const text = `Checking and assembling: ${open.encounters} encounters, ${open.claims} claims, ${open.files} files to go`;
    if (text !== last) {
      lastChange = performance.now();
      if (!quiet) progress(text);
      last = text;
    }
    if (performance.now() - lastChange > 120_000)
      throw new Error(`Nothing has moved for two minutes. ${text}. The log file says more.`);
    await delay(quiet ? 20 : 200);
  }
}

async function unfinished(stack: Stack): Promise<Unfinished> {
  const rows = await unfinishedRows(stack);
  const waiting = await stack.simulator.waitingFiles();
  if (waiting > 0 || rows.encounters + rows.claims + rows.files > 0) return { ...rows, files: rows.files + waiting };
  // A file that was taken between the two looks is a row by now.
  return unfinishedRows(stack);
}

async function unfinishedRows(stack: Stack): Promise<Unfinished> {
  const { rows } = await stack.database.transaction(stack.tenantId, (tx) =>
    tx.query<Unfinished>({
      name: 'unfinished',
      text: `select (select count(*) from encounters where tenant_id = $1 and status in ('received', 'ready')) as encounters,
        (select count(*) from claims where tenant_id = $1 and status in ('assembled', 'batched')) as claims,
        (select count(*) from inbound_files where tenant_id = $1 and status = 'received') as files`,
      values: [stack.tenantId],
    }),
  );
  return rows[0] ?? { encounters: 0, claims: 0, files: 0 };
}
