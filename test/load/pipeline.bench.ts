import { acceptEncounters, toDbEncounter } from '@claimwright/db/intake/accept-encounters';
import type { Id } from '@claimwright/domain/ids';
import { newId } from '@claimwright/runtime/ids';
import { assembleClaimsJob } from '@claimwright/worker/jobs/assemble-claims';
import { buildBatchesJob } from '@claimwright/worker/jobs/build-batches';
import { scrubEncountersJob } from '@claimwright/worker/jobs/scrub-encounters';
import { cleanVisit, visitLine } from '@claimwright/worker/test-encounters';
import {
  atOnce,
  cpuPer,
  handlerOf,
  type Measurement,
  median,
  parts,
  startWorkerBench,
  takeFromOutbox,
  type WorkerBench,
} from './worker-bench-setup.ts';
import { insertPart, readRows, type WrittenRows } from './written-rows.ts';

/** Encounters a job carries: as the catalog says. It runs two jobs of checks and two of assembly at once. */
const chunk = 250;
const jobsAtOnce = 4;

/**
 * Accepted encounters to stored 837 text: checks, assembly and batching, run as the queue would run them, on a durable database.
 * The floor writes the very rows they wrote with plain unnest inserts, as many at once, a transaction a chunk.
 */
export async function measurePipeline(size = 5_000, rounds = 3): Promise<Measurement[]> {
  await using bench = await startWorkerBench();
  const wholes: number[] = [];
  const floors: number[] = [];
  const builds: number[] = [];
  const cpus: number[] = [];
  const floorCpus: number[] = [];
  // The first round warms up pools, plans and compilers and is not counted.
  for (let round = 0; round <= rounds; round += 1) {
    const tenantId = await bench.tenant();
    const ids = await acceptVisits(bench, tenantId, size);
    let seconds = { claims: 0, batches: 0 };
    const cpuMicroseconds = await cpuPer(bench.owner, size, async () => {
      seconds = await runPipeline(bench, tenantId, ids);
    });
    const tables = await writtenRows(bench, tenantId);
    let floorSeconds = 0;
    const floorMicroseconds = await cpuPer(bench.owner, size, async () => {
      floorSeconds = await runFloor(bench, tables, size);
    });
    if (round === 0) continue;
    cpus.push(cpuMicroseconds);
    floorCpus.push(floorMicroseconds);
    wholes.push(size / (seconds.claims + seconds.batches));
    builds.push(size / seconds.batches);
    floors.push(size / floorSeconds);
  }
  const unit = 'encounters/s';
  return [
    {
      name: 'accepted → scrubbed → assembled → 837 stored, encounters of 3 lines',
      value: median(wholes),
      floor: median(floors),
      unit,
      goal: '≥ 0.4, and ≥ 2,500/s',
    },
    { name: 'of it batches of 837 text alone', value: median(builds), unit },
    {
      name: 'CPU an encounter, Node and Postgres',
      value: median(cpus),
      floor: median(floorCpus),
      unit: 'µs',
      goal: '≤ 2.5',
    },
  ];
}

/** Seconds until all are claims, and until all claims are in batches. */
async function runPipeline(bench: WorkerBench, tenantId: Id, ids: readonly Id[]) {
  const { dependencies } = bench;
  const scrubChunk = handlerOf(scrubEncountersJob(dependencies), tenantId);
  const assembleChunk = handlerOf(assembleClaimsJob(dependencies), tenantId);
  const began = performance.now();
  await atOnce(parts(ids, chunk), jobsAtOnce, async (part) => {
    await scrubChunk(part);
    await assembleChunk(part);
  });
  const assembled = performance.now();
  await handlerOf(buildBatchesJob(dependencies), tenantId)(ids.slice(0, 1));
  const built = performance.now();
  const batched = await bench.owner.query<{ count: number }>(
    "select count(*) as count from claims where tenant_id = $1 and status = 'batched'",
    [tenantId],
  );
  if (batched.rows[0]?.count !== ids.length) {
    throw new Error(`only ${batched.rows[0]?.count} of ${ids.length} claims were batched`);
  }
  return { claims: (assembled - began) / 1000, batches: (built - assembled) / 1000 };
}

async function acceptVisits(bench: WorkerBench, tenantId: Id, size: number): Promise<Id[]> {
  const { database, clock } = bench.dependencies;
  const origin = { actor: 'bench', requestId: 'bench', remoteAddress: '127.0.0.1' };
  const ids: Id[] = [];
  const lines = [
    visitLine('G0463', 12_550, { modifiers: ['25'] }),
    visitLine('J1885', 2_010, { units: 2, note: 'A note of the kind an EHR adds to a line' }),
    visitLine('A4550', 999, { diagnosisPointers: [1] }),
  ];
  for (const numbers of parts([...Array(size).keys()], 500)) {
    const fresh = numbers.map((number) => {
      const content = cleanVisit(number, { lines });
      return { ...toDbEncounter(content), ...origin, id: newId(), receivedAt: clock.now() };
    });
    await acceptEncounters(database, tenantId, fresh);
    ids.push(...fresh.map(({ id }) => id));
  }
  await database.transaction(tenantId, (tx) => takeFromOutbox(tx, 'scrub-encounters'));
  await bench.owner.query('analyze encounters, claims');
  await bench.owner.query('checkpoint');
  return ids;
}

const written = [
  'scrub_runs',
  'findings',
  'claims',
  'claim_encounters',
  'claim_lines',
  'claim_events',
  'batches',
  'batch_claims',
  'day_count_deltas',
  'open_count_deltas',
];

/** Written once at the end, as the batch is. */
const ofBatches = new Set(['batches', 'batch_claims']);

async function writtenRows(bench: WorkerBench, tenantId: Id): Promise<WrittenRows[]> {
  const tables = await Promise.all(written.map((table) => readRows(bench.owner, table, tenantId)));
  return [...tables, await readRows(bench.owner, 'encounter_events', tenantId, "type <> 'received'")];
}

/** Seconds that writing the same rows takes. */
async function runFloor(bench: WorkerBench, tables: readonly WrittenRows[], size: number): Promise<number> {
  const copyTenant = await bench.tenant();
  const count = Math.ceil(size / chunk);
  await bench.owner.query('checkpoint');
  const began = performance.now();
  await atOnce([...Array(count).keys()], jobsAtOnce, (index) =>
    bench.owner.untenanted(async (client) => {
      for (const rows of tables) {
        if (!ofBatches.has(rows.table)) await insertPart(client, rows, copyTenant, index, count);
      }
    }),
  );
  await bench.owner.untenanted(async (client) => {
    for (const rows of tables) {
      if (ofBatches.has(rows.table)) await insertPart(client, rows, copyTenant, 0, 1);
    }
  });
  return (performance.now() - began) / 1000;
}
