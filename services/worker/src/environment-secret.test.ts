import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { environmentSecret } from './config.ts';

test('a secret is the value of its variable, else the content of the file its _FILE variable names, else not set', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'claimwright-secret-'));
  const file = join(folder, 'key');
  await writeFile(file, 'from the file');
  const name = 'CLAIMWRIGHT_SFTP_NORTH';
  expect(environmentSecret(name, { [name]: 'from the variable', [`${name}_FILE`]: file })).toBe('from the variable');
  expect(environmentSecret(name, { [`${name}_FILE`]: file })).toBe('from the file');
  expect(environmentSecret(name, {})).toBeUndefined();
  expect(() => environmentSecret(name, { [`${name}_FILE`]: join(folder, 'none') })).toThrow('ENOENT');
  await rm(folder, { recursive: true });
});
