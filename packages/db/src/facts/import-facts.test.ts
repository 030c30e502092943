import type { FactSet } from '@claimwright/domain/tenant-facts';
import { createTestDatabase, type TestDatabase } from '@claimwright/testing/database';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { deleteFacts, listFactEditions } from './fact-editions.ts';
import { type FactImport, importFacts } from './import-facts.ts';

let database: TestDatabase;
let tenantId: string;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  tenantId = await database.tenant();
});
afterAll(() => database[Symbol.asyncDispose]());

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

const at = '2026-11-23T10:00:00.000Z';

function load(set: FactSet, text: string, changes: Partial<FactImport> = {}) {
  const wish = { set, edition: 'one', mode: 'replace', skipBadRows: false, importedBy: 'test', ...changes } as const;
  return importFacts(database.app, tenantId, wish, bytesOf(text), at);
}

const keys = (set: FactSet, tenant = tenantId) =>
  database.app.transaction(tenant, async (tx) => {
    const { rows } = await tx.query<{ key: string }>(
      'select key from tenant_facts where tenant_id = $1 and set_name = $2 order by sequence',
      [tenant, set],
    );
    return rows.map(({ key }) => key);
  });
const editions = () => database.app.transaction(tenantId, listFactEditions);

const a = '1234567893';
const b = '1122334455';
const npis = (...list: string[]) => `npi\n${list.join('\n')}\n`;

test('an edition takes the place of the one before, whole, under its own name', async () => {
  await load('ordering-providers', npis(a));
  const outcome = await load('ordering-providers', npis(b), { edition: 'two' });
  expect(outcome).toMatchObject({ ok: true, edition: { edition: 'two', rowCount: 1, importedBy: 'test' } });
  expect(await keys('ordering-providers')).toEqual([b]);
  expect(await editions()).toMatchObject([{ set: 'ordering-providers', edition: 'two', importedAt: at }]);
});

test('one bad row leaves everything as it was and all of them are named; asked for, the good rows are taken', async () => {
  await load('ordering-providers', npis(a));
  const text = npis(b, '123', '456');
  const refused = await load('ordering-providers', text, { edition: 'two' });
  expect(refused).toMatchObject({
    ok: false,
    report: { errorCount: 2, errors: [{ line: 3, field: 'npi', rule: 'npi' }, { line: 4 }] },
  });
  expect(await keys('ordering-providers')).toEqual([a]);
  expect(await editions()).toMatchObject([{ edition: 'one' }]);
  const taken = await load('ordering-providers', text, { edition: 'two', skipBadRows: true });
  expect(taken).toMatchObject({ ok: true, edition: { rowCount: 1 }, report: { used: 1, errorCount: 2 } });
  expect(await keys('ordering-providers')).toEqual([b]);
});

test('a file that cannot be read to its end is refused even then', async () => {
  await load('ordering-providers', npis(a));
  for (const text of ['colour\nblue\n', `npi\n${b}\n"${'x'.repeat(150_000)}`, '']) {
    const { ok } = await load('ordering-providers', text, { skipBadRows: true });
    expect(ok).toBe(false);
  }
  expect(await keys('ordering-providers')).toEqual([a]);
});

test('a file of which no row can be used does not take the place of the table; one without rows does', async () => {
  await load('leie', `NPI,EXCLTYPE,EXCLDATE,REINDATE\n${a},1128,20200101,\n`);
  for (const npi of ['', '1234567890']) {
    const refused = await load('leie', `NPI,EXCLTYPE,EXCLDATE,REINDATE\n${npi},1128,20200101,\n`);
    expect(refused).toMatchObject({ ok: false, report: { used: 0, errors: [{ line: 0, rule: 'unusable' }] } });
  }
  expect(await keys('leie')).toEqual([a]);
  expect(await load('leie', 'NPI,EXCLTYPE,EXCLDATE,REINDATE\n')).toMatchObject({ ok: true, edition: { rowCount: 0 } });
});

test('a merge puts new rows in the place of those with the same keys and leaves the others', async () => {
  const row = (member: string, on: string) => `PAY1,${member},${on},2025-01-01,,P${member}`;
  const heading = 'payerId,memberId,checkedOn,activeFrom,activeTo,patientId';
  await load('eligibility', [heading, row('M1', '2026-01-01'), row('M2', '2026-01-01')].join('\n'));
  const more = [heading, row('M2', '2026-02-01'), row('M2', '2026-02-01'), row('M3', '2026-02-01')].join('\n');
  const merged = await load('eligibility', more, { mode: 'merge', edition: 'february' });
  expect(merged).toMatchObject({ ok: true, edition: { edition: 'february', rowCount: 4 }, report: { used: 3 } });
  expect((await keys('eligibility')).sort()).toEqual(
    ['M1', 'M2', 'M2', 'M3'].flatMap((member) => [`PAY1#P${member}`, `PAY1/${member}`]).sort(),
  );
});

test('two imports at once: the later one is the table', async () => {
  await Promise.all([
    load('ordering-providers', npis(a), { edition: 'first' }),
    load('ordering-providers', npis(b), { edition: 'second' }),
  ]);
  const [edition] = await editions();
  expect(await keys('ordering-providers')).toEqual([edition?.edition === 'first' ? a : b]);
});

test('a source that breaks off changes nothing', async () => {
  await load('ordering-providers', npis(a));
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(npis(b));
    throw new Error('lost');
  }
  const wish = {
    set: 'ordering-providers',
    edition: 'two',
    mode: 'replace',
    skipBadRows: true,
    importedBy: 'x',
  } as const;
  await expect(importFacts(database.app, tenantId, wish, broken(), at)).rejects.toThrow('lost');
  expect(await keys('ordering-providers')).toEqual([a]);
});

test('deleting takes the rows too, and tells what was there; another tenant keeps its own', async () => {
  await load('ordering-providers', npis(a));
  const neighbour = tenantId;
  tenantId = await database.tenant();
  await load('ordering-providers', npis(b));
  const remove = () => database.app.transaction(tenantId, (tx) => deleteFacts(tx, 'ordering-providers'));
  expect(await remove()).toMatchObject({ edition: 'one', rowCount: 1 });
  expect(await remove()).toBeUndefined();
  expect(await keys('ordering-providers')).toEqual([]);
  expect(await keys('ordering-providers', neighbour)).toEqual([a]);
});
