import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { EncounterInput } from '@claimwright/domain/encounter';
import { sampleEncounters } from '@claimwright/simulator/sample-encounters';
import { type DemoArguments, UsageError } from '../arguments.ts';
import type { Stack } from '../stack.ts';
import { endProgress, progress } from '../terminal.ts';

/** What became of what was posted. */
export interface Posted {
  source: string;
  accepted: number;
  /** Already there from an earlier run. */
  repeated: number;
  refused: { what: string; why: string }[];
}

const bulkSize = 100;

/** Posts the sample encounters, or the FHIR bundles of a folder, over HTTP as an EHR would. */
export async function postEncounters(stack: Stack, given: DemoArguments, signal: AbortSignal): Promise<Posted> {
  const posted =
    given.input === undefined ? await postSamples(stack, given, signal) : await postBundles(stack, given.input, signal);
  endProgress();
  return posted;
}

/** The day the samples were made for is kept, so that a demo that was killed goes on with the very same encounters. */
async function sampleDay(stack: Stack, dataFolder: string): Promise<string> {
  const file = join(dataFolder, 'demo-day');
  const there = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (there !== undefined) return there.trim();
  const today = stack.simulator.clock.today();
  await writeFile(file, `${today}\n`);
  return today;
}

async function postSamples(stack: Stack, given: DemoArguments, signal: AbortSignal): Promise<Posted> {
  const encounters = sampleEncounters(given.count, seedNumber(given.seed), await sampleDay(stack, given.dataFolder));
  const posted: Posted = { source: `${encounters.length} sample encounters`, accepted: 0, repeated: 0, refused: [] };
  const [first, ...rest] = encounters;
  if (first) await postOne(stack, first, posted);
  for (let start = 0; start < rest.length && !signal.aborted; start += bulkSize) {
    await postBulk(stack, rest.slice(start, start + bulkSize), `demo-bulk-${start}`, posted);
    progress(`Posting encounters: ${posted.accepted + posted.repeated} of ${encounters.length} accepted`);
  }
  return posted;
}

function seedNumber(seed: string): number {
  let number = 7;
  for (const character of seed) number = (Math.imul(number, 31) + (character.codePointAt(0) ?? 0)) >>> 0;
  return number;
}

function headers(stack: Stack, contentType: string, idempotencyKey: string): Record<string, string> {
  return { authorization: `Bearer ${stack.apiKey}`, 'content-type': contentType, 'idempotency-key': idempotencyKey };
}

async function postOne(stack: Stack, encounter: EncounterInput, posted: Posted): Promise<void> {
  const answer = await fetch(`${stack.url}/v1/encounters`, {
    method: 'POST',
    headers: headers(stack, 'application/json', `demo-${encounter.externalId}`),
    body: JSON.stringify(encounter),
  });
  count(posted, encounter.externalId, answer.status, await answer.json());
}

async function postBulk(
  stack: Stack,
  encounters: readonly EncounterInput[],
  key: string,
  posted: Posted,
): Promise<void> {
  const answer = await fetch(`${stack.url}/v1/encounters:bulk`, {
    method: 'POST',
    headers: headers(stack, 'application/x-ndjson', key),
    body: encounters.map((encounter) => `${JSON.stringify(encounter)}\n`).join(''),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`The bulk post was refused with ${answer.status}: ${text.slice(0, 500)}`);
  for (const [index, line] of text.trimEnd().split('\n').entries()) {
    const result = JSON.parse(line) as { status: number };
    count(posted, encounters[index]?.externalId ?? `line ${index + 1}`, result.status, result);
  }
}

function count(posted: Posted, what: string, status: number, body: unknown): void {
  if (status >= 200 && status < 300) posted.accepted += 1;
  else if (status === 409) posted.repeated += 1;
  else posted.refused.push({ what, why: JSON.stringify(body).slice(0, 300) });
}

async function postBundles(stack: Stack, folder: string, signal: AbortSignal): Promise<Posted> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => /\.json(\.gz)?$/.test(name)).sort();
  if (names.length === 0) throw new UsageError(`${folder} holds no FHIR bundle (*.json or *.json.gz).`);
  const posted: Posted = { source: `${names.length} FHIR bundles of ${folder}`, accepted: 0, repeated: 0, refused: [] };
  for (const [index, name] of names.entries()) {
    if (signal.aborted) break;
    const bytes = await readFile(join(folder, name));
    await postBundle(stack, name, name.endsWith('.gz') ? gunzipSync(bytes) : bytes, posted);
    progress(
      `Posting FHIR bundles: ${index + 1} of ${names.length}, ${posted.accepted + posted.repeated} encounters accepted`,
    );
  }
  return posted;
}

interface BundleAnswer {
  resourceType: string;
  entry?: { response?: { status?: string; location?: string; outcome?: { issue?: { diagnostics?: string }[] } } }[];
  issue?: { diagnostics?: string }[];
}

async function postBundle(stack: Stack, name: string, content: Uint8Array, posted: Posted): Promise<void> {
  const answer = await fetch(`${stack.url}/fhir`, {
    method: 'POST',
    headers: headers(stack, 'application/fhir+json', `demo-${name}`),
    body: content as BodyInit,
  });
  const body = (await answer.json()) as BundleAnswer;
  if (!answer.ok) {
    posted.refused.push({
      what: name,
      why: body.issue?.map((issue) => issue.diagnostics).join('; ') ?? `status ${answer.status}`,
    });
    return;
  }
  for (const [index, entry] of (body.entry ?? []).entries()) {
    const status = Number.parseInt(entry.response?.status ?? '', 10);
    const isEncounter = entry.response?.location?.includes('encounters/') ?? false;
    if (status === 409) posted.repeated += 1;
    else if (status >= 400)
      posted.refused.push({
        what: `${name} entry ${index}`,
        why: entry.response?.outcome?.issue?.map((issue) => issue.diagnostics).join('; ') ?? `status ${status}`,
      });
    else if (isEncounter) posted.accepted += 1;
  }
}
