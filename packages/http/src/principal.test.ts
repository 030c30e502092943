import { describe, expect, test } from 'vitest';
import { type ApiKeyRow, createAuthenticator, lacksScope } from './principal.ts';

const key = 'cw_0123456789abcdef0123456789abcdef';

function counting(row: ApiKeyRow | undefined, cacheMilliseconds = 10_000) {
  let lookUps = 0;
  const authenticate = createAuthenticator({
    lookUp: async () => {
      lookUps += 1;
      return row;
    },
    cacheMilliseconds,
    cacheSize: 10,
  });
  return { authenticate, lookUps: () => lookUps };
}

const row = { tenantId: 't', keyId: 'k', scopes: ['encounters:read', 'no-such-scope'] };

describe('finding the principal', () => {
  test('a known key gives tenant, actor and the scopes this version knows', async () => {
    const { authenticate } = counting(row);
    const answer = await authenticate(`Bearer ${key}`);
    expect(answer).toEqual({
      ok: true,
      principal: { tenantId: 't', keyId: 'k', actor: 'key/k', scopes: new Set(['encounters:read']) },
    });
  });

  test('the second request within the cache time asks nobody, right or wrong; requests at once ask once', async () => {
    for (const found of [row, undefined]) {
      const { authenticate, lookUps } = counting(found);
      await Promise.all([authenticate(`Bearer ${key}`), authenticate(`Bearer ${key}`)]);
      await authenticate(`bearer ${key}`);
      expect(lookUps()).toBe(1);
    }
  });

  test('after the cache time a revoked key is refused', async () => {
    let found: ApiKeyRow | undefined = row;
    const authenticate = createAuthenticator({ lookUp: async () => found, cacheMilliseconds: 20, cacheSize: 10 });
    expect((await authenticate(`Bearer ${key}`)).ok).toBe(true);
    found = undefined;
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect((await authenticate(`Bearer ${key}`)).ok).toBe(false);
  });

  test('what is no key of ours is refused without asking', async () => {
    const { authenticate, lookUps } = counting(row);
    for (const header of [
      undefined,
      '',
      'Basic YTpi',
      'Bearer abc',
      `Bearer ${key} x`,
      `Bearer cw_${'a'.repeat(300)}`,
    ]) {
      expect((await authenticate(header)).ok).toBe(false);
    }
    expect(lookUps()).toBe(0);
  });

  test('a failed look-up is not remembered', async () => {
    let fails = true;
    const authenticate = createAuthenticator({
      lookUp: async () => {
        if (fails) throw new Error('away');
        return row;
      },
      cacheMilliseconds: 10_000,
      cacheSize: 10,
    });
    await expect(authenticate(`Bearer ${key}`)).rejects.toThrow('away');
    fails = false;
    expect((await authenticate(`Bearer ${key}`)).ok).toBe(true);
  });
});

test('admin includes every scope', () => {
  const principal = { tenantId: 't', keyId: 'k', actor: 'key/k', scopes: new Set(['admin' as const]) };
  expect(lacksScope(principal, 'claims:read')).toBeUndefined();
  expect(lacksScope({ ...principal, scopes: new Set() }, 'claims:read')?.code).toBe('missing_scope');
});
