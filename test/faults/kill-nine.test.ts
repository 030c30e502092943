import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startEmbeddedPostgres } from '@claimwright/db/embedded-postgres';
import { cleanVisit, variedVisit } from '@claimwright/worker/test-encounters';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { expectBooksInOrder } from '../e2e/books.ts';
import { expectFilesEqualClaims } from '../e2e/claim-files.ts';
import { type Installation, openInstallation } from '../e2e/installation.ts';

// kill -9 of the one process that does everything, at moments drawn from a seed, and start again. PostgreSQL outlives its
// parent and is taken over.

const root = resolve(import.meta.dirname, '../..');
let folder: string;
let children: ChildProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp('/var/tmp/claimwright-kill-');
  await chmod(folder, 0o755);
});
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  children = [];
  const orphan = await startEmbeddedPostgres(join(folder, 'postgres'), { durable: false });
  await orphan.stop();
  const left = await processesOf(folder);
  await rm(folder, { recursive: true, force: true });
  expect(left).toEqual([]);
});

/** Command lines of the processes that name the folder: nobody may stay behind. */
async function processesOf(path: string): Promise<string[]> {
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
  return lines.filter((line) => line.includes(path)).map((line) => line.replaceAll('\0', ' '));
}

/** The server's process id and port, from the first and fourth line of its postmaster.pid. */
async function server(): Promise<{ pid: number; port: number }> {
  const lines = (await readFile(join(folder, 'postgres/cluster/postmaster.pid'), 'utf8')).split('\n');
  return { pid: Number(lines[0]), port: Number(lines[3]) };
}

interface Running {
  child: ChildProcess;
  output(): string;
  /** Until the output matches; throws with the output when the process ends before. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  kill(): Promise<void>;
}

function run(script: string, args: readonly string[]): Running {
  const child = spawn(
    process.execPath,
    [join(root, 'services/standalone/src', script), '--data', folder, '--port', '0', ...args],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  children.push(child);
  let text = '';
  child.stdout?.on('data', (part: Buffer) => (text += part.toString()));
  child.stderr?.on('data', (part: Buffer) => (text += part.toString()));
  const exited = once(child, 'exit');
  return {
    child,
    output: () => text,
    says: async (pattern) => {
      const patience = performance.now() + 40_000;
      for (;;) {
        const found = pattern.exec(text);
        if (found) return found;
        if (child.exitCode !== null || child.signalCode !== null || performance.now() > patience)
          throw new Error(`never said ${pattern}:\n${text}`);
        await delay(5);
      }
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

/** Pseudo-random numbers 0–1, the same for the same seed (mulberry32). */
function draws(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Every encounter is billed in exactly one live claim a part, or held for a reason that can be read. */
async function expectNothingLost(installation: Installation, externalIds: ReadonlySet<string>): Promise<void> {
  const { database, tenantId, claimFilesFolder } = installation.stack;
  const rows = await installation.rows<{
    external_id: string;
    status: string;
    parts: number[] | null;
    claims: number;
    reasons: number;
  }>(
    `select e.external_id, e.status,
       (select array_agg(part order by part) from claim_encounters ce where ce.encounter_id = e.id and ce.live) as parts,
       (select count(*) from claim_encounters ce where ce.encounter_id = e.id) as claims,
       (select count(*) from tasks t where t.encounter_id = e.id and t.status = 'open')
         + (select count(*) from encounter_events v where v.encounter_id = e.id and v.detail->>'reason' is not null) as reasons
     from encounters e`,
  );
  const found = new Set(rows.map((row) => row.external_id));
  expect([...externalIds].filter((externalId) => !found.has(externalId))).toEqual([]);
  const wrong = rows.filter(({ status, parts, reasons }) =>
    status === 'billed' ? parts?.some((part, index) => part !== index + 1) !== false : parts !== null || reasons === 0,
  );
  expect(wrong).toEqual([]);
  expect(rows.filter((row) => row.status === 'billed').length).toBeGreaterThan(rows.length / 2);
  await expectFilesEqualClaims(database, tenantId, claimFilesFolder);
  expect(await installation.rows("select 1 from claims where status in ('assembled', 'batched')")).toEqual([]);
  expect(await installation.rows("select 1 from batches where status <> 'transmitted'")).toEqual([]);
  await expectBooksInOrder(database, tenantId);
  expect((await installation.rows('select 1 from parked_items')).length).toBe(0);
}

test('the demo, killed in every phase and started again, ends as if nothing had happened', {
  timeout: 120_000,
}, async () => {
  const draw = draws(20_260_316);
  const days = ['--count', '200', '--days', '40', '--exit'];
  const phases: readonly (readonly [RegExp, number])[] = [
    [/Starting services/, 700],
    [/Posting encounters: \d+ of 200/, 60],
    [/Checking and assembling: \d+ encounters/, 120],
    [/Checking and assembling: 0 encounters, \d+ claims/, 2_400],
    [/Day 5 of 40/, 150],
  ];
  let adopted = 0;
  let before: { pid: number; port: number } | undefined;
  for (const [phase, longest] of phases) {
    const demo = run('demo.ts', days);
    // A phase may be over at once after a restart; then the kill falls into a later one, or the demo is done.
    const reached = await demo.says(phase).catch((error: unknown) => {
      if (demo.child.exitCode === 0) return undefined;
      throw error;
    });
    if (!reached) break;
    await delay(draw() * longest);
    if (demo.child.exitCode !== null) break;
    await demo.kill();
    const now = await server();
    if (before && now.pid === before.pid && now.port === before.port) adopted += 1;
    before = now;
    expect(() => process.kill(now.pid, 0)).not.toThrow();
  }
  expect(adopted).toBeGreaterThan(2);
  const last = run('demo.ts', days);
  await last.says(/demo key/);
  await once(last.child, 'exit');
  expect(last.child.exitCode).toBe(0);
  expect(last.output()).toContain('200 sample encounters');
  expect(last.output()).toContain('0 refused');
  await using installation = await openInstallation(folder, { seed: '20260101' });
  await installation.settled();
  const samples = await installation.rows<{ external_id: string }>('select external_id from encounters');
  expect(samples).toHaveLength(200);
  await expectNothingLost(installation, new Set(samples.map((row) => row.external_id)));
});

test('what a sender was told is accepted is there after any kill, and is billed once', {
  timeout: 120_000,
}, async () => {
  const draw = draws(7);
  const visits = [
    ...Array.from({ length: 60 }, (_, number) => variedVisit(number)),
    ...Array.from({ length: 240 }, (_, number) => cleanVisit(1000 + number)),
  ].map((visit) => withTodaysDates(visit));
  const accepted = new Map<string, string>();
  const waiting = [...visits];
  for (let round = 0; round < 4; round += 1) {
    const service = run('main.ts', []);
    const url = (await service.says(/dashboard +(http:\/\/[\d.:]+)\/dashboard/))[1] ?? '';
    const key = (await service.says(/API key +(\S+)/))[1] ?? '';
    let alive = true;
    const send = async () => {
      while (alive) {
        const visit = waiting.shift();
        if (!visit) return;
        const answer = await fetch(`${url}/v1/encounters`, {
          method: 'POST',
          headers: {
            authorization: `Bearer ${key}`,
            'content-type': 'application/json',
            'idempotency-key': visit.externalId,
          },
          body: JSON.stringify(visit),
        })
          .then(async (response) => ({ status: response.status, body: (await response.json()) as { id: string } }))
          .catch(() => undefined);
        if (answer?.status === 202) {
          const known = accepted.get(visit.externalId);
          expect(known ?? answer.body.id).toBe(answer.body.id);
          accepted.set(visit.externalId, answer.body.id);
        } else if (answer === undefined) waiting.push(visit);
        else throw new Error(`${visit.externalId} was answered with ${answer.status}`);
      }
    };
    const senders = Promise.all(Array.from({ length: 8 }, send));
    if (round === 3) {
      await senders;
      // Into the batching and the hand-over, which wait two seconds for claims to collect.
      await delay(1_900 + draw() * 400);
    } else {
      await delay(20 + draw() * 120);
    }
    await service.kill();
    alive = false;
    await senders;
  }
  expect(accepted.size).toBe(visits.length);
  await using installation = await openInstallation(folder, { seed: 'claimwright' });
  await installation.settled();
  const ids = new Map(
    (await installation.rows<{ external_id: string; id: string }>('select external_id, id from encounters')).map(
      (row) => [row.external_id, row.id],
    ),
  );
  expect(ids).toEqual(accepted);
  await expectNothingLost(installation, new Set(accepted.keys()));
});

/** The `start` command lives in real time, so the visits were yesterday. */
function withTodaysDates<Visit extends ReturnType<typeof cleanVisit>>(visit: Visit): Visit {
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  const dates = Object.fromEntries(Object.keys(visit.dates).map((name) => [name, yesterday]));
  return { ...visit, dates, lines: visit.lines.map((line) => ({ ...line, serviceFrom: yesterday })) };
}
