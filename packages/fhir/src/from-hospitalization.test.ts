import { type EncounterInput, encounterInput } from '@claimwright/domain/encounter';
import { describe, expect, it } from 'vitest';
import { readBundle } from './read-bundle.ts';
import { type Json, type SampleResource, sampleBundle, sampleResources } from './sample-bundle.ts';

const revenue = 'https://www.nubc.org/CodeSystem/RevenueCodes';
const pcs = 'http://www.cms.gov/Medicare/Coding/ICD10';
const icd = 'http://hl7.org/fhir/sid/icd-10-cm';
const act = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
const role = 'http://terminology.hl7.org/CodeSystem/diagnosis-role';
const coded = (system: string, code: string): Json => ({ coding: [{ system, code }] });
const to = (reference: string): Json => ({ reference });
const extension = (name: string, valueCode: string): Json => [
  { url: `https://ehr.example.org/fhir/${name}`, valueCode },
];

type Change = { [key: string]: Json };

/** The sample visit as a stay of four days: room and board, a drug, an operation. */
function stayResources(ofEncounter: Change = {}): Record<string, SampleResource> {
  const { visitCharge: _visit, ...rest } = sampleResources();
  const { encounter, drugCharge } = rest;
  if (!encounter || !drugCharge) throw new Error('the sample has changed');
  return {
    ...rest,
    surgeon: {
      resourceType: 'Practitioner',
      id: 'doc-2',
      identifier: [{ system: 'http://hl7.org/fhir/sid/us-npi', value: '1234567893' }],
      name: [{ family: 'Surgeon', given: ['Kim'] }],
    },
    encounter: {
      ...encounter,
      class: { system: act, code: 'IMP' },
      priority: coded('http://terminology.hl7.org/CodeSystem/v3-ActPriority', 'EM'),
      participant: [
        {
          type: [coded('http://terminology.hl7.org/CodeSystem/v3-ParticipationType', 'ATND')],
          individual: to('Practitioner/doc-1'),
        },
      ],
      period: { start: '2026-03-02T19:30:00-05:00', end: '2026-03-06T11:05:00-05:00' },
      hospitalization: {
        admitSource: coded('https://www.nubc.org/CodeSystem/PointOfOrigin', '1'),
        dischargeDisposition: coded('http://terminology.hl7.org/CodeSystem/discharge-disposition', 'home'),
      },
      diagnosis: [
        { condition: to('Condition/cond-1'), rank: 1, extension: extension('present-on-admission', 'y') },
        { condition: to('Condition/cond-2'), use: coded(role, 'AD') },
      ],
      extension: extension('type-of-bill', '0111'),
      ...ofEncounter,
    },
    room: {
      resourceType: 'ChargeItem',
      id: 'chg-3',
      status: 'billable',
      code: coded(revenue, '0120'),
      context: to('Encounter/enc-1'),
      occurrenceDateTime: '2026-03-02',
      quantity: { value: 4, code: 'd' },
      priceOverride: { value: 4800 },
    },
    drugCharge: {
      ...drugCharge,
      code: {
        coding: [
          { system: revenue, code: '0636' },
          { system: 'https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets', code: 'J1885' },
        ],
      },
    },
    operation: {
      resourceType: 'Procedure',
      id: 'op-1',
      status: 'completed',
      encounter: to('Encounter/enc-1'),
      code: coded(pcs, '0SR9019'),
      performedDateTime: '2026-03-03T08:00:00-05:00',
      performer: [{ actor: to('Practitioner/doc-2') }],
    },
  };
}

function read(resources: Record<string, SampleResource>) {
  const intake = readBundle(sampleBundle(resources), { today: '2026-11-23' });
  if (!intake.ok) throw new Error('no Bundle');
  const [one] = intake.encounters;
  if (!one || !('input' in one)) throw new Error(JSON.stringify(one));
  // As it is stored: what is undefined is not there.
  const input: EncounterInput = JSON.parse(JSON.stringify(one.input));
  return { ...one, input, notes: intake.issues };
}

const warnings = (of: ReturnType<typeof read>) =>
  of.issues
    .filter(({ severity }) => severity === 'warning')
    .map(({ expression, diagnostics }) => `${expression?.[0]} ${diagnostics}`);

describe('a stay', () => {
  it('becomes an institutional encounter with all that its bill needs', () => {
    const one = read(stayResources());
    expect(warnings(one)).toEqual([]);
    expect(one.input).toMatchObject({
      claimType: 'institutional',
      diagnoses: [{ code: 'R05.9', presentOnAdmission: 'Y' }],
      institutional: {
        typeOfBill: '0111',
        statementFrom: '2026-03-02',
        statementTo: '2026-03-06',
        admission: { date: '2026-03-02', hour: '1930', typeCode: '1', sourceCode: '1' },
        dischargeHour: '1105',
        patientStatusCode: '01',
        admittingDiagnosis: 'R50.9',
        reasonsForVisit: [],
        procedures: [{ code: '0SR9019', date: '2026-03-03' }],
        attendingProvider: { npi: '1912345674', lastName: 'Clinician' },
        operatingProvider: { npi: '1234567893', lastName: 'Surgeon' },
      },
    });
    expect(one.input).not.toHaveProperty('placeOfService');
    expect(one.input).not.toHaveProperty('renderingProvider');
    expect(one.input.lines).toMatchObject([
      { revenueCode: '0636', procedureCode: 'J1885', units: 2, modifiers: ['LT', 'JZ'] },
      { revenueCode: '0120', units: 4, unit: 'DA', chargeCents: 480_000, serviceFrom: '2026-03-02' },
    ]);
    expect(one.input.lines[1]).not.toHaveProperty('procedureCode');
    expect(encounterInput.parse(one.input)).toEqual(one.input);
  });

  it('what nobody said is left out, named by its element, and kept for the coding checks', () => {
    const one = read(stayResources({ extension: null, hospitalization: null, priority: null }));
    expect(warnings(one)).toEqual(
      [
        'Bundle.entry[12].resource.extension Nothing says the type of bill: neither an extension type-of-bill nor a Claim for the visit.',
        'Bundle.entry[12].resource.hospitalization.dischargeDisposition Nothing says how the patient left in a code a claim carries.',
      ].map((text) => text.replace('entry[12]', `entry[${one.entryIndex}]`)),
    );
    const { institutional } = one.input;
    expect(institutional).not.toHaveProperty('typeOfBill');
    expect(institutional).not.toHaveProperty('patientStatusCode');
    expect(institutional?.admission).toEqual({ date: '2026-03-02', hour: '1930' });
  });

  it('a period in days has no hours', () => {
    const { institutional } = read(stayResources({ period: { start: '2026-03-02', end: '2026-03-06' } })).input;
    expect([institutional?.admission?.hour, institutional?.dischargeHour]).toEqual([undefined, undefined]);
  });

  it('the performer is told beside the attender, when it was somebody else', () => {
    const type = (code: string) => [coded('http://terminology.hl7.org/CodeSystem/v3-ParticipationType', code)];
    const participant = [
      { type: type('ATND'), individual: to('Practitioner/doc-1') },
      { type: type('PPRF'), individual: to('Practitioner/doc-2') },
    ];
    const one = read(stayResources({ participant })).input;
    expect([one.institutional?.attendingProvider?.lastName, one.renderingProvider?.lastName]).toEqual([
      'Clinician',
      'Surgeon',
    ]);
    const alone = read(stayResources({ participant: participant.slice(1) })).input;
    expect([alone.institutional?.attendingProvider?.lastName, alone.renderingProvider]).toEqual(['Surgeon', undefined]);
  });

  it.each([
    ['exp', '20'],
    ['snf', '03'],
    ['oth', undefined],
  ])('discharged to %s is status %s', (disposition, status) => {
    const hospitalization = {
      dischargeDisposition: coded('http://terminology.hl7.org/CodeSystem/discharge-disposition', disposition),
    };
    expect(read(stayResources({ hospitalization })).input.institutional?.patientStatusCode).toBe(status);
  });

  it('a code of the claim’s own list goes before one of HL7', () => {
    const hospitalization = {
      dischargeDisposition: {
        coding: [
          { system: 'http://terminology.hl7.org/CodeSystem/discharge-disposition', code: 'home' },
          { system: 'https://www.nubc.org/CodeSystem/PatDischargeStatus', code: '06' },
        ],
      },
    };
    expect(read(stayResources({ hospitalization })).input.institutional?.patientStatusCode).toBe('06');
  });

  it('a procedure that was not done, belongs elsewhere or is coded otherwise is none of the bill', () => {
    const resources = stayResources();
    const operation = resources.operation as SampleResource;
    const changes: Change[] = [
      { status: 'in-progress' },
      { encounter: to('Encounter/other') },
      { code: coded(icd, 'R05.9') },
    ];
    for (const change of changes) {
      const one = read({ ...resources, operation: { ...operation, ...change } });
      expect(one.input.institutional?.procedures).toEqual([]);
      expect(one.input.institutional).not.toHaveProperty('operatingProvider');
    }
  });
});

describe('an outpatient bill', () => {
  it('is told by its revenue codes; complaints are reasons for the visit', () => {
    const one = read(
      stayResources({
        class: { system: act, code: 'EMER' },
        extension: extension('type-of-bill', '0131'),
        diagnosis: [
          { condition: to('Condition/cond-1'), rank: 1 },
          { condition: to('Condition/cond-2'), use: coded(role, 'CC') },
        ],
      }),
    );
    expect(one.input).toMatchObject({
      claimType: 'institutional',
      diagnoses: [{ code: 'R05.9' }],
      institutional: { typeOfBill: '0131', reasonsForVisit: ['R50.9'], admission: { typeCode: '1', sourceCode: '1' } },
    });
    expect(one.input.institutional?.admission).not.toHaveProperty('date');
    expect(one.input.institutional).not.toHaveProperty('dischargeHour');
    expect(one.input.institutional).not.toHaveProperty('admittingDiagnosis');
  });

  it('a charge of it without any code is an error, one with a procedure code alone is for the checks', () => {
    const resources = stayResources();
    const room = resources.room as SampleResource;
    const bare = readBundle(sampleBundle({ ...resources, room: { ...room, code: coded('urn:own', 'X') } }), {
      today: '2026-11-23',
    });
    expect(bare.ok && 'rejected' in (bare.encounters[0] ?? {})).toBe(true);
    const procedure = coded('https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets', 'G0463');
    const line = read({ ...resources, room: { ...room, code: procedure } }).input.lines[1];
    expect([line?.procedureCode, line?.revenueCode]).toEqual(['G0463', undefined]);
  });
});

describe('a Claim for the visit', () => {
  const info = (category: string, code: string): Json => ({
    sequence: 1,
    category: coded('http://hl7.org/fhir/us/carin-bb/CodeSystem/C4BBSupportingInfoType', category),
    code: coded('https://www.nubc.org/CodeSystem/X', code),
  });
  const claim = (...supportingInfo: Json[]): SampleResource => ({
    resourceType: 'Claim',
    id: 'claim-1',
    supportingInfo,
    item: [{ sequence: 1, encounter: [to('Encounter/enc-1')] }],
  });

  it('tells type of bill, kind and origin of the admission and how the patient left', () => {
    const facts = claim(
      info('typeofbill', '0117'),
      info('admtype', '3'),
      info('pointoforigin', '2'),
      info('discharge-status', '62'),
    );
    const one = read({ ...stayResources({ extension: null, hospitalization: null, priority: null }), claim: facts });
    expect(one.input.institutional).toMatchObject({
      typeOfBill: '0117',
      patientStatusCode: '62',
      admission: { typeCode: '3', sourceCode: '2' },
    });
    expect(warnings(one)).toEqual([]);
    expect(one.notes.some(({ diagnostics }) => diagnostics.includes('Claim'))).toBe(false);
  });

  it('by its type of bill alone makes a visit institutional; without one it is not used', () => {
    const lines = sampleResources();
    expect(read({ ...lines, claim: claim(info('typeofbill', '0131')) }).input.claimType).toBe('institutional');
    const without = read({ ...lines, claim: claim(info('other', '0131')) });
    expect(without.input.claimType).toBe('professional');
    expect(without.notes.map(({ diagnostics }) => diagnostics)).toContain('1 Claim resource is accepted and not used.');
  });
});

describe('codes of the bill, told by a Claim', () => {
  const list = (table: string, code: string, more: Change = {}): Json => ({
    ...{ sequence: 1, category: coded('http://terminology.hl7.org/CodeSystem/claiminformationcategory', 'info') },
    code: coded(`http://terminology.hl7.org/CodeSystem/v2-${table}`, code),
    ...more,
  });
  const withCodes = (...supportingInfo: Json[]): Record<string, SampleResource> => ({
    ...stayResources(),
    claim: {
      ...{ resourceType: 'Claim', id: 'claim-1', supportingInfo },
      item: [{ sequence: 1, encounter: [to('Encounter/enc-1')] }],
    },
  });

  it('occurrences with their day, spans with their period, values in hundredths, conditions and the group', () => {
    const one = read(
      withCodes(
        list('0350', '55', { timingDate: '2026-03-06' }),
        list('0351', '74', { timingPeriod: { start: '2026-03-04', end: '2026-03-05' } }),
        list('0153', '80', { valueQuantity: { value: 2 } }),
        list('0153', 'A1', { valueQuantity: { value: 1632.4 } }),
        list('0043', '40'),
        {
          ...{ sequence: 6, code: coded('https://www.cms.gov/ms-drg', '194') },
          category: coded('http://hl7.org/fhir/us/carin-bb/CodeSystem/C4BBSupportingInfoType', 'drg'),
        },
      ),
    );
    expect(one.input.institutional).toMatchObject({
      occurrences: [{ code: '55', date: '2026-03-06' }],
      occurrenceSpans: [{ code: '74', from: '2026-03-04', to: '2026-03-05' }],
      values: [
        { code: '80', hundredths: 200 },
        { code: 'A1', hundredths: 163_240 },
      ],
      conditions: ['40'],
      drg: '194',
    });
    expect(warnings(one)).toEqual([]);
    expect(one.notes.some(({ diagnostics }) => diagnostics.includes('Claim'))).toBe(false);
  });

  it('what a code lacks is left to the checks', () => {
    const one = read(withCodes(list('0350', '11'), list('0351', '74'), list('0153', '81')));
    expect(one.input.institutional).toMatchObject({
      occurrences: [{ code: '11' }],
      occurrenceSpans: [{ code: '74' }],
      values: [{ code: '81' }],
    });
  });

  it.each([
    [list('0350', '11', { timingDate: '2026-03' }), 'A date without its day cannot be used.'],
    [list('0153', 'A1', { valueQuantity: { value: 1.005 } }), 'Not an amount or a count with at most two decimals.'],
    [list('0153', 'A1', { valueQuantity: { value: -1 } }), 'Not an amount or a count with at most two decimals.'],
  ])('what cannot be read is an error', (info, diagnostics) => {
    const bundle = readBundle(sampleBundle(withCodes(info)), { today: '2026-11-23' });
    const [one] = bundle.ok ? bundle.encounters : [];
    const errors = one && 'rejected' in one ? one.rejected.filter(({ severity }) => severity === 'error') : [];
    expect(errors.map((error) => error.diagnostics)).toEqual([diagnostics]);
  });

  it('without any there are none', () => {
    const { institutional } = read(stayResources()).input;
    expect(institutional).toMatchObject({ occurrences: [], occurrenceSpans: [], values: [], conditions: [] });
    expect(institutional).not.toHaveProperty('drg');
  });
});

it('a hospital bills Medicare as Part A, a physician as Part B', () => {
  const resources = { ...stayResources() };
  const coverage = { ...(resources.coverage as SampleResource), type: coded('https://nahdo.org/sopt', '121') };
  expect(read({ ...resources, coverage }).input.coverages[0]?.claimFilingCode).toBe('MA');
  expect(read({ ...sampleResources(), coverage }).input.coverages[0]?.claimFilingCode).toBe('MB');
  expect(read(stayResources()).input.coverages[0]?.claimFilingCode).toBe('12');
});

it('a physician’s visit to an inpatient stays professional', () => {
  const resources = sampleResources();
  const encounter = { ...(resources.encounter as SampleResource), class: { system: act, code: 'IMP' } };
  expect(read({ ...resources, encounter }).input).toMatchObject({ claimType: 'professional', placeOfService: '11' });
});
