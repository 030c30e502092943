import { randomUUID } from 'node:crypto';
import type { ScrubRun } from '@claimwright/domain/finding';
import { defaultPayerProfile } from '@claimwright/domain/payer';
import { createTestDatabase, type TestDatabase } from '@claimwright/testing/database';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunInputs, saveRunInputs } from '../review/run-inputs.ts';
import { type ScrubRunToSave, saveScrubRuns } from './scrub.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

const at = '2026-03-16T08:00:00.000Z';

function runWith(part: Partial<ScrubRun>): ScrubRunToSave {
  const run = {
    outcome: 'ready',
    ruleSetHash: 'h',
    editions: {},
    findings: [],
    notEvaluated: [],
    repairs: [],
    rulesEvaluated: 1,
  } as const;
  return { id: randomUUID(), encounterId: randomUUID(), encounterVersion: 1, run: { ...run, ...part } as ScrubRun };
}

test('runs saved together keep each its own editions and gaps, those that are alike and those that are not', async () => {
  const gap = { ruleId: 'XX001', reason: 'a quote " and a \\', count: 2 };
  const rows = [
    runWith({ editions: { pos: '2026' } }),
    runWith({ editions: { pos: '2025, 2026' }, notEvaluated: [gap] }),
    runWith({ editions: { pos: '2026' }, notEvaluated: [gap] }),
    runWith({}),
  ];
  const tenantId = await database.tenant();
  await database.app.transaction(tenantId, (tx) => saveScrubRuns(tx, rows, at));
  const saved = await database.app.snapshot(tenantId, async (tx) => {
    const found = await tx.query('select id, editions, not_evaluated as "notEvaluated" from scrub_runs');
    return new Map(found.rows.map(({ id, ...row }) => [id, row]));
  });
  expect(rows.map(({ id }) => saved.get(id))).toEqual(
    rows.map(({ run: { editions, notEvaluated } }) => ({ editions, notEvaluated })),
  );
});

test('runs saved together keep each what it was given', async () => {
  const day = { today: '2026-03-16', now: at, receivedOn: '2026-03-15' };
  const given = (payer: string): RunInputs => {
    const profile = defaultPayerProfile(payer, `Payer "${payer}"`);
    return { payer: profile, history: [], overrides: [], settings: [], ...day };
  };
  const inputs = new Map(['A', 'B', 'A', 'C'].map((payer) => [randomUUID() as string, given(payer)]));
  const tenantId = await database.tenant();
  await database.app.transaction(tenantId, (tx) => saveRunInputs(tx, inputs));
  const saved = await database.app.snapshot(tenantId, async (tx) => {
    const { rows } = await tx.query<{ id: string; content: RunInputs }>(
      'select run_id as id, content from scrub_run_inputs',
    );
    return new Map(rows.map(({ id, content }) => [id, content]));
  });
  expect(saved).toEqual(inputs);
});
