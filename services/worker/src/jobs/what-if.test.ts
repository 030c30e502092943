import { buildCodeSets } from '@claimwright/codesets/build-code-sets';
import { encodeEdition } from '@claimwright/codesets/encode-edition';
import { starterEditions } from '@claimwright/codesets/starter';
import { type EditionToStore, setEditionStatus, storeCandidates } from '@claimwright/db/code-set-editions';
import { saveRuleSetting } from '@claimwright/db/review/rule-settings';
import { createWhatIf, endWhatIf, readWhatIf, type WhatIfRequest } from '@claimwright/db/review/whatif';
import { readWhatIfResult } from '@claimwright/db/review/whatif-result';
import type { Id } from '@claimwright/domain/ids';
import { newId } from '@claimwright/runtime/ids';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cleanVisit, payerCover, visitLine } from '../test-encounters.ts';
import { startTestWorker, type TestWorker } from '../test-worker.ts';
import { whatIfJob } from './what-if.ts';

let worker: TestWorker;
let ids: Id[];

/** 230 visits, so that it takes three chunks: one in ten with A4550, one in five of another payer. */
const visits = Array.from({ length: 230 }, (_, number) =>
  cleanVisit(number, {
    ...(number % 10 === 0 ? { lines: [visitLine('A4550', 1000 + number, { diagnosisPointers: [1] })] } : {}),
    ...(number % 5 === 0 ? { coverages: [payerCover('FBA-QA', 'Quill and Anchor Benefit Fund', `QA${number}`)] } : {}),
  }),
);

beforeAll(async () => {
  worker = await startTestWorker();
  ids = await worker.accept(visits);
  await worker.drain();
});
afterAll(() => worker[Symbol.asyncDispose]());

/** A complete HCPCS edition that has all starter codes but A4550. */
function withoutA4550(name: string): EditionToStore {
  const codes = ['G0463', 'J1885', 'A4206', 'A4259'];
  const sourceSha256 = 'ab'.repeat(32);
  const dates = { effectiveFrom: '2026-01-01', effectiveTo: '2026-12-31' };
  const rows = codes.map((code) => ({ code, attributes: 0 }));
  const head = { set: 'hcpcs' as const, edition: name, ...dates, complete: true, sourceSha256 };
  return { ...head, rowCount: rows.length, bytes: encodeEdition({ ...head, rows }) };
}

async function ask(request: Partial<WhatIfRequest>): Promise<Id> {
  const id = newId();
  const window = { from: '2026-01-01', to: '2026-12-31' };
  const whole = { candidateEditions: [], ruleSettings: [], ...window, ...request };
  const at = worker.dependencies.clock.now();
  await worker.transaction((tx) => createWhatIf(tx, { id, request: whole, requestedBy: 'test' }, at));
  return id;
}

async function run(id: Id, signal = new AbortController().signal): Promise<void> {
  const { handler } = whatIfJob(worker.dependencies) as { handler: (job: object) => Promise<void> };
  const log = worker.dependencies.logger;
  await handler({ tenantId: worker.tenantId, ids: [id], signal, attempt: 1, jobId: 'test', log });
}

const result = (id: Id) => worker.transaction((tx) => readWhatIfResult(tx, id));
const row = (id: Id) => worker.transaction((tx) => readWhatIf(tx, id));

/** A digest of everything in every table but those of what-if. */
async function everythingElse(): Promise<Record<string, string>> {
  const tables = await worker.rows<{ name: string }>(
    `select relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
     and relname not like 'whatif%' and relname <> 'schema_migrations' order by 1`,
  );
  expect(tables.length).toBeGreaterThan(25);
  const parts = tables.map(
    ({ name }) =>
      `(select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from ${name} t) as "${name}"`,
  );
  const [digests] = await worker.rows<Record<string, string>>(`select ${parts.join(', ')}`);
  return digests ?? {};
}

test('a candidate edition: what would fail is counted by rule and payer with its money, and nothing else changes', async () => {
  await storeCandidates(worker.database.ownerUrl, [withoutA4550('2026-Q2')], { importedBy: 'test' });
  const before = await everythingElse();
  const id = await ask({ candidateEditions: ['hcpcs@2026-Q2'] });
  await run(id);
  expect(await row(id)).toMatchObject({ status: 'done', toCheck: 230, checked: 230, broken: 0, reason: null });
  const { outcomes, changes } = await result(id);
  const chargeCents = visits
    .filter((_, number) => number % 10 === 0)
    .reduce((sum, visit) => sum + (visit.lines[0]?.chargeCents ?? 0), 0);
  // None of the claims is decided yet.
  const volume = { encounters: 23, chargeCents };
  const all = { ...volume, open: volume, inWindow: volume };
  expect(outcomes).toEqual([{ before: 'ready', after: 'needs_review', ...all }]);
  expect(changes).toEqual([
    {
      ruleId: 'PX002',
      payerId: 'FBA-QA',
      direction: 'newly_failing',
      ...all,
      sampleEncounterIds: [220, 210, 200, 190, 180].map((number) => ids[number]),
      samples: [220, 210, 200, 190, 180].map((number) => ({ encounterId: ids[number], open: true, inWindow: true })),
    },
  ]);
  expect(await everythingElse()).toEqual(before);
  const statuses = await worker.rows('select distinct status from encounters');
  expect(statuses).toEqual([{ status: 'billed' }]);
});

test('what is billed and not yet paid is looked at whatever its date, and no more once it is paid', async () => {
  const late = { candidateEditions: ['hcpcs@2026-Q2'], from: '2026-09-01', to: '2026-09-30' };
  const before = await ask({ ...late, scope: 'open_and_window' });
  await run(before);
  expect(await row(before)).toMatchObject({ status: 'done', toCheck: 230, checked: 230 });
  const none = { encounters: 0, chargeCents: 0 };
  expect((await result(before)).newlyHeld).toMatchObject({ encounters: 23, open: { encounters: 23 }, inWindow: none });
  const alone = await ask({ ...late, scope: 'window' });
  await run(alone);
  expect(await row(alone)).toMatchObject({ status: 'done', toCheck: 0 });
  await worker.rows(`update claims set status = 'paid' where payer_id = 'FBA-QA'`);
  const after = await ask({ ...late, scope: 'open_and_window' });
  await run(after);
  expect(await row(after)).toMatchObject({ status: 'done', toCheck: 184, checked: 184 });
  expect((await result(after)).newlyHeld).toMatchObject(none);
  const both = await ask({ candidateEditions: ['hcpcs@2026-Q2'], scope: 'open_and_window' });
  await run(both);
  expect(await row(both)).toMatchObject({ toCheck: 230 });
  expect((await result(both)).newlyHeld).toMatchObject({ encounters: 23, open: none, inWindow: { encounters: 23 } });
});

test('rule settings: narrower scopes, warnings told apart from failures, and the opposite question gives the opposite answer', async () => {
  const note = { who: 'key/1', why: 'try it' };
  const asked = await ask({
    ruleSettings: [{ ruleId: 'ST002', scope: { payerId: 'FBA-QA' }, severity: 'deny', ...note }],
  });
  await run(asked);
  // A4550 points at one of two diagnoses; the other visits of the payer point at both.
  expect((await result(asked)).changes).toMatchObject([
    { ruleId: 'ST002', payerId: 'FBA-QA', direction: 'newly_failing', encounters: 23 },
  ]);
  const setting = { ruleId: 'ST002', scope: { payerId: 'FBA-QA' }, severity: 'deny' as const, ...note };
  await worker.transaction((tx) => saveRuleSetting(tx, setting, '2026-03-16T00:00:00.000Z'));
  const opposite = await ask({ ruleSettings: [{ ...setting, severity: 'warn' }] });
  await run(opposite);
  const back = await result(opposite);
  expect(back.changes).toMatchObject([{ ruleId: 'ST002', direction: 'newly_passing', encounters: 23 }]);
  expect(back.outcomes).toMatchObject([{ before: 'needs_review', after: 'ready', encounters: 23 }]);
  const off = await ask({ ruleSettings: [{ ...setting, severity: 'off' }], from: '2026-03-10' });
  await run(off);
  expect(await row(off)).toMatchObject({ status: 'done', toCheck: 0, checked: 0 });
});

test('a run that is stopped half-way goes on where it was, and two workers share it without counting twice', async () => {
  const id = await ask({ candidateEditions: ['hcpcs@2026-Q2'] });
  const stop = new AbortController();
  const transaction = worker.dependencies.database.transaction.bind(worker.dependencies.database);
  let chunks = 0;
  const database = Object.create(worker.dependencies.database, {
    transaction: {
      value: async (tenantId: Id, work: Parameters<typeof transaction>[1]) => {
        const done = await transaction(tenantId, work);
        chunks += 1;
        // The first is the beginning, the second the first chunk.
        if (chunks === 2) stop.abort();
        return done;
      },
    },
  });
  const { handler } = whatIfJob({ ...worker.dependencies, database }) as { handler: (job: object) => Promise<void> };
  const job = {
    tenantId: worker.tenantId,
    ids: [id],
    signal: stop.signal,
    attempt: 1,
    jobId: 't',
    log: worker.dependencies.logger,
  };
  await expect(handler(job)).rejects.toThrow('where it stopped');
  expect(await row(id)).toMatchObject({ status: 'running', checked: 100 });
  await Promise.all([run(id), run(id)]);
  expect(await row(id)).toMatchObject({ status: 'done', checked: 230 });
  expect((await result(id)).changes).toMatchObject([{ encounters: 23 }]);
});

test('a cancelled run stays as it is', async () => {
  const id = await ask({ candidateEditions: ['hcpcs@2026-Q2'] });
  expect(await worker.transaction((tx) => endWhatIf(tx, id, { status: 'cancelled' }, '2026-03-16T00:00:00.000Z'))).toBe(
    true,
  );
  await run(id);
  expect(await row(id)).toMatchObject({ status: 'cancelled', checked: 0 });
  expect(await worker.transaction((tx) => endWhatIf(tx, id, { status: 'done' }, '2026-03-16T00:00:00.000Z'))).toBe(
    false,
  );
});

test('what it compares with must not move: an activation in between, or a candidate that is gone, ends it with the reason', async () => {
  const begun = await ask({ candidateEditions: ['hcpcs@2026-Q2'] });
  await worker.rows(`update whatif_runs set status = 'running', active_mark = 'another' where id = $1`, [begun]);
  await run(begun);
  expect(await row(begun)).toMatchObject({ status: 'failed', reason: expect.stringContaining('activated') });
  const gone = await ask({ candidateEditions: ['hcpcs@2099-Q1'] });
  await run(gone);
  expect(await row(gone)).toMatchObject({ status: 'failed', reason: expect.stringContaining('no longer stored') });
});

test('what it foretold comes true on activation', async () => {
  const before = buildCodeSets(starterEditions());
  expect(before.hcpcs('A4550', '2026-03-09').status).toBe('valid');
  await setEditionStatus(worker.database.ownerUrl, [{ set: 'hcpcs', edition: '2026-Q2' }], 'active');
  const fresh = await startTestWorker({
    database: worker.database,
    change: { codeSets: async () => buildCodeSets([...starterEditions(), withoutA4550('2026-Q2').bytes]) },
  });
  const again = await fresh.accept(visits);
  await fresh.run('scrub-encounters', again);
  const [held] = await fresh.rows(`select count(*) as n from encounters where status = 'needs_review'`);
  await fresh[Symbol.asyncDispose]();
  expect(held).toEqual({ n: 23 });
});
