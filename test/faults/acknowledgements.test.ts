import { savePayerProfile } from '@claimwright/db/tenants';
import type { SegmentError } from '@claimwright/domain/acknowledgement';
import type { AcknowledgementFault } from '@claimwright/domain/acknowledgement-fault';
import { payerProfile } from '@claimwright/domain/payer';
import { createTestDatabase, type TestDatabase } from '@claimwright/testing/database';
import { cleanVisit, visitLine } from '@claimwright/worker/test-encounters';
import { startTestWorker, type TestWorker } from '@claimwright/worker/test-worker';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ack277, ack999, claimsOf, status, ta1 } from './answers.ts';

// TA1, 999 and 277CA in every order and for everything that is not ours: what becomes of the claim, and what a person is told.

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

interface Sent {
  worker: TestWorker;
  claims: Awaited<ReturnType<typeof claimsOf>>;
  batch: { id: string; interchange: number; group: number; set: number; segments: string[] };
}

/** Three visits handed over in one transaction set, with the segments of that set, ST first. */
async function sent(): Promise<Sent> {
  const worker = await startTestWorker({ database });
  await worker.transaction((tx) =>
    savePayerProfile(
      tx,
      payerProfile.parse({
        payerId: 'GSH01',
        name: 'Granite Shore',
        timelyFiling: { unit: 'days', count: 10, anchor: 'serviceFrom', citation: 'test', verified: false },
      }),
    ),
  );
  await worker.accept([
    cleanVisit(1),
    cleanVisit(2, {
      lines: [visitLine('G0463', 12_550, { modifiers: ['25'] }), visitLine('J1885', 2010, { units: 2 })],
    }),
    cleanVisit(3),
  ]);
  await worker.drain();
  const claims = await claimsOf(worker);
  expect(claims.map((claim) => claim.status)).toEqual(['submitted', 'submitted', 'submitted']);
  const [row] = await worker.rows<{ id: string; interchange: number; group: number; set: number; content: Buffer }>(
    `select b.id, b.interchange_control_number as interchange, b.group_control_number as "group", b.content,
       min(bc.transaction_set_control_number) as set
     from batches b join batch_claims bc on bc.batch_id = b.id group by b.id, b.tenant_id`,
  );
  if (!row) throw new Error('There is no batch.');
  const all = row.content.toString().split('~');
  const segments = all.slice(all.findIndex((segment) => segment.startsWith('ST*')));
  return { worker, claims, batch: { ...row, segments } };
}

async function ingest(worker: TestWorker, text: string): Promise<void> {
  await worker.run('ingest-files', [await worker.receive('answer.x12', text)]);
}

/** Position (IK302) of the nth segment that begins so. */
function positionOf({ batch }: Sent, start: string, nth = 0): number {
  const positions = batch.segments.flatMap((segment, index) => (segment.startsWith(start) ? [index + 1] : []));
  const position = positions[nth];
  if (position === undefined) throw new Error(`The set has no ${start}.`);
  return position;
}

interface Task {
  kind: string;
  status: string;
  claim: string;
  summary: string;
  due: string | null;
  pointer: string | null;
  detail: { faults?: AcknowledgementFault[] } | null;
}
const tasksOf = (worker: TestWorker) =>
  worker.rows<Task>(
    `select t.kind, t.status, c.patient_control_number as claim, t.summary, t.due_date as due, t.pointer, t.detail
     from tasks t left join claims c on c.id = t.claim_id order by c.patient_control_number, t.id`,
  );
const eventsOf = (worker: TestWorker, claimId: string) =>
  worker.rows<{ type: string; detail: Record<string, unknown> & { faults?: AcknowledgementFault[]; said?: string } }>(
    'select type, detail from claim_events where claim_id = $1 order by sequence',
    [claimId],
  );
const statusesOf = async (worker: TestWorker) => (await claimsOf(worker)).map((claim) => claim.status);
const parkedOf = (worker: TestWorker) =>
  worker.rows<{ kind: string; reason_code: string; reference: string }>(
    'select kind, reason_code, reference from parked_items order by parked_at, id',
  );

const at = (position: number, parts: Partial<SegmentError> = {}): SegmentError => ({
  segment: 'SV1',
  position,
  code: '8',
  elements: [{ position: 1, component: 2, code: '7', value: 'G0463' }],
  ...parts,
});

describe('a 999 that rejects a set for one element', () => {
  test('leads the claim at fault to its line and field, and tells the others that they are innocent', async () => {
    const made = await sent();
    const { worker, claims, batch } = made;
    await using _ = worker;
    const position = positionOf(made, 'SV1*HC:J1885');
    await ingest(worker, ack999(batch.group, 'R', [[batch.set, 'R', [at(position)]]]));
    expect(await statusesOf(worker)).toEqual(['rejected', 'rejected', 'rejected']);
    const guilty = claims.find((claim) => claim.snapshot.lines.length === 2);
    const tasks = await tasksOf(worker);
    const second = tasks.find((task) => task.claim === guilty?.number);
    expect(second).toMatchObject({
      kind: 'claim_rejected',
      status: 'open',
      pointer: '/lines/1/procedureCode',
      // Ten days from the day of service: sooner than a week from now.
      due: '2026-03-19',
      detail: { faults: [{ code: 'IK3 8, IK4 7', formBox: '24D', lineNumber: 2, x12: { element: 'SV101-2' } }] },
    });
    expect(second?.summary).toBe(
      'The procedure code of line 2 (SV101-2) is not one of the codes that are accepted. ' +
        'Check the code and enter a valid one. Then send the claim again. The payer takes it until 2026-03-19.',
    );
    const innocents = tasks.filter((task) => task !== second);
    expect(innocents).toHaveLength(2);
    for (const innocent of innocents) {
      expect(innocent).toMatchObject({ kind: 'claim_rejected', pointer: null, detail: null });
      expect(innocent?.summary).toContain('fault in another claim');
    }
    const other = claims.find((claim) => claim !== guilty);
    const [, , , rejected] = await eventsOf(worker, other?.id ?? '');
    // Nobody reads another patient's values in this claim's history.
    expect(rejected).toMatchObject({ type: 'syntax_rejected', detail: { code: 'R', errors: [], faults: [] } });
    const events = await eventsOf(worker, guilty?.id ?? '');
    expect(events.at(-1)?.detail.faults?.[0]).toMatchObject({
      encounterId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      pointer: '/lines/1/procedureCode',
    });
  });

  test('above the claims is the fault of all: the billing provider', async () => {
    const made = await sent();
    const { worker, batch } = made;
    await using _ = worker;
    const error = at(positionOf(made, 'NM1*85'), { segment: 'NM1', elements: [{ position: 9, code: '7' }] });
    await ingest(worker, ack999(batch.group, 'R', [[batch.set, 'R', [error]]]));
    const tasks = await tasksOf(worker);
    expect(tasks).toHaveLength(3);
    for (const task of tasks) expect(task.summary).toContain('The NPI of the billing provider (NM109)');
  });
});

describe('a 999 that accepts with errors', () => {
  test('acknowledges all, and shows the errors with the claim they are in', async () => {
    const made = await sent();
    const { worker, claims, batch } = made;
    await using _ = worker;
    const error = at(positionOf(made, 'DTP*472', 0), { segment: 'DTP', elements: [{ position: 3, code: '8' }] });
    await ingest(worker, ack999(batch.group, 'E', [[batch.set, 'E', [error]]]));
    expect(await statusesOf(worker)).toEqual(['acknowledged', 'acknowledged', 'acknowledged']);
    const faults = await Promise.all(
      claims.map(async ({ id }) => (await eventsOf(worker, id)).at(-1)?.detail.faults?.map((fault) => fault.pointer)),
    );
    expect(faults).toEqual([['/lines/0/serviceFrom'], [], []]);
    expect(await tasksOf(worker)).toEqual([]);
  });
});

describe('a TA1 that rejects', () => {
  test('blames no claim and says who has to act', async () => {
    const { worker, batch } = await sent();
    await using _ = worker;
    await ingest(worker, ta1(batch.interchange, 'R', {}, '006'));
    expect(await statusesOf(worker)).toEqual(['rejected', 'rejected', 'rejected']);
    for (const task of await tasksOf(worker)) {
      expect(task.summary).toContain('sender id is not accepted');
      expect(task).toMatchObject({
        pointer: null,
        due: '2026-03-19',
        detail: { faults: [{ said: 'TA1', code: '006' }] },
      });
    }
  });
});

describe('277CA at both hops', () => {
  test('only the payer itself can say that the claim is there', async () => {
    const { worker, claims } = await sent();
    await using _ = worker;
    const [claim] = claims;
    if (!claim) throw new Error('no claim');
    await ingest(worker, ack277([{ claim, statuses: [status('A2')] }], { entity: 'AY' }));
    expect(await statusesOf(worker)).toEqual(['acknowledged', 'submitted', 'submitted']);
    await ingest(
      worker,
      ack277([{ claim, statuses: [status('A2')], payerClaimControlNumber: 'ICN1' }], { entity: 'PR' }),
    );
    expect(await statusesOf(worker)).toEqual(['payer_accepted', 'submitted', 'submitted']);
    const details = (await eventsOf(worker, claim.id))
      .slice(-2)
      .map(({ detail }) => [detail.hop, detail.source, detail.words]);
    expect(details).toEqual([
      ['clearinghouse', 'TEST HOUSE', ['Accepted for adjudication: it was accepted for processing (A2:20).']],
      ['payer', 'TEST PAYER', ['Accepted for adjudication: it was accepted for processing (A2:20).']],
    ]);
  });

  test('a rejection names entity, field and due date, and is no denial', async () => {
    const { worker, claims } = await sent();
    await using _ = worker;
    const claim = claims[2];
    if (!claim) throw new Error('no claim');
    await ingest(worker, ack277([{ claim, statuses: [{ category: 'A7', statusCode: '562', entity: '82' }] }]));
    expect(await statusesOf(worker)).toEqual(['submitted', 'submitted', 'rejected']);
    const [task] = await tasksOf(worker);
    expect(task).toMatchObject({ kind: 'claim_rejected', pointer: '/renderingProvider/npi', due: '2026-03-19' });
    expect(task?.summary).toMatch(/^Rejected, a value is not valid: the NPI of the rendering provider/);
    expect(task?.summary).not.toMatch(/deni/i);
    expect(await worker.rows('select 1 from tasks where kind = $1', ['claim_denied'])).toEqual([]);
  });
});

describe('answers in the wrong order', () => {
  test('the 277CA before the 999: the acceptance stays, and the 999 is kept', async () => {
    const { worker, claims, batch } = await sent();
    await using _ = worker;
    await ingest(worker, ack277(claims.map((claim) => ({ claim, statuses: [status('A2')] }))));
    await ingest(worker, ack999(batch.group, 'A', [[batch.set, 'A']]));
    expect(await statusesOf(worker)).toEqual(['payer_accepted', 'payer_accepted', 'payer_accepted']);
    const types = (await eventsOf(worker, claims[0]?.id ?? '')).map((event) => event.type);
    expect(types.slice(-2)).toEqual(['payer_accepted', 'syntax_accepted']);
    expect(await tasksOf(worker)).toEqual([]);
  });

  test("the payer's word before the clearinghouse's: the later one changes nothing", async () => {
    const { worker, claims } = await sent();
    await using _ = worker;
    const said = claims.map((claim) => ({ claim, statuses: [status('A2')] }));
    await ingest(worker, ack277(said, { entity: 'PR' }));
    await ingest(
      worker,
      ack277(
        claims.map((claim) => ({ claim, statuses: [status('A1', '19')] })),
        { entity: 'AY' },
      ),
    );
    expect(await statusesOf(worker)).toEqual(['payer_accepted', 'payer_accepted', 'payer_accepted']);
  });

  test('accepted by the payer after it was rejected: the rejection stands, and somebody is told not to send it twice', async () => {
    const { worker, claims } = await sent();
    await using _ = worker;
    const [claim] = claims;
    if (!claim) throw new Error('no claim');
    await ingest(worker, ack277([{ claim, statuses: [status('A3', '21')] }], { entity: 'AY' }));
    await ingest(
      worker,
      ack277([{ claim, statuses: [status('A2')], payerClaimControlNumber: 'ICN1' }], { entity: 'PR' }),
    );
    expect(await statusesOf(worker)).toEqual(['rejected', 'submitted', 'submitted']);
    const tasks = await tasksOf(worker);
    expect(tasks.map((task) => task.kind)).toEqual(['claim_rejected', 'acknowledgement_error']);
    expect(tasks[1]?.summary).toContain('before sending it again');
    expect((await eventsOf(worker, claim.id)).at(-1)).toMatchObject({
      type: 'informed',
      detail: { said: 'payer_accepted' },
    });
  });

  test('rejected by the clearinghouse after the payer accepted: the payer knows better, and somebody asks', async () => {
    const { worker, claims } = await sent();
    await using _ = worker;
    const [claim] = claims;
    if (!claim) throw new Error('no claim');
    await ingest(worker, ack277([{ claim, statuses: [status('A2')] }], { entity: 'PR' }));
    await ingest(worker, ack277([{ claim, statuses: [status('A3', '21')] }], { entity: 'AY' }));
    expect((await statusesOf(worker))[0]).toBe('payer_accepted');
    expect((await tasksOf(worker)).map((task) => task.kind)).toEqual(['acknowledgement_error']);
    // The payer's own rejection is another thing.
    await ingest(worker, ack277([{ claim, statuses: [status('A7', '21')] }], { entity: 'PR' }));
    expect((await statusesOf(worker))[0]).toBe('rejected');
  });
});

describe('answers that come twice or are not for us', () => {
  test('a rejected set, then the 277CA that says why: the task has the newer words and keeps the older', async () => {
    const { worker, claims, batch } = await sent();
    await using _ = worker;
    await ingest(worker, ack999(batch.group, 'R', [[batch.set, 'R']]));
    const [claim] = claims;
    const [before] = await tasksOf(worker);
    if (!claim || !before) throw new Error('no claim or no task');
    await ingest(worker, ack277([{ claim, statuses: [{ category: 'A7', statusCode: '562', entity: '85' }] }]));
    const [task, ...others] = await tasksOf(worker);
    expect(others).toHaveLength(2);
    expect(task).toMatchObject({ status: 'open', claim: claim.number, pointer: '/billingProvider/npi' });
    expect(task?.summary).toMatch(/the NPI of the billing provider/);
    expect(task?.summary).not.toBe(before.summary);
    expect(task?.detail).toMatchObject({
      faults: [{ said: '277CA' }],
      earlier: [{ summary: before.summary, until: expect.stringMatching(/^2026/) }],
    });
    expect(others.map(({ summary }) => summary)).toEqual([before.summary, before.summary]);
    await ingest(worker, ack277([{ claim, statuses: [{ category: 'A7', statusCode: '562', entity: '85' }] }]));
    expect((await tasksOf(worker))[0]).toEqual(task);
  });

  test('the same rejection in two files rejects once and asks once', async () => {
    const { worker, claims, batch } = await sent();
    await using _ = worker;
    const [claim] = claims;
    if (!claim) throw new Error('no claim');
    for (let copy = 0; copy < 2; copy += 1) {
      await ingest(worker, ack999(batch.group, 'A', [[batch.set, 'A']]));
      await ingest(worker, ack277([{ claim, statuses: [status('A7', '562')] }]));
    }
    expect(await statusesOf(worker)).toEqual(['rejected', 'acknowledged', 'acknowledged']);
    expect(await tasksOf(worker)).toHaveLength(1);
    expect(await worker.rows("select 1 from inbound_files where status = 'processed'")).toHaveLength(4);
  });

  test('a group, a set, an interchange and claims nobody sent are parked, each with what a person can search for', async () => {
    const { worker, claims, batch } = await sent();
    await using _ = worker;
    const stranger = { number: 'NOBODY1', snapshot: claims[0]?.snapshot as never };
    await ingest(worker, ack999(999_999, 'R', [[1, 'R']]));
    await ingest(worker, ack999(batch.group, 'R', [[batch.set + 77, 'R']]));
    await ingest(worker, ta1(777_777, 'R'));
    await ingest(worker, ack277([{ claim: stranger, statuses: [status('A3')] }]));
    expect(await parkedOf(worker)).toMatchObject([
      { kind: '999', reason_code: 'batch_not_found', reference: '999999' },
      { kind: '999', reason_code: 'batch_not_found', reference: String(batch.set + 77).padStart(4, '0') },
      { kind: 'TA1', reason_code: 'batch_not_found', reference: '000777777' },
      { kind: '277CA', reason_code: 'claim_not_found', reference: 'NOBODY1' },
    ]);
  });

  test('an IK3 that points nowhere is told as it came, and breaks nothing', async () => {
    const { worker, batch } = await sent();
    await using _ = worker;
    await ingest(worker, ack999(batch.group, 'R', [[batch.set, 'R', [at(70_000), at(0)]]]));
    expect(await statusesOf(worker)).toEqual(['rejected', 'rejected', 'rejected']);
    for (const task of await tasksOf(worker)) {
      expect(task.detail?.faults).toHaveLength(2);
      expect(task.pointer).toBeNull();
    }
    expect(worker.log.filter((line) => /"level":50/.test(line))).toEqual([]);
  });
});
