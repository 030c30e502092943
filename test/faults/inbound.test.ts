import type { Faults } from '@claimwright/simulator/faults';
import { createTestDatabase, type TestDatabase } from '@claimwright/testing/database';
import { cleanVisit, visitLine } from '@claimwright/worker/test-encounters';
import { startTestWorker, type TestWorker, type TestWorkerOptions, testRoute } from '@claimwright/worker/test-worker';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectBooksInOrder } from '../e2e/books.ts';
import {
  ack277,
  ack999,
  claimsOf,
  file835,
  paid,
  remittance,
  reversed,
  type SentClaim,
  status,
  ta1,
} from './answers.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

/** A worker whose claims of `count` clean visits are handed over and unanswered. */
async function submitted(count: number, options: TestWorkerOptions = {}) {
  const worker = await startTestWorker({ database, ...options });
  await worker.accept(Array.from({ length: count }, (_, number) => cleanVisit(number)));
  await worker.drain();
  const claims = await claimsOf(worker);
  expect(claims.map((claim) => claim.status)).toEqual(claims.map(() => 'submitted'));
  expect(claims).toHaveLength(count);
  return { worker, claims };
}

async function ingest(worker: TestWorker, text: string, name = 'answer.x12'): Promise<string> {
  const id = await worker.receive(name, text);
  await worker.run('ingest-files', [id]);
  return id;
}

interface Parked {
  kind: string;
  reason_code: string;
  reason: string;
  reference: string | null;
  content: string;
  detail: Record<string, unknown> | null;
}

const parkedOf = (worker: TestWorker) =>
  worker.rows<Parked>(
    'select kind, reason_code, reason, reference, content, detail from parked_items order by parked_at, id',
  );
const statusesOf = async (worker: TestWorker) => (await claimsOf(worker)).map((claim) => claim.status);
const balance = async (worker: TestWorker, account: string): Promise<number> =>
  (
    await worker.rows<{ cents: number }>(
      'select coalesce(sum(amount_cents), 0)::bigint as cents from ledger_entries where account = $1',
      [account],
    )
  )[0]?.cents ?? 0;
const entriesOf = (worker: TestWorker) => worker.rows('select * from ledger_entries order by sequence');
const first = (claims: readonly SentClaim[]): SentClaim => claims[0] as SentClaim;
const errorsLogged = (worker: TestWorker) => worker.log.filter((line) => /"level":50/.test(line));

interface BatchNumbers {
  interchange: number;
  group: number;
  sets: number[];
}
async function batchOf(worker: TestWorker): Promise<BatchNumbers> {
  const [row] = await worker.rows<BatchNumbers>(
    `select b.interchange_control_number as interchange, b.group_control_number as "group",
       array_agg(distinct bc.transaction_set_control_number) as sets
     from batches b join batch_claims bc on bc.batch_id = b.id group by 1, 2`,
  );
  if (!row) throw new Error('There is no batch.');
  return row;
}

describe('a file that comes again', () => {
  test('with the same bytes is kept once and changes nothing', async () => {
    const { worker, claims } = await submitted(1);
    await using _ = worker;
    const text = file835(remittance('T1', [paid(first(claims), 0.5)]));
    const id = await ingest(worker, text);
    const before = await entriesOf(worker);
    expect(await worker.receive('other-name.x12', text)).toBe(id);
    await worker.run('ingest-files', [id, id]);
    expect(await entriesOf(worker)).toEqual(before);
    expect(await worker.rows('select 1 from inbound_files')).toHaveLength(1);
    await expectBooksInOrder(worker.database.app, worker.tenantId);
  });

  test('as the same payment in another file is parked as already posted, and nothing is posted twice', async () => {
    const { worker, claims } = await submitted(2);
    await using _ = worker;
    const payment = remittance('T1', [paid(first(claims), 0.5)]);
    await ingest(worker, file835(payment));
    const before = await entriesOf(worker);
    await ingest(worker, file835(payment));
    expect(await parkedOf(worker)).toMatchObject([{ kind: '835', reason_code: 'already_posted', reference: 'T1' }]);
    expect(await entriesOf(worker)).toEqual(before);
    expect(await statusesOf(worker)).toEqual(['paid', 'submitted']);
    await expectBooksInOrder(worker.database.app, worker.tenantId);
  });

  test('by two workers at once is posted once', async () => {
    const { worker, claims } = await submitted(1);
    await using _ = worker;
    const payment = remittance('T1', [paid(first(claims), 0.5)]);
    const ids = [await worker.receive('a.x12', file835(payment)), await worker.receive('b.x12', file835(payment))];
    await Promise.all(ids.flatMap((id) => [worker.run('ingest-files', [id]), worker.run('ingest-files', [id])]));
    expect((await parkedOf(worker)).map((item) => item.reason_code)).toEqual(['already_posted']);
    expect(await worker.rows('select 1 from remittances')).toHaveLength(1);
    await expectBooksInOrder(worker.database.app, worker.tenantId);
  });
});

describe('an 835', () => {
  test('that is cut off posts nothing and is parked with its text', async () => {
    const { worker, claims } = await submitted(3);
    await using _ = worker;
    const before = await entriesOf(worker);
    const text = file835(
      remittance(
        'T1',
        claims.map((claim) => paid(claim, 0.5)),
      ),
    );
    await ingest(worker, text.slice(0, Math.floor(text.length * 0.7)));
    const parked = await parkedOf(worker);
    expect(parked).toHaveLength(1);
    expect(parked[0]).toMatchObject({ kind: 'unreadable', reason_code: 'set_not_closed' });
    expect(parked[0]?.content).toContain('TRN*1*T1');
    expect(await entriesOf(worker)).toEqual(before);
    // The whole file comes later, and now it posts.
    await ingest(worker, text);
    expect(await statusesOf(worker)).toEqual(['paid', 'paid', 'paid']);
    await expectBooksInOrder(worker.database.app, worker.tenantId);
  });

  test('out of balance posts nothing and is parked with the exact imbalance', async () => {
    const { worker, claims } = await submitted(2);
    await using _ = worker;
    const before = await entriesOf(worker);
    const answers = claims.map((claim) => paid(claim, 0.5));
    const total = answers.reduce((sum, answer) => sum + answer.paidCents, 0);
    await ingest(worker, file835(remittance('T1', answers, { paymentCents: total + 7 })));
    const [item] = await parkedOf(worker);
    expect(item).toMatchObject({ kind: '835', reason_code: 'out_of_balance', reference: 'T1' });
    expect(item?.detail).toMatchObject({
      imbalances: [{ expectedCents: total, actualCents: total + 7 }],
    });
    expect(await entriesOf(worker)).toEqual(before);
    expect(await statusesOf(worker)).toEqual(['submitted', 'submitted']);
    expect(
      await worker.rows<{ days: number }>(
        "select due_date - (opened_at at time zone 'UTC')::date as days from tasks where kind = 'remittance_out_of_balance'",
      ),
    ).toEqual([{ days: 2 }]);
  });

  test('with one unknown claim posts the others and holds its money in unapplied cash', async () => {
    const { worker, claims } = await submitted(2);
    await using _ = worker;
    const [known, other] = claims as [SentClaim, SentClaim];
    const stranger = paid({ ...other, number: 'NOTOURS1' }, 0.4, {
      memberId: 'NOBODY',
      payerClaimControlNumber: 'PX1',
    });
    await ingest(worker, file835(remittance('T1', [paid(known, 0.5), stranger])));
    expect(await parkedOf(worker)).toMatchObject([
      { kind: '835', reason_code: 'claim_unknown', reference: 'NOTOURS1' },
    ]);
    expect(await statusesOf(worker)).toEqual(['paid', 'submitted']);
    expect(await balance(worker, 'unapplied_cash')).toBe(-stranger.paidCents);
    expect(await balance(worker, 'cash')).toBe(paid(known, 0.5).paidCents + stranger.paidCents);
    await expectBooksInOrder(worker.database.app, worker.tenantId);
  });

  test('that renumbered a claim still finds it by member, dates and charge', async () => {
    const { worker, claims } = await submitted(3);
    await using _ = worker;
    const renumbered = paid({ ...first(claims), number: 'PAYERS-OWN' }, 0.5);
    await ingest(worker, file835(remittance('T1', [renumbered, paid(claims[1] as SentClaim, 0.5)])));
    expect(await parkedOf(worker)).toEqual([]);
    expect(await statusesOf(worker)).toEqual(['paid', 'paid', 'submitted']);
    await expectBooksInOrder(worker.database.app, worker.tenantId);
  });

  test('a reversal with its correction nets the ledger to the corrected payment', async () => {
    const { worker, claims } = await submitted(1);
    await using _ = worker;
    const claim = first(claims);
    const before = paid(claim, 0.8);
    const after = paid(claim, 0.3);
    await ingest(worker, file835(remittance('T1', [before])));
    expect(await balance(worker, 'cash')).toBe(before.paidCents);
    const takeback = {
      paymentCents: 0,
      providerAdjustments: [
        {
          providerId: '1234567893',
          fiscalPeriodEnd: '2026-12-31',
          reasonCode: 'FB',
          amountCents: after.paidCents - before.paidCents,
        },
      ],
    };
    await ingest(worker, file835(remittance('T2', [reversed(before), after], takeback)));
    expect(await parkedOf(worker)).toEqual([]);
    expect(await statusesOf(worker)).toEqual(['paid']);
    expect(await worker.rows('select paid_cents as "paidCents" from claims')).toEqual([{ paidCents: after.paidCents }]);
    expect(await balance(worker, 'insurance_receivable')).toBe(0);
    expect(await balance(worker, 'contractual_adjustment')).toBe(claim.snapshot.totalChargeCents - after.paidCents);
    await expectBooksInOrder(worker.database.app, worker.tenantId);
  });

  test('for a rejected claim is parked, and its money waits in unapplied cash', async () => {
    const { worker, claims } = await submitted(1);
    await using _ = worker;
    await ingest(worker, ack277([{ claim: first(claims), statuses: [status('A7', '33')] }]));
    await ingest(worker, file835(remittance('T1', [paid(first(claims), 0.5)])));
    expect((await parkedOf(worker)).map((item) => item.reason_code)).toEqual(['status_does_not_allow']);
    expect(await balance(worker, 'unapplied_cash')).toBe(-paid(first(claims), 0.5).paidCents);
    expect(await statusesOf(worker)).toEqual(['rejected']);
  });
});

describe('an acknowledgement', () => {
  test('999 R rejects the claims of its set and frees their encounters', async () => {
    const { worker } = await submitted(2);
    await using _ = worker;
    const { group, sets } = await batchOf(worker);
    await ingest(
      worker,
      ack999(
        group,
        'R',
        sets.map((set) => [set, 'R']),
      ),
    );
    expect(await statusesOf(worker)).toEqual(['rejected', 'rejected']);
    expect(await worker.rows('select status from encounters')).toEqual([
      { status: 'needs_review' },
      { status: 'needs_review' },
    ]);
    const tasks = await worker.rows("select kind, encounter_id is not null as linked from tasks where status = 'open'");
    expect(tasks).toEqual([
      { kind: 'claim_rejected', linked: true },
      { kind: 'claim_rejected', linked: true },
    ]);
    await expectBooksInOrder(worker.database.app, worker.tenantId);
  });

  test.each([
    ['A', 'acknowledged'],
    ['E', 'acknowledged'],
    ['R', 'rejected'],
    ['P', 'submitted'],
  ])('999 %s without a word about single sets makes the claims %s', async (code, expected) => {
    const { worker } = await submitted(1);
    await using _ = worker;
    const { group } = await batchOf(worker);
    await ingest(worker, ack999(group, code, []));
    expect(await statusesOf(worker)).toEqual([expected]);
  });

  test('999 of a group or set that was never sent is parked', async () => {
    const { worker } = await submitted(1);
    await using _ = worker;
    const { group } = await batchOf(worker);
    await ingest(worker, ack999(987_654_321, 'R', [[1, 'R']]));
    await ingest(worker, ack999(group, 'P', [[4242, 'R']]));
    expect((await parkedOf(worker)).map((item) => [item.kind, item.reason_code])).toEqual([
      ['999', 'batch_not_found'],
      ['999', 'batch_not_found'],
    ]);
    expect(await statusesOf(worker)).toEqual(['submitted']);
    expect(errorsLogged(worker)).toEqual([]);
  });

  test('TA1 R rejects the interchange', async () => {
    const { worker } = await submitted(2);
    await using _ = worker;
    const { interchange } = await batchOf(worker);
    await ingest(worker, ta1(interchange, 'R'));
    expect(await statusesOf(worker)).toEqual(['rejected', 'rejected']);
    await ingest(worker, ta1(999_999_999, 'R'));
    expect((await parkedOf(worker)).map((item) => item.reason_code)).toEqual(['batch_not_found']);
  });

  test('TA1 R of one route never rejects the interchange of another with the same number', async () => {
    await using worker = await startTestWorker({ database, routes: [testRoute('default'), testRoute('other')] });
    await worker.transaction((tx) =>
      tx.query(`insert into payers (tenant_id, payer_id, name, profile) values ($1, 'OTHER1', 'Other Plan', $2)`, [
        tx.tenantId,
        JSON.stringify({ payerId: 'OTHER1', name: 'Other Plan', route: 'other' }),
      ]),
    );
    const cover = { ...cleanVisit(2).coverages[0], payer: { id: 'OTHER1', name: 'Other Plan' } };
    await worker.accept([cleanVisit(1), cleanVisit(2, { coverages: [cover] })]);
    await worker.drain();
    const batches = await worker.rows('select route, interchange_control_number as number from batches order by route');
    expect(batches).toEqual([
      { route: 'default', number: 1 },
      { route: 'other', number: 1 },
    ]);
    await ingest(worker, ta1(1, 'R', { senderId: 'CHOTHER' }));
    expect(await worker.rows('select route, status from claims order by route')).toEqual([
      { route: 'default', status: 'submitted' },
      { route: 'other', status: 'rejected' },
    ]);
    await ingest(worker, ta1(1, 'R', { senderId: 'SOMEBODY' }));
    expect((await parkedOf(worker)).map((item) => item.reason_code)).toEqual(['batch_not_found']);
  });

  test.each([
    [1, 'rejected'],
    [2, 'submitted'],
  ])(
    'TA1 R "seen before" of a batch that was handed over %i times leaves its claims %s',
    async (attempts, expected) => {
      const { worker } = await submitted(1);
      await using _ = worker;
      await worker.transaction((tx) => tx.query('update batches set attempts = $1', [attempts]));
      const { interchange } = await batchOf(worker);
      await ingest(worker, ta1(interchange, 'R', {}, '025'));
      expect(await statusesOf(worker)).toEqual([expected]);
      expect(await parkedOf(worker)).toEqual([]);
    },
  );

  test('277CA for an unknown claim is parked; the others of its file count', async () => {
    const { worker, claims } = await submitted(1);
    await using _ = worker;
    const claim = first(claims);
    const said = [
      { claim: { ...claim, number: 'NOTOURS1' }, statuses: [status('A7', '33')] },
      { claim, statuses: [status('A2')], payerClaimControlNumber: 'ICN1' },
    ];
    await ingest(worker, ack277(said));
    expect(await parkedOf(worker)).toMatchObject([
      { kind: '277CA', reason_code: 'claim_not_found', reference: 'NOTOURS1' },
    ]);
    expect(await worker.rows('select status, payer_claim_control_number as icn from claims')).toEqual([
      { status: 'payer_accepted', icn: 'ICN1' },
    ]);
  });

  test('one rejection among several statuses rejects, and a late acceptance after it changes nothing', async () => {
    const { worker, claims } = await submitted(1);
    await using _ = worker;
    await ingest(worker, ack277([{ claim: first(claims), statuses: [status('A2'), status('A7', '33')] }]));
    await ingest(worker, ack277([{ claim: first(claims), statuses: [status('A2')] }]));
    expect(await statusesOf(worker)).toEqual(['rejected']);
    expect(await worker.rows("select detail->>'said' as said from claim_events where type = 'informed'")).toEqual([
      { said: 'payer_accepted' },
    ]);
  });

  test.each([
    ['999 A', 'acknowledged', (_: SentClaim, batch: BatchNumbers) => ack999(batch.group, 'A', [])],
    ['999 R', 'rejected', (_: SentClaim, batch: BatchNumbers) => ack999(batch.group, 'R', [])],
    ['TA1 R', 'rejected', (_: SentClaim, batch: BatchNumbers) => ta1(batch.interchange, 'R')],
    ['277CA A2', 'payer_accepted', (claim: SentClaim) => ack277([{ claim, statuses: [status('A2')] }])],
    ['277CA A7', 'rejected', (claim: SentClaim) => ack277([{ claim, statuses: [status('A7', '33')] }])],
    ['835', 'paid', (claim: SentClaim) => file835(remittance('T1', [paid(claim, 0.5)]))],
  ])('%s that overtakes our own record of the hand-over proves it', async (_name, expected, answer) => {
    // The file arrives, and the process dies before it can note that.
    const { worker } = await sentButNotNoted();
    await using _ = worker;
    const [claim] = await claimsOf(worker);
    await ingest(worker, answer(claim as SentClaim, await batchOf(worker)));
    expect(await statusesOf(worker)).toEqual([expected]);
    const events = await worker.rows<{ type: string }>('select type from claim_events order by sequence');
    expect(events.slice(0, 3).map(({ type }) => type)).toEqual(['assembled', 'batched', 'submitted']);
    expect(await worker.rows('select status from batches')).toEqual([{ status: 'transmitted' }]);
    expect(await parkedOf(worker)).toEqual([]);
    // The job that was interrupted runs again and finds all done.
    const [batch] = await worker.rows<{ id: string }>('select id from batches');
    await worker.run('transmit-batches', [batch?.id ?? '']);
    expect(await worker.rows('select 1 from claim_events')).toHaveLength(events.length);
    await expectBooksInOrder(worker.database.app, worker.tenantId);
  });

  async function sentButNotNoted() {
    let died = false;
    const worker = await startTestWorker({
      database,
      transport: (simulator) => ({
        ...simulator,
        poll: (limit) => simulator.poll(limit),
        acknowledge: (name) => simulator.acknowledge(name),
        close: () => simulator.close(),
        send: async (file) => {
          await simulator.send(file);
          died = true;
          throw new Error('the process died here');
        },
      }),
    });
    await worker.accept([cleanVisit(1, { lines: [visitLine('G0463', 10_000), visitLine('J1885', 500)] })]);
    await expect(worker.drain()).rejects.toThrow();
    expect(died).toBe(true);
    expect(await statusesOf(worker)).toEqual(['batched']);
    return { worker };
  }
});

describe('text that is no answer', () => {
  test.each([
    ['nothing', ''],
    ['white space', ' \r\n\t '],
    ['prose', 'Dear biller, please find attached.'],
    ['bytes with NUL', 'ISA\u0000\u0000garbage\u0000~ST*835*0001~'],
    ['an interchange of NULs', `ISA*00*${'\u0000'.repeat(10)}*00*          *ZZ*X`],
    ['half a header', 'ISA*00*          *00*          *ZZ*SEND'],
    [
      'another guide',
      file835(remittance('T1', [])).replaceAll('005010X221A1', '005010X999').replaceAll('ST*835', 'ST*820'),
    ],
  ])('%s is parked with a reason and never tried for ever', async (_name, text) => {
    await using worker = await startTestWorker({ database });
    await ingest(worker, text);
    const [file] = await worker.rows<{ status: string }>('select status from inbound_files');
    expect(file).toEqual({ status: 'parked' });
    const parked = await parkedOf(worker);
    expect(parked.length).toBeGreaterThan(0);
    for (const item of parked) expect(item.reason.length).toBeGreaterThan(10);
    expect(
      await worker.rows(
        "select kind, due_date - (opened_at at time zone 'UTC')::date as days from tasks where status = 'open'",
      ),
    ).toEqual([{ kind: 'unmatched_inbound', days: 3 }]);
    expect(errorsLogged(worker)).toEqual([]);
  });

  test('NUL inside a sound 835 never stops the file: what cannot be stored is parked, what can is posted', async () => {
    const { worker, claims } = await submitted(2);
    await using _ = worker;
    const [one, two] = claims as [SentClaim, SentClaim];
    const good = remittance('T1', [paid(one, 0.5)]);
    const bad = remittance('T2', [paid(two, 0.5, { patientLastName: 'NULNAME' })], {
      transactionSetControlNumber: '0002',
    });
    await ingest(worker, file835(bad, good).replace('NULNAME', 'NUL\u0000NAME'));
    const [file] = await worker.rows<{ status: string }>('select status from inbound_files');
    expect(['processed', 'parked']).toContain(file?.status);
    expect((await statusesOf(worker))[0]).toBe('paid');
    await expectBooksInOrder(worker.database.app, worker.tenantId);
  });
});

describe("the clearinghouse's bad days, as the simulator plays them", () => {
  const cases: readonly [string, Faults][] = [
    ['files delivered twice', { duplicatedFiles: 1 }],
    ['acknowledgements lost', { lostFiles: 1, fileKinds: ['TA1', '999', '277CA'] }],
    ['835s lost', { lostFiles: 1, fileKinds: ['835'] }],
    ['835s cut short', { truncatedRemittances: 1 }],
    ['835s out of balance', { unbalancedRemittances: 1 }],
    ['lines without REF*6R', { claimsWithoutLineControlNumbers: 1 }],
    ['lines without modifiers', { claimsWithoutModifiers: 1 }],
    ['lines without either', { claimsWithoutLineControlNumbers: 1, claimsWithoutModifiers: 1 }],
  ];
  const modified = [visitLine('G0463', 12_550, { modifiers: ['25'] }), visitLine('J1885', 2_010, { units: 2 })];

  async function live(faults: Faults) {
    const worker = await startTestWorker({ database, simulator: { faults } });
    await worker.accept(Array.from({ length: 12 }, (_, number) => cleanVisit(number, { lines: modified })));
    await worker.drain();
    await worker.advance(35);
    await expectBooksInOrder(worker.database.app, worker.tenantId);
    expect(errorsLogged(worker)).toEqual([]);
    const outcome = await worker.rows<{ number: string; status: string; paid: number }>(
      'select patient_control_number as number, status, paid_cents as paid from claims order by 1',
    );
    const reasons = [...new Set((await parkedOf(worker)).map((item) => item.reason_code))];
    const remittances = (await worker.rows('select 1 from remittances')).length;
    const truth = (await worker.simulator.futures()).map((future) => ({
      number: future.patientControlNumber,
      rejected: !future.forwarding.accepted || future.receipt?.accepted === false,
      paid: [future.payment, future.takeback]
        .filter((payment) => payment !== undefined && payment.on <= worker.simulator.clock.today())
        .flatMap((payment) => payment?.claims ?? [])
        .reduce((sum, claim) => sum + claim.paidCents, 0),
    }));
    expect(truth.some(({ paid: cents }) => cents > 0)).toBe(true);
    return { worker, outcome, reasons, remittances, truth: truth.toSorted((a, b) => (a.number < b.number ? -1 : 1)) };
  }

  test.each(cases)('%s', async (name, faults) => {
    const { worker, outcome, reasons, remittances, truth } = await live(faults);
    await using _ = worker;
    const found = outcome.map(({ number, status: is, paid: cents }) => ({
      number,
      rejected: is === 'rejected',
      paid: cents,
    }));
    switch (name) {
      case '835s lost':
      case '835s cut short':
      case '835s out of balance':
        expect(remittances).toBe(0);
        expect(found).toEqual(truth.map((claim) => ({ ...claim, paid: 0 })));
        expect(reasons).toEqual(
          { '835s lost': [], '835s cut short': ['set_not_closed'], '835s out of balance': ['out_of_balance'] }[name],
        );
        break;
      case 'acknowledgements lost':
        // A remittance proves receipt; only a rejection that was lost leaves its claim open.
        expect(found).toEqual(truth.map((claim) => ({ ...claim, rejected: false })));
        expect(reasons).toEqual([]);
        break;
      default:
        expect(found).toEqual(truth);
        expect(remittances).toBeGreaterThan(0);
        expect(reasons).toEqual([]);
    }
  });
});
