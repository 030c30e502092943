import { parseArgs } from 'node:util';
import { setEditionStatus } from '@claimwright/db/code-set-editions';
import { UsageError } from '../arguments.ts';
import { complain, say } from '../terminal.ts';
import { withOwner } from '../with-owner.ts';
import { databaseOptions, readArguments, readEditionName } from './command-line.ts';

/** `codesets activate` and `codesets retire`. */
export async function activateEditions(argv: string[], status: 'active' | 'retired'): Promise<void> {
  const { values, positionals } = readArguments(() =>
    parseArgs({ args: argv, options: databaseOptions, allowPositionals: true }),
  );
  const named = positionals.map(readEditionName);
  if (named.length === 0) throw new UsageError('Name at least one edition, written set@edition.');
  await withOwner(values, (ownerUrl) => activate(ownerUrl, named, status));
}

/** Puts editions in force or out of it, all or none. Throws UsageError when one is missing or its stored rows are damaged. */
export async function activate(
  ownerUrl: string,
  editions: readonly { set: string; edition: string }[],
  status: 'active' | 'retired',
): Promise<void> {
  const outcome = await setEditionStatus(ownerUrl, editions, status);
  if (outcome.ok) {
    say(`${outcome.editions.join(', ')}: ${status}.`);
    return;
  }
  for (const { edition, reason } of outcome.damaged) complain(`${edition}: ${reason}`);
  if (outcome.missing.length > 0)
    throw new UsageError(`There is no edition ${outcome.missing.join(', ')}; "codesets list" shows those there are.`);
  throw new UsageError('Nothing was activated; the editions in force are as they were. Import the damaged ones again.');
}
