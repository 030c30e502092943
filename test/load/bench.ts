import { cpus } from 'node:os';
import type { WholeSetsMeasurement } from './code-pairs.bench.ts';
import type { RealScrubBench, ScrubBench } from './scrub.bench.ts';

// `pnpm bench [part …]`: each path beside its floor of the same run. Ratios travel between machines, absolute numbers do not. A part
// is loaded when it is measured: what other parts load in the same process is seen to slow text building down by a third.

interface Row {
  path: string;
  value: number;
  unit: string;
  floor?: number;
  goal?: string;
}

const parts: Readonly<Record<string, () => Promise<Row[]>>> = {
  intake: async () =>
    (await (await import('./intake.bench.ts')).measureIntake()).map(({ name, ...row }) => ({ path: name, ...row })),
  queue: async () =>
    (await (await import('./queue.bench.ts')).measureQueue()).map(({ backend, name, ...row }) => ({
      path: `${backend}: ${name}`,
      ...row,
    })),
  scrub: async () => {
    const { benchScrub, benchScrubOnRealEditions } = await import('./scrub.bench.ts');
    const real = await benchScrubOnRealEditions(2000);
    if (!real) console.log('(official editions: ../shared/data is absent, not measured)\n');
    return [...scrubRows('starter editions', benchScrub(2000)), ...(real ? realScrubRows(real) : [])];
  },
  codesets: async () => {
    const { measureCodeSets } = await import('./codesets.bench.ts');
    const { measureWholeSets } = await import('./code-pairs.bench.ts');
    const measured = await measureCodeSets();
    return [
      {
        path: `ICD-10-CM lookups (${measured.source}, ${measured.rows} codes), floor a Map`,
        value: measured.lookupsPerSecond,
        unit: 'lookups/s',
        floor: measured.map.lookupsPerSecond,
        goal: '≥ 5,000,000/s',
      },
      {
        path: 'loading the edition, floor filling a Map',
        value: measured.loadMilliseconds,
        unit: 'ms',
        floor: measured.map.loadMilliseconds,
      },
      {
        path: 'memory of the edition, floor a Map',
        value: measured.memoryBytes / 1e6,
        unit: 'MB',
        floor: measured.map.memoryBytes / 1e6,
      },
      ...wholeSets(await measureWholeSets()),
    ];
  },
  reporting: async () =>
    (await (await import('./graphql.bench.ts')).measureReporting()).map(({ name, ...row }) => ({ path: name, ...row })),
  pipeline: async () =>
    (await (await import('./pipeline.bench.ts')).measurePipeline()).map(({ name, ...row }) => ({ path: name, ...row })),
  facts: async () =>
    (await (await import('./facts.bench.ts')).measureFacts()).map(({ name, ...row }) => ({ path: name, ...row })),
  remittance: async () =>
    (await (await import('./remittance.bench.ts')).measureRemittance()).map(({ name, ...row }) => ({
      path: name,
      ...row,
    })),
  x12: async () => {
    const { measureX12 } = await import('./x12.bench.ts');
    const own = measureX12();
    const { measureX12Libraries } = await import('./x12-libraries.bench.ts');
    return [...own, ...(await measureX12Libraries())].map(({ name, ...row }) => ({ path: name, ...row }));
  },
  'x12-large': async () =>
    (await (await import('./x12-large.bench.ts')).measureLargeX12()).map(({ name, ...row }) => ({
      path: name,
      ...row,
    })),
};

function scrubRows(sets: string, measured: ScrubBench): Row[] {
  const row = { unit: 'encounters/s of CPU', goal: '≥ 20,000' };
  const { rulesEvaluated, encountersPerSecond, faultyEncountersPerSecond } = measured;
  return [
    {
      path: `coding checks, clean encounter of 3 lines, ${rulesEvaluated} rules, ${sets}`,
      value: encountersPerSecond,
      ...row,
    },
    { path: `coding checks, faulty encounter, ${sets}`, value: faultyEncountersPerSecond, ...row },
  ];
}

function realScrubRows(real: RealScrubBench): Row[] {
  const named = `${real.editions} real editions of ${real.rows.toLocaleString('en-US')} rows`;
  return [
    ...scrubRows(named, real),
    { path: `memory of ${named}`, value: real.memoryMegabytes, unit: 'MB', goal: '≤ 200' },
    { path: 'lookups built anew after an activation', value: real.buildMilliseconds, unit: 'ms', goal: '≤ 1,000' },
  ];
}

function wholeSets(measured: WholeSetsMeasurement): Row[] {
  const pairs = measured.pairs.toLocaleString('en-US');
  return [
    {
      path: `${pairs} pairs, 10 years of ICD-10-CM, HCPCS, limits: memory`,
      value: measured.memoryMegabytes,
      unit: 'MB',
      goal: '≤ 200',
    },
    { path: 'loading all of them', value: measured.loadMilliseconds, unit: 'ms', goal: '≤ 1,000' },
    {
      path: 'looking a pair up, floor a Set of the pairs asked for',
      value: measured.pairLookupsPerSecond,
      unit: 'lookups/s of CPU',
      floor: measured.mapLookupsPerSecond,
      goal: '≥ 5,000,000/s',
    },
    { path: 'importing the pairs as text', value: measured.import.rowsPerSecond, unit: 'rows/s' },
    { path: 'memory while importing, beside the file', value: measured.import.peakBesideFilesMegabytes, unit: 'MB' },
  ];
}

const asked = process.argv.slice(2).filter((argument) => argument !== '--');
const unknown = asked.filter((name) => !(name in parts));
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}.`);
  process.exitCode = 1;
} else {
  console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown CPU'}\n`);
  for (const [name, measure] of Object.entries(parts)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    console.log(`## ${name}\n\n| path | value | floor | ratio | goal |\n|---|---|---|---|---|`);
    for (const row of await measure()) console.log(line(row));
    console.log('');
  }
}

function line({ path, value, unit, floor, goal }: Row): string {
  const ratio = floor === undefined ? '' : (value / floor).toPrecision(2);
  return `| ${path} | ${written(value)} ${unit} | ${floor === undefined ? '' : `${written(floor)} ${unit}`} | ${ratio} | ${goal ?? ''} |`;
}

function written(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toPrecision(3);
}
