import { buildCodeSets, type LoadedCodeSets } from '@claimwright/codesets/build-code-sets';
import { decodeEdition } from '@claimwright/codesets/decode-edition';
import { encodeEdition } from '@claimwright/codesets/encode-edition';
import { starterEditions } from '@claimwright/codesets/starter';
import { setEditionStatus, storeCandidates } from '@claimwright/db/code-set-editions';
import { openCodeSetProvider } from '@claimwright/db/code-set-provider';
import { importFacts } from '@claimwright/db/facts/import-facts';
import { acceptEncounters, toDbEncounter } from '@claimwright/db/intake/accept-encounters';
import type { Id } from '@claimwright/domain/ids';
import type { FactSet } from '@claimwright/domain/tenant-facts';
import { newId } from '@claimwright/runtime/ids';
import { scrubEncountersJob } from '@claimwright/worker/jobs/scrub-encounters';
import { cleanVisit, visitLine } from '@claimwright/worker/test-encounters';
import { realEditions } from './real-editions.ts';
import {
  cpuPer,
  handlerOf,
  type Measurement,
  parts,
  startWorkerBench,
  type WorkerBench,
} from './worker-bench-setup.ts';

const chunk = 250;
const orderingProviders = 200_000;

/**
 * What the job of coding checks costs an encounter in CPU, bare, with history and with a tenant's tables; how fast tables are
 * imported; and how long a worker stands when an edition is activated.
 */
export async function measureFacts(size = 3000): Promise<Measurement[]> {
  await using bench = await startWorkerBench();
  const rows: Measurement[] = [];
  // The first one warms up pools, plans and compilers and is not counted.
  await checkVisits(bench, size, {});
  const bare = await checkVisits(bench, size, {});
  const scenarios = [
    ['ten visits of history a patient', { history: true }],
    ['all seven tables loaded', { tables: true }],
    ['both', { history: true, tables: true }],
  ] as const;
  for (const [name, scenario] of scenarios) {
    const value = await checkVisits(bench, size, scenario);
    rows.push({ name: `the job of checks, CPU an encounter: ${name}, floor bare`, value, floor: bare, unit: 'µs' });
  }
  rows.push(await measureImport(bench), ...(await measureActivation(bench)));
  return rows;
}

interface Scenario {
  history?: boolean;
  tables?: boolean;
}

async function checkVisits(bench: WorkerBench, size: number, { history, tables }: Scenario): Promise<number> {
  const tenantId = await bench.tenant();
  if (tables) await loadTables(bench, tenantId, size);
  const lines = [
    visitLine('G0463', 12_550, { modifiers: ['25'] }),
    visitLine('J1885', 2_010, { units: 2 }),
    visitLine('A4550', 999, { diagnosisPointers: [1] }),
  ];
  const { database, clock } = bench.dependencies;
  const origin = { actor: 'bench', requestId: 'bench', remoteAddress: '127.0.0.1' };
  const ids: Id[] = [];
  for (const numbers of parts([...Array(size).keys()], 500)) {
    const fresh = numbers.map((number) => {
      const content = cleanVisit(number, { lines });
      return { ...toDbEncounter(content), ...origin, id: newId(), receivedAt: clock.now() };
    });
    await acceptEncounters(database, tenantId, fresh);
    ids.push(...fresh.map(({ id }) => id));
  }
  if (history) await copyIntoThePast(bench, tenantId);
  await bench.owner.query('analyze encounters, tenant_facts');
  await bench.owner.query('checkpoint');
  const check = handlerOf(scrubEncountersJob(bench.dependencies), tenantId);
  const cost = await cpuPer(bench.owner, size, async () => {
    for (const part of parts(ids, chunk)) await check(part);
  });
  const { rows } = await bench.owner.query<{ n: number }>(
    "select count(*) as n from scrub_runs where tenant_id = $1 and outcome = 'ready'",
    [tenantId],
  );
  if (rows[0]?.n !== size) throw new Error(`only ${rows[0]?.n} of ${size} encounters passed`);
  return cost;
}

/** Ten billed visits of each patient: four within the reach of every rule, six long ago. */
async function copyIntoThePast(bench: WorkerBench, tenantId: Id): Promise<void> {
  await bench.owner.query(
    `insert into encounters (tenant_id, id, external_id, version, status, payer_id, patient_key, billing_npi, rendering_npi,
       service_from, service_to, charge_cents, content, received_at, updated_at)
     select e.tenant_id, gen_random_uuid(), e.external_id || '-' || n, 1, 'billed', e.payer_id, e.patient_key, e.billing_npi,
       e.rendering_npi, day, day, e.charge_cents,
       jsonb_set(e.content, '{lines}', (select jsonb_agg(jsonb_set(l, '{serviceFrom}', to_jsonb(day::text)))
         from jsonb_array_elements(e.content->'lines') l)), e.received_at, e.updated_at
     from encounters e, generate_series(1, 10) n,
       lateral (select e.service_from - case when n <= 4 then n * 20 else n * 60 end as day) d
     where e.tenant_id = $1`,
    [tenantId],
  );
}

async function* bytesOf(lines: Iterable<string>): AsyncGenerator<Uint8Array> {
  let text = '';
  for (const line of lines) {
    text += `${line}\n`;
    if (text.length < 60_000) continue;
    yield Buffer.from(text);
    text = '';
  }
  yield Buffer.from(text);
}

/** NPIs with the right check digit, invented. */
function* npis(count: number): Generator<string> {
  for (let number = 0; number < count; number += 1) {
    const nine = `1${String(number).padStart(8, '0')}`;
    let sum = 24;
    for (let at = 0; at < 9; at += 1) {
      const digit = Number(nine[at]) * (at % 2 === 0 ? 2 : 1);
      sum += digit > 9 ? digit - 9 : digit;
    }
    yield `${nine}${(10 - (sum % 10)) % 10}`;
  }
}

async function load(bench: WorkerBench, tenantId: Id, set: FactSet, lines: Iterable<string>): Promise<void> {
  const wish = { set, edition: 'bench', mode: 'replace', skipBadRows: false, importedBy: 'bench' } as const;
  const { database, clock } = bench.dependencies;
  const outcome = await importFacts(database, tenantId, wish, bytesOf(lines), clock.now());
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.report.errors.slice(0, 3)));
}

async function loadTables(bench: WorkerBench, tenantId: Id, patients: number): Promise<void> {
  const span = (npi: string) => `${npi},2020-01-01,`;
  const excluded = ['npi,from,to', ...[...npis(8000)].map(span)];
  await load(bench, tenantId, 'leie', excluded);
  await load(bench, tenantId, 'sam', excluded);
  await load(bench, tenantId, 'enrolments', ['npi,payerId,from,to', '1122334455,GSH01,2020-01-01,']);
  await load(bench, tenantId, 'ordering-providers', ['npi', ...npis(50_000)]);
  await load(bench, tenantId, 'authorizations', ['number,payerId,from,to,procedureCodes', 'PA1,,2026-01-01,,']);
  await load(bench, tenantId, 'clia-certificates', ['number,level,from,to', '11D1234567,full,2026-01-01,']);
  const answers = Array.from(
    { length: patients },
    (_, number) => `GSH01,GSH${100_000 + number},2026-03-01,2025-01-01,`,
  );
  await load(bench, tenantId, 'eligibility', ['payerId,memberId,checkedOn,activeFrom,activeTo', ...answers]);
}

async function measureImport(bench: WorkerBench): Promise<Measurement> {
  const tenantId = await bench.tenant();
  const start = performance.now();
  await load(bench, tenantId, 'ordering-providers', ['npi', ...npis(orderingProviders)]);
  const seconds = (performance.now() - start) / 1000;
  return {
    name: `importing ${orderingProviders.toLocaleString('en-US')} rows`,
    value: orderingProviders / seconds,
    unit: 'rows/s',
  };
}

/** All real editions active, one more is activated: what `refresh` takes, and how long of it nothing else can run. */
async function measureActivation(bench: WorkerBench): Promise<Measurement[]> {
  const real = await realEditions();
  if (!real) return [];
  const stored = [...real.files, oneMore()].map((bytes) => {
    const decoded = decodeEdition(bytes);
    if (!decoded.ok) throw new Error(decoded.error);
    return { ...decoded.edition, bytes };
  });
  await storeCandidates(bench.ownerUrl, stored, { importedBy: 'bench' });
  const names = stored.map(({ set, edition }) => ({ set, edition }));
  await setEditionStatus(bench.ownerUrl, names.slice(0, -1), 'active');
  let building = 0;
  const build = (editions: Uint8Array[]): LoadedCodeSets => {
    const start = performance.now();
    const sets = buildCodeSets([...starterEditions(), ...editions]);
    building = performance.now() - start;
    return sets;
  };
  const provider = await openCodeSetProvider(bench.dependencies.database, build);
  await setEditionStatus(bench.ownerUrl, names.slice(-1), 'active');
  const start = performance.now();
  await provider.refresh();
  const taken = performance.now() - start;
  const again = performance.now();
  for (let time = 0; time < 20; time += 1) await provider.refresh();
  const look = (performance.now() - again) / 20;
  const megabytes = Math.round(real.fileBytes / 1e6);
  return [
    {
      name: `an edition is activated beside ${megabytes} MB of others: until a worker has it`,
      value: taken,
      unit: 'ms',
    },
    { name: 'of it nothing else runs (lookups built)', value: building, unit: 'ms', goal: '≤ 1,000' },
    { name: 'looking whether one was activated, before each job', value: look, unit: 'ms' },
  ];
}

function oneMore(): Uint8Array {
  const window = { effectiveFrom: '2027-01-01', effectiveTo: '2027-12-31' };
  const rows = [{ code: 'A0001', attributes: 0 }];
  return encodeEdition({
    set: 'hcpcs',
    edition: '2027-01',
    ...window,
    complete: true,
    sourceSha256: '0'.repeat(64),
    rows,
  });
}
