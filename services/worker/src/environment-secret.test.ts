import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { environmentSecret } from './config.ts';

test('a secret is the value of its variable, else of the file its _FILE variable names, else of the file of its name in SECRETS_FOLDER', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'claimwright-secret-'));
  const file = join(folder, 'key');
  await writeFile(file, 'from the file');
  const name = 'CLAIMWRIGHT_SFTP_NORTH';
  expect(environmentSecret(name, { [name]: 'from the variable', [`${name}_FILE`]: file })).toBe('from the variable');
  expect(environmentSecret(name, { [`${name}_FILE`]: file })).toBe('from the file');
  expect(environmentSecret(name, {})).toBeUndefined();
  expect(() => environmentSecret(name, { [`${name}_FILE`]: join(folder, 'none') })).toThrow('ENOENT');
  await writeFile(join(folder, name), 'from the folder');
  expect(environmentSecret(name, { SECRETS_FOLDER: folder })).toBe('from the folder');
  expect(environmentSecret(name, { SECRETS_FOLDER: folder, [`${name}_FILE`]: file })).toBe('from the file');
  expect(environmentSecret('CLAIMWRIGHT_SFTP_SOUTH', { SECRETS_FOLDER: folder })).toBeUndefined();
  expect(environmentSecret('key', { SECRETS_FOLDER: folder })).toBeUndefined();
  expect(environmentSecret('../key', { SECRETS_FOLDER: join(folder, 'x') })).toBeUndefined();
  await rm(folder, { recursive: true });
});
