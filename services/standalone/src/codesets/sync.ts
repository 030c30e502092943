import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { ImportedEdition } from '@claimwright/codesets/import/import-code-set';
import {
  officialManifest,
  type SyncFile,
  type SyncManifest,
  setsLeftOut,
  syncManifest,
} from '@claimwright/codesets/sync/sync-manifest';
import { listEditions } from '@claimwright/db/code-set-editions';
import { asOwner } from '@claimwright/db/owner';
import { readStartArguments, UsageError } from '../arguments.ts';
import { complain, endProgress, progress, say } from '../terminal.ts';
import { withOwner } from '../with-owner.ts';
import { activate } from './activate.ts';
import { databaseOptions, readArguments } from './command-line.ts';
import { download } from './download.ts';
import { importOrExplain, store } from './import-and-list.ts';

/**
 * `codesets sync`: fetches the free official files of a manifest, goes on with what came half, refuses what has another hash, and
 * stores what they hold as candidates. A file that cannot be had does not keep the others from being stored.
 */
export async function syncEditions(argv: string[]): Promise<void> {
  const options = {
    ...databaseOptions,
    manifest: { type: 'string' },
    'base-url': { type: 'string' },
    downloads: { type: 'string' },
    activate: { type: 'boolean', default: false },
  } as const;
  const { values } = readArguments(() => parseArgs({ args: argv, options, allowPositionals: false }));
  const manifest = values.manifest === undefined ? officialManifest() : await readManifest(values.manifest);
  if (values.manifest === undefined) for (const line of coverageOf(manifest)) say(line);
  const folder = resolve(
    values.downloads ?? join(values.data ?? readStartArguments([]).dataFolder, 'downloads', 'codesets'),
  );
  await withOwner(values, async (ownerUrl) => {
    const held = await asOwner(ownerUrl, (client) => listEditions(client));
    let failed = 0;
    for (const file of manifest.files) {
      const same = held.filter(({ sourceSha256 }) => sourceSha256 === file.sha256);
      if (same.length > 0) {
        say(`${same.map(({ set, edition, status }) => `${set}@${edition} (${status})`).join(', ')}: here already.`);
        continue;
      }
      const editions = await fetchEditions(file, folder, values['base-url']);
      if (!editions) {
        failed += 1;
        continue;
      }
      await store(ownerUrl, editions, { licenseAccepted: false });
      if (values.activate) await activate(ownerUrl, editions, 'active');
    }
    if (failed > 0)
      throw new UsageError(
        `${failed} of ${manifest.files.length} files could not be had; the editions in force are as they were.`,
      );
  });
}

/** What is fetched without a manifest of one's own, what is not, and what to do about it. */
function coverageOf(manifest: SyncManifest): string[] {
  const { fetchable, byHand } = setsLeftOut(manifest);
  return [
    `No --manifest: fetching what Claimwright knows the hash of, ${manifest.files.map(({ set, edition }) => `${set} ${edition}`).join(' and ')}.`,
    `Not covered: ${fetchable.join(', ')}, and other editions. Name them in a manifest of your own with the SHA-256 of the file you have checked (docs/codesets.md, "Fetching free files").`,
    `Never fetched, since a licence must be accepted first: ${byHand.join(', ')}. Use "codesets import".`,
  ];
}

async function fetchEditions(
  file: SyncFile,
  folder: string,
  baseUrl: string | undefined,
): Promise<ImportedEdition[] | undefined> {
  const name = new URL(file.url).pathname.split('/').at(-1)!;
  const url = baseUrl === undefined ? file.url : new URL(name, baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`).href;
  say(`${file.set} ${file.edition}: ${url}`);
  let tenth = -1;
  const outcome = await download({ url, sha256: file.sha256, bytes: file.bytes }, join(folder, name), {
    onProgress: (bytes, of) => {
      const reached = Math.floor((bytes / of) * 10);
      if (reached === tenth) return;
      tenth = reached;
      progress(`  ${(bytes / 1e6).toFixed(1)} of ${(of / 1e6).toFixed(1)} MB`);
    },
  });
  if (tenth >= 0) endProgress();
  if (outcome.outcome === 'wrong_content') {
    complain(`${url}: not taken, ${outcome.reason}.`);
    return undefined;
  }
  if (outcome.outcome === 'interrupted') {
    complain(`${url}: ${outcome.reason}. What came is kept; run it again to go on.`);
    return undefined;
  }
  try {
    return await importOrExplain({
      set: file.set,
      edition: file.edition,
      effectiveFrom: file.effectiveFrom,
      files: [{ name, bytes: createReadStream(outcome.path) }],
    });
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    complain(error.message);
    return undefined;
  }
}

async function readManifest(path: string): Promise<SyncManifest> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) throw new UsageError(`There is no manifest ${path}.`);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${path} is not JSON: ${(error as Error).message}`);
  }
  const parsed = syncManifest.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new UsageError(
    parsed.error.issues.map(({ path: at, message }) => `${path}: ${at.join('.')}: ${message}`).join('\n'),
  );
}
