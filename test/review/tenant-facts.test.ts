import { savePayerProfile } from '@claimwright/db/tenants';
import type { EncounterInput } from '@claimwright/domain/encounter';
import { payerProfile } from '@claimwright/domain/payer';
import { whatIfJob } from '@claimwright/worker/jobs/what-if';
import { cleanVisit, serviceDay, visitLine } from '@claimwright/worker/test-encounters';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ReviewBench, startReviewBench } from './review-bench.ts';

// From a file handed to the gateway to a finding of the worker, for every rule that asks for a table of the tenant.

let bench: ReviewBench;
beforeAll(async () => {
  bench = await startReviewBench();
  const requirement = { from: '2025-01-01', citation: 'invented contract', verified: false };
  const profile = payerProfile.parse({
    payerId: 'GSH01',
    name: 'Granite Shore Health Plan',
    priorAuthorization: [{ codes: ['J1885'], ...requirement }],
    attachments: [{ codes: [], modifiers: ['22'], ...requirement }],
  });
  await bench.worker.transaction((tx) => savePayerProfile(tx, profile));
});
afterAll(() => bench[Symbol.asyncDispose]());

const rendering = '1122334455';
let visits = 1000;
const visit = (changes: Record<string, unknown> = {}) => {
  visits += 1;
  return cleanVisit(visits, changes);
};

function put(set: string, text: string, query = '?edition=2026-11') {
  return bench.api('PUT', `/v1/tenant-facts/${set}${query}`, undefined, {
    headers: { 'content-type': 'text/csv' },
    body: text,
  });
}

async function load(set: string, text: string): Promise<void> {
  const answer = await put(set, text);
  expect(answer.status, answer.text).toBe(200);
}

interface Checked {
  id: string;
  runId: string;
  status: string;
  /** "severity pointer edition" of the rule's findings. */
  findings: string[];
  gaps: string[];
}

async function check(encounter: EncounterInput, ruleId: string): Promise<Checked> {
  const [id = ''] = await bench.worker.accept([encounter]);
  await bench.worker.run('scrub-encounters', [id]);
  return read(id, ruleId);
}

async function read(id: string, ruleId: string): Promise<Checked> {
  const { body } = await bench.api('GET', `/v1/encounters/${id}`);
  const [row] = await bench.worker.rows<{ runId: string }>(
    'select id as "runId" from scrub_runs where encounter_id = $1 order by id desc limit 1',
    [id],
  );
  const { findings, notEvaluated } = body.lastRun;
  const ofRule = (one: { ruleId: string }) => one.ruleId === ruleId;
  return {
    ...{ id, runId: row?.runId ?? '', status: body.status },
    findings: findings
      .filter(ofRule)
      .map((one: Record<string, string>) => `${one.severity} ${one.pointer} ${one.edition ?? ''}`.trim()),
    gaps: notEvaluated.filter(ofRule).map(({ reason }: { reason: string }) => reason),
  };
}

const leie = (npi: string, on: string) =>
  `LASTNAME,FIRSTNAME,NPI,EXCLTYPE,EXCLDATE,REINDATE\nSYNTHETIC,SAM,${npi},1128a1,${on},00000000\n`;
const eligible = (row: string) =>
  `payerId,memberId,checkedOn,activeFrom,activeTo,patientId,lastName,birthDate\n${row}\n`;

describe('each rule, from the file to the finding', () => {
  test('ID014: no data, then held by the list, then free again without the list', async () => {
    const before = await check(visit(), 'ID014');
    expect(before).toMatchObject({ status: 'ready', findings: [], gaps: ['no exclusion list is loaded'] });
    await load('leie', leie(rendering, '20240501'));
    const held = await check(visit(), 'ID014');
    expect(held).toMatchObject({
      status: 'needs_review',
      findings: ['reject /renderingProvider/npi leie@2026-11'],
      gaps: [],
    });
    await load('leie', leie('1234567893', '20270101'));
    expect(await check(visit(), 'ID014')).toMatchObject({ status: 'ready', findings: [], gaps: [] });
    expect((await bench.api('DELETE', '/v1/tenant-facts/leie')).status).toBe(200);
    expect((await check(visit(), 'ID014')).gaps).toEqual(['no exclusion list is loaded']);
    // The run of then is made again, byte for byte, though the list is gone.
    const again = await bench.api('POST', `/v1/encounters/${held.id}:scrub?run=${held.runId}`);
    expect(again.body).toMatchObject({ reproducible: true, of: { identical: true } });
    expect(again.body.run.findings.map((one: { ruleId: string }) => one.ruleId)).toContain('ID014');
  });

  test('ID015: enrolled with this payer from a day after the service', async () => {
    await load('enrolments', `npi,payerId,from,to\n${rendering},GSH01,2026-04-01,\n${rendering},OTHER,2020-01-01,\n`);
    expect(await check(visit(), 'ID015')).toMatchObject({
      status: 'needs_review',
      findings: [expect.stringContaining('/lines/0/serviceFrom enrolments@2026-11')],
    });
    await load('enrolments', `npi,payerId,from,to\n${rendering},GSH01,2020-01-01,\n`);
    expect(await check(visit(), 'ID015')).toMatchObject({ status: 'ready', findings: [], gaps: [] });
  });

  test('AD003: the number must be one the payer gave, for the code, the day and so many units', async () => {
    const drug = (number: string, units = 1) =>
      visit({ lines: [visitLine('J1885', 900, { units, priorAuthorizationNumber: number })] });
    const authorizations = 'number,payerId,from,to,procedureCodes,unitsLeft';
    expect((await check(drug('PA1'), 'AD003')).findings).toEqual([]);
    await load(
      'authorizations',
      `${authorizations}\nPA1,GSH01,2026-01-01,2026-06-30,J1885,2\nPA2,OTHER,2026-01-01,,,\n`,
    );
    expect((await check(drug('pa1', 2), 'AD003')).findings).toEqual([]);
    const refused = ['deny /lines/0/priorAuthorizationNumber authorizations@2026-11'];
    expect((await check(drug('PA1', 3), 'AD003')).findings).toEqual(refused);
    expect((await check(drug('PA2'), 'AD003')).findings).toEqual(refused);
    expect((await check(drug('PA9'), 'AD003')).findings).toEqual(refused);
  });

  test('AD005: who ordered must be among those who may', async () => {
    const cover = { ...visit().coverages[0], claimFilingCode: 'MB' };
    const orderingProvider = { npi: rendering, lastName: 'Healer', firstName: 'Sam' };
    const ordered = () =>
      visit({ coverages: [cover], cliaNumber: '11D1234567', lines: [visitLine('G0103', 2000, { orderingProvider })] });
    const heading = 'NPI,LAST_NAME,FIRST_NAME,PARTB,DME,HHA,PMD,HOSPICE';
    await load('ordering-providers', `${heading}\n1234567893,OTHER,OLE,Y,Y,Y,Y,Y\n`);
    expect((await check(ordered(), 'AD005')).findings).toEqual([
      'reject /lines/0/orderingProvider ordering-providers@2026-11',
    ]);
    await load('ordering-providers', `${heading}\n${rendering},HEALER,SAM,Y,N,N,N,N\n`);
    expect((await check(ordered(), 'AD005')).findings).toEqual([]);
  });

  test('AD008 and AD009: the cover that ended, and the patient the payer knows otherwise', async () => {
    const content = visit();
    const member = content.coverages[0]?.memberId;
    await load('eligibility', eligible(`GSH01,${member},2026-03-10,2025-01-01,2026-01-31,,OTHERNAME,1971-04-19`));
    const { id, findings } = await check(content, 'AD008');
    expect(findings).toEqual(['deny /lines/0/serviceFrom']);
    expect((await read(id, 'AD009')).findings).toEqual(['warn /patient/lastName', 'warn /patient/birthDate']);
    // Known by the practice's own number alone: the member id is what differs.
    const other = visit();
    await load('eligibility', eligible(`GSH01,XYZ99,2026-03-10,2025-01-01,,${other.patient.externalId},,`));
    const { findings: differing } = await check(other, 'AD009');
    expect(differing).toEqual(['warn /coverages/0/memberId']);
  });

  test('AD010: records that the payer wants with the service', async () => {
    const content = visit({ lines: [visitLine('G0463', 15_000, { modifiers: ['22'] })] });
    expect((await check(content, 'AD010')).findings).toEqual(['warn /lines/0/procedureCode']);
  });

  test('LB002: a laboratory with a waiver does what a waiver allows', async () => {
    await load('clia-certificates', 'number,level,from,to\n11D1234567,waiver,2024-01-01,\n');
    const content = visit({ cliaNumber: '11d1234567', lines: [visitLine('G0328', 2000)] });
    expect((await check(content, 'LB002')).findings).toEqual([expect.stringContaining('/lines/0/modifiers')]);
  });
});

describe('history', () => {
  test('what is paid once in eleven months counts from the visit of last year', async () => {
    const cover = { ...visit().coverages[0], claimFilingCode: 'MB' };
    const { patient } = visit();
    const wellness = (serviceFrom: string) =>
      visit({ patient, coverages: [cover], lines: [visitLine('G0439', 12_000, { serviceFrom })] });
    const last = await check(wellness('2025-05-20'), 'EM004');
    await bench.worker.transaction((tx) =>
      tx.query("update encounters set status = 'billed' where id = $1", [last.id]),
    );
    expect((await check(wellness(serviceDay), 'EM004')).findings).toEqual(['deny /lines/0/procedureCode']);
    const kept = await bench.worker.rows<{ visit: object }>(
      "select content #> '{history,0}' as visit from scrub_run_inputs where content->'history' <> '[]' order by run_id desc limit 1",
    );
    const lines = [['G0439', '', 1, 12_000, 'E1165 I10']];
    expect(kept).toMatchObject([{ visit: { claimStatus: 'open', renderingNpi: rendering, lines } }]);
  });
});

describe('the same tables, wherever checks run', () => {
  const wrong = () => visit({ renderingProvider: { npi: '1234567893', lastName: 'Healer', firstName: 'Sam' } });
  const ruleIds = (run: { findings: { ruleId: string }[] }) => run.findings.map(({ ruleId }) => ruleId);

  test('an encounter that is only validated, one run again, one compared with what would be', async () => {
    await load('leie', leie('1234567893', '20240501'));
    const content = wrong();
    const validated = await bench.api('POST', '/v1/encounters:validate', content);
    expect(ruleIds(validated.body)).toContain('ID014');
    const [id = ''] = await bench.worker.accept([content]);
    const rerun = await bench.api('POST', `/v1/encounters/${id}:scrub`);
    expect(ruleIds(rerun.body.run)).toContain('ID014');

    const asked = await bench.api('POST', '/v1/whatif', {
      ruleSettings: [{ ruleId: 'AD010', severity: 'deny', why: 'would it hurt?' }],
      from: serviceDay,
      to: serviceDay,
    });
    const { handler } = whatIfJob(bench.worker.dependencies) as unknown as {
      handler(job: object): Promise<void>;
    };
    const { tenantId } = bench.worker;
    await handler({ tenantId, ids: [asked.body.id], signal: new AbortController().signal });
    const { body } = await bench.api('GET', `/v1/whatif/${asked.body.id}`);
    expect(body).toMatchObject({ status: 'done', progress: { broken: 0 } });
    // Everybody is held by the exclusion on both sides, so nobody would become held: without the list they would.
    expect(body.result.newlyHeld.encounters).toBe(0);
    expect(body.result.changes).toMatchObject([{ ruleId: 'AD010', encounters: 1 }]);
  });
});

describe('who may, and what is kept', () => {
  test('loading takes the scope admin, and is audited with what was loaded', async () => {
    const key = await bench.key(['encounters:write', 'encounters:read']);
    const headers = { 'content-type': 'text/csv' };
    const refused = await bench.api('PUT', '/v1/tenant-facts/sam?edition=x', undefined, { headers, key, body: 'npi' });
    expect(refused.status).toBe(403);
    await load('sam', 'npi,from,to\n');
    const audit = await bench.worker.rows<{ action: string; detail: object }>(
      "select action, detail from audit_log where resource_type = 'tenant_facts' and resource_id = 'sam'",
    );
    expect(audit).toMatchObject([{ action: 'tenant_facts.put', detail: { edition: '2026-11', rowCount: 0 } }]);
  });

  test('a wrong row is named by line, field and rule, and nothing is changed', async () => {
    const answer = await put('enrolments', 'npi,payerId,from,to\n123,,2026-01-01,\n', '?edition=wrong');
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({
      code: 'invalid_content',
      errorCount: 2,
      errors: [
        { pointer: '/2/payerId', rule: 'required' },
        { pointer: '/2/npi', rule: 'npi' },
      ],
    });
    const { body } = await bench.api('GET', '/v1/tenant-facts');
    const enrolments = body.items.find(({ set }: { set: string }) => set === 'enrolments');
    expect(enrolments).toMatchObject({ edition: '2026-11', rowCount: 1 });
  });
});
