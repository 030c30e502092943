import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '@claimwright/testing/database';
import { dumpSchema } from '@claimwright/testing/schema-dump';
import { afterAll, beforeAll, expect, test } from 'vitest';

const file = join(import.meta.dirname, '../migrations/schema.sql');
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

test('migrations/schema.sql is what the migrations give', async () => {
  const schema = await dumpSchema(database.app);
  if (process.env.UPDATE_SCHEMA) await writeFile(file, schema);
  expect(await readFile(file, 'utf8')).toBe(schema);
});
