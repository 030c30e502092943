import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ClearinghouseTransport, TransportFile } from '@claimwright/clearinghouse/transport';
import { asOwner } from '@claimwright/db/owner';
import { createTestDatabase, type TestDatabase } from '@claimwright/testing/database';
import { cleanVisit, variedVisit } from '@claimwright/worker/test-encounters';
import { startTestWorker, type TestWorker, testRoute } from '@claimwright/worker/test-worker';
import { openTransports } from '@claimwright/worker/transports';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectBooksInOrder } from '../e2e/books.ts';
import { claimsOf, file835, paid, remittance, type SentClaim } from './answers.ts';

// One row, one claim, one file or one partner that cannot be dealt with must not stop the others.

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

const statuses = (worker: TestWorker) =>
  worker.rows<{ external_id: string; status: string }>(
    'select external_id, status from encounters order by external_id',
  );
const openTasks = (worker: TestWorker) =>
  worker.rows("select kind, summary from tasks where status = 'open' order by opened_at, id");

async function visits(worker: TestWorker, count: number): Promise<string[]> {
  return worker.accept(Array.from({ length: count }, (_, number) => cleanVisit(number)));
}

/** While `work` runs, rows of a table that fit a condition are refused with this SQLSTATE. */
async function refusing<Result>(
  worker: TestWorker,
  rule: { table: string; when: string; sqlState: string },
  work: () => Promise<Result>,
): Promise<Result> {
  const mine = `new.tenant_id = '${worker.tenantId}'`;
  await asOwner(worker.database.ownerUrl, (client) =>
    client.query(`
      create function refuse_poison() returns trigger language plpgsql as $$
        begin raise exception 'refused for a test' using errcode = '${rule.sqlState}'; end $$;
      create trigger refuse_poison before insert on ${rule.table} for each row when (${mine} and (${rule.when}))
        execute function refuse_poison();`),
  );
  try {
    return await work();
  } finally {
    await asOwner(worker.database.ownerUrl, (client) => client.query('drop function refuse_poison cascade'));
  }
}

describe('an encounter whose content is broken', () => {
  test.each([
    ['null', 'null'],
    ['an empty object', '{}'],
    ['a text', '"x"'],
    ['lines that are a number', '{"lines": 5, "coverages": [], "diagnoses": []}'],
    ['lines that are null', '{"lines": [null], "coverages": [null], "diagnoses": [null]}'],
  ])('%s is held with a reason before its checks, and the others of its batch are billed', async (_name, content) => {
    await using worker = await startTestWorker({ database });
    const ids = await visits(worker, 6);
    await worker.transaction((tx) => tx.query('update encounters set content = $1 where id = $2', [content, ids[2]]));
    await worker.drain();
    expect((await statuses(worker)).map(({ status }) => status)).toEqual([
      'billed',
      'billed',
      'needs_review',
      'billed',
      'billed',
      'billed',
    ]);
    expect(await openTasks(worker)).toMatchObject([{ kind: 'coding_review' }]);
    const [event] = await worker.rows<{ reason: string }>(
      "select detail->>'reason' as reason from encounter_events where encounter_id = $1 and to_status = 'needs_review'",
      [ids[2]],
    );
    expect(event?.reason).toContain('internal error');
  });

  test('is held by assembly when it breaks after its checks', async () => {
    await using worker = await startTestWorker({ database });
    const ids = await visits(worker, 4);
    await worker.run('scrub-encounters', ids);
    await worker.transaction((tx) => tx.query("update encounters set content = '{}' where id = $1", [ids[1]]));
    await worker.drain();
    expect((await statuses(worker)).map(({ status }) => status)).toEqual([
      'billed',
      'needs_review',
      'billed',
      'billed',
    ]);
    const numbers = (await claimsOf(worker)).map((claim) => claim.number);
    expect(new Set(numbers).size).toBe(3);
  });

  test('does not stop later encounters of the same patient, whose history it is', async () => {
    await using worker = await startTestWorker({ database });
    const visit = cleanVisit(1);
    const [first] = await worker.accept([visit]);
    await worker.drain();
    await worker.transaction((tx) => tx.query(`update encounters set content = '{"lines": 5}' where id = $1`, [first]));
    await worker.accept([{ ...visit, externalId: 'later' }]);
    await worker.drain();
    expect((await statuses(worker)).map(({ status }) => status)).toEqual(['billed', 'billed']);
  });
});

describe('a row that the database refuses', () => {
  test.each([
    ['a result of the checks', 'scrub_runs', 'new.encounter_id', '22P05'],
    ['a constraint of the claim', 'claim_lines', 'new.encounter_id', '23514'],
  ])(
    '%s: that encounter is held, the others are billed, nothing is tried for ever',
    async (_name, table, column, sqlState) => {
      await using worker = await startTestWorker({ database });
      const ids = await visits(worker, 5);
      await refusing(worker, { table, when: `${column} = '${ids[3]}'`, sqlState }, () => worker.drain());
      expect((await statuses(worker)).map(({ status }) => status)).toEqual([
        'billed',
        'billed',
        'billed',
        'needs_review',
        'billed',
      ]);
      expect(await openTasks(worker)).toMatchObject([{ kind: 'coding_review' }]);
      expect((await claimsOf(worker)).map((claim) => claim.status)).toEqual(Array(4).fill('submitted'));
      await expectBooksInOrder(worker.database.app, worker.tenantId);
    },
  );

  test('by the word of a rival transaction it is tried again, not held', async () => {
    await using worker = await startTestWorker({ database });
    const ids = await visits(worker, 3);
    const rule = { table: 'scrub_runs', when: `new.encounter_id = '${ids[1]}'`, sqlState: '40001' };
    await refusing(worker, rule, () =>
      expect(worker.run('scrub-encounters', ids)).rejects.toThrow('1 of 3 rows failed'),
    );
    expect((await statuses(worker)).map(({ status }) => status)).toEqual(['ready', 'received', 'ready']);
    await worker.run('scrub-encounters', ids);
    expect((await statuses(worker)).map(({ status }) => status)).toEqual(['ready', 'ready', 'ready']);
  });
});

describe('a claim that cannot be written', () => {
  test('is set aside with a task, its encounter is freed, and the others leave', async () => {
    await using worker = await startTestWorker({ database });
    const ids = await visits(worker, 5);
    await worker.run('scrub-encounters', ids);
    await worker.run('assemble-claims', ids);
    const [, broken] = await claimsOf(worker);
    await asOwner(worker.database.ownerUrl, (client) =>
      client.query(`begin; alter table claims disable trigger claims_immutable;
        update claims set snapshot = snapshot - 'lines' where id = '${broken?.id}';
        alter table claims enable trigger claims_immutable; commit`),
    );
    await worker.drain();
    const after = await worker.rows<{ number: string; status: string }>(
      'select patient_control_number as number, status from claims order by 1',
    );
    expect(after.map(({ status }) => status)).toEqual(['submitted', 'rejected', 'submitted', 'submitted', 'submitted']);
    expect(await openTasks(worker)).toMatchObject([{ kind: 'claim_rejected' }]);
    expect((await statuses(worker)).map(({ status }) => status).toSorted()).toEqual([
      ...Array(4).fill('billed'),
      'needs_review',
    ]);
    // It is not tried again with every batch.
    await worker.accept([cleanVisit(77)]);
    await worker.drain();
    expect(await worker.rows('select claim_count as claims from batches order by interchange_control_number')).toEqual([
      { claims: 4 },
      { claims: 1 },
    ]);
    expect(worker.log.filter((line) => line.includes('cannot be written'))).toHaveLength(1);
  });

  test('is set aside as well when only the guide refuses its text, and the task says where', async () => {
    await using worker = await startTestWorker({ database });
    const ids = await visits(worker, 3);
    await worker.run('scrub-encounters', ids);
    await worker.run('assemble-claims', ids);
    const [, wrong] = await claimsOf(worker);
    await asOwner(worker.database.ownerUrl, (client) =>
      client.query(`begin; alter table claims disable trigger claims_immutable;
        update claims set snapshot = jsonb_set(snapshot, '{placeOfService}', '"77"') where id = '${wrong?.id}';
        alter table claims enable trigger claims_immutable; commit`),
    );
    await worker.drain();
    const after = await worker.rows<{ status: string }>(
      'select patient_control_number as number, status from claims order by 1',
    );
    expect(after.map(({ status }) => status)).toEqual(['submitted', 'rejected', 'submitted']);
    expect(await openTasks(worker)).toEqual([
      {
        kind: 'claim_rejected',
        summary:
          'The claim would be refused as an 837P. 2300: CLM05-1 is not a place of service that CMS has assigned.',
      },
    ]);
  });
});

describe('an inbound file', () => {
  async function submitted() {
    const worker = await startTestWorker({ database });
    await visits(worker, 2);
    await worker.drain();
    const claims = (await claimsOf(worker)) as [SentClaim, SentClaim];
    return { worker, claims };
  }

  test('a piece that breaks is rolled back alone and parked; the pieces around it count', async () => {
    const { worker, claims } = await submitted();
    await using _ = worker;
    const [one, two] = claims;
    const id = await worker.receive(
      'two.x12',
      file835(
        remittance('T1', [paid(one, 0.5)]),
        remittance('T2', [paid(two, 0.5)], { transactionSetControlNumber: '0002' }),
      ),
    );
    const rule = { table: 'ledger_entries', when: `new.claim_id = '${one.id}'`, sqlState: '23514' };
    await refusing(worker, rule, () => worker.run('ingest-files', [id]));
    expect((await claimsOf(worker)).map((claim) => claim.status)).toEqual(['submitted', 'paid']);
    expect(await worker.rows('select kind, reason_code from parked_items')).toEqual([
      { kind: '835', reason_code: 'internal_error' },
    ]);
    await expectBooksInOrder(worker.database.app, worker.tenantId);
  });

  test.each(['40P01', '55P03', '57014'])('with %s in the middle is tried again whole', async (sqlState) => {
    const { worker, claims } = await submitted();
    await using _ = worker;
    const id = await worker.receive(
      'one.x12',
      file835(
        remittance(
          'T1',
          claims.map((claim) => paid(claim, 0.5)),
        ),
      ),
    );
    const rule = { table: 'ledger_entries', when: `new.claim_id = '${claims[1].id}'`, sqlState };
    await refusing(worker, rule, () => expect(worker.run('ingest-files', [id])).rejects.toThrow());
    expect(await worker.rows('select status from inbound_files')).toEqual([{ status: 'received' }]);
    expect(await worker.rows('select 1 from parked_items union all select 1 from remittances')).toEqual([]);
    await worker.run('ingest-files', [id]);
    expect((await claimsOf(worker)).map((claim) => claim.status)).toEqual(['paid', 'paid']);
    await expectBooksInOrder(worker.database.app, worker.tenantId);
  });

  test('whose outcome cannot be stored is parked as it came', async () => {
    const { worker } = await submitted();
    await using _ = worker;
    const ids = [await worker.receive('bad.txt', 'no X12 at all'), await worker.receive('empty.txt', ' ')];
    const rule = {
      table: 'parked_items',
      when: "new.content like 'no X12%' and new.kind <> 'file'",
      sqlState: '22P05',
    };
    await refusing(worker, rule, () => worker.run('ingest-files', ids));
    expect(
      await worker.rows(
        'select f.name, p.kind, p.content from parked_items p join inbound_files f on f.id = p.inbound_file_id order by 1',
      ),
    ).toEqual([
      { name: 'bad.txt', kind: 'file', content: 'no X12 at all' },
      { name: 'empty.txt', kind: 'unreadable', content: '' },
    ]);
  });
});

describe('a partner that does not take the file', () => {
  /** A transport whose first hand-overs go as `misfortunes` say, the later ones to the simulator. */
  function unreliable(sent: TransportFile[], misfortunes: ((file: TransportFile) => Promise<void>)[]) {
    return (simulator: ClearinghouseTransport): ClearinghouseTransport => ({
      poll: (limit) => simulator.poll(limit),
      acknowledge: (name) => simulator.acknowledge(name),
      close: () => simulator.close(),
      send: async (file) => {
        sent.push(file);
        const misfortune = misfortunes.shift();
        if (misfortune) return misfortune(file);
        await simulator.send(file);
      },
    });
  }
  const batchRows = (worker: TestWorker) =>
    worker.rows<{ id: string; status: string; attempts: number; last_error: string | null; leased: boolean }>(
      'select id, status, attempts, last_error, leased_until is not null as leased from batches',
    );

  test('that refuses twice gets the same bytes a third time; until then nothing says transmitted', async () => {
    const sent: TransportFile[] = [];
    const refuse = () => Promise.reject(new Error('The partner is closed for maintenance.'));
    await using worker = await startTestWorker({ database, transport: unreliable(sent, [refuse, refuse]) });
    await visits(worker, 2);
    await expect(worker.drain()).rejects.toThrow('1 of 1 batches were not handed over');
    const [batch] = await batchRows(worker);
    expect(batch).toMatchObject({ status: 'built', attempts: 1, leased: false });
    expect(batch?.last_error).toContain('maintenance');
    await expect(worker.run('transmit-batches', [batch?.id ?? ''])).rejects.toThrow();
    expect(new Set((await claimsOf(worker)).map((claim) => claim.status))).toEqual(new Set(['batched']));
    expect(await worker.rows('select 1 from ledger_entries')).toEqual([]);
    await worker.run('transmit-batches', [batch?.id ?? '']);
    expect(await batchRows(worker)).toMatchObject([{ status: 'transmitted', attempts: 3, last_error: null }]);
    expect(new Set(sent.map((file) => `${file.name} ${Buffer.from(file.content).toString('base64')}`)).size).toBe(1);
    expect((await worker.simulator.futures()).length).toBe(2);
    await expectBooksInOrder(worker.database.app, worker.tenantId);
  });

  test('that never answers is given up after its time, and its late success does no harm', async () => {
    const sent: TransportFile[] = [];
    let late: (() => void) | undefined;
    const hang = () => new Promise<void>((resolve) => (late = resolve));
    await using worker = await startTestWorker({
      database,
      transport: unreliable(sent, [hang]),
      change: { sendMilliseconds: 150 },
    });
    await visits(worker, 1);
    await expect(worker.drain()).rejects.toThrow('not handed over');
    const [batch] = await batchRows(worker);
    expect(batch).toMatchObject({ status: 'built', attempts: 1, leased: false });
    await worker.run('transmit-batches', [batch?.id ?? '']);
    late?.();
    expect(await batchRows(worker)).toMatchObject([{ status: 'transmitted', attempts: 2 }]);
    expect(await worker.simulator.futures()).toHaveLength(1);
  });

  test('while one worker hands over, another leaves the batch alone and says so', async () => {
    const sent: TransportFile[] = [];
    let finish: (() => void) | undefined;
    const slow = () => new Promise<void>((resolve) => (finish = resolve));
    await using worker = await startTestWorker({ database, transport: unreliable(sent, [slow]) });
    const ids = await visits(worker, 1);
    await worker.run('scrub-encounters', ids);
    await worker.run('assemble-claims', ids);
    await worker.run(
      'build-batches',
      (await claimsOf(worker)).map((claim) => claim.id),
    );
    const [batch] = await batchRows(worker);
    const handingOver = worker.run('transmit-batches', [batch?.id ?? '']);
    await expect.poll(() => sent.length).toBe(1);
    await expect(worker.run('transmit-batches', [batch?.id ?? ''])).rejects.toThrow();
    finish?.();
    await handingOver;
    expect(sent).toHaveLength(1);
    expect(await batchRows(worker)).toMatchObject([{ status: 'transmitted', attempts: 1 }]);
  });

  test('one batch that fails does not keep the others of its job back', async () => {
    const sent: TransportFile[] = [];
    await using worker = await startTestWorker({
      database,
      transport: unreliable(sent, [() => Promise.reject(new Error('no'))]),
    });
    for (const number of [1, 2, 3]) {
      const ids = await worker.accept([cleanVisit(number)]);
      await worker.run('scrub-encounters', ids);
      await worker.run('assemble-claims', ids);
      await worker.run('build-batches', ids);
    }
    const batches = (await batchRows(worker)).map(({ id }) => id);
    await expect(worker.run('transmit-batches', batches)).rejects.toThrow('1 of 3');
    expect((await batchRows(worker)).map(({ status }) => status).toSorted()).toEqual([
      'built',
      'transmitted',
      'transmitted',
    ]);
  });
});

test('a clearinghouse that is another process and two folders: files out, answers in, claims paid', async () => {
  const root = await mkdtemp('/var/tmp/claimwright-directory-');
  try {
    const logger = (await import('@claimwright/runtime/logger')).createLogger({ service: 'test', level: 'fatal' });
    await using transports = openTransports(root, logger);
    const route = testRoute('default', { adapter: 'directory' });
    route.settings.transport = { outbox: 'outbox', inbox: 'inbox', settleMilliseconds: 0 };
    await using worker = await startTestWorker({ database, routes: [route], change: { transport: transports.of } });
    await worker.accept(Array.from({ length: 20 }, (_, number) => variedVisit(number)));
    await worker.drain();
    const [outbox, inbox] = ['outbox', 'inbox'].map((folder) => join(root, worker.tenantId, folder)) as [
      string,
      string,
    ];
    const visible = async (folder: string) => (await readdir(folder)).filter((name) => !name.startsWith('.'));
    expect(await visible(outbox)).toHaveLength(1);
    const script = join(import.meta.dirname, 'clearinghouse-process.ts');
    const now = worker.dependencies.clock.now();
    await promisify(execFile)(process.execPath, [script, outbox, inbox, now, '2026-06-01']);
    expect(await visible(outbox)).toEqual([]);
    const waiting = (await visible(inbox)).length;
    expect(waiting).toBeGreaterThan(5);
    expect(await worker.poll()).toBe(waiting);
    expect(await visible(inbox)).toEqual([]);
    const found = new Set((await claimsOf(worker)).map((claim) => claim.status));
    expect(found).toContain('paid');
    expect(found).not.toContain('submitted');
    // Sent once more after a crash: the partner has fetched the file, and does not find it a second time.
    const [batch] = await worker.rows<{ name: string; content: Buffer }>(
      'select file_name as name, content from batches',
    );
    await (await transports.of(worker.tenantId, route)).send(batch as TransportFile);
    expect(await visible(outbox)).toEqual([]);
    await expectBooksInOrder(worker.database.app, worker.tenantId);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
});
