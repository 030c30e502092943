import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { acceptEncounters, toDbEncounter } from '@claimwright/db/intake/accept-encounters';
import { storeInboundFile } from '@claimwright/db/pipeline/inbound';
import type { ClaimSnapshot } from '@claimwright/domain/claim';
import type { Id } from '@claimwright/domain/ids';
import { newId } from '@claimwright/runtime/ids';
import { assembleClaimsJob } from '@claimwright/worker/jobs/assemble-claims';
import { buildBatchesJob } from '@claimwright/worker/jobs/build-batches';
import { ingestFilesJob } from '@claimwright/worker/jobs/ingest-files';
import { scrubEncountersJob } from '@claimwright/worker/jobs/scrub-encounters';
import { transmitBatchesJob } from '@claimwright/worker/jobs/transmit-batches';
import { cleanVisit, visitLine } from '@claimwright/worker/test-encounters';
import { file835, paid, remittance } from '../faults/answers.ts';
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
import { readRows, toCopyText } from './written-rows.ts';

/**
 * One 835 of many claims, from the stored file to the ledger, in one transaction: read, proved in balance, matched, posted, every
 * claim moved. The floor is COPY of the rows that only this adds. The smaller file shows whether a claim costs the same in a
 * large one.
 */
export async function measureRemittance(size = 10_000, rounds = 3): Promise<Measurement[]> {
  await using bench = await startWorkerBench();
  const small: number[] = [];
  const large: number[] = [];
  const floors: number[] = [];
  const cpu: number[] = [];
  const floorCpu: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const few = await bench.tenant();
    const smallSeconds = (await postOne(bench, few, await submittedClaims(bench, few, size / 10))).seconds;
    const many = await bench.tenant();
    const posted = await postOne(bench, many, await submittedClaims(bench, many, size));
    const copied = await copyRows(bench, many, size);
    if (round === 0) continue;
    small.push((smallSeconds * 1e6) / (size / 10));
    large.push((posted.seconds * 1e6) / size);
    cpu.push(posted.cpuMicroseconds);
    floors.push(size / copied.seconds);
    floorCpu.push(copied.cpuMicroseconds);
  }
  return [
    {
      name: `835 of ${size} claims of 3 lines, posted to the ledger`,
      value: 1e6 / median(large),
      floor: median(floors),
      unit: 'claims/s',
      goal: '≥ 0.25',
    },
    {
      name: `cost of a claim in it, floor a tenth of the claims`,
      value: median(large),
      floor: median(small),
      unit: 'µs',
      goal: '≤ 1.2',
    },
    { name: 'CPU a claim, Node and Postgres', value: median(cpu), floor: median(floorCpu), unit: 'µs', goal: '≤ 4' },
  ];
}

interface Submitted {
  number: string;
  snapshot: ClaimSnapshot;
}

async function submittedClaims(bench: WorkerBench, tenantId: Id, size: number): Promise<Submitted[]> {
  const { dependencies } = bench;
  const { database, clock } = dependencies;
  const origin = { actor: 'bench', requestId: 'bench', remoteAddress: '127.0.0.1' };
  const lines = [visitLine('G0463', 12_550), visitLine('J1885', 2_010, { units: 2 }), visitLine('A4550', 999)];
  await atOnce(parts([...Array(size).keys()], 250), 2, async (numbers) => {
    const fresh = numbers.map((number) => {
      const content = cleanVisit(number, { lines });
      return { ...toDbEncounter(content), ...origin, id: newId(), receivedAt: clock.now() };
    });
    await acceptEncounters(database, tenantId, fresh);
    const ids = fresh.map(({ id }) => id);
    await handlerOf(scrubEncountersJob(dependencies), tenantId)(ids);
    await handlerOf(assembleClaimsJob(dependencies), tenantId)(ids);
  });
  await handlerOf(buildBatchesJob(dependencies), tenantId)([tenantId]);
  const batches = await database.transaction(tenantId, (tx) => takeFromOutbox(tx, 'transmit-batches'));
  await handlerOf(transmitBatchesJob(dependencies), tenantId)(batches);
  const { rows } = await bench.owner.query<Submitted>(
    "select patient_control_number as number, snapshot from claims where tenant_id = $1 and status = 'submitted'",
    [tenantId],
  );
  if (rows.length !== size) throw new Error(`only ${rows.length} of ${size} claims were submitted`);
  await bench.owner.query('analyze');
  await bench.owner.query('checkpoint');
  return rows;
}

async function postOne(bench: WorkerBench, tenantId: Id, claims: readonly Submitted[]) {
  const { dependencies, owner } = bench;
  const content = Buffer.from(
    file835(
      remittance(
        'BENCH1',
        claims.map((claim) => paid(claim, 0.6)),
      ),
    ),
  );
  const file = { id: newId(), name: 'bench.835', source: 'bench', content };
  const at = dependencies.clock.now();
  await dependencies.database.transaction(tenantId, (tx) => storeInboundFile(tx, file, at));
  const began = performance.now();
  const ingest = handlerOf(ingestFilesJob(dependencies), tenantId);
  const cpuMicroseconds = await cpuPer(owner, claims.length, () => ingest([file.id]));
  const seconds = (performance.now() - began) / 1000;
  const { rows } = await owner.query<{ count: number }>(
    "select count(*) as count from claims where tenant_id = $1 and status = 'paid'",
    [tenantId],
  );
  if (rows[0]?.count !== claims.length) throw new Error(`only ${rows[0]?.count} of ${claims.length} claims were paid`);
  return { seconds, cpuMicroseconds };
}

/** Seconds that COPY takes for the rows that the posting added; the claims themselves are there. */
async function copyRows(bench: WorkerBench, tenantId: Id, claims: number) {
  const folder = await mkdtemp('/var/tmp/claimwright-copy-');
  await chmod(folder, 0o755);
  const added = [
    await readRows(bench.owner, 'remittance_claims', tenantId),
    await readRows(bench.owner, 'ledger_entries', tenantId, 'remittance_id is not null'),
    await readRows(bench.owner, 'claim_events', tenantId, 'inbound_file_id is not null'),
  ];
  for (const rows of added) await writeFile(join(folder, rows.table), toCopyText(rows, tenantId), { mode: 0o644 });
  // The same rows again, in the place of the ones that are there.
  for (const { table } of added.slice(0, 2)) {
    const only = table === 'ledger_entries' ? 'and remittance_id is not null' : '';
    await bench.owner.query(`delete from ${table} where tenant_id = $1 ${only}`, [tenantId]);
  }
  await bench.owner.query('vacuum remittance_claims, ledger_entries');
  await bench.owner.query('checkpoint');
  const began = performance.now();
  const copy = () =>
    bench.owner.untenanted(async (client) => {
      for (const { table, columns } of added) {
        const names = ['tenant_id', ...columns.map(({ name }) => name)].join(', ');
        await client.query(`copy ${table} (${names}) from '${join(folder, table)}'`);
      }
    });
  const cpuMicroseconds = await cpuPer(bench.owner, claims, copy);
  const seconds = (performance.now() - began) / 1000;
  await rm(folder, { recursive: true, force: true });
  return { seconds, cpuMicroseconds };
}
