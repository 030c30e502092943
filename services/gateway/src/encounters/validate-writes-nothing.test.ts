import { buildCodeSets } from '@claimwright/codesets/build-code-sets';
import { starterEditions } from '@claimwright/codesets/starter';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleEncounter, startTestGateway, type TestGateway, type TestTenant } from '../test-gateway.ts';

// That validating writes nothing is a property of every body, not of one: bodies are put together at random from right, wrong
// and unreadable parts, and every table of the tenant must hold the same bytes afterwards.

let gateway: TestGateway;
let tenant: TestTenant;
beforeAll(async () => {
  const codeSets = buildCodeSets(starterEditions());
  gateway = await startTestGateway({}, { now: () => '2026-03-05T12:00:00.000Z', deps: { codeSets: () => codeSets } });
  tenant = await gateway.tenant();
});
afterAll(() => gateway[Symbol.asyncDispose]());

/** A digest of all rows of each table the tenant sees: unlike a count it notices a changed row. */
async function contents(): Promise<Record<string, string>> {
  return gateway.database.app.transaction(tenant.tenantId, async (tx) => {
    const { rows } = await tx.query<{ name: string }>(
      "select relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r' order by 1",
    );
    const parts = rows.map(
      ({ name }) => `(select md5(coalesce(string_agg(r::text, '|' order by r::text), '')) from ${name} r) as "${name}"`,
    );
    const digests = await tx.query<Record<string, string>>(`select ${parts.join(', ')}`);
    return digests.rows[0] ?? {};
  });
}

/** Numbers that look random and come again on every run (Park and Miller). */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

const line = {
  procedureCode: 'G0463',
  diagnosisPointers: [1],
  units: 1,
  chargeCents: 12_500,
  serviceFrom: '2026-03-02',
};
/** Members of a body and what may stand there. */
const parts: readonly (readonly [string, readonly unknown[]])[] = [
  ['diagnoses', [[{ code: 'I10' }], [], [{ code: '250.00' }, { code: 'I10' }], [{ code: 7 }]]],
  ['lines', [[line], [line, line], [{ ...line, units: 0 }], [{ ...line, chargeCents: 1.5 }], []]],
  ['placeOfService', ['11', '29', undefined, 'office']],
  [
    'billingProvider',
    [{ organizationName: 'Example Clinic', npi: '1234567893' }, { npi: '1234567890' }, 'Example Clinic'],
  ],
  ['coverages', [[], undefined, [{ responsibility: 'first' }]]],
  ['frequencyCode', ['1', '7', '9']],
  ['doNotBillPlan', [true, false]],
  ['uncodedConditions', [[], [{ system: 'http://snomed.info/sct', code: '10509002' }]]],
  ['colour', [undefined, undefined, undefined, 'blue']],
];

test('whatever is validated, no table of the tenant changes by a byte', async () => {
  const kept = await tenant.call('POST', '/v1/encounters', { json: sampleEncounter('kept') });
  expect(kept.status).toBe(202);
  const before = await contents();
  const next = numbers(42);
  const statuses = new Set<number>();
  for (let body = 0; body < 60; body += 1) {
    const changes = parts.filter(() => next(3) === 0).map(([name, values]) => [name, values[next(values.length)]]);
    // Some are of the encounter that is kept, as a sender asks again before it sends a change.
    const json = sampleEncounter(next(4) === 0 ? 'kept' : `checked-${body}`, Object.fromEntries(changes));
    const { status } = await tenant.call('POST', '/v1/encounters:validate', { json });
    statuses.add(status);
  }
  expect([...statuses].sort()).toEqual([200, 422]);
  expect(await contents()).toEqual(before);
  expect(Object.keys(before).length).toBeGreaterThan(20);
});

test('the digests notice a row that is added and one that is changed', async () => {
  const before = await contents();
  await gateway.database.app.transaction(tenant.tenantId, (tx) =>
    tx.query("update encounters set updated_at = updated_at + interval '1 second'"),
  );
  const changed = await contents();
  expect(changed.encounters).not.toBe(before.encounters);
  await tenant.call('POST', '/v1/encounters', { json: sampleEncounter('another') });
  expect((await contents()).encounters).not.toBe(changed.encounters);
});
