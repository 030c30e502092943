import { parseArgs } from 'node:util';
import { decodeEdition } from '@claimwright/codesets/decode-edition';
import { diffEditions } from '@claimwright/codesets/diff-editions';
import type { Edition } from '@claimwright/codesets/edition';
import { editionContent, editionFault, listEditions } from '@claimwright/db/code-set-editions';
import { asOwner } from '@claimwright/db/owner';
import { UsageError } from '../arguments.ts';
import { say } from '../terminal.ts';
import { withOwner } from '../with-owner.ts';
import { databaseOptions, readArguments, readEditionName } from './command-line.ts';

const shown = 20;

/** `codesets diff <a> <b>`: what b has that a has not, the other way round, and what is said otherwise. */
export async function diffStoredEditions(argv: string[]): Promise<void> {
  const options = { ...databaseOptions, all: { type: 'boolean', default: false } } as const;
  const { values, positionals } = readArguments(() => parseArgs({ args: argv, options, allowPositionals: true }));
  if (positionals.length !== 2) throw new UsageError('codesets diff needs two editions, written set@edition.');
  const [from, to] = await withOwner(values, async (ownerUrl) => {
    const both: Edition[] = [];
    for (const name of positionals) both.push(await loadEdition(ownerUrl, name));
    return both;
  });
  if (from!.set !== to!.set) throw new UsageError(`${from!.id} and ${to!.id} are not of one set.`);
  const difference = diffEditions(from!, to!);
  say(`${from!.id} → ${to!.id}`);
  for (const kind of ['added', 'removed', 'changed'] as const) {
    const codes = difference[kind];
    const list = values.all ? codes : codes.slice(0, shown);
    const more = codes.length > list.length ? ` … (--all shows ${codes.length - list.length} more)` : '';
    say(`${kind}: ${codes.length.toLocaleString('en-US')}${list.length > 0 ? `\n  ${list.join(' ')}${more}` : ''}`);
  }
}

async function loadEdition(ownerUrl: string, name: string): Promise<Edition> {
  const { set, edition } = readEditionName(name);
  const content = await asOwner(ownerUrl, (client) => editionContent(client, set, edition));
  if (!content) throw new UsageError(`There is no edition ${name}; "codesets list" shows those there are.`);
  const decoded = decodeEdition(content, { verifyContent: true });
  if (!decoded.ok) throw new UsageError(decoded.error);
  return decoded.edition;
}

/** `codesets verify [set@edition …]`: decodes stored editions and holds their rows against the hash they were stored with. */
export async function verifyEditions(argv: string[]): Promise<void> {
  const { values, positionals } = readArguments(() =>
    parseArgs({ args: argv, options: databaseOptions, allowPositionals: true }),
  );
  for (const name of positionals) readEditionName(name);
  await withOwner(values, (ownerUrl) =>
    asOwner(ownerUrl, async (client) => {
      const stored = await listEditions(client);
      const missing = positionals.filter((name) => !stored.some(({ set, edition }) => `${set}@${edition}` === name));
      if (missing.length > 0) throw new UsageError(`There is no edition ${missing.join(', ')}.`);
      let faults = 0;
      for (const { set, edition, status } of stored) {
        const name = `${set}@${edition}`;
        if (positionals.length > 0 && !positionals.includes(name)) continue;
        const content = await editionContent(client, set, edition);
        const fault = content ? editionFault(content, set, edition) : 'was removed meanwhile';
        if (fault) faults += 1;
        say(`${name} (${status}): ${fault ?? 'sound'}`);
      }
      if (faults > 0) throw new UsageError(`${faults} of the editions are damaged; import them again.`);
    }),
  );
}
