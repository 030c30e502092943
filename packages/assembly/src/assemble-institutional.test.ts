import { type EncounterInput, encounterInput } from '@claimwright/domain/encounter';
import type { InstitutionalClaimSnapshot } from '@claimwright/domain/institutional-claim';
import { defaultPayerProfile, type PayerProfile } from '@claimwright/domain/payer';
import { describe, expect, test } from 'vitest';
import { assembleByType, howManyClaimsByType } from './assemble-by-type.ts';
import { billedAlone } from './combine-encounters.ts';

const attendingProvider = { npi: '1122334455', lastName: 'Héaler', firstName: 'Sam', taxonomyCode: '207r00000x' };
const payer = defaultPayerProfile('QUILL1', 'Quill Example Health');

const bill = {
  typeOfBill: '0111',
  statementFrom: '2026-03-02',
  statementTo: '2026-03-06',
  admission: { date: '2026-03-02', hour: '9', typeCode: '1', sourceCode: '1' },
  dischargeHour: '11:05',
  patientStatusCode: '01',
  admittingDiagnosis: 'R06.02',
  reasonsForVisit: ['R05.9'],
  days: { covered: 4 },
  attendingProvider,
};

const lines = [
  { revenueCode: '120', unit: 'DA', units: 4, chargeCents: 480_000, serviceFrom: '2026-03-02' },
  {
    revenueCode: '0636',
    procedureCode: 'j1885',
    modifiers: ['jz'],
    units: 2,
    chargeCents: 9_000,
    nonCoveredCents: 1_000,
    serviceFrom: '2026-03-03',
    serviceTo: '2026-03-04',
    drug: { ndc: '0002-1200-01', quantity: 2, unit: 'ML' },
  },
];

function encounter(ofBill: Record<string, unknown> = {}, changes: Record<string, unknown> = {}): EncounterInput {
  return encounterInput.parse({
    externalId: 'stay-1',
    claimType: 'institutional',
    patient: { lastName: 'Testperson', firstName: 'Ada', birthDate: '1971-04-09', medicalRecordNumber: 'mrn-7' },
    coverages: [
      {
        responsibility: 'primary',
        payer: { id: 'QUILL1', name: 'Quill Example Health' },
        memberId: 'QX1',
        relationship: 'self',
      },
    ],
    billingProvider: {
      organizationName: 'Example Hospital',
      npi: '1234567893',
      address: { line1: '1 Main St', city: 'Exampleton', state: 'MA', postalCode: '021391200' },
    },
    diagnoses: [
      { code: 'S93.401A', presentOnAdmission: 'Y' },
      { code: 'I10', presentOnAdmission: 'U' },
      { code: 'W19.XXXA', presentOnAdmission: 'Y' },
      { code: 'i10' },
    ],
    lines,
    institutional: { ...bill, ...ofBill },
    ...changes,
  });
}

function assembled(of: EncounterInput, profile: PayerProfile = payer): InstitutionalClaimSnapshot {
  const result = assembleByType({
    unit: billedAlone('e1', of),
    payer: profile,
    today: '2026-11-23',
    nextPatientControlNumber: (part) => `C000${part}`,
  });
  if (!result.ok) throw new Error(`${result.reasonCode}: ${result.reason}`);
  expect(result.claims).toHaveLength(1);
  expect(howManyClaimsByType(of, profile, '2026-11-23')).toBe(1);
  const [claim] = result.claims;
  if (claim?.snapshot.claimType !== 'institutional') throw new Error('no institutional claim');
  expect(claim.part).toBe(1);
  return claim.snapshot;
}

describe('a stay becomes one 837I claim', () => {
  test('written for the wire: codes, hours, names and numbers', () => {
    const claim = assembled(encounter());
    expect(claim).toMatchObject({
      claimType: 'institutional',
      patientControlNumber: 'C0001',
      encounterIds: ['e1'],
      totalChargeCents: 489_000,
      facilityCode: '11',
      frequencyCode: '1',
      statementFrom: '2026-03-02',
      statementTo: '2026-03-06',
      admission: { date: '2026-03-02', time: '0900', typeCode: '1', sourceCode: '1' },
      dischargeTime: '1105',
      patientStatusCode: '01',
      medicalRecordNumber: 'MRN-7',
      days: { covered: 4 },
      attendingProvider: { npi: '1122334455', lastName: 'HEALER', firstName: 'SAM', taxonomyCode: '207R00000X' },
      destination: { payerId: 'QUILL1', claimFilingCode: 'CI' },
    });
    expect(claim.signatures).toEqual({
      assignment: 'assigned',
      benefitsAssigned: 'yes',
      releaseOfInformation: 'signed',
    });
    expect(claim).not.toHaveProperty('payerClaimControlNumber');
    expect(claim).not.toHaveProperty('renderingProvider');
  });

  test('external causes stand in their own list, a repeated code once, and present on admission with each', () => {
    expect(assembled(encounter({ externalCauses: [{ code: 'Y92.9', presentOnAdmission: 'Y' }] })).diagnoses).toEqual({
      principal: { code: 'S93401A', presentOnAdmission: 'Y' },
      admitting: 'R0602',
      reasonsForVisit: [],
      externalCauses: [
        { code: 'Y929', presentOnAdmission: 'Y' },
        { code: 'W19XXXA', presentOnAdmission: 'Y' },
      ],
      other: [{ code: 'I10', presentOnAdmission: 'U' }],
    });
  });

  test('a hospital of a kind that tells no present-on-admission tells none', () => {
    const { principal, other } = assembled(encounter({ presentOnAdmissionExempt: true })).diagnoses;
    expect([principal, ...other]).toEqual([{ code: 'S93401A' }, { code: 'I10' }]);
  });

  test('lines keep revenue code, units and what is not covered, and have no dates: the statement has', () => {
    expect(assembled(encounter()).lines).toEqual([
      {
        lineNumber: 1,
        lineControlNumber: 'C0001L1',
        revenueCode: '0120',
        modifiers: [],
        chargeCents: 480_000,
        units: 4,
        unit: 'DA',
      },
      {
        lineNumber: 2,
        lineControlNumber: 'C0001L2',
        revenueCode: '0636',
        procedureCode: 'J1885',
        modifiers: ['JZ'],
        chargeCents: 9_000,
        units: 2,
        unit: 'UN',
        nonCoveredCents: 1_000,
        drug: { ndc: '00002120001', quantity: 2, unit: 'ML' },
      },
    ]);
  });

  test('a line without a unit gets the one of its revenue code; what somebody said is kept for the rule to judge', () => {
    const unitsOf = (unit?: 'UN' | 'DA') => {
      const of = (revenueCode: string) => ({ revenueCode, units: 1, chargeCents: 1, serviceFrom: '2026-03-02', unit });
      return assembled(encounter({}, { lines: ['100', '0219', '0220'].map(of) })).lines.map((line) => line.unit);
    };
    expect(unitsOf()).toEqual(['DA', 'DA', 'UN']);
    expect(unitsOf('UN')).toEqual(['UN', 'UN', 'UN']);
  });

  test('codes of the form keep their dates and amounts; value codes 80 to 83 are days', () => {
    const claim = assembled(
      encounter(
        {
          days: undefined,
          procedures: [
            { code: '0sr9019', date: '2026-03-03' },
            { code: '3E0T3BZ', date: '2026-03-04' },
          ],
          occurrences: [{ code: '11', date: '2026-03-01' }],
          occurrenceSpans: [{ code: '74', from: '2026-03-03', to: '2026-03-04' }],
          values: [
            { code: '80', hundredths: 400 },
            { code: '82', hundredths: 100 },
            { code: '01', hundredths: 120_000 },
          ],
          conditions: ['17', '44', '17'],
          drg: '563',
          patientEstimatedDueCents: 5_000,
        },
        { patientPaidCents: 2_500 },
      ),
    );
    expect(claim).toMatchObject({
      days: { covered: 4, coinsurance: 1 },
      values: [
        { code: '01', hundredths: 120_000 },
        { code: 'FC', hundredths: 2_500 },
      ],
      procedures: {
        principal: { code: '0SR9019', date: '2026-03-03' },
        other: [{ code: '3E0T3BZ', date: '2026-03-04' }],
      },
      occurrences: [{ code: '11', date: '2026-03-01' }],
      occurrenceSpans: [{ code: '74', from: '2026-03-03', to: '2026-03-04' }],
      conditions: ['17', '44'],
      patientEstimatedDueCents: 5_000,
    });
    expect(claim.diagnoses.drg).toBe('563');
  });

  test('days that were told go before value codes, and a told FC before what the patient paid', () => {
    const claim = assembled(
      encounter(
        {
          values: [
            { code: '80', hundredths: 900 },
            { code: 'FC', hundredths: 1_100 },
          ],
        },
        { patientPaidCents: 2_500 },
      ),
    );
    expect([claim.days, claim.values]).toEqual([{ covered: 4 }, [{ code: 'FC', hundredths: 1_100 }]]);
  });

  test.each(['2', '3', '4'])('an interim bill has frequency %s and names no earlier claim', (frequency) => {
    const claim = assembled(encounter({ typeOfBill: `011${frequency}` }, { payerClaimControlNumber: 'ICN1' }));
    expect(claim.frequencyCode).toBe(frequency);
    expect(claim).not.toHaveProperty('payerClaimControlNumber');
  });

  test('a correction names the claim it takes the place of, by type of bill or by the encounter', () => {
    const byType = assembled(encounter({ typeOfBill: '0117' }, { payerClaimControlNumber: 'icn1' }));
    const byEncounter = assembled(encounter({}, { frequencyCode: '8', payerClaimControlNumber: 'ICN1' }));
    expect([byType.frequencyCode, byType.payerClaimControlNumber]).toEqual(['7', 'ICN1']);
    expect([byEncounter.frequencyCode, byEncounter.payerClaimControlNumber]).toEqual(['8', 'ICN1']);
  });
});

describe('an outpatient bill', () => {
  const outpatient = { typeOfBill: '131', statementTo: '2026-03-04', dischargeHour: '11', days: undefined };

  test('has dated lines and reasons for the visit, and nothing of a stay', () => {
    const claim = assembled(encounter(outpatient));
    expect(claim.facilityCode).toBe('13');
    expect(claim.diagnoses).toMatchObject({ reasonsForVisit: ['R059'], principal: { code: 'S93401A' } });
    expect(claim.diagnoses).not.toHaveProperty('admitting');
    expect(claim.diagnoses.principal).not.toHaveProperty('presentOnAdmission');
    expect(claim).not.toHaveProperty('dischargeTime');
    expect(claim).not.toHaveProperty('days');
    expect(claim.lines.map(({ serviceFrom, serviceTo }) => [serviceFrom, serviceTo])).toEqual([
      ['2026-03-02', '2026-03-02'],
      ['2026-03-03', '2026-03-04'],
    ]);
  });

  test('at most three reasons for the visit are told', () => {
    const many = ['R05.9', 'R06.02', 'R07.9', 'R52'];
    expect(assembled(encounter({ ...outpatient, reasonsForVisit: many })).diagnoses.reasonsForVisit).toEqual([
      'R059',
      'R0602',
      'R079',
    ]);
  });
});

describe('who is named', () => {
  const other = { npi: '1999999984', lastName: 'Other' };

  test('who rendered when it was not who attended; surgeons and referrer', () => {
    const claim = assembled(
      encounter(
        { operatingProvider: other, otherOperatingProvider: { ...other, npi: '1888888886' } },
        { renderingProvider: other, referringProvider: other },
      ),
    );
    expect(claim.renderingProvider?.npi).toBe('1999999984');
    expect(claim.operatingProvider?.lastName).toBe('OTHER');
    expect(claim.otherOperatingProvider?.npi).toBe('1888888886');
    expect(claim.referringProvider?.npi).toBe('1999999984');
    const same = assembled(encounter({}, { renderingProvider: attendingProvider }));
    expect(same).not.toHaveProperty('renderingProvider');
  });

  test('the facility unless it is the billing address', () => {
    const address = { line1: '1 Main St', city: 'Exampleton', state: 'MA', postalCode: '02139' };
    const facility = (line1: string) => ({ serviceFacility: { name: 'North Wing', address: { ...address, line1 } } });
    expect(assembled(encounter({}, facility('9 Other St'))).serviceFacility?.name).toBe('NORTH WING');
    expect(assembled(encounter({}, facility('1 main st')))).not.toHaveProperty('serviceFacility');
  });

  test('the state of a car accident, and of no other', () => {
    const state = (kind: string) => assembled(encounter({}, { accident: { kind, state: 'ma' } })).autoAccidentState;
    expect([state('auto'), state('employment')]).toEqual(['MA', undefined]);
  });
});

describe('refused', () => {
  function refusal(of: EncounterInput, profile: PayerProfile = payer): string {
    const result = assembleByType({
      unit: billedAlone('e1', of),
      payer: profile,
      today: '2026-11-23',
      nextPatientControlNumber: () => 'C1',
    });
    expect(howManyClaimsByType(of, profile, '2026-11-23')).toBe(result.ok ? 1 : 0);
    return result.ok ? 'taken' : `${result.reasonCode} ${result.reason.split(':')[0]}`;
  }
  const occurrence = { code: '11', date: '2026-03-01' };
  const [room] = lines;

  test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['no_line /lines', {}, { lines: [] }],
    ['no_diagnosis /diagnoses', {}, { diagnoses: [] }],
    ['no_diagnosis /diagnoses', {}, { diagnoses: [{ code: '.' }] }],
    ['no_coverage /coverages', {}, { coverages: [] }],
    ['revenue_code_missing /lines/1/revenueCode', {}, { lines: [room, { ...lines[1], revenueCode: undefined }] }],
    ['type_of_bill_missing /institutional/typeOfBill', { typeOfBill: undefined }, {}],
    ['type_of_bill_missing /institutional/typeOfBill', { typeOfBill: '11' }, {}],
    ['statement_dates_missing /institutional/statementFrom', { statementFrom: undefined }, {}],
    ['statement_dates_missing /institutional/statementTo', { statementTo: undefined }, {}],
    ['patient_status_missing /institutional/patientStatusCode', { patientStatusCode: undefined }, {}],
    ['code_without_its_date /institutional/procedures/0/date', { procedures: [{ code: '0SR9019' }] }, {}],
    ['code_without_its_date /institutional/occurrences/1/date', { occurrences: [occurrence, { code: '12' }] }, {}],
    [
      'code_without_its_date /institutional/occurrenceSpans/0',
      { occurrenceSpans: [{ code: '74', to: '2026-03-02' }] },
      {},
    ],
    ['code_without_its_date /institutional/values/0/hundredths', { values: [{ code: '01' }] }, {}],
    ['too_many_codes /institutional/occurrences', { occurrences: Array.from({ length: 25 }, () => occurrence) }, {}],
    [
      'too_many_codes /institutional/values',
      {
        days: { covered: 2, nonCovered: 1 },
        values: Array.from({ length: 22 }, (_, index) => ({ code: String(10 + index), hundredths: 100 })),
      },
      { patientPaidCents: 100 },
    ],
    ['too_many_codes /diagnoses', {}, { diagnoses: Array.from({ length: 26 }, () => ({ code: 'I10' })) }],
    ['payer_claim_number_missing /payerClaimControlNumber', { typeOfBill: '0118' }, {}],
    [
      'do_not_bill_plan The patient paid in full and forbids disclosure to the health plan (45 CFR 164.522(a)(1)(vi)).',
      {},
      { doNotBillPlan: true },
    ],
  ])('%s', (expected, ofBill, changes) => {
    expect(refusal(encounter(ofBill, changes))).toBe(expected);
  });

  test('a bill to a later payer, when what the first one decided does not explain the charge or comes from nobody', () => {
    const [cover] = encounter().coverages;
    const told = (paidCents: number) => ({ adjudicatedOn: '2026-04-01', paidCents });
    const coverages = (prior: object) => [
      { ...cover, responsibility: 'secondary', memberId: 'S1' },
      { ...cover, ...prior },
    ];
    const after = (prior: object) => refusal(encounter({}, { coverages: coverages(prior) }));
    expect(after({ priorAdjudication: told(489_000) })).toBe('taken');
    expect(after({ priorAdjudication: told(488_999) })).toBe(
      'prior_adjudication_unbalanced /coverages/1/priorAdjudication',
    );
    expect(after({ priorAdjudication: told(489_000), memberId: undefined })).toBe('prior_payer_unnamed /coverages/1');
  });

  test('24 of each code and 25 diagnoses are taken', () => {
    const full = encounter(
      { occurrences: Array.from({ length: 24 }, () => occurrence) },
      { diagnoses: Array.from({ length: 25 }, (_, index) => ({ code: `A${10 + index}` })) },
    );
    expect(refusal(full)).toBe('taken');
  });

  test('999 lines are one claim, 1,000 are refused: it is never split by itself', () => {
    const [line] = encounter().lines;
    if (!line) throw new Error('no line');
    const long = (count: number) => ({ ...encounter(), lines: Array.from({ length: count }, () => line) });
    expect(refusal(long(999))).toBe('taken');
    expect(refusal(long(1000))).toBe('too_many_lines /lines');
  });

  test('a payer that takes no corrections refuses them, but Medicare Part A takes adjustment bills', () => {
    const correction = (claimFilingCode: string) => {
      const [cover] = encounter().coverages;
      return encounter(
        { typeOfBill: '0117' },
        { payerClaimControlNumber: 'ICN1', coverages: [{ ...cover, claimFilingCode }] },
      );
    };
    const strict = { ...payer, acceptsReplacement: false };
    expect(refusal(correction('MB'), strict)).toBe('payer_takes_no_replacement /institutional/typeOfBill');
    expect(refusal(correction('MA'), strict)).toBe('taken');
  });

  test('an institutional encounter without its bill', () => {
    expect(refusal({ ...encounter(), institutional: undefined })).toBe('type_of_bill_missing /institutional');
  });
});

test('a professional encounter is assembled as ever, and a control number that is none is a bug', () => {
  const { institutional: _bill, ...rest } = encounter();
  const visit = encounterInput.parse({
    ...rest,
    claimType: 'professional',
    placeOfService: '11',
    lines: [{ procedureCode: 'G0463', diagnosisPointers: [1], units: 1, chargeCents: 1, serviceFrom: '2026-03-02' }],
  });
  const input = { today: '2026-11-23', payer, nextPatientControlNumber: () => 'C1' };
  const result = assembleByType({ ...input, unit: billedAlone('e1', visit) });
  expect(result.ok && result.claims[0]?.snapshot.claimType).toBe('professional');
  expect(howManyClaimsByType(visit, payer, '2026-11-23')).toBe(1);
  expect(() =>
    assembleByType({ ...input, unit: billedAlone('e1', encounter()), nextPatientControlNumber: () => 'too-low' }),
  ).toThrow(RangeError);
});
