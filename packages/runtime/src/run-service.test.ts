import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

interface Ended {
  code: number | null;
  signal: string | null;
  output: string;
}

/** Runs a service of its own process whose body is `body`. */
async function service(body: string): Promise<Ended> {
  const module = JSON.stringify(join(import.meta.dirname, 'run-service.ts'));
  const child = spawn(process.execPath, [
    '--input-type=module',
    '-e',
    `const { runService } = await import(${module}); await runService('sample', async () => { ${body} });`,
  ]);
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, output }));
  });
}

test('a service that cannot start says why in one log line and ends with 1', async () => {
  const { code, output } = await service(`throw new Error('REDIS_URL: is needed');`);
  expect(code).toBe(1);
  const lines = output.trim().split('\n');
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 60, name: 'sample', msg: 'REDIS_URL: is needed' });
});

test('one that fails with something still open does not live on', async () => {
  const { signal, output } = await service(`setInterval(() => undefined, 1000); throw new Error('half open');`);
  expect(signal).toBe('SIGKILL');
  expect(output).toContain('half open');
});

test('one that ends as it should ends with 0 and says nothing', async () => {
  expect(await service('await undefined;')).toEqual({ code: 0, signal: null, output: '' });
});
