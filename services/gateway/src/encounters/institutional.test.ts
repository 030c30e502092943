import { buildCodeSets } from '@claimwright/codesets/build-code-sets';
import { starterEditions } from '@claimwright/codesets/starter';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleEncounter, sampleStay, startTestGateway, type TestGateway, type TestTenant } from '../test-gateway.ts';

let gateway: TestGateway;
let tenant: TestTenant;
beforeAll(async () => {
  const codeSets = buildCodeSets(starterEditions());
  gateway = await startTestGateway({}, { now: () => '2026-03-09T12:00:00.000Z', deps: { codeSets: () => codeSets } });
  tenant = await gateway.tenant();
});
afterAll(() => gateway[Symbol.asyncDispose]());

type Body = Record<string, unknown>;
const places = (body: { errors: { pointer: string; rule: string }[] }) =>
  body.errors.map(({ pointer, rule }) => `${pointer} ${rule}`).sort();

describe('an institutional encounter over HTTP', () => {
  test('is taken with its bill, and given back with the defaults put in', async () => {
    const sent = await tenant.call('POST', '/v1/encounters', { json: sampleStay('stay') });
    expect(sent.status).toBe(202);
    const { body } = await tenant.call('GET', `/v1/encounters/${sent.body.id}`);
    expect(body.content).toMatchObject({
      claimType: 'institutional',
      lines: [{ revenueCode: '0120', unit: 'DA', modifiers: [] }, { procedureCode: 'J1885' }],
      institutional: {
        typeOfBill: '0111',
        admission: { date: '2026-03-02', hour: '09' },
        externalCauses: [],
        procedures: [],
        conditions: [],
        presentOnAdmissionExempt: false,
      },
    });
    expect(body.content.lines[0]).not.toHaveProperty('procedureCode');
  });

  test('fields that the claim type asks for or does not have are named', async () => {
    const { institutional, ...withoutBill } = sampleStay('no-bill');
    const noBill = await tenant.call('POST', '/v1/encounters', { json: withoutBill });
    expect([noBill.status, ...places(noBill.body)]).toEqual([422, '/institutional required']);
    expect(noBill.body.detail).toBe('/institutional is required.');
    const [visitLine] = sampleEncounter('x').lines as Body[];
    const { procedureCode: _code, ...codeless } = visitLine ?? {};
    const noCode = await tenant.call('POST', '/v1/encounters', {
      json: sampleEncounter('no-code', { lines: [codeless] }),
    });
    expect([noCode.status, ...places(noCode.body)]).toEqual([422, '/lines/0/procedureCode required']);
    const mixed = await tenant.call('POST', '/v1/encounters', {
      json: sampleEncounter('mixed', { institutional, lines: [{ ...visitLine, revenueCode: '0450' }] }),
    });
    expect([mixed.status, ...places(mixed.body)]).toEqual([
      422,
      '/institutional notAllowed',
      '/lines/0/revenueCode notAllowed',
    ]);
    const unknown = await tenant.call('POST', '/v1/encounters', {
      json: sampleStay('odd', { institutional: { ...institutional, admission: { date: '2026-02-30', bed: 7 } } }),
    });
    expect([unknown.status, ...places(unknown.body)]).toEqual([
      422,
      '/institutional/admission/bed unknownField',
      '/institutional/admission/date format',
    ]);
  });

  test(':validate judges it by the rules of its type', async () => {
    const answer = await tenant.call('POST', '/v1/encounters:validate', { json: sampleStay('checked') });
    expect(answer.status).toBe(200);
    expect(answer.body.rulesEvaluated).toBeGreaterThan(15);
    const pointers = answer.body.findings.map((finding: { pointer: string }) => finding.pointer);
    expect(pointers.filter((pointer: string) => /diagnosisPointers|placeOfService/.test(pointer))).toEqual([]);
  });

  test('its findings name form locators of the UB-04 and segments of the 837I', async () => {
    const { institutional, ...stay } = sampleStay('placed') as { institutional: Body };
    const bill = {
      ...{ ...institutional, typeOfBill: '0112', days: { covered: 1 }, admittingDiagnosis: undefined },
      occurrenceSpans: [{ code: '74', from: '2026-01-01', to: '2026-01-02' }],
    };
    const wrong = { ...stay, institutional: bill, diagnoses: [{ code: 'E11.65' }, { code: 'E11.65' }] };
    const { body } = await tenant.call('POST', '/v1/encounters:validate', { json: wrong });
    const said = body.findings.map(
      ({ ruleId, formBox, x12 }: { ruleId: string; formBox: string; x12: { loop: string; element: string } }) =>
        `${ruleId} ${formBox} ${x12.loop} ${x12.element}`,
    );
    expect(said).toEqual(expect.arrayContaining(['IN002 FL 17 2300 CL103', 'IN006 FL 39 2300 HI01-5']));
    expect(said).toEqual(expect.arrayContaining(['IN010 FL 69 2300 HI01-2', 'IN021 FL 35a 2300 HI01-4']));
    expect(said).toEqual(expect.arrayContaining(['DX018 FL 67A 2300 HI01-2']));
    expect(said.filter((one: string) => !/^[A-Z]{2}\d{3} FL \d/.test(one))).toEqual([]);
  });

  test('bulk takes both types side by side, a bad line alone is refused', async () => {
    const { institutional: _bill, ...withoutBill } = sampleStay('bulk-bad');
    const body = [sampleStay('bulk-stay'), withoutBill, sampleEncounter('bulk-visit')]
      .map((one) => `${JSON.stringify(one)}\n`)
      .join('');
    const answer = await tenant.call('POST', '/v1/encounters:bulk', {
      body,
      headers: { 'content-type': 'application/x-ndjson' },
    });
    const results = answer.text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(results.map((result) => result.status).slice(0, 3)).toEqual([202, 422, 202]);
    expect(places(results[1].problem)).toEqual(['/institutional required']);
  });

  test('PUT turns a visit into a stay', async () => {
    const { body } = await tenant.call('POST', '/v1/encounters', { json: sampleEncounter('turned') });
    const answer = await tenant.call('PUT', `/v1/encounters/${body.id}`, {
      json: sampleStay('turned'),
      headers: { 'if-match': '"1"' },
    });
    expect([answer.status, answer.body.version]).toEqual([200, 2]);
    const read = await tenant.call('GET', `/v1/encounters/${body.id}`);
    expect(read.body.content.institutional.typeOfBill).toBe('0111');
  });

  test('the OpenAPI document says what each claim type asks for', async () => {
    const { body } = await tenant.call('GET', '/openapi.json');
    const { EncounterInput, InstitutionalBill } = body.components.schemas;
    expect(EncounterInput.then.required).toEqual(['institutional']);
    expect(EncounterInput.else.properties.lines.items.required).toEqual(['procedureCode']);
    expect(Object.keys(InstitutionalBill.properties)).toContain('occurrenceSpans');
  });
});
