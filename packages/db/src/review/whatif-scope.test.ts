import { randomUUID } from 'node:crypto';
import { claimStatuses, encounterStatuses } from '@claimwright/domain/lifecycle';
import { createTestDatabase, type TestDatabase } from '@claimwright/testing/database';
import { storeClaim } from '@claimwright/testing/store-claim';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { TenantTransaction } from '../database.ts';
import {
  beginWhatIf,
  createWhatIf,
  endWhatIf,
  readWhatIf,
  saveWhatIfChunk,
  takeWhatIfChunk,
  type WhatIfScope,
} from './whatif.ts';
import { listWhatIfEncounters } from './whatif-encounters.ts';
import { readWhatIfResult } from './whatif-result.ts';

const opened = createTestDatabase();
let database: TestDatabase;
let tenantId: string;
beforeEach(async () => {
  database = await opened;
  tenantId = await database.tenant();
});
afterAll(async () => (await opened)[Symbol.asyncDispose]());

const asked = '2026-11-01T12:00:00.000Z';
const long = '2026-03-02';
const window = { from: '2026-09-01', to: '2026-10-31' };
const inWindow = '2026-10-05';

const run = <Result>(work: (tx: TenantTransaction) => Promise<Result>) => database.app.transaction(tenantId, work);

async function encounter(
  name: string,
  status: string,
  serviceFrom: string | null,
  receivedAt = asked,
): Promise<string> {
  const id = randomUUID();
  await run((tx) =>
    tx.query(
      `insert into encounters (tenant_id, id, external_id, version, status, payer_id, patient_key, service_from, service_to, charge_cents,
         content, received_at, updated_at) values ($1, $2, $3, 1, $4, 'P1', 'e/1', $5, $5, 1000, '{}', $6, $6)`,
      [tenantId, id, name, status, serviceFrom, receivedAt],
    ),
  );
  return id;
}

async function claim(
  encounterId: string,
  columns: Record<string, unknown>,
  link: { live?: boolean; part?: number } = {},
): Promise<string> {
  const id = randomUUID();
  await run(async (tx) => {
    await storeClaim(tx, id, id.slice(0, 17).toUpperCase(), columns);
    await tx.query(
      'insert into claim_encounters (tenant_id, claim_id, encounter_id, part, live) values ($1, $2, $3, $4, $5)',
      [tenantId, id, encounterId, link.part ?? 1, link.live ?? true],
    );
  });
  return id;
}

async function begin(scope: WhatIfScope | undefined): Promise<string> {
  const id = randomUUID();
  const request = { candidateEditions: ['hcpcs@2027'], ruleSettings: [], ...window, ...(scope && { scope }) };
  await run((tx) => createWhatIf(tx, { id, request, requestedBy: 'test' }, asked));
  await run((tx) => beginWhatIf(tx, id, 'mark', asked));
  return id;
}

/** Names of what a run compares, each with why. */
async function scopeOf(id: string): Promise<Record<string, string>> {
  const { rows } = await run((tx) =>
    tx.query<{ name: string; open: boolean; in: boolean }>(
      `select e.external_id as name, s.is_open as open, s.in_window as in from whatif_scope s join encounters e on e.id = s.encounter_id
       where s.whatif_id = $1 order by 1`,
      [id],
    ),
  );
  return Object.fromEntries(
    rows.map((row) => [row.name, [row.open && 'open', row.in && 'window'].filter(Boolean).join()]),
  );
}

describe('what is open', () => {
  test('every unbilled status but not billable, whatever the date', async () => {
    for (const status of encounterStatuses) await encounter(status, status, long);
    await encounter('without a day', 'needs_review', null);
    expect(await scopeOf(await begin('open_and_window'))).toEqual({
      received: 'open',
      needs_coding: 'open',
      needs_review: 'open',
      ready: 'open',
      'without a day': 'open',
    });
  });

  test('billed by a claim in a status in which nobody has decided', async () => {
    for (const status of claimStatuses) await claim(await encounter(status, 'billed', long), { status });
    const found = await scopeOf(await begin('open_and_window'));
    const open = [
      'assembled',
      'batched',
      'submitted',
      'acknowledged',
      'payer_accepted',
      'rejected',
      'pended',
      'reversed',
    ];
    expect(found).toEqual(Object.fromEntries(open.map((status) => [status, 'open'])));
  });

  test('one claim of several is enough; a replaced claim, a void and what another claim took up are not', async () => {
    const secondary = await encounter('secondary', 'billed', long);
    const primary = await claim(secondary, { status: 'paid' });
    await claim(
      secondary,
      { status: 'submitted', prior_claim_id: primary, responsibility: 'secondary' },
      { live: false },
    );
    const replaced = await encounter('replaced and paid', 'billed', long);
    const successor = await claim(replaced, { status: 'paid' });
    await claim(replaced, { status: 'submitted', superseded_by: successor }, { live: false });
    const voided = await encounter('being taken back', 'billed', long);
    const theVoid = await claim(voided, { status: 'submitted', frequency_code: '8' }, { live: false });
    await claim(voided, { status: 'payer_accepted', superseded_by: theVoid });
    const partly = await encounter('one part rejected', 'billed', long);
    await claim(partly, { status: 'paid' }, { part: 1 });
    await claim(partly, { status: 'rejected' }, { part: 2, live: false });
    const anew = await encounter('rejected, paid by another', 'billed', long);
    await claim(anew, { status: 'rejected' }, { live: false });
    await claim(anew, { status: 'paid' });
    const last = await encounter('secondary being taken back', 'billed', long);
    const first = await claim(last, { status: 'paid' });
    await claim(last, { status: 'submitted', prior_claim_id: first, frequency_code: '8' }, { live: false });
    await claim(await encounter('taken back', 'not_billable', long), { status: 'reversed' });
    const left = await encounter('left out of a claim sent again', 'billed', long);
    await claim(left, { status: 'submitted' }, { live: false });
    expect(await scopeOf(await begin('open_and_window'))).toEqual({ secondary: 'open', 'one part rejected': 'open' });
  });
});

describe('the scope', () => {
  test('is what is open and what began in the window, each told apart; a request without the member is the window alone', async () => {
    await claim(await encounter('open, long ago', 'billed', long), { status: 'submitted' });
    await claim(await encounter('open, lately', 'billed', inWindow), { status: 'submitted' });
    await claim(await encounter('paid, long ago', 'billed', long), { status: 'paid' });
    await claim(await encounter('paid, lately', 'billed', inWindow), { status: 'paid' });
    await encounter('not billable, lately', 'not_billable', window.from);
    await encounter('paid, the last day', 'billed', window.to);
    await encounter('held, the day before', 'needs_review', '2026-08-31');
    await encounter('paid, the day after', 'billed', '2026-11-01');
    await encounter('came after the question', 'received', inWindow, '2026-11-01T12:00:00.001Z');
    const lately = {
      'not billable, lately': 'window',
      'open, lately': 'open,window',
      'paid, lately': 'window',
      'paid, the last day': 'window',
    };
    const both = await begin('open_and_window');
    expect(await scopeOf(both)).toEqual({ ...lately, 'held, the day before': 'open', 'open, long ago': 'open' });
    expect((await run((tx) => readWhatIf(tx, both)))?.toCheck).toBe(6);
    for (const scope of ['window', undefined] as const) {
      const alone = await begin(scope);
      expect(await scopeOf(alone)).toEqual(lately);
      expect((await run((tx) => readWhatIf(tx, alone)))?.toCheck).toBe(4);
    }
  });

  test('stands when the run begins: what is paid meanwhile is still compared, and once; another tenant has no part in it', async () => {
    const ids = [];
    for (let number = 0; number < 5; number += 1) {
      const id = await encounter(`visit ${number}`, 'billed', long);
      await claim(id, { status: 'submitted' });
      ids.push(id);
    }
    const mine = tenantId;
    tenantId = await database.tenant();
    await encounter('of somebody else', 'ready', long);
    tenantId = mine;
    const id = await begin('open_and_window');
    const seen: string[] = [];
    for (;;) {
      const chunk = await run(async (tx) => {
        const taken = (await takeWhatIfChunk(tx, id, 2)) ?? [];
        const none = { broken: 0, encounters: [], changes: [] };
        await saveWhatIfChunk(tx, id, { checked: taken.length, lastId: taken.at(-1)?.id, ...none }, asked);
        await tx.query(`update claims set status = 'paid'`);
        return taken;
      });
      if (chunk.length === 0) break;
      seen.push(...chunk.map((each) => each.id));
    }
    expect(seen).toEqual(ids.toSorted());
    expect(await run((tx) => readWhatIf(tx, id))).toMatchObject({ toCheck: 5, checked: 5 });
    await run((tx) => endWhatIf(tx, id, { status: 'done' }, asked));
    expect(await scopeOf(id)).toEqual({});
  });
});

describe('what a run has found', () => {
  test('counts the open apart from the decided, and lists each encounter with its reason', async () => {
    const open = await encounter('open one', 'billed', long);
    const paid = await encounter('paid one', 'billed', inWindow);
    const [first, second] = [open, paid].toSorted();
    const id = await begin('open_and_window');
    const ofOpen = { payerId: 'P1', chargeCents: 700, isOpen: true, inWindow: false };
    const ofPaid = { payerId: 'P1', chargeCents: 300, isOpen: false, inWindow: true };
    const outcome = { before: 'ready', after: 'needs_review' };
    await run((tx) =>
      saveWhatIfChunk(
        tx,
        id,
        {
          checked: 2,
          broken: 0,
          lastId: second,
          encounters: [
            { id: open, ...outcome, ...ofOpen },
            { id: paid, ...outcome, ...ofPaid },
          ],
          changes: [
            { encounterId: open, ruleId: 'PX002', direction: 'newly_failing', ...ofOpen },
            { encounterId: open, ruleId: 'TU001', direction: 'newly_warned', ...ofOpen },
            { encounterId: paid, ruleId: 'PX002', direction: 'newly_failing', ...ofPaid },
          ],
        },
        asked,
      ),
    );
    const result = await run((tx) => readWhatIfResult(tx, id));
    const both = {
      encounters: 2,
      chargeCents: 1000,
      open: { encounters: 1, chargeCents: 700 },
      inWindow: { encounters: 1, chargeCents: 300 },
    };
    const zero = { encounters: 0, chargeCents: 0 };
    expect(result.newlyHeld).toEqual(both);
    expect(result.newlyReady).toEqual({ ...zero, open: zero, inWindow: zero });
    expect(result.outcomes).toEqual([{ ...outcome, ...both }]);
    expect(result.changes[0]).toEqual({
      ...{ ruleId: 'PX002', payerId: 'P1', direction: 'newly_failing', ...both },
      sampleEncounterIds: [open, paid],
      samples: [
        { encounterId: open, open: true, inWindow: false },
        { encounterId: paid, open: false, inWindow: true },
      ],
    });
    const list = (filter: object, after?: string, most = 10) =>
      run((tx) => listWhatIfEncounters(tx, id, filter, after, most));
    const rowOfOpen = {
      ...{ id: open, externalId: 'open one', payerId: 'P1', chargeCents: 700, open: true, inWindow: false, ...outcome },
      changes: [
        { ruleId: 'PX002', direction: 'newly_failing' },
        { ruleId: 'TU001', direction: 'newly_warned' },
      ],
    };
    expect(await list({ open: true })).toEqual([rowOfOpen]);
    expect(await list({ ruleId: 'TU001' })).toEqual([rowOfOpen]);
    expect((await list({ open: false })).map((row) => row.id)).toEqual([paid]);
    expect((await list({})).map((row) => row.id)).toEqual([first, second]);
    expect((await list({}, first)).map((row) => row.id)).toEqual([second]);
    expect((await list({}, undefined, 1)).map((row) => row.id)).toEqual([first]);
    expect(await list({ payerId: 'P2' })).toEqual([]);
  });

  test('by a run from before this was kept says that it is not known', async () => {
    const id = await begin(undefined);
    const old = await encounter('old one', 'billed', long);
    await run(async (tx) => {
      await tx.query(
        `insert into whatif_encounters (tenant_id, whatif_id, encounter_id, outcome_before, outcome_after, payer_id, charge_cents, in_window)
         values ($1, $2, $3, 'ready', 'needs_review', 'P1', 500, true)`,
        [tenantId, id, old],
      );
      await tx.query(
        `insert into whatif_changes (tenant_id, whatif_id, encounter_id, rule_id, direction, payer_id, charge_cents, in_window)
         values ($1, $2, $3, 'PX002', 'newly_failing', 'P1', 500, true)`,
        [tenantId, id, old],
      );
    });
    const result = await run((tx) => readWhatIfResult(tx, id));
    const volume = { encounters: 1, chargeCents: 500, open: null, inWindow: { encounters: 1, chargeCents: 500 } };
    expect(result.newlyHeld).toEqual(volume);
    expect(result.changes).toMatchObject([{ ...volume, samples: [{ encounterId: old, open: null, inWindow: true }] }]);
  });
});
