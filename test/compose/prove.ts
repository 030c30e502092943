import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openSimulatorTransport, type SimulatorTransport } from '@claimwright/clearinghouse/simulator-transport';
import { sampleEncounters } from '@claimwright/simulator/sample-encounters';
import { compose, composeOrThrow, containersOf, docker, inside, inspect, untilHealthy } from './compose.ts';
import { all, ask, type Batch, counts, gatewayUrl, postBulk, postOne, untilSettled, x12Of } from './gateway-client.ts';

// By hand, against the production shape: brings it up, takes encounters to paid claims, and breaks things on the way.
// It needs an installation of its own, empty at first: give it a COMPOSE_PROJECT_NAME. Arguments name single steps. More in
// docs/operating.md.

const services = ['gateway', 'worker', 'reporting'];
const folder = `/var/lib/claimwright/${process.env.TENANT_ID ?? '0190d9a0-0000-7000-8000-000000000001'}`;
const today = new Date().toISOString().slice(0, 10);
let checks = 0;

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(`It does not hold: ${what}`);
  checks += 1;
  say(`  ok  ${what}`);
}

async function comesUp(): Promise<void> {
  say('\nThe stack comes up');
  await composeOrThrow(['up', '-d']);
  await untilHealthy(['postgres', 'redis', ...services]);
  const [migrate = ''] = await containersOf('migrate');
  must((await inspect(migrate, '{{.State.Status}} {{.State.ExitCode}}')) === 'exited 0', 'migrate ended with 0');
  const again = await composeOrThrow(['run', '--rm', 'migrate']);
  must(/ 0 applied \(none\)/.test(again), 'migrate run again applies nothing');
  for (const service of services) {
    const [id = ''] = await containersOf(service);
    must(
      (await inspect(id, '{{.HostConfig.ReadonlyRootfs}} {{.Config.User}}')) === 'true claimwright',
      `${service} is not root, on a read-only file system`,
    );
  }
}

async function intake(): Promise<void> {
  say('\nEncounters become claim files');
  const [first, ...rest] = sampleEncounters(60, 41, today);
  if (first === undefined) throw new Error('There is no sample.');
  must((await postOne(first, 'cw_nobody-has-this-key-0000000000000000')) === 401, 'a wrong key answers 401');
  must((await postOne(first)) === 202, 'an encounter is accepted');
  must(
    (await postBulk(rest, 'compose-first')).every((status) => status === 202),
    'a bulk stream is accepted',
  );
  const settled = await untilSettled();
  must((settled.encounters.billed ?? 0) > 30, `checked and billed: ${JSON.stringify(settled)}`);
  must((settled.claims.submitted ?? 0) > 30, 'their claims are submitted');
}

/** Every batch lies in the outbox once, with the bytes the gateway shows. Returns them. */
async function sentFiles(): Promise<{ name: string; text: string }[]> {
  const batches = await all<Batch>('/v1/batches');
  const names = (await inside('worker', `ls ${folder}/outbox`)).trim().split('\n').sort();
  must(
    JSON.stringify(names) === JSON.stringify(batches.map(({ fileName }) => fileName).sort()),
    `each of the ${batches.length} batches is one file in the outbox`,
  );
  must(new Set(batches.map((batch) => batch.interchangeControlNumber)).size === batches.length, 'no ISA13 twice');
  const files: { name: string; text: string }[] = [];
  for (const batch of batches) {
    const text = await x12Of(batch);
    if ((await inside('worker', `cat ${folder}/outbox/${batch.fileName}`)) !== text)
      throw new Error(`${batch.fileName} is not what the gateway shows.`);
    files.push({ name: batch.fileName, text });
  }
  must(files.length > 0, 'each holds the bytes of GET /v1/batches/{id}/x12');
  return files;
}

/** The clearinghouse answers: each file is written under a name of its own and moved in, as a transfer program does. */
async function answer(simulator: SimulatorTransport): Promise<number> {
  let delivered = 0;
  for (;;) {
    const files = await simulator.poll();
    if (files.length === 0) return delivered;
    for (const { name, content } of files) {
      const path = `${folder}/inbox/${name}`;
      await inside('worker', `cat > '${path}.part' && mv '${path}.part' '${path}'`, Buffer.from(content));
      await simulator.acknowledge(name);
      delivered += 1;
    }
  }
}

async function untilInboxEmpty(): Promise<void> {
  for (let attempt = 0; attempt < 240; attempt += 1) {
    if ((await inside('worker', `ls ${folder}/inbox`)).trim() === '') {
      await untilSettled();
      return;
    }
    await delay(500);
  }
  throw new Error('The inbox is not emptied.');
}

async function payment(simulator: SimulatorTransport): Promise<void> {
  say('\nThe clearinghouse answers, the payers pay');
  for (const { name, text } of await sentFiles()) await simulator.send({ name, content: Buffer.from(text) });
  let delivered = 0;
  for (let day = 0; day < 100; day += 10) {
    await simulator.advance({ days: 10 });
    delivered += await answer(simulator);
    await untilInboxEmpty();
  }
  const { claims } = await counts();
  must((claims.paid ?? 0) > 10, `${delivered} files later: ${JSON.stringify(claims)}`);
  const { claims: page } = await ask<{
    claims: {
      nodes: { paidCents: number; paidOn: string; timeline: { type: string }[]; ledger: { amountCents: number }[] }[];
    };
  }>('{ claims(first: 1, status: [paid]) { nodes { paidCents paidOn timeline { type } ledger { amountCents } } } }');
  const claim = page.nodes[0];
  must(
    claim !== undefined &&
      claim.paidCents > 0 &&
      claim.ledger.reduce((sum, { amountCents }) => sum + amountCents, 0) === 0,
    `GraphQL shows a paid claim, ledger in balance: ${claim?.timeline.map(({ type }) => type).join(' → ')}`,
  );
  const { tasks } = await ask<{ tasks: { nodes: { id: string }[] } }>('{ tasks(first: 1) { nodes { id } } }');
  const { commentTask } = await ask<{ commentTask: { task: { comments: { note: string }[] } } }>(
    `mutation { commentTask(id: "${tasks.nodes[0]?.id}", note: "seen over GraphQL") { task { comments { note } } } }`,
  );
  must(commentTask.task.comments.at(-1)?.note === 'seen over GraphQL', 'a task is commented over GraphQL');
  const files = await all<{ status: string; kinds: string[] }>('/v1/clearinghouse/files');
  const parked = files.filter(({ status }) => status !== 'processed').length;
  must(files.length === delivered && parked === 0, `all ${files.length} files are processed, none is parked`);
}

/** What every encounter became; the ones lost on the way would be missing here. */
async function nothingLost(expected: number, what: string): Promise<void> {
  const { encounters, claims } = await untilSettled();
  const total = Object.values(encounters).reduce((sum, count) => sum + count, 0);
  must(total === expected, `${what}: all ${expected} encounters are there: ${JSON.stringify(encounters)}`);
  const batched = (await all<Batch>('/v1/batches')).reduce((sum, { claimCount }) => sum + claimCount, 0);
  const claimed = Object.values(claims).reduce((sum, count) => sum + count, 0);
  must(batched === claimed, `${claimed} claims, each in exactly one batch`);
  await sentFiles();
}

const waveSize = 1200;

/** Posts a wave while `disturb` happens in the middle of it, then looks whether anything was lost. */
async function wave(name: string, seed: number, disturb: () => Promise<void>): Promise<void> {
  const encounters = sampleEncounters(waveSize, seed, today).map((one) => ({
    ...one,
    externalId: `${name}-${one.externalId}`,
  }));
  const half = waveSize / 2;
  const already = Object.values((await counts()).encounters).reduce((sum, count) => sum + count, 0);
  await postBulk(encounters.slice(0, half), `compose-${name}-1`);
  const { encounters: before, claims } = await counts();
  const second = postBulk(encounters.slice(half), `compose-${name}-2`).catch((error: Error) => error);
  const moving = (before.received ?? 0) + (before.ready ?? 0) + (claims.assembled ?? 0) + (claims.batched ?? 0);
  await disturb();
  must(moving > 0, `${moving} encounters and claims were on their way`);
  await untilHealthy(['postgres', 'redis', ...services]);
  const outcome = await second;
  // What was not answered is posted again, as an EHR would; what was already taken answers as it did.
  if (outcome instanceof Error) say(`      (the post was cut: ${outcome.message.slice(0, 90)}; posting again)`);
  const again = await postBulk(encounters.slice(half), `compose-${name}-${outcome instanceof Error ? '3' : '2'}`);
  must(
    again.every((status) => status === 202 || status === 409),
    `${waveSize} encounters are accepted`,
  );
  await nothingLost(already + waveSize, `after: ${name}`);
}

async function killsAndRestarts(): Promise<void> {
  say('\nThree workers, one killed at work');
  await composeOrThrow(['up', '-d', '--no-recreate', '--scale', 'worker=3']);
  await untilHealthy(services);
  must((await containersOf('worker')).length === 3, 'three workers are healthy');
  const killed = (service: string) => async () => {
    const [victim = ''] = await containersOf(service);
    await docker(['kill', victim]);
    if (service === 'redis') must((await fetch(`${gatewayUrl}/readyz`)).ok, 'the gateway stays ready without Redis');
    await docker(['start', victim]);
  };
  await wave('worker-killed', 1000, killed('worker'));

  say('\nPostgres restarts at work');
  await wave('postgres-restarted', 2000, async () => {
    await composeOrThrow(['restart', 'postgres']);
  });

  say('\nRedis is killed at work');
  await wave('redis-killed', 3000, killed('redis'));

  say('\nThe gateway is killed at work');
  await wave('gateway-killed', 4000, killed('gateway'));
}

async function refusesUnsafeRedis(): Promise<void> {
  say('\nA Redis that may lose jobs');
  const [redis = ''] = await containersOf('redis');
  const image = await inspect(redis, '{{.Config.Image}}');
  const network =
    (await inspect(redis, '{{range $name, $_ := .NetworkSettings.Networks}}{{$name}} {{end}}')).split(' ')[0] ?? '';
  const name = `unsafe-redis-${process.pid}`;
  await docker([
    'run',
    '-d',
    '--rm',
    '--name',
    name,
    '--network',
    network,
    image,
    'redis-server',
    '--protected-mode',
    'no',
    '--maxmemory-policy',
    'allkeys-lru',
  ]);
  try {
    await delay(1500);
    const { code, output } = await compose(['run', '--rm', '-e', `REDIS_URL=redis://${name}:6379`, 'worker']);
    must(
      code !== 0 && output.includes('appendonly is no') && output.includes('maxmemory-policy is allkeys-lru'),
      `is refused at boot: ${output.slice(output.indexOf('queue: this Redis'))}`,
    );
  } finally {
    await docker(['rm', '-f', name]);
  }
}

async function roles(): Promise<void> {
  say('\nThe services can do no more than they need');
  const database = (user: string, password: string, sql: string) =>
    compose([
      'exec',
      '-T',
      '-e',
      `PGPASSWORD=${password}`,
      'postgres',
      'psql',
      '-h',
      '127.0.0.1',
      '-U',
      user,
      '-d',
      'claimwright',
      '-Atc',
      sql,
    ]);
  const denied = [
    'create table x (y int)',
    'create schema x',
    'delete from claims',
    'update claim_events set actor = $$x$$',
    'drop table claims',
    'truncate audit_log',
    'alter table claims disable row level security',
    'create role x',
    'insert into tenants values (gen_random_uuid(), $$x$$)',
    'insert into api_keys (tenant_id, id, key_sha256, label, scopes) values (gen_random_uuid(), gen_random_uuid(), sha256($$x$$), $$x$$, $${admin}$$)',
    'create temp table x (y int)',
  ];
  const app = process.env.APP_PASSWORD ?? '';
  const report = process.env.REPORT_PASSWORD ?? '';
  for (const sql of denied) {
    const { code, output } = await database('claimwright_gateway', app, sql);
    must(
      code !== 0 && /permission denied|must be owner|row-level security/.test(output),
      `gateway and worker may not: ${sql}`,
    );
  }
  for (const sql of [
    ...denied,
    'insert into payers values (gen_random_uuid())',
    'select from api_keys',
    'select from outbox',
    'select take_outbox(1)',
  ]) {
    const { code, output } = await database('claimwright_reporting', report, sql);
    must(code !== 0 && /permission denied|must be owner|row-level security/.test(output), `reporting may not: ${sql}`);
  }
  for (const user of [
    ['claimwright_gateway', app],
    ['claimwright_reporting', report],
  ] as const) {
    const { output } = await database(user[0], user[1], 'select count(*) from claims');
    must(output.trim() === '0', `${user[0]} sees no claim without naming a tenant`);
  }
}

async function stopsGracefully(): Promise<void> {
  say('\nSIGTERM at work');
  await wave('stopped', 5000, async () => {
    for (const service of services) {
      for (const id of await containersOf(service)) {
        const start = performance.now();
        await docker(['stop', '-t', '10', id]);
        const seconds = (performance.now() - start) / 1000;
        const code = await inspect(id, '{{.State.ExitCode}}');
        must(seconds < 10 && code === '0', `${service} stops by itself in ${seconds.toFixed(1)} s with ${code}`);
      }
    }
    await composeOrThrow(['start', ...services]);
  });
}

const steps: Record<string, () => Promise<void>> = {
  up: comesUp,
  intake,
  payment: async () => {
    const simulatorFolder = await mkdtemp(join(tmpdir(), 'claimwright-compose-'));
    const simulator = await openSimulatorTransport({ folder: simulatorFolder, seed: 'compose' });
    await payment(simulator);
    await simulator.close();
    await rm(simulatorFolder, { recursive: true });
  },
  kills: killsAndRestarts,
  redis: refusesUnsafeRedis,
  roles,
  stop: stopsGracefully,
};
const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(steps);
for (const name of wanted) {
  const step = steps[name];
  if (step === undefined) throw new Error(`There is no step ${name}; there are ${Object.keys(steps).join(', ')}.`);
  await step();
}
say(`\n${checks} checks held. The stack still runs: docker compose down -v removes it.`);
