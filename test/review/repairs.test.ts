import { sampleBundle, sampleResources } from '@claimwright/fhir/sample-bundle';
import { cleanVisit, visitLine } from '@claimwright/worker/test-encounters';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ReviewBench, startReviewBench } from './review-bench.ts';

let bench: ReviewBench;
beforeAll(async () => {
  bench = await startReviewBench();
});
afterAll(() => bench[Symbol.asyncDispose]());

interface Told {
  repairId: string;
  repairVersion: number;
  pointer: string;
  before: string;
  after: string;
}
const words = (repairs: readonly Told[]) =>
  repairs.map(({ pointer, repairId, repairVersion: version, before, after }) => {
    return `${pointer} ${repairId}@${version} ${before} > ${after}`;
  });

/** Codes as some EHRs write them: small letters, a dot. */
const asWritten = {
  diagnoses: [{ code: 'e11.65' }, { code: 'I10' }],
  lines: [visitLine('g0463', 15_000, { modifiers: ['gt'] })],
  cliaNumber: '11d1234567',
};

const repairsOfVisit = [
  '/diagnoses/0/code RP002@1 e11.65 > E11.65',
  '/diagnoses/0/code RP003@1 E11.65 > E1165',
  '/lines/0/procedureCode RP002@1 g0463 > G0463',
  '/lines/0/modifiers/0 RP002@1 gt > GT',
  '/cliaNumber RP002@1 11d1234567 > 11D1234567',
];

const coded = (system: string, code: string) => ({ coding: [{ system, code }] });

async function post(content: object): Promise<string> {
  const answer = await bench.api('POST', '/v1/encounters', content);
  expect(answer.status, answer.text).toBe(202);
  await bench.worker.drain();
  return answer.body.id;
}

const read = async (id: string) => (await bench.api('GET', `/v1/encounters/${id}`)).body;

describe('an encounter that is written otherwise than code sets write', () => {
  test('is kept as it was received; rules and claims see it repaired; the diff is kept and audited', async () => {
    const sent = cleanVisit(1, asWritten);
    const id = await post(sent);
    const encounter = await read(id);
    expect(encounter.content).toEqual(sent);
    expect(words(encounter.lastRun.repairs)).toEqual(repairsOfVisit);
    expect(encounter.lastRun.findings.filter(({ severity }: { severity: string }) => severity === 'reject')).toEqual(
      [],
    );
    const [claim] = await bench.worker.rows<{ snapshot: { diagnoses: unknown; lines: object[] } }>(
      `select c.snapshot from claims c join claim_encounters ce on ce.claim_id = c.id where ce.encounter_id = $1`,
      [id],
    );
    expect(claim?.snapshot.lines[0]).toMatchObject({ procedureCode: 'G0463', modifiers: ['GT'] });
    expect(JSON.stringify(claim?.snapshot.diagnoses)).toContain('E1165');
    const [audited] = await bench.worker.rows(
      `select actor, detail from audit_log where action = 'encounter.repair' and resource_id = $1`,
      [id],
    );
    expect(audited).toEqual({
      actor: 'job/scrub-encounters',
      detail: {
        runId: expect.any(String),
        version: 1,
        repairs: repairsOfVisit.map((one) => one.replace(/^(\S+) (\S+) .*$/, '$2 $1')),
      },
    });
  });

  test('keeps the blanks around its codes, and is judged and billed without them', async () => {
    const sent = cleanVisit(60, {
      diagnoses: [{ code: ' E1165' }, { code: 'I10 ' }],
      lines: [visitLine('G0463 ', 15_000, { modifiers: [' GT'] })],
      renderingProvider: { ...cleanVisit(60).renderingProvider, npi: ' 1122334455 ' },
    });
    const id = await post(sent);
    const encounter = await read(id);
    expect(encounter.content).toEqual(sent);
    expect(words(encounter.lastRun.repairs)).toEqual([
      '/diagnoses/0/code RP001@1  E1165 > E1165',
      '/diagnoses/1/code RP001@1 I10  > I10',
      '/lines/0/procedureCode RP001@1 G0463  > G0463',
      '/lines/0/modifiers/0 RP001@1  GT > GT',
      '/renderingProvider/npi RP001@1  1122334455  > 1122334455',
    ]);
    expect(encounter.status).toBe('billed');
    const [claim] = await bench.worker.rows<{ npi: string; snapshot: { lines: object[] } }>(
      `select c.rendering_npi as npi, c.snapshot from claims c join claim_encounters ce on ce.claim_id = c.id where ce.encounter_id = $1`,
      [id],
    );
    expect(claim).toMatchObject({
      npi: '1122334455',
      snapshot: { lines: [{ procedureCode: 'G0463', modifiers: ['GT'] }] },
    });
  });

  test('has its repairs again when the correction of its claim is given up', async () => {
    const sent = cleanVisit(50, asWritten);
    const id = await post(sent);
    await bench.worker.simulator.advance({ days: 1 });
    const repairs = async () =>
      (await bench.worker.rows<{ repairs: Told[] | null }>('select repairs from encounters where id = $1', [id]))[0]
        ?.repairs;
    const before = await repairs();
    expect(words(before ?? [])).toEqual(repairsOfVisit);
    const [claim] = (await read(id)).claims;
    const renderingProvider = { npi: '1122334456', lastName: 'Healer' };
    const corrected = { ...sent, renderingProvider, diagnoses: [{ code: 'I10' }, { code: 'E0300' }] };
    const asked = await bench.api(
      'POST',
      `/v1/claims/${claim.id}:correct`,
      {
        encounters: [{ id, content: corrected }],
        reason: 'another code',
      },
      { headers: { 'if-match': '*' } },
    );
    expect(asked.status, asked.text).toBeLessThan(300);
    await bench.worker.drain();
    expect((await read(id)).status).toBe('needs_review');
    expect(words((await repairs()) ?? [])).not.toEqual(repairsOfVisit);
    const left = await bench.api(
      'POST',
      `/v1/claims/${claim.id}:abandon-correction`,
      { reason: 'it was right' },
      { headers: { 'if-match': '*' } },
    );
    expect(left.status, left.text).toBe(200);
    expect(await repairs()).toEqual(before);
  });

  test('is a duplicate of the same visit written plainly: history sees both alike', async () => {
    const { patient } = cleanVisit(20);
    await post(cleanVisit(20, { ...asWritten, patient }));
    const twin = await post(
      cleanVisit(21, {
        patient,
        diagnoses: [{ code: 'E1165' }, { code: 'I10' }],
        lines: [visitLine('G0463', 15_000, { modifiers: ['GT'] })],
      }),
    );
    const { findings } = (await read(twin)).lastRun;
    expect(findings.map(({ ruleId }: { ruleId: string }) => ruleId)).toContain('AD002');
  });

  test('needs nothing when it is written plainly: nothing is kept of repairs', async () => {
    const plain = cleanVisit(2, { diagnoses: [{ code: 'E1165' }, { code: 'I10' }] });
    const id = await post(plain);
    expect((await read(id)).lastRun.repairs).toEqual([]);
    const [row] = await bench.worker.rows(
      `select e.repairs, r.repairs as of_run, (select count(*) from audit_log where action = 'encounter.repair' and resource_id = $1::text) as audits
       from encounters e join scrub_runs r on r.encounter_id = e.id where e.id = $1::uuid`,
      [id],
    );
    expect(row).toEqual({ repairs: null, of_run: null, audits: 0 });
  });

  test('is repaired the same by bulk and as FHIR, and by a look ahead that keeps nothing', async () => {
    const bulk = cleanVisit(3, asWritten);
    const headers = { 'content-type': 'application/x-ndjson' };
    const taken = await bench.api('POST', '/v1/encounters:bulk', undefined, {
      headers,
      body: `${JSON.stringify(bulk)}\n`,
    });
    expect(taken.status, taken.text).toBe(207);
    await bench.worker.drain();
    const stored = (await bench.api('GET', `/v1/encounters/external/${bulk.externalId}`)).body;
    expect(words(stored.lastRun.repairs)).toEqual(repairsOfVisit);
    const ahead = await bench.api('POST', '/v1/encounters:validate', cleanVisit(4, asWritten));
    expect(words(ahead.body.repairs)).toEqual(repairsOfVisit);

    const resources = sampleResources();
    resources.fever!.code = coded('http://hl7.org/fhir/sid/icd-10-cm', 'r50.9');
    const sent = {
      headers: { 'content-type': 'application/fhir+json' },
      body: JSON.stringify(sampleBundle(resources)),
    };
    const fhir = await bench.api('POST', '/fhir', undefined, sent);
    expect(fhir.status, fhir.text).toBeLessThan(300);
    await bench.worker.drain();
    const [row] = await bench.worker.rows<{ id: string }>(
      `select id from encounters where content @? '$.diagnoses[*] ? (@.code == "r50.9")'`,
    );
    const ofBundle = await read(row?.id ?? '');
    expect(words(ofBundle.lastRun.repairs)).toEqual(
      expect.arrayContaining([
        '/diagnoses/0/code RP003@1 R05.9 > R059',
        '/diagnoses/1/code RP002@1 r50.9 > R50.9',
        '/diagnoses/1/code RP003@1 R50.9 > R509',
      ]),
    );
  });
});

describe('a repair that a tenant does not want', () => {
  const off = (severity: string, more: object = {}) =>
    bench.api('PUT', '/v1/rule-settings', { ruleId: 'RP003', severity, why: 'they want the dot', ...more });

  test('is not made from the next run on, by payer where that is said; a run of then stays as it was', async () => {
    const id = await post(cleanVisit(30, asWritten));
    const before = await read(id);
    expect((await off('off')).status).toBe(200);
    const other = await post(cleanVisit(31, asWritten));
    const withoutDot = repairsOfVisit.filter((one) => !one.includes('RP003'));
    const run = (await read(other)).lastRun;
    expect(words(run.repairs)).toEqual(withoutDot);
    expect(run.ruleSetHash).not.toBe(before.lastRun.ruleSetHash);
    expect((await off('info', { payerId: 'GSH01' })).status).toBe(200);
    const third = await post(cleanVisit(32, asWritten));
    expect(words((await read(third)).lastRun.repairs)).toEqual(repairsOfVisit);

    for (const [encounter, repairs] of [
      [id, repairsOfVisit],
      [other, withoutDot],
    ] as const) {
      const then = await bench.api(
        'POST',
        `/v1/encounters/${encounter}:scrub?ruleSet=${(await read(encounter)).lastRun.ruleSetHash}`,
      );
      expect(then.body).toMatchObject({ reproducible: true, reasons: [], of: { identical: true } });
      expect(words(then.body.run.repairs)).toEqual(repairs);
    }
    for (const query of ['ruleId=RP003', 'ruleId=RP003&payerId=GSH01']) {
      expect((await bench.api('DELETE', `/v1/rule-settings?${query}`)).status).toBe(200);
    }
  });

  test('is off or made and nothing else', async () => {
    const refused = await off('deny');
    expect(refused.status).toBe(422);
    expect(refused.body.errors).toMatchObject([{ pointer: '/severity', rule: 'repair' }]);
    const { repairs } = (await bench.api('GET', '/v1/rules')).body;
    expect(repairs.map(({ id, version }: { id: string; version: number }) => `${id}@${version}`)).toEqual([
      'RP001@1',
      'RP002@1',
      'RP003@1',
    ]);
  });
});

test('a run from before there were repairs is made again to the byte, without them', async () => {
  const id = await post(cleanVisit(40, asWritten));
  const { lastRun } = await read(id);
  // As it was kept then: no repairs, a rule set that names none, and the hash of rules and editions alone.
  const then = 'f'.repeat(64);
  await bench.worker.transaction(async (tx) => {
    await tx.query(
      `insert into rule_sets (tenant_id, hash, content, first_used_at)
       select tenant_id, $2, content - 'repairs', first_used_at from rule_sets where hash = $1`,
      [lastRun.ruleSetHash, then],
    );
  });
  const again = await bench.api('POST', `/v1/encounters/${id}:scrub?ruleSet=${then}`);
  expect(again.status, again.text).toBe(200);
  expect(again.body).toMatchObject({ reproducible: true, reasons: [] });
  expect(again.body.run.repairs).toEqual([]);
});
