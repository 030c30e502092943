import { randomUUID } from 'node:crypto';
import { createTestDatabase } from '@claimwright/testing/database';
import { expect, test } from 'vitest';
import { addApiKey, listApiKeys, revokeApiKey } from './api-keys.ts';
import { apiKeySha256, authenticateApiKey } from './tenants.ts';

test('a key opens from its making to its expiry or revocation, and only its hash is kept', async () => {
  await using database = await createTestDatabase();
  const tenantId = await database.tenant('Keyed practice');
  const key = 'cw_0123456789012345678901234567890123';
  const id = randomUUID();
  const expiresAt = '2031-01-01T00:00:00.000Z';
  const added = { id, tenantId, key, label: 'EHR', scopes: ['encounters:write'], expiresAt };
  expect(await addApiKey(database.ownerUrl, added)).toBe(true);

  const open = (at: string) => authenticateApiKey(database.app, apiKeySha256(key), at);
  expect(await open('2030-12-31T23:59:59.000Z')).toEqual({ tenantId, keyId: id, scopes: ['encounters:write'] });
  expect(await open(expiresAt)).toBeUndefined();

  expect(await revokeApiKey(database.ownerUrl, id, '2030-06-01T00:00:00.000Z')).toBe(true);
  expect(await open('2030-06-02T00:00:00.000Z')).toBeUndefined();
  // Revoking again does not move the day.
  expect(await revokeApiKey(database.ownerUrl, id, '2030-07-01T00:00:00.000Z')).toBe(true);
  expect(await listApiKeys(database.ownerUrl, tenantId)).toEqual([
    {
      id,
      tenantId,
      tenantName: 'Keyed practice',
      label: 'EHR',
      scopes: ['encounters:write'],
      createdAt: expect.any(String),
      expiresAt,
      revokedAt: '2030-06-01T00:00:00.000Z',
    },
  ]);
  expect(JSON.stringify(await listApiKeys(database.ownerUrl))).not.toContain(key);
});

test('a key is not made for a tenant that is not there, nor another revoked for it', async () => {
  await using database = await createTestDatabase();
  const added = { id: randomUUID(), tenantId: randomUUID(), key: 'cw_x', label: 'nobody', scopes: ['admin'] };
  expect(await addApiKey(database.ownerUrl, added)).toBe(false);
  expect(await revokeApiKey(database.ownerUrl, added.id, '2030-06-01T00:00:00.000Z')).toBe(false);
});
