import { setTimeout as delay } from 'node:timers/promises';
import type { EncounterInput } from '@claimwright/domain/encounter';

// The running installation as an EHR and a dashboard see it: HTTP through the gateway, nothing else.

export const gatewayUrl = `http://127.0.0.1:${process.env.GATEWAY_PORT ?? '8080'}`;
const authorization = `Bearer ${process.env.TENANT_API_KEY ?? ''}`;

export interface Batch {
  id: string;
  fileName: string;
  status: string;
  interchangeControlNumber: number;
  claimCount: number;
}

/** Reads a JSON answer; throws unless it is a success. */
async function get<Body>(path: string): Promise<Body> {
  const answer = await fetch(`${gatewayUrl}${path}`, { headers: { authorization } });
  if (!answer.ok) throw new Error(`GET ${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Body;
}

/** All items of a paged list. */
export async function all<Item>(path: string): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: { items: Item[]; nextCursor: string | null } = await get(
      `${path}?limit=200${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
    );
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return items;
}

/** The bytes of a batch as the gateway gives them. */
export async function x12Of(batch: Batch): Promise<string> {
  const answer = await fetch(`${gatewayUrl}/v1/batches/${batch.id}/x12`, { headers: { authorization } });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  return answer.text();
}

/** Posts encounters as one NDJSON stream; returns the status of each line. */
export async function postBulk(encounters: readonly EncounterInput[], key: string): Promise<number[]> {
  const answer = await fetch(`${gatewayUrl}/v1/encounters:bulk`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/x-ndjson', 'idempotency-key': key },
    body: encounters.map((encounter) => `${JSON.stringify(encounter)}\n`).join(''),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`The bulk post was refused with ${answer.status}: ${text.slice(0, 500)}`);
  return text
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { status: number }).status);
}

/** Posts one encounter with a key; returns the status. */
export async function postOne(
  encounter: EncounterInput,
  apiKey = authorization.slice('Bearer '.length),
): Promise<number> {
  const answer = await fetch(`${gatewayUrl}/v1/encounters`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${apiKey}`,
      'content-type': 'application/json',
      'idempotency-key': `compose-${encounter.externalId}`,
    },
    body: JSON.stringify(encounter),
  });
  await answer.text();
  return answer.status;
}

/** Asks the reporting service through the gateway. */
export async function ask<Data>(query: string): Promise<Data> {
  const answer = await fetch(`${gatewayUrl}/graphql`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const body = (await answer.json()) as { data?: Data; errors?: unknown };
  if (!answer.ok || body.errors !== undefined || body.data === undefined)
    throw new Error(`GraphQL answered ${answer.status}: ${JSON.stringify(body)}`);
  return body.data;
}

export type Counts = Record<string, number>;

/** Encounters and claims by status. */
export async function counts(): Promise<{ encounters: Counts; claims: Counts }> {
  const data = await ask<Record<'encountersByStatus' | 'claimsByStatus', { status: string; count: number }[]>>(
    '{ encountersByStatus { status count } claimsByStatus { status count } }',
  );
  const counted = (rows: { status: string; count: number }[]) =>
    Object.fromEntries(rows.filter(({ count }) => count > 0).map(({ status, count }) => [status, count]));
  return { encounters: counted(data.encountersByStatus), claims: counted(data.claimsByStatus) };
}

/** Waits until nothing is on its way inside the installation; throws when nothing has moved for two minutes. */
export async function untilSettled(): Promise<{ encounters: Counts; claims: Counts }> {
  let last = '';
  let since = Date.now();
  for (;;) {
    const now = await counts();
    const files = await get<{ items: unknown[] }>('/v1/clearinghouse/files?status=received&limit=1');
    const moving = [now.encounters.received, now.encounters.ready, now.claims.assembled, now.claims.batched];
    if (moving.every((count) => count === undefined) && files.items.length === 0) return now;
    const text = JSON.stringify(now);
    if (text !== last) since = Date.now();
    last = text;
    if (Date.now() - since > 120_000) throw new Error(`Nothing has moved for two minutes: ${text}`);
    await delay(250);
  }
}
