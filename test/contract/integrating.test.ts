import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createLogger } from '@claimwright/runtime/logger';
import { type Stack, startStack } from '@claimwright/standalone/stack';
import { lacksTools } from '@claimwright/testing/tools';
import { afterAll, beforeAll, expect, test } from 'vitest';

// docs/integrating.md promises that every command was tried: here they are all run, in order, in one shell.

const missing = lacksTools('curl', 'jq');

let folder: string;
let stack: Stack;

beforeAll(async () => {
  if (missing) return;
  folder = await mkdtemp('/var/tmp/claimwright-integrating-');
  stack = await startStack({
    dataFolder: join(folder, 'data'),
    host: '127.0.0.1',
    port: 0,
    logger: createLogger({ service: 'integrating', level: 'silent' }),
    seed: 'integrating',
    pollMilliseconds: 500,
  });
});
afterAll(async () => {
  if (missing) return;
  await stack[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

/** Runs a script in bash, in the folder; stops at the first command that fails. */
async function bash(
  script: string,
  environment: Record<string, string>,
): Promise<{ code: number | null; text: string }> {
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

test.skipIf(missing)('docs/integrating.md leads from the key to a paid claim', async () => {
  const page = await readFile(join(import.meta.dirname, '../../docs/integrating.md'), 'utf8');
  const blocks = [...page.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map((match) => match[1] ?? '');
  expect(blocks.length).toBeGreaterThan(10);
  const { code, text } = await bash(blocks.join('\n'), { URL: stack.url, KEY: stack.apiKey });
  expect(code, text).toBe(0);

  const kept = async (name: string) => JSON.parse(await readFile(join(folder, name), 'utf8'));
  expect(await kept('file.json'), text).toMatchObject({ status: 'processed' });
  const claim = await kept('claim.json');
  expect(claim).toMatchObject({ status: 'paid', chargeCents: 17_000, paidCents: 13_600 });
  const balance = Object.values(claim.balances as Record<string, number>).reduce((sum, cents) => sum + cents, 0);
  expect(balance).toBe(0);
  const { assignTask, commentTask } = (await kept('taken.json')).data;
  expect(assignTask).toEqual({ replayed: false, task: { assignee: expect.stringMatching(/^key\//) } });
  expect(commentTask.task.comments).toMatchObject([{ note: 'Asked for the NPI' }]);
  const { data, errors } = await kept('unresolved.json');
  expect(data).toEqual({ resolveTask: null });
  expect(errors[0].extensions).toMatchObject({ code: 'task_still_due', status: 409 });
  expect(text).toContain('"line":4,"status":400');
  expect(text).toContain('"status": "202 Accepted"');
  expect(text).toContain('"code": "invalid_content"');
});
