import type { ClearinghouseTransport } from '@claimwright/clearinghouse/transport';
import { saveRoute } from '@claimwright/db/pipeline/batches';
import { savePayerProfile } from '@claimwright/db/tenants';
import type { IsoInstant } from '@claimwright/domain/dates';
import { payerProfile } from '@claimwright/domain/payer';
import { addHours, type RouteExpectations, type RouteSchedule } from '@claimwright/domain/route-schedule';
import { createTestDatabase, type TestDatabase } from '@claimwright/testing/database';
import { write277CA } from '@claimwright/x12/claim-acknowledgement-write';
import { write999 } from '@claimwright/x12/implementation-acknowledgement';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cleanVisit } from '../test-encounters.ts';
import { startTestWorker, type TestWorker, testRoute } from '../test-worker.ts';
import { watchTenant } from './watch-answers.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

/** A clock that stands still until it is moved, and a clearinghouse that takes files and says nothing. */
async function silentWorker(options: {
  visits?: number;
  expectations?: Partial<RouteExpectations>;
  schedule?: Partial<RouteSchedule>;
  send?: ClearinghouseTransport['send'];
}) {
  let now: IsoInstant = '2026-03-16T12:00:00.000Z';
  const clock = { now: () => now, today: () => now.slice(0, 10) };
  const silent: ClearinghouseTransport = {
    send: options.send ?? (async () => undefined),
    poll: async () => [],
    acknowledge: async () => undefined,
    close: async () => undefined,
  };
  const worker = await startTestWorker({ database, transport: () => silent, change: { clock } });
  const { schedule, expectations } = options;
  await worker.transaction((tx) =>
    saveRoute(tx, {
      ...testRoute('default'),
      ...(schedule ? { schedule } : {}),
      ...(expectations ? { expectations } : {}),
    }),
  );
  await worker.accept(Array.from({ length: options.visits ?? 2 }, (_, number) => cleanVisit(number)));
  await worker.drain().catch(() => undefined);
  return {
    worker,
    later: (hours: number) => {
      now = addHours(now, hours);
    },
    look: () => worker.transaction((tx) => watchTenant(worker.dependencies, tx)),
  };
}

interface Task {
  kind: string;
  status: string;
  summary: string;
  due: string;
  watch: string;
  batch_id: string | null;
  claim_id: string | null;
}
const tasksOf = (worker: TestWorker) =>
  worker.rows<Task>(
    'select kind, status, summary, due_date as due, watch, batch_id, claim_id from tasks where watch is not null order by id',
  );

const parties = {
  senderQualifier: 'ZZ',
  senderId: 'CHDEFAULT',
  receiverQualifier: 'ZZ',
  receiverId: 'CLAIMWRIGHT',
  applicationSender: 'CHDEFAULT',
  applicationReceiver: 'CLAIMWRIGHT',
  usageIndicator: 'T',
  interchangeControlNumber: 1,
  groupControlNumber: 1,
} as const;

async function accept999(worker: TestWorker): Promise<void> {
  const [batch] = await worker.rows<{ group: number; set: number }>(
    `select b.group_control_number as "group", min(c.transaction_set_control_number) as set
     from batches b join batch_claims c on c.batch_id = b.id group by 1`,
  );
  const text = write999({
    parties,
    at: worker.dependencies.clock.now(),
    transactionSetControlNumber: 1,
    acknowledgement: {
      groupControlNumber: String(batch?.group),
      functionalIdentifier: 'HC',
      groupCode: 'A',
      transactionSets: [{ controlNumber: String(batch?.set).padStart(4, '0'), code: 'A', errors: [] }],
    },
  });
  await worker.run('ingest-files', [await worker.receive('999.x12', text)]);
}

async function say277(worker: TestWorker, entity: 'AY' | 'PR', category: string, claims: number): Promise<void> {
  const rows = await worker.rows<{ number: string; cents: number }>(
    'select patient_control_number as number, charge_cents as cents from claims order by 1 limit $1',
    [claims],
  );
  const today = worker.dependencies.clock.today();
  const text = write277CA({
    parties,
    at: worker.dependencies.clock.now(),
    transactionSetControlNumber: 1,
    reference: 'R1',
    source: { entity, name: 'SOMEBODY', id: 'X1', receivedOn: today, processedOn: today },
    receiver: {
      name: 'TEST',
      id: 'CW0001',
      batchReference: 'B1',
      status: { category: 'A1', statusCode: '19' },
      effectiveDate: today,
    },
    providers: [
      {
        provider: { npi: '1234567893', organizationName: 'EXAMPLE' },
        claims: rows.map(({ number, cents }) => ({
          patientControlNumber: number,
          patientLastName: 'TESTPERSON',
          statuses: [{ category, statusCode: '20' }],
          effectiveDate: today,
          accepted: true,
          chargeCents: cents,
          serviceFrom: '2026-03-09',
          serviceTo: '2026-03-09',
        })),
      },
    ],
  });
  await worker.run('ingest-files', [await worker.receive('277ca.x12', text)]);
}

describe('a file without a 999', () => {
  test('is told once when its hours are over, and closes itself when the 999 comes', async () => {
    const { worker, later, look } = await silentWorker({ expectations: { syntaxHours: 6 } });
    await using _ = worker;
    later(6);
    expect(await look()).toEqual({ opened: 0, closed: 0 });
    later(0.01);
    expect(await look()).toEqual({ opened: 1, closed: 0 });
    expect(await look()).toEqual({ opened: 0, closed: 0 });
    const [task] = await tasksOf(worker);
    expect(task).toMatchObject({ kind: 'acknowledgement_overdue', status: 'open', due: '2026-03-16', claim_id: null });
    expect(task?.summary).toMatch(/^No 999 has come for 837P_default_000000001\.x12 \(2 claims\)/);
    await accept999(worker);
    expect((await tasksOf(worker)).map((each) => each.status)).toEqual(['done']);
    later(24);
    expect(await look()).toEqual({ opened: 0, closed: 0 });
  });

  test('that a person has settled is not opened again', async () => {
    const { worker, later, look } = await silentWorker({ expectations: { syntaxHours: 1 } });
    await using _ = worker;
    later(2);
    await look();
    await worker.rows("update tasks set status = 'done'");
    later(48);
    expect((await look()).opened).toBe(0);
  });

  test('says nothing of the 277CAs that cannot have come', async () => {
    const { worker, later, look } = await silentWorker({});
    await using _ = worker;
    later(24 * 8);
    await look();
    expect((await tasksOf(worker)).map((task) => task.watch.split('/')[0])).toEqual(['999']);
  });
});

describe('claims without a 277CA', () => {
  test('are one task when the whole file is unheard', async () => {
    const { worker, later, look } = await silentWorker({ visits: 3 });
    await using _ = worker;
    await accept999(worker);
    later(73);
    expect((await look()).opened).toBe(1);
    const [task] = await tasksOf(worker);
    expect(task?.watch).toBe(`277CA/${task?.batch_id}`);
    expect(task?.summary).toContain('any of the 3 claims');
    await say277(worker, 'AY', 'A1', 2);
    // One of them is still unheard: the file is not settled.
    expect((await tasksOf(worker)).map((each) => each.status)).toEqual(['open']);
    await say277(worker, 'AY', 'A1', 3);
    expect((await tasksOf(worker)).map((each) => each.status)).toEqual(['done']);
  });

  test('are one task each when only some are missing', async () => {
    const { worker, later, look } = await silentWorker({ visits: 3 });
    await using _ = worker;
    await accept999(worker);
    await say277(worker, 'AY', 'A1', 2);
    later(73);
    expect((await look()).opened).toBe(1);
    const [task] = await tasksOf(worker);
    expect(task?.watch).toBe(`277CA/${task?.claim_id}`);
    await say277(worker, 'AY', 'A1', 3);
    expect((await tasksOf(worker)).map((each) => each.status)).toEqual(['done']);
  });

  test('of the payer, after the clearinghouse has passed them on, are another matter', async () => {
    const { worker, later, look } = await silentWorker({ visits: 2 });
    await using _ = worker;
    await accept999(worker);
    await say277(worker, 'AY', 'A1', 2);
    later(168);
    const watched = { ...testRoute('default'), expectations: {} };
    await worker.transaction((tx) => saveRoute(tx, { ...watched, expectations: { payerAcceptanceHours: null } }));
    later(24);
    expect((await look()).opened).toBe(0);
    await worker.transaction((tx) => saveRoute(tx, watched));
    later(-24);
    expect((await look()).opened).toBe(0);
    later(1);
    expect((await look()).opened).toBe(2);
    expect((await tasksOf(worker)).map((task) => task.watch.split('/')[0])).toEqual(['payer', 'payer']);
    expect((await tasksOf(worker))[0]?.summary).toContain('no proof of timely filing');
    await say277(worker, 'PR', 'A2', 2);
    expect((await tasksOf(worker)).map((task) => task.status)).toEqual(['done', 'done']);
  });
});

describe('a batch that does not leave', () => {
  const send = async () => {
    throw new Error('the server is down for maintenance');
  };

  test('is told with the error, and closes itself when it has left', async () => {
    let broken = true;
    const { worker, later, look } = await silentWorker({
      send: async () => {
        if (broken) await send();
      },
    });
    await using _ = worker;
    later(12);
    expect((await look()).opened).toBe(1);
    const [task] = await tasksOf(worker);
    expect(task).toMatchObject({ kind: 'hand_over_overdue', due: '2026-03-17' });
    expect(task?.summary).toContain('the server is down for maintenance');
    broken = false;
    await worker.run('transmit-batches', [task?.batch_id ?? '']);
    expect(await look()).toEqual({ opened: 0, closed: 1 });
  });

  test('counts its hours from the first window it could go in', async () => {
    // 2026-03-16 is a Monday.
    const windows: RouteSchedule['windows'] = [{ days: ['wed'], from: '06:00', to: '09:00' }];
    const { worker, later, look } = await silentWorker({
      schedule: { windows },
      expectations: { handOverHours: 3 },
      send,
    });
    await using _ = worker;
    later(44);
    expect((await look()).opened).toBe(0);
    later(1);
    expect((await look()).opened).toBe(1);
  });
});

describe('a claim on which the payer is silent', () => {
  const profileOf = (changes: object) =>
    payerProfile.parse({ payerId: 'GSH01', name: 'Granite Shore Health Plan', ...changes });

  async function acceptedWorker(expectations: Partial<RouteExpectations> = {}) {
    const made = await silentWorker({ visits: 1, expectations });
    await accept999(made.worker);
    await say277(made.worker, 'AY', 'A1', 1);
    await say277(made.worker, 'PR', 'A2', 1);
    return made;
  }

  test('is told after the days of the payer profile, else of the route', async () => {
    const { worker, later, look } = await acceptedWorker({ usualPaymentDays: 30, statusRequests: false });
    await using _ = worker;
    later(24 * 20);
    expect((await look()).opened).toBe(0);
    await worker.transaction((tx) => savePayerProfile(tx, profileOf({ usualPaymentDays: 19 })));
    expect((await look()).opened).toBe(1);
    const [task] = await tasksOf(worker);
    expect(task).toMatchObject({ kind: 'claim_silent', due: '2026-04-07' });
    expect(task?.summary).toContain("19 days (as the payer's profile says)");
    expect(task?.summary).toContain('call the payer');
  });

  test('our own history of thirty answers goes before any setting: nine of ten were answered by then', async () => {
    const { worker, later, look } = await acceptedWorker({ usualPaymentDays: 30 });
    await using _ = worker;
    await worker.transaction((tx) => savePayerProfile(tx, profileOf({ usualPaymentDays: 5 })));
    const remember = (days: number, claims: number) =>
      worker.rows(
        `insert into day_count_deltas (tenant_id, payer_id, stage, cohort_month, days, claims, cents)
         values ($1, 'GSH01', 'first_remittance', '2026-02-01', $2, $3, 1)`,
        [worker.tenantId, days, claims],
      );
    await remember(10, 26);
    await remember(40, 3);
    later(24 * 6);
    // 29 answers are not enough: the profile's five days hold.
    expect((await look()).opened).toBe(1);
    const other = await acceptedWorker({ usualPaymentDays: 30 });
    await using __ = other.worker;
    await other.worker.transaction((tx) => savePayerProfile(tx, profileOf({ usualPaymentDays: 5 })));
    for (const [days, claims] of [
      [10, 27],
      [40, 3],
    ] as const) {
      await other.worker.rows(
        `insert into day_count_deltas (tenant_id, payer_id, stage, cohort_month, days, claims, cents)
         values ($1, 'GSH01', 'first_remittance', '2026-02-01', $2, $3, 1)`,
        [other.worker.tenantId, days, claims],
      );
    }
    other.later(24 * 10);
    expect((await other.look()).opened).toBe(0);
    other.later(24);
    expect((await other.look()).opened).toBe(1);
    expect((await tasksOf(other.worker))[0]?.summary).toContain('10 days (nine of ten');
  });

  test('closes itself when the claim is decided', async () => {
    const { worker, later, look } = await acceptedWorker({ usualPaymentDays: 5 });
    await using _ = worker;
    later(24 * 6);
    expect((await look()).opened).toBe(1);
    await say277(worker, 'PR', 'A7', 1);
    expect((await tasksOf(worker)).map((task) => task.status)).toEqual(['done']);
  });
});
