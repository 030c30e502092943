import { buildCodeSets } from '@claimwright/codesets/build-code-sets';
import { encodeEdition } from '@claimwright/codesets/encode-edition';
import { starterEditions } from '@claimwright/codesets/starter';
import { setEditionStatus, storeCandidates } from '@claimwright/db/code-set-editions';
import { asOwner } from '@claimwright/db/owner';
import { savePayerProfile } from '@claimwright/db/tenants';
import { payerProfile } from '@claimwright/domain/payer';
import { scrubEncountersJob } from '@claimwright/worker/jobs/scrub-encounters';
import { cleanVisit, visitLine } from '@claimwright/worker/test-encounters';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ReviewBench, startReviewBench } from './review-bench.ts';

let bench: ReviewBench;
beforeAll(async () => {
  bench = await startReviewBench();
});
afterAll(() => bench[Symbol.asyncDispose]());

interface Run {
  id: string;
  hash: string;
  at: string;
  /** As GET /v1/encounters/{id} gave it at the time, to the byte. */
  findings: string;
}

/** Findings as the run kept them: which release let one pass, and whether that was taken back since, is told beside it and is of today. */
function findingsIn(text: string): string {
  const told = JSON.parse(/"findings":(\[.*?\]),"notEvaluated"/.exec(text)?.[1] ?? '"none"') as object[];
  return JSON.stringify(told, (name, value) => (name === 'override' ? undefined : value));
}

async function lastRun(encounterId: string): Promise<Run> {
  const [row] = await bench.worker.rows<{ id: string; hash: string; at: string }>(
    'select id, rule_set_hash as hash, run_at as at from scrub_runs where encounter_id = $1 order by id desc limit 1',
    [encounterId],
  );
  if (!row) throw new Error('the encounter never ran');
  const read = await bench.api('GET', `/v1/encounters/${encounterId}`);
  // The encounter gives the members of a run in its own order; findings stand before notEvaluated.
  return { ...row, findings: findingsIn(read.text) };
}

const again = (id: string, query = '') => bench.api('POST', `/v1/encounters/${id}:scrub${query}`);

/** What the text of an answer says of findings, wherever they stand in it. */
function rawFindings(answer: { text: string; body: { run: { findings: object[] } } }): string {
  const raw = JSON.stringify(answer.body.run.findings);
  expect(answer.text).toContain(`"findings":${raw}`);
  return raw;
}

async function put(id: string, change: Record<string, unknown>): Promise<void> {
  const encounter = await bench.api('GET', `/v1/encounters/${id}`);
  const headers = { 'if-match': encounter.headers.get('etag') ?? '' };
  const answer = await bench.api('PUT', `/v1/encounters/${id}`, { ...encounter.body.content, ...change }, { headers });
  expect(answer.status, answer.text).toBe(200);
  await bench.worker.drain();
  await bench.worker.simulator.advance({ days: 1 });
}

describe('a run of then', () => {
  test('gives the same bytes after content, history, profile, settings, overrides and the day have changed', async () => {
    const patient = cleanVisit(1).patient;
    const [first] = await bench.worker.accept([cleanVisit(1)]);
    await bench.worker.drain();
    const twin = cleanVisit(2, { patient, lines: [visitLine('G0463', 15_001, { diagnosisPointers: [1] })] });
    const [id = ''] = await bench.worker.accept([twin]);
    await bench.worker.drain();
    await bench.worker.simulator.advance({ days: 1 });
    const runs = [await lastRun(id)];
    expect(runs[0]?.findings).toContain('AD002');
    expect(runs[0]?.findings).toContain(first);

    const limit = { unit: 'days', count: 90, anchor: 'serviceFrom', citation: 'contract', verified: true };
    const profile = payerProfile.parse({ payerId: 'GSH01', name: 'Granite Shore Health Plan', timelyFiling: limit });
    await bench.worker.transaction((tx) => savePayerProfile(tx, profile));
    await put(id, { lines: [visitLine('G0463', 15_001, { diagnosisPointers: [1], serviceFrom: '2025-01-05' })] });
    runs.push(await lastRun(id));
    await bench.api('PUT', '/v1/rule-settings', { ruleId: 'ST002', severity: 'deny', why: 'they return these' });
    await put(id, { note: 'a third content' });
    runs.push(await lastRun(id));
    expect(runs[2]?.findings).toContain('AD001');
    await bench.api('PUT', '/v1/rule-settings', { ruleId: 'ST002', severity: 'off', why: 'they take them now' });
    const wish = { ruleId: 'AD001', pointer: '/lines/0/serviceFrom', reason: 'the payer agreed' };
    const override = await bench.api('POST', `/v1/encounters/${id}/findings:override`, wish);
    expect(override.status, override.text).toBe(201);
    await bench.worker.drain();
    runs.push(await lastRun(id));
    expect(runs[3]?.findings).toContain('bypassed');
    expect(new Set(runs.map(({ findings }) => findings)).size).toBe(4);

    for (const [place, run] of runs.entries()) {
      const answer = await again(id, `?run=${run.id}`);
      expect(answer.status, answer.text).toBe(200);
      expect(answer.body).toMatchObject({ reproducible: true, reasons: [], of: { runId: run.id, identical: true } });
      expect(rawFindings(answer), `run ${place}`).toBe(run.findings);
      const day = run.at.slice(0, 10);
      const [standing] = runs.filter(({ at }) => at.slice(0, 10) === day).slice(-1);
      const asOf = await again(id, `?asOf=${day}`);
      expect([asOf.body.of.runId, rawFindings(asOf)]).toEqual([standing?.id, standing?.findings]);
      const byHash = await again(id, `?ruleSet=${run.hash}`);
      const last = runs.findLast(({ hash }) => hash === run.hash);
      expect([byHash.body.of.runId, rawFindings(byHash)]).toEqual([last?.id, last?.findings]);
    }
    const now = await again(id);
    expect(now.body).toMatchObject({ of: null, reproducible: true });
    expect(rawFindings(now)).toBe(runs[3]?.findings);
  });

  test('writes nothing but its audit row', async () => {
    const [id = ''] = await bench.worker.accept([cleanVisit(10)]);
    await bench.worker.drain();
    const { id: run } = await lastRun(id);
    const tables =
      'scrub_runs findings encounters encounter_events encounter_versions rule_sets scrub_run_inputs tasks outbox audit_log'.split(
        ' ',
      );
    const counts = async () =>
      (
        await bench.worker.rows<Record<string, number>>(
          `select ${tables.map((name) => `(select count(*) from ${name}) as ${name}`)}`,
        )
      )[0];
    const before = await counts();
    for (const query of ['', `?run=${run}`, '?asOf=2030-01-01']) expect((await again(id, query)).status).toBe(200);
    expect(await counts()).toEqual({ ...before, audit_log: (before?.audit_log ?? 0) + 3 });
    const [audited] = await bench.worker.rows(
      `select resource_id, detail from audit_log where action = 'encounter.rerun' order by sequence desc offset 1 limit 1`,
    );
    expect(audited).toEqual({ resource_id: id, detail: { run } });
  });

  test('a rule set of then says what the present content would have come to', async () => {
    const [older = ''] = await bench.worker.accept([cleanVisit(20)]);
    await bench.worker.drain();
    const { hash } = await lastRun(older);
    await bench.api('PUT', '/v1/rule-settings', {
      ruleId: 'ST005',
      severity: 'reject',
      why: 'to have another rule set',
    });
    const [id = ''] = await bench.worker.accept([cleanVisit(21)]);
    await bench.worker.drain();
    const answer = await again(id, `?ruleSet=${hash}`);
    expect(answer.body).toMatchObject({ of: null, reproducible: true, run: { ruleSetHash: hash, outcome: 'ready' } });
    expect((await again(id)).body.run.ruleSetHash).not.toBe(hash);
    const unknown = await again(id, `?ruleSet=${'0'.repeat(64)}`);
    expect([unknown.status, unknown.body.detail]).toEqual([404, `No rule set ${'0'.repeat(64)} is kept here.`]);
    expect(unknown.body.errors).toMatchObject([{ parameter: 'ruleSet', rule: 'unknown' }]);
  });

  test('what is not there, not yet there or asked twice is said', async () => {
    const [id = ''] = await bench.worker.accept([cleanVisit(30)]);
    const early = await again(id, '?asOf=2026-01-01');
    expect([early.status, early.body.code]).toEqual([409, 'not_reproducible']);
    const noRun = await again(id, '?run=019a0000-0000-7000-8000-000000000000');
    expect([noRun.status, noRun.body.errors[0].parameter]).toEqual([404, 'run']);
    const inBody = await bench.api('POST', `/v1/encounters/${id}:scrub`, { asOf: '2026-01-01', colour: 'red' });
    expect([inBody.status, inBody.body.code]).toEqual([422, 'invalid_content']);
    expect(inBody.body.errors).toEqual([
      {
        pointer: '/asOf',
        rule: 'unknownField',
        message: 'belongs into the address (?asOf=…), which takes no body',
      },
      { pointer: '/colour', rule: 'unknownField', message: 'is not a field of this request, which takes no body' },
    ]);
    expect((await bench.api('POST', `/v1/encounters/${id}:scrub`, [1])).status).toBe(422);
    expect((await bench.api('POST', `/v1/encounters/${id}:scrub`, {})).status).toBe(200);
    expect((await again('019a0000-0000-7000-8000-000000000000')).status).toBe(404);
    expect((await again(id, '?asOf=2026-01-01&run=019a0000-0000-7000-8000-000000000000')).status).toBe(400);
    const stranger = await bench.gateway.tenant(['admin']);
    expect((await stranger.call('POST', `/v1/encounters/${id}:scrub`)).status).toBe(404);
  });
});

describe('what has changed since is said', () => {
  test('a rule at another version: what today says under the inputs of then, marked', async () => {
    const [id = ''] = await bench.worker.accept([cleanVisit(40)]);
    await bench.worker.drain();
    const run = await lastRun(id);
    await asOwner(bench.gateway.database.ownerUrl, (client) =>
      client.query(
        `update rule_sets set content = jsonb_set(content, '{rules,0,version}', '0') where tenant_id = $1 and hash = $2`,
        [bench.worker.tenantId, run.hash],
      ),
    );
    const answer = await again(id, `?run=${run.id}`);
    expect(answer.status).toBe(200);
    expect(answer.body.reproducible).toBe(false);
    expect(answer.body.reasons).toEqual([expect.stringMatching(/^Rule \w+ is at version \d+; it was at 0\.$/)]);
  });

  test('an edition that was imported again with other rows, or was never kept', async () => {
    const edition = (codes: string[], source: string) => {
      const head = {
        set: 'hcpcs' as const,
        edition: '2026-Q1',
        effectiveFrom: '2026-01-01',
        effectiveTo: '2026-12-31',
        complete: true,
      };
      const sourceSha256 = source.repeat(64);
      const rows = codes.map((code) => ({ code, attributes: 0 }));
      return { ...head, sourceSha256, rowCount: rows.length, bytes: encodeEdition({ ...head, sourceSha256, rows }) };
    };
    const owner = bench.gateway.database.ownerUrl;
    const before = edition(['G0463'], 'a');
    await storeCandidates(owner, [before], { importedBy: 'test' });
    await setEditionStatus(owner, [{ set: 'hcpcs', edition: '2026-Q1' }], 'active');
    const codeSets = buildCodeSets([...starterEditions(), before.bytes]);
    const { handler } = scrubEncountersJob({ ...bench.worker.dependencies, codeSets: async () => codeSets }) as {
      handler: (job: object) => Promise<void>;
    };
    const [id = ''] = await bench.worker.accept([cleanVisit(50)]);
    const signal = new AbortController().signal;
    const job = {
      tenantId: bench.worker.tenantId,
      ids: [id],
      signal,
      attempt: 1,
      jobId: 't',
      log: bench.worker.dependencies.logger,
    };
    await handler(job);
    const run = await lastRun(id);
    expect((await again(id, `?run=${run.id}`)).body).toMatchObject({ reproducible: true, of: { identical: true } });
    await setEditionStatus(owner, [{ set: 'hcpcs', edition: '2026-Q1' }], 'retired');
    expect((await again(id, `?run=${run.id}`)).body).toMatchObject({ reproducible: true });
    await storeCandidates(owner, [edition(['G0463', 'J1885'], 'b')], { importedBy: 'test' });
    // The gateway still has the editions it built last, and they are the right ones; asking for others makes it look again.
    expect((await again(id, `?run=${run.id}`)).body).toMatchObject({ reproducible: true, of: { identical: true } });
    const [other = ''] = await bench.worker.accept([cleanVisit(51)]);
    await bench.worker.drain();
    expect((await again(other, `?run=${(await lastRun(other)).id}`)).status).toBe(200);
    const gone = await again(id, `?run=${run.id}`);
    expect([gone.status, gone.body.code]).toEqual([409, 'not_reproducible']);
    expect(gone.body.errors).toMatchObject([{ message: expect.stringContaining('hcpcs@2026-Q1 holds other rows') }]);
    const [old] = await bench.worker.rows<{ id: string }>(
      `insert into scrub_runs (tenant_id, id, encounter_id, encounter_version, outcome, rule_set_hash, editions, not_evaluated, rules_evaluated, run_at)
       select tenant_id, gen_random_uuid(), id, 1, 'ready', 'old', '{}', '[]', 1, now() from encounters where id = $1 returning id`,
      [other],
    );
    const unkept = await again(other, `?run=${old?.id}`);
    expect([unkept.status, unkept.body.detail]).toEqual([409, expect.stringContaining('before it was kept')]);
  });
});
