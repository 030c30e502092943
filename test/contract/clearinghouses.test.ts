import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { addApiKey } from '@claimwright/db/api-keys';
import { saveRoute } from '@claimwright/db/pipeline/batches';
import { savePayerProfile } from '@claimwright/db/tenants';
import { payerProfile } from '@claimwright/domain/payer';
import { newId } from '@claimwright/runtime/ids';
import { createLogger } from '@claimwright/runtime/logger';
import { type Stack, startStack } from '@claimwright/standalone/stack';
import { withOwner } from '@claimwright/standalone/with-owner';
import { lacksTools } from '@claimwright/testing/tools';
import { cleanVisit, payerCover } from '@claimwright/worker/test-encounters';
import { testRoute } from '@claimwright/worker/test-worker';
import { afterAll, beforeAll, expect, test } from 'vitest';

// docs/clearinghouses.md promises that its commands were run: here they are, in order, in one shell, against a practice whose payer
// is reached through a clearinghouse that fetches its files.

const missing = lacksTools('curl', 'jq');
const clearinghouseKey = 'cw_clearinghouse_of_the_north_0001';

let folder: string;
let stack: Stack;

beforeAll(async () => {
  if (missing) return;
  folder = await mkdtemp('/var/tmp/claimwright-clearinghouses-');
  const data = join(folder, 'data');
  stack = await startStack({
    dataFolder: data,
    host: '127.0.0.1',
    port: 0,
    logger: createLogger({ service: 'clearinghouses', level: 'silent' }),
    seed: 'clearinghouses',
    pollMilliseconds: 500,
  });
  await stack.database.transaction(stack.tenantId, async (tx) => {
    await saveRoute(tx, testRoute('north', { adapter: 'http' }));
    await savePayerProfile(tx, payerProfile.parse({ payerId: 'NORTH1', name: 'Payer of the North', route: 'north' }));
  });
  await withOwner({ data }, (ownerUrl) =>
    addApiKey(ownerUrl, {
      id: newId(),
      tenantId: stack.tenantId,
      key: clearinghouseKey,
      label: 'North clearinghouse',
      scopes: ['batches:pull@north', 'files:write'],
    }),
  );
});
afterAll(async () => {
  if (missing) return;
  await stack[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

/** Posts a visit and waits until its claim is in a batch; returns the claim's id. */
async function claimWaiting(): Promise<string> {
  const ask = async (path: string, init: RequestInit = {}) => {
    const headers = { authorization: `Bearer ${stack.apiKey}`, 'content-type': 'application/json' };
    return (await fetch(`${stack.url}${path}`, { headers, ...init })).json();
  };
  const visit = cleanVisit(1, { coverages: [payerCover('NORTH1', 'Payer of the North', 'N1000')] });
  const { id } = await ask('/v1/encounters', { method: 'POST', body: JSON.stringify(visit) });
  const claims = async () => (await ask(`/v1/claims?encounterId=${id}`)).items;
  await expect.poll(async () => (await claims())[0]?.status, { timeout: 60_000 }).toBe('batched');
  return (await claims())[0].id;
}

/** Runs a script in bash, in the folder; stops at the first command that fails. */
async function bash(script: string, environment: Record<string, string>) {
  const child = spawn('bash', ['-euo', 'pipefail', '-c', script], {
    cwd: folder,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      text += chunk;
    });
  }
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, text };
}

test.skipIf(missing)('docs/clearinghouses.md leads from a waiting file to an acknowledged claim', async () => {
  const claimId = await claimWaiting();
  const page = await readFile(join(import.meta.dirname, '../../docs/clearinghouses.md'), 'utf8');
  const blocks = [...page.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map((match) => match[1] ?? '');
  expect(blocks.length).toBeGreaterThan(7);
  const { code, text } = await bash(blocks.join('\n'), {
    URL: stack.url,
    KEY: stack.apiKey,
    CLEARINGHOUSE_KEY: clearinghouseKey,
  });
  expect(code, text).toBe(0);
  expect(text).toContain('{"code":"file_leased","retryable":true}');
  expect(text).toContain('claims.x12: OK');
  expect(text).toContain('"maxFilesPerHour": 12');
  expect(text).toContain('"syntaxHours": 4');
  const kept = async (name: string) => JSON.parse(await readFile(join(folder, name), 'utf8'));
  expect(await kept('file.json')).toMatchObject({ status: 'processed', kinds: ['999'] });
  const rows = await stack.database.transaction(stack.tenantId, (tx) =>
    tx.query<{ status: string; types: string[] }>(
      `select c.status, array(select e.type from claim_events e where e.claim_id = c.id order by e.sequence) as types
       from claims c where c.id = $1`,
      [claimId],
    ),
  );
  expect(rows.rows[0]).toEqual({
    status: 'acknowledged',
    types: ['assembled', 'batched', 'submitted', 'syntax_accepted'],
  });
});
