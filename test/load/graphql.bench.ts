import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAudit } from '@claimwright/db/audit';
import { type Database, openDatabase } from '@claimwright/db/database';
import { startEmbeddedPostgres } from '@claimwright/db/embedded-postgres';
import { createServiceUsers, migrate } from '@claimwright/db/migrate';
import { provisionApiKey, provisionTenant } from '@claimwright/db/provision';
import { eventsOfClaims, linesOfClaims, listClaims } from '@claimwright/db/reporting/claims';
import { createReporting } from '@claimwright/reporting/create-reporting';
import { saveTestClaims, testClaim } from '@claimwright/reporting/graphql/claims-for-tests';
import { systemClock } from '@claimwright/runtime/clock';
import { createLogger } from '@claimwright/runtime/logger';
import Fastify, { type FastifyInstance } from 'fastify';

export interface ReportingMeasurement {
  name: string;
  unit: string;
  value: number;
  floor?: number;
  goal?: string;
}

interface Bench extends AsyncDisposable {
  owner: Database;
  report: Database;
  app: Database;
  tenantId: string;
  key: string;
  reporting: FastifyInstance;
}

/**
 * Measures what dashboards ask: twenty claims with events and lines through GraphQL, beside a handler that makes the same reads
 * and audit rows by hand; and payment times from day counts, beside percentiles over as many raw rows as `claims` says. The times of both are
 * held against each other: a fast wrong answer ends the run.
 */
export async function measureReporting({ claims = 2_000_000, rounds = 5 } = {}): Promise<ReportingMeasurement[]> {
  await using bench = await startBench();
  return [...(await measureClaims(bench, rounds)), ...(await measureTimeliness(bench, claims))];
}

async function startBench(): Promise<Bench> {
  await using started = new AsyncDisposableStack();
  const folder = await mkdtemp('/var/tmp/claimwright-bench-');
  started.defer(() => rm(folder, { recursive: true, force: true }));
  const postgres = await startEmbeddedPostgres(folder, { durable: true });
  started.defer(() => postgres.stop());
  const ownerUrl = postgres.ownerUrl();
  await migrate(ownerUrl, join(import.meta.dirname, '../../migrations'));
  const login = (user: string) => ({ user, password: user });
  const users = { app: login('bench_app'), report: login('bench_report') };
  await createServiceUsers(ownerUrl, users);
  const tenantId = randomUUID();
  const key = `cw_${randomUUID()}`;
  await provisionTenant(ownerUrl, { tenantId, name: 'Bench' });
  await provisionApiKey(ownerUrl, { tenantId, id: randomUUID(), key, label: 'bench', scopes: ['reports:read'] });
  const open = ({ user, password }: { user: string; password: string }) =>
    started.use(
      openDatabase({
        connectionString: Object.assign(new URL(ownerUrl), { username: user, password }).href,
        poolSize: 10,
      }),
    );
  const owner = started.use(openDatabase({ connectionString: ownerUrl }));
  const [app, report] = [open(users.app), open(users.report)];
  const reporting = await createReporting({
    database: report,
    auditDatabase: app,
    clock: systemClock,
    logger: createLogger({ service: 'bench', level: 'error' }),
    requestsPerMinute: 1_000_000_000,
  });
  started.defer(() => reporting.close());
  const everything = started.move();
  return { owner, report, app, tenantId, key, reporting, [Symbol.asyncDispose]: () => everything.disposeAsync() };
}

const claimFields =
  'id patientControlNumber status payerName serviceFrom serviceTo chargeCents paidCents submittedOn paidOn';
const claimsQuery = `{ claims(first: 20) { nodes { ${claimFields} timeline { type toStatus effectiveDate } lines { lineNumber procedureCode chargeCents } } } }`;

async function measureClaims(bench: Bench, rounds: number): Promise<ReportingMeasurement[]> {
  await bench.app.transaction(bench.tenantId, (tx) =>
    saveTestClaims(
      tx,
      Array.from({ length: 500 }, () => testClaim()),
    ),
  );
  await bench.owner.query('analyze');
  const byHand = handler(bench);
  const answers = { graphql: await ask(bench, claimsQuery), byHand: (await byHand.inject('/claims')).json() };
  if (answers.graphql.claims.nodes.length !== 20 || answers.byHand.length !== 20)
    throw new Error('Twenty claims were asked for.');
  const graphql = () => ask(bench, claimsQuery);
  const rest = () => byHand.inject('/claims');
  const measured = { graphql: [] as number[], rest: [] as number[] };
  for (let round = 0; round <= rounds; round += 1) {
    const both = { graphql: await perSecond(graphql), rest: await perSecond(rest) };
    // The first round warms both sides up.
    if (round > 0) {
      measured.graphql.push(both.graphql);
      measured.rest.push(both.rest);
    }
  }
  await byHand.close();
  return [
    {
      name: 'twenty claims with events and lines: GraphQL with key, loaders and audit, beside the same reads and audit by hand',
      unit: 'answers/s',
      value: median(measured.graphql),
      floor: median(measured.rest),
      goal: 'ratio ≥ 0.6',
    },
  ];
}

/** The floor: no key, no schema; the same rows in the same kind of transaction, and the same audit rows. */
function handler(bench: Bench): FastifyInstance {
  const app = Fastify();
  app.get('/claims', async () => {
    const rows = await bench.report.snapshot(bench.tenantId, async (tx) => {
      const claims = await listClaims(tx, {}, { first: 20 });
      const ids = claims.map((claim) => claim.id);
      const events = Map.groupBy(await eventsOfClaims(tx, ids), (event) => event.claimId);
      const lines = Map.groupBy(await linesOfClaims(tx, ids), (line) => line.claimId);
      return claims.map((claim) => ({ ...claim, timeline: events.get(claim.id), lines: lines.get(claim.id) }));
    });
    const entry = { actor: 'bench', action: 'view', resourceType: 'claim', resourceIds: rows.map((row) => row.id) };
    await bench.app.transaction(bench.tenantId, (tx) => writeAudit(tx, entry, systemClock.now()));
    return rows;
  });
  return app;
}

// biome-ignore lint/suspicious/noExplicitAny: an answer of whatever was asked
async function ask({ reporting, key }: Bench, query: string): Promise<any> {
  const answer = await reporting.inject({
    method: 'POST',
    url: '/graphql',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    payload: JSON.stringify({ query }),
  });
  const { data, errors } = answer.json();
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

const atOnce = 8;

async function perSecond(once: () => Promise<unknown>, milliseconds = 1500): Promise<number> {
  const began = performance.now();
  let answers = 0;
  const loop = async () => {
    while (performance.now() - began < milliseconds) {
      await once();
      answers += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, loop));
  return answers / ((performance.now() - began) / 1000);
}

const year = { from: '2025-01-01', to: '2025-12-31' };

/** Claims of eight payers over two years, four in a hundred still open; counts made of them as folding would leave them. */
async function generate({ owner, tenantId }: Bench, claims: number): Promise<void> {
  await owner.query(
    `create table raw_claims (payer_id text not null, submitted_on date not null, paid_on date, charge_cents bigint not null)`,
  );
  await owner.query(
    `insert into raw_claims
     select 'P' || i % 8, begun, case when i % 25 > 0 then begun + (5 + i * 13 % 11 + (i * 31 % 97) * (i % 3) / 2)::integer end, 1000 + i * 37 % 90000
     from (select i, date '2024-06-01' + (i * 7 % 730)::integer as begun from generate_series(1, $1::bigint) i) claim`,
    [claims],
  );
  await owner.query('create index on raw_claims (payer_id, submitted_on)');
  await owner.query(
    `insert into day_counts select $1, payer_id, 'days_to_pay', date_trunc('month', submitted_on)::date, paid_on - submitted_on, count(*), sum(charge_cents)
     from raw_claims where paid_on is not null group by 2, 4, 5`,
    [tenantId],
  );
  await owner.query(
    `insert into open_counts select $1, payer_id, 'days_to_pay', submitted_on, count(*), sum(charge_cents)
     from raw_claims where paid_on is null group by 2, 4`,
    [tenantId],
  );
  await owner.query('analyze');
}

interface Percentiles {
  n: number;
  openCount: number;
  median: number;
  p90: number;
}

async function measureTimeliness(bench: Bench, claims: number): Promise<ReportingMeasurement[]> {
  await bench.app.transaction(bench.tenantId, (tx) => tx.query('delete from day_count_deltas'));
  await bench.app.transaction(bench.tenantId, (tx) => tx.query('delete from open_count_deltas'));
  await generate(bench, claims);
  const measured: ReportingMeasurement[] = [];
  for (const [who, payer] of [
    ['one payer', 'P3'],
    ['all payers together', undefined],
  ] as const) {
    const query = `{ paymentTimeliness(from: "${year.from}", to: "${year.to}"${payer ? `, payer: "${payer}"` : ''}) { n openCount median p90 } }`;
    const fromCounts = async (): Promise<Percentiles> => (await ask(bench, query)).paymentTimeliness;
    const fromRows = async () =>
      (
        await bench.owner.query<Percentiles & Record<string, unknown>>(
          `select count(paid_on) as n, count(*) - count(paid_on) as "openCount", percentile_disc(0.5) within group (order by paid_on - submitted_on) as median,
             percentile_disc(0.9) within group (order by paid_on - submitted_on) as p90
           from raw_claims where submitted_on between $1 and $2 and ($3::text is null or payer_id = $3)`,
          [year.from, year.to, payer ?? null],
        )
      ).rows[0];
    const [counted, raw] = [JSON.stringify(await fromCounts()), JSON.stringify(await fromRows())];
    if (counted !== raw) throw new Error(`Day counts say ${counted}, the rows say ${raw}.`);
    const times = await timed(fromCounts, 200);
    const floor = median(await timed(fromRows, 9));
    const name = `payment times of a year, ${who}, ${claims.toLocaleString('en-US')} claims, over GraphQL`;
    measured.push(
      { name: `${name}, beside percentiles over raw rows`, unit: 'ms', value: median(times), floor },
      {
        name: `${name}, 95th percentile`,
        unit: 'ms',
        value: times.sort((a, b) => a - b)[Math.ceil(times.length * 0.95) - 1] ?? 0,
        goal: '≤ 100 ms',
      },
    );
  }
  return measured;
}

async function timed(once: () => Promise<unknown>, times: number): Promise<number[]> {
  const milliseconds: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const began = performance.now();
    await once();
    milliseconds.push(performance.now() - began);
  }
  return milliseconds;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
