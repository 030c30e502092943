import { decodeEdition } from '@claimwright/codesets/decode-edition';
import { encodeEdition } from '@claimwright/codesets/encode-edition';
import { createTestDatabase, type TestDatabase } from '@claimwright/testing/database';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { setEditionStatus, storeCandidates } from './code-set-editions.ts';
import { openCodeSetProvider } from './code-set-provider.ts';
import type { Queryable } from './database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

async function store(edition: string, codes: readonly string[]): Promise<void> {
  const content = { set: 'hcpcs', edition, effectiveFrom: '2026-01-01', complete: true } as const;
  const rows = codes.map((code) => ({ code, attributes: 0 }));
  const sourceSha256 = Buffer.from(codes.join()).toString('hex').padEnd(64, '0').slice(0, 64);
  const bytes = encodeEdition({ ...content, sourceSha256, rows });
  await storeCandidates(database.ownerUrl, [{ ...content, rowCount: rows.length, sourceSha256, bytes }], {
    importedBy: 'test',
  });
}

const put = (edition: string, status: 'active' | 'retired') =>
  setEditionStatus(database.ownerUrl, [{ set: 'hcpcs', edition }], status);

test('follows what is activated, retired and imported anew, and fetches nothing it has', async () => {
  await store('one', ['A0001']);
  await store('two', ['A0002', 'A0003']);
  await put('one', 'active');
  let fetched = 0;
  const counted: Queryable = {
    query: async (...given) => {
      const result = await database.app.query(...given);
      fetched += result.rows.filter((row) => (row as { content?: Buffer | null }).content instanceof Buffer).length;
      return result as never;
    },
  };
  const describe = (files: Uint8Array[]) =>
    files.map((bytes) => {
      const decoded = decodeEdition(bytes, { verifyContent: true });
      return decoded.ok ? `${decoded.edition.edition} ${decoded.edition.rowCount}` : decoded.error;
    });
  const provider = await openCodeSetProvider(counted, describe);
  expect([provider.current(), fetched]).toEqual([['one 1'], 1]);
  await put('two', 'active');
  expect(provider.current()).toEqual(['one 1']);
  expect([await provider.refresh(), fetched]).toEqual([['one 1', 'two 2'], 2]);
  expect([await provider.refresh(), fetched]).toEqual([['one 1', 'two 2'], 2]);
  await put('one', 'retired');
  expect([await provider.refresh(), fetched]).toEqual([['two 2'], 2]);
  await store('one', ['A0001', 'A0007', 'A0008']);
  await put('one', 'active');
  expect([await provider.refresh(), fetched]).toEqual([['one 3', 'two 2'], 3]);
});
