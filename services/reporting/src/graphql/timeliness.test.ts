import { type Database, openDatabase } from '@claimwright/db/database';
import { asOwner } from '@claimwright/db/owner';
import { foldCounts } from '@claimwright/db/pipeline/counts';
import { addDays, addMonths, firstOfMonth, type IsoDate } from '@claimwright/domain/dates';
import type { ClaimStatus } from '@claimwright/domain/lifecycle';
import { type Stage, stageNames } from '@claimwright/domain/timeliness';
import { createLogger } from '@claimwright/runtime/logger';
import { createTestDatabase, type TestDatabase } from '@claimwright/testing/database';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createReporting } from '../create-reporting.ts';
import { saveTestClaims, type TestClaim, testClaim } from './claims-for-tests.ts';

const today = '2026-06-30';
const payers = ['GSH01', 'CHM77', 'MCD-MA'];

let db: TestDatabase;
let reportDatabase: Database;
let app: FastifyInstance;
let tenantId: string;
let key: string;

beforeAll(async () => {
  db = await createTestDatabase();
  reportDatabase = openDatabase({ connectionString: db.reportUrl, poolSize: 4 });
  app = await createReporting({
    database: reportDatabase,
    auditDatabase: db.app,
    clock: { now: () => `${today}T12:00:00.000Z`, today: () => today },
    logger: createLogger({ service: 'test', level: 'silent' }),
    requestsPerMinute: 10_000,
  });
  tenantId = await db.tenant();
  key = await db.apiKey(tenantId, ['reports:read']);
  await save(350, 1);
});

afterAll(async () => {
  await app.close();
  await reportDatabase[Symbol.asyncDispose]();
  await db[Symbol.asyncDispose]();
});

/** Mulberry32: the same claims at every run. */
function drawer(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

async function save(count: number, seed: number): Promise<void> {
  const draw = drawer(seed);
  const claims = Array.from({ length: count }, () => anyClaim(draw));
  await db.app.transaction(tenantId, (tx) => saveTestClaims(tx, claims));
  await asOwner(db.ownerUrl, (client) => client.query('analyze'));
}

const statusesByEnd: Record<'unsent' | 'sent' | 'answered', readonly ClaimStatus[]> = {
  unsent: ['assembled', 'batched'],
  sent: ['submitted', 'acknowledged', 'payer_accepted', 'pended', 'rejected'],
  answered: ['paid', 'partially_paid', 'denied', 'patient_responsibility', 'reversed'],
};

/** A claim in some state it can be in: unsent, open, rejected, paid, denied, reversed with and without payment; zero charges and voids too. */
function anyClaim(draw: (below: number) => number): TestClaim {
  const pick = <Value>(values: readonly Value[]) => values[draw(values.length)]!;
  const serviceTo = addDays('2025-04-01', draw(440));
  const receivedOn = addDays(serviceTo, draw(12) - 1);
  const reach = pick(['unsent', 'sent', 'sent', 'answered', 'answered', 'answered', 'answered'] as const);
  const status = pick(statusesByEnd[reach]);
  const submittedOn = reach === 'unsent' ? null : addDays(receivedOn, draw(9));
  const later = (days: number) => (submittedOn === null ? null : addDays(submittedOn, days));
  const wasAccepted = status === 'payer_accepted' || (reach === 'answered' && draw(4) > 0);
  const adjudicatedOn = reach === 'answered' ? later(draw(130)) : null;
  const wasPaid = status === 'paid' || status === 'partially_paid' || (status === 'reversed' && draw(2) === 0);
  return testClaim({
    payerId: pick(payers),
    status,
    chargeCents: draw(20) === 0 ? 0 : 100 + draw(90_000),
    frequencyCode: draw(15) === 0 ? '8' : '1',
    serviceTo,
    receivedOn,
    submittedOn,
    acceptedOn: wasAccepted ? later(draw(9)) : null,
    adjudicatedOn,
    paidOn: wasPaid ? adjudicatedOn : null,
  });
}

// Each stage in SQL, straight from the claims: begin, end, and in which statuses an end may still come.
const stageSql: Record<Stage, { begin: string; end: string; open: readonly ClaimStatus[] }> = {
  charge_lag: { begin: 'c.service_to', end: 'e.received_at::date', open: [] },
  claim_lag: { begin: 'c.service_to', end: 'c.submitted_on', open: ['assembled', 'batched'] },
  acknowledgement: { begin: 'c.submitted_on', end: 'c.accepted_on', open: ['submitted', 'acknowledged'] },
  first_remittance: {
    begin: 'c.submitted_on',
    end: 'c.adjudicated_on',
    open: ['submitted', 'acknowledged', 'payer_accepted', 'pended'],
  },
  days_to_pay: {
    begin: 'c.submitted_on',
    end: 'c.paid_on',
    open: ['submitted', 'acknowledged', 'payer_accepted', 'pended', 'reversed'],
  },
};

interface Period {
  from: IsoDate;
  to: IsoDate;
}

const counted = (stage: Stage) => `
  select c.payer_id, c.charge_cents, ${stageSql[stage].begin} as begun, ${stageSql[stage].end} - ${stageSql[stage].begin} as days,
    ${stageSql[stage].end} is null and c.status = any($4::text[]) as open
  from claims c join claim_encounters l on l.tenant_id = c.tenant_id and l.claim_id = c.id
    join encounters e on e.tenant_id = c.tenant_id and e.id = l.encounter_id
  where c.charge_cents > 0 and c.frequency_code <> '8' and ${stageSql[stage].begin} between $1 and $2 and ($3::text is null or c.payer_id = $3)`;

/** What the report must say, recomputed from nothing but the claims. */
async function recompute(stage: Stage, period: Period, payerId: string | null) {
  const values = [
    firstOfMonth(period.from),
    addDays(addMonths(firstOfMonth(period.to), 1), -1),
    payerId,
    stageSql[stage].open,
  ];
  return db.app.transaction(tenantId, async (tx) => {
    const { rows } = await tx.query<Record<'n' | 'cents' | 'openCount' | 'openCents', number>>(
      `select count(*) filter (where days is not null) as n, coalesce(sum(charge_cents) filter (where days is not null), 0)::bigint as cents,
         count(*) filter (where open) as "openCount", coalesce(sum(charge_cents) filter (where open), 0)::bigint as "openCents",
         percentile_disc(0.5) within group (order by days) as median, percentile_disc(0.75) within group (order by days) as p75,
         percentile_disc(0.9) within group (order by days) as p90, percentile_disc(0.95) within group (order by days) as p95
       from (${counted(stage)}) c`,
      values,
    );
    const watched = await tx.query<{ days: number; ended: boolean }>(
      `select coalesce(days, greatest(0, date '${today}' - begun)) as days, days is not null as ended from (${counted(stage)}) c where days is not null or open`,
      values,
    );
    return { ...rows[0]!, resolvedByDay: [30, 60, 90].map((day) => ({ day, percent: percentBy(day, watched.rows) })) };
  });
}

/** Kaplan–Meier the slow way: at every day with an end, those at risk are counted anew. */
function percentBy(day: number, watched: readonly { days: number; ended: boolean }[]): number | null {
  const ends = [...new Set(watched.filter((claim) => claim.ended).map((claim) => claim.days))].sort((a, b) => a - b);
  let waiting = 1;
  for (const end of ends.filter((each) => each <= day)) {
    const atRisk = watched.filter((claim) => claim.days >= end).length;
    waiting *= 1 - watched.filter((claim) => claim.ended && claim.days === end).length / atRisk;
  }
  const longest = Math.max(...watched.map((claim) => claim.days));
  return watched.length === 0 || (day > longest && waiting > 1e-12) ? null : Math.round((1 - waiting) * 10_000) / 100;
}

const fields =
  'n cents openCount openCents median p75 p90 p95 resolvedByDay { day percent } distribution { n openCount cents openCents }';

async function ask(query: string, variables: object) {
  const answer = await app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    payload: JSON.stringify({ query, variables }),
  });
  expect(answer.json().errors).toBeUndefined();
  return answer.json().data;
}

const reported = async (stage: Stage, period: Period, payer: string | null) =>
  (
    await ask(
      `query ($stage: Stage!, $from: Date, $to: Date, $payer: String) { paymentTimeliness(stage: $stage, from: $from, to: $to, payer: $payer) { ${fields} } }`,
      { stage, payer, ...period },
    )
  ).paymentTimeliness;

const periods: Period[] = [
  { from: '2025-01-01', to: '2027-01-31' },
  { from: '2025-10-17', to: '2026-02-03' },
  { from: '2026-05-01', to: '2026-05-01' },
];

async function compareAll(): Promise<number> {
  let claims = 0;
  for (const stage of stageNames) {
    for (const period of periods) {
      for (const payer of [null, ...payers]) {
        const { distribution, ...summary } = await reported(stage, period, payer);
        const expected = await recompute(stage, period, payer);
        expect({ stage, period, payer, ...summary }).toEqual({ stage, period, payer, ...expected });
        const sum = (member: string) =>
          distribution.reduce((total: number, bucket: Record<string, number>) => total + bucket[member]!, 0);
        expect([sum('n'), sum('openCount'), sum('cents'), sum('openCents')]).toEqual(
          [expected.n, expected.openCount, expected.cents, expected.openCents].map(Number),
        );
        claims += summary.n + summary.openCount;
      }
    }
  }
  return claims;
}

describe('paymentTimeliness equals a recomputation from the claims', () => {
  test('of every stage, period and payer: before folding, after it, and with new deltas on top', async () => {
    expect(await compareAll()).toBeGreaterThan(2000);
    await db.app.transaction(tenantId, foldCounts);
    expect(await waitingDeltas()).toBe(0);
    await compareAll();
    await save(60, 2);
    expect(await waitingDeltas()).toBeGreaterThan(60);
    await compareAll();
  });

  test('the rows by payer are the single ones, and the configured name is shown', async () => {
    await db.app.transaction(tenantId, (tx) =>
      tx.query(`insert into payers (tenant_id, payer_id, name, profile) values ($1, 'GSH01', 'Granite Shore', '{}')`, [
        tenantId,
      ]),
    );
    const period = periods[0]!;
    const { paymentTimelinessByPayer: rows } = await ask(
      `query ($from: Date, $to: Date) { paymentTimelinessByPayer(from: $from, to: $to) { payerId payerName ${fields} } }`,
      period,
    );
    expect(rows.map((row: { payerId: string }) => row.payerId)).toEqual(['CHM77', 'GSH01', 'MCD-MA']);
    expect(rows[1].payerName).toBe('Granite Shore');
    for (const { payerId, payerName: _name, ...row } of rows)
      expect(row).toEqual(await reported('days_to_pay', period, payerId));
  });

  test('a period without a claim answers nothing, not zero days', async () => {
    const empty = await reported('days_to_pay', { from: '2020-01-01', to: '2020-12-31' }, null);
    expect(empty).toMatchObject({ n: 0, openCount: 0, median: null, p95: null });
    expect(empty.resolvedByDay.map((each: { percent: unknown }) => each.percent)).toEqual([null, null, null]);
  });

  async function waitingDeltas(): Promise<number> {
    const { rows } = await db.app.transaction(tenantId, (tx) =>
      tx.query<{ n: number }>(
        'select (select count(*) from day_count_deltas) + (select count(*) from open_count_deltas) as n',
      ),
    );
    return rows[0]!.n;
  }
});
