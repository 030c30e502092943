import { randomBytes, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Database } from '@claimwright/db/database';
import { type NewEncounter, toDbEncounter } from '@claimwright/db/intake/accept-encounters';
import { binaryArray } from '@claimwright/db/intake/binary-array';
import { encounterInput } from '@claimwright/domain/encounter';
import { newId } from '@claimwright/runtime/ids';
import Fastify, { type FastifyInstance } from 'fastify';
import { type LoadResult, postEncounters } from './http-load.ts';
import { type IntakeBench, listen, startIntakeBench } from './intake-bench-setup.ts';
import { sampleEncounter } from './sample-encounter.ts';

/** A path and its floor, measured in turns in the same run; medians of all rounds. */
export interface IntakeMeasurement {
  name: string;
  unit: string;
  value: number;
  floor: number;
  /** value / floor. */
  ratio: number;
  goal: string;
}

export interface IntakeBenchOptions {
  rounds?: number;
  millisecondsPerRound?: number;
  connections?: number;
  bulkLines?: number;
}

/**
 * Measures the gateway's intake against its floors (design: ratios within one run count, not absolute numbers): one encounter a
 * request with everything on, bulk NDJSON, and CPU an accepted encounter.
 */
export async function measureIntake(options: IntakeBenchOptions = {}): Promise<IntakeMeasurement[]> {
  const { rounds = 5, millisecondsPerRound = 3000, connections = 128, bulkLines = 20_000 } = options;
  await using bench = await startIntakeBench();
  await createFloorTables(bench.owner);
  const bare = bareInsertServer(bench);
  const alone = Fastify();
  alone.post('/v1/encounters', (_request, reply) => reply.code(202).send({ accepted: true }));
  const ports = { bare: await listen(bare), alone: await listen(alone) };
  const singles: SingleRound[] = [];
  const bulks: { value: number; floor: number }[] = [];
  for (let round = 0; round < rounds + 1; round += 1) {
    const load = (port: number) =>
      loadOn(bench, port, { connections, milliseconds: round === 0 ? 1000 : millisecondsPerRound });
    const single = {
      bare: await load(ports.bare),
      alone: await load(ports.alone),
      gateway: await load(bench.gatewayPort),
    };
    const bulk = { floor: await unnestInserts(bench, bulkLines), value: await postBulk(bench, bulkLines) };
    // The first round warms up both sides and is not counted.
    if (round > 0) {
      singles.push(single);
      bulks.push(bulk);
    }
  }
  await bare.close();
  await alone.close();
  return summarise(singles, bulks, connections);
}

interface SingleRound {
  bare: Load;
  alone: Load;
  gateway: Load;
}

interface Load extends LoadResult {
  perSecond: number;
  cpuMicroseconds: number;
  databaseCpuMicroseconds: number | undefined;
}

async function loadOn(
  bench: IntakeBench,
  port: number,
  how: { connections: number; milliseconds: number },
): Promise<Load> {
  const cpu = process.cpuUsage();
  const databaseCpu = await bench.databaseCpu();
  const result = await postEncounters({
    port,
    path: '/v1/encounters',
    headers: { authorization: `Bearer ${bench.key}` },
    prefix: randomBytes(6).toString('hex'),
    ...how,
  });
  if (result.refused > 0) throw new Error(`${result.refused} of ${result.answers} requests were refused`);
  const used = process.cpuUsage(cpu);
  const databaseCpuAfter = await bench.databaseCpu();
  return {
    ...result,
    perSecond: result.answers / result.seconds,
    cpuMicroseconds: (used.user + used.system) / result.answers,
    databaseCpuMicroseconds:
      databaseCpu === undefined || databaseCpuAfter === undefined
        ? undefined
        : (databaseCpuAfter - databaseCpu) / result.answers,
  };
}

function summarise(
  singles: readonly SingleRound[],
  bulks: readonly { value: number; floor: number }[],
  connections: number,
): IntakeMeasurement[] {
  const cpu = (pick: (round: SingleRound) => number) => median(singles.map(pick));
  const together = (load: Load) => load.cpuMicroseconds + (load.databaseCpuMicroseconds ?? 0);
  return [
    measurement({
      name: `one encounter a request, everything on, ${connections} connections, against one bare CTE INSERT a request`,
      unit: 'encounters/s',
      value: cpu((round) => round.gateway.perSecond),
      floor: cpu((round) => round.bare.perSecond),
      goal: 'ratio ≥ 1.0',
    }),
    measurement({
      name: 'bulk NDJSON, everything on, against unnest INSERTs of the same rows',
      unit: 'encounters/s',
      value: median(bulks.map((round) => round.value)),
      floor: median(bulks.map((round) => round.floor)),
      goal: 'ratio ≥ 0.5',
    }),
    measurement({
      name: 'gateway CPU an accepted encounter, against Fastify answering 202 alone',
      unit: 'µs',
      value: cpu((round) => round.gateway.cpuMicroseconds),
      floor: cpu((round) => round.alone.cpuMicroseconds),
      goal: 'with Postgres ≤ 350 µs at a floor of 72 µs (ratio 4.9)',
    }),
    measurement({
      name: 'gateway and Postgres CPU an accepted encounter, against the bare CTE INSERT',
      unit: 'µs',
      value: cpu((round) => together(round.gateway)),
      floor: cpu((round) => together(round.bare)),
      goal: 'ratio ≤ 1.0',
    }),
    measurement({
      name: `99th percentile of the answer, ${connections} connections, against the bare CTE INSERT`,
      unit: 'ms',
      value: cpu((round) => round.gateway.p99Milliseconds),
      floor: cpu((round) => round.bare.p99Milliseconds),
      goal: 'ratio ≤ 1.0',
    }),
  ];
}

function measurement(parts: Omit<IntakeMeasurement, 'ratio'>): IntakeMeasurement {
  const round = (value: number) => Math.round(value * 100) / 100;
  return { ...parts, value: round(parts.value), floor: round(parts.floor), ratio: round(parts.value / parts.floor) };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}

async function createFloorTables(owner: Database): Promise<void> {
  await owner.query(`
    create table floor_encounters (id uuid primary key, external_id text not null unique, charge_cents bigint not null, content jsonb not null, received_at timestamptz not null default now());
    create table floor_diagnoses (encounter_id uuid not null, position integer not null, code text not null, primary key (encounter_id, position));
    create table floor_lines (encounter_id uuid not null, position integer not null, procedure_code text not null, charge_cents bigint not null, primary key (encounter_id, position));`);
}

interface FloorBody {
  externalId: string;
  diagnoses: { code: string }[];
  lines: { procedureCode: string; chargeCents: number }[];
}

/** The floor: no key, no tenant, no validation, no event, no audit, no idempotency; one prepared CTE statement a request. */
function bareInsertServer(bench: IntakeBench): FastifyInstance {
  const app = Fastify();
  app.post('/v1/encounters', async (request, reply) => {
    const body = request.body as FloorBody;
    const id = newId();
    await bench.owner.query({
      name: 'floor',
      text: `with encounter as (
          insert into floor_encounters (id, external_id, charge_cents, content) values ($1, $2, $3, $4) returning id
        ), diagnoses as (
          insert into floor_diagnoses select encounter.id, d.position, d.code
          from encounter, unnest($5::text[]) with ordinality as d(code, position)
        )
        insert into floor_lines select encounter.id, l.position, l.procedure_code, l.charge
        from encounter, unnest($6::text[], $7::bigint[]) with ordinality as l(procedure_code, charge, position)`,
      values: [
        id,
        body.externalId,
        body.lines.reduce((sum, line) => sum + line.chargeCents, 0),
        JSON.stringify(body),
        body.diagnoses.map((diagnosis) => diagnosis.code),
        body.lines.map((line) => line.procedureCode),
        body.lines.map((line) => line.chargeCents),
      ],
    });
    return reply.code(202).send({ id });
  });
  return app;
}

/** The floor of bulk: the same rows (encounter, event, audit, outbox) by unnest, 1,000 a statement, two at a time, as the owner. */
async function unnestInserts(bench: IntakeBench, lines: number): Promise<number> {
  const prefix = randomBytes(6).toString('hex');
  const rows = Array.from({ length: lines }, (_, index) => floorRow(`${prefix}-${index}`));
  const started = performance.now();
  let next = 0;
  const work = async () => {
    while (next < rows.length) {
      const some = rows.slice(next, next + 1000);
      next += 1000;
      await insertRows(bench, some);
    }
  };
  await Promise.all([work(), work()]);
  return lines / ((performance.now() - started) / 1000);
}

function floorRow(externalId: string): NewEncounter {
  const content = encounterInput.parse(sampleEncounter(externalId));
  return {
    ...toDbEncounter(content),
    id: newId(),
    receivedAt: new Date().toISOString(),
    actor: 'bench',
    requestId: 'bench',
    remoteAddress: '127.0.0.1',
  };
}

async function insertRows(bench: IntakeBench, rows: readonly NewEncounter[]): Promise<void> {
  const text = (pick: (row: NewEncounter) => string | null | undefined) => binaryArray('text', rows.map(pick));
  await bench.owner.query({
    name: 'floor-bulk',
    text: `with input as (
        select * from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
          as i(id, external_id, patient_key, charge, content, at)
      ), taken as (
        insert into encounters (tenant_id, id, external_id, version, status, patient_key, charge_cents, content, received_at, updated_at)
        select $1::uuid, id::uuid, external_id, 1, 'received', patient_key, charge::bigint, content::jsonb, at::timestamptz, at::timestamptz from input
      ), events as (
        insert into encounter_events (tenant_id, encounter_id, version, type, to_status, occurred_at, actor)
        select $1::uuid, id::uuid, 1, 'received', 'received', at::timestamptz, 'bench' from input
      ), audited as (
        insert into audit_log (tenant_id, occurred_at, actor, action, resource_type, resource_id)
        select $1::uuid, at::timestamptz, 'bench', 'encounter.create', 'encounter', id from input
      )
      insert into outbox (tenant_id, job, subject_id, created_at)
      select $1::uuid, 'scrub-encounters', id::uuid, at::timestamptz from input`,
    values: [
      bench.tenantId,
      text((row) => row.id),
      text((row) => row.externalId),
      text((row) => row.patientKey),
      text((row) => String(row.chargeCents)),
      text((row) => row.content),
      text((row) => row.receivedAt),
    ],
  });
}

/** Posts an NDJSON stream as fast as it is taken, and reads every result. */
async function postBulk(bench: IntakeBench, lines: number): Promise<number> {
  const prefix = randomUUID();
  const [before = '', after = ''] = JSON.stringify(sampleEncounter('EXTERNAL')).split('EXTERNAL', 2);
  const chunks = function* () {
    for (let index = 0; index < lines; index += 50) {
      let text = '';
      for (let line = index; line < Math.min(index + 50, lines); line += 1)
        text += `${before}${prefix}-${line}${after}\n`;
      yield Buffer.from(text);
    }
  };
  const started = performance.now();
  const response = await fetch(`http://127.0.0.1:${bench.gatewayPort}/v1/encounters:bulk`, {
    method: 'POST',
    headers: { authorization: `Bearer ${bench.key}`, 'content-type': 'application/x-ndjson' },
    body: Readable.toWeb(Readable.from(chunks())) as ReadableStream,
    duplex: 'half',
  } as RequestInit);
  const results = (await response.text()).trimEnd().split('\n');
  const seconds = (performance.now() - started) / 1000;
  const accepted = results.filter((result) => result.includes('"status":202')).length;
  if (accepted !== lines)
    throw new Error(
      `${accepted} of ${lines} lines were accepted: ${results.find((result) => !result.includes('"status":202'))}`,
    );
  return lines / seconds;
}

if (process.argv[1] === import.meta.filename) {
  const quick = process.argv.includes('--quick');
  const measured = await measureIntake(quick ? { rounds: 2, millisecondsPerRound: 2000, bulkLines: 5000 } : {});
  console.table(
    measured.map(({ name, unit, value, floor, ratio }) => ({ name: name.slice(0, 60), unit, value, floor, ratio })),
  );
}
