import type { InstitutionalClaimLine, InstitutionalClaimSnapshot } from '@claimwright/domain/institutional-claim';
import { isInpatientFacility } from '@claimwright/domain/institutional-encounter';
import type { OtherPayer } from '@claimwright/domain/other-payer';
import { snapshot } from './snapshots.ts';

// Institutional claims for the tests of the X12 codec: invented people, HCPCS Level II codes only.

const attending = { npi: '1000000004', lastName: 'ROE', firstName: 'SAM', middleName: 'Q', taxonomyCode: '207R00000X' };
const surgeon = { npi: '1111111112', lastName: 'POE', firstName: 'ANN' };

/** One outpatient line unless told otherwise. */
function revenueLine(lineNumber: number, overrides: Partial<InstitutionalClaimLine> = {}): InstitutionalClaimLine {
  return {
    lineNumber,
    lineControlNumber: `H0000123-${lineNumber}`,
    revenueCode: '0510',
    procedureCode: 'G0463',
    modifiers: [],
    chargeCents: 20_000,
    units: 1,
    unit: 'UN',
    serviceFrom: '2026-11-20',
    serviceTo: '2026-11-20',
    ...overrides,
  };
}

/** An outpatient clinic visit, type of bill 0131; the total follows the lines. */
export function institutional(overrides: Partial<InstitutionalClaimSnapshot> = {}): InstitutionalClaimSnapshot {
  const base = snapshot();
  const lines = overrides.lines ?? [
    revenueLine(1),
    revenueLine(2, { revenueCode: '0636', procedureCode: 'J1885', chargeCents: 7_550, units: 2 }),
  ];
  return {
    claimType: 'institutional',
    patientControlNumber: 'H0000123',
    encounterIds: base.encounterIds,
    totalChargeCents: lines.reduce((total, line) => total + line.chargeCents, 0),
    facilityCode: '13',
    frequencyCode: '1',
    signatures: { assignment: 'assigned', benefitsAssigned: 'yes', releaseOfInformation: 'signed' },
    statementFrom: '2026-11-20',
    statementTo: '2026-11-20',
    patientStatusCode: '01',
    diagnoses: { principal: { code: 'E119' }, reasonsForVisit: [], externalCauses: [], other: [{ code: 'I10' }] },
    procedures: { other: [] },
    occurrences: [],
    occurrenceSpans: [],
    values: [],
    conditions: [],
    treatmentCodes: [],
    billingProvider: { ...base.billingProvider, organizationName: 'RIVER HOSPITAL', taxonomyCode: '282N00000X' },
    attendingProvider: attending,
    destination: base.destination,
    patient: base.patient,
    lines,
    ...overrides,
  };
}

const roomAndBoard = revenueLine(1, {
  revenueCode: '0120',
  procedureCode: undefined,
  chargeCents: 400_000,
  units: 4,
  unit: 'DA',
  serviceFrom: undefined,
  serviceTo: undefined,
});

/** A stay of four days, type of bill 0111. */
export function stay(overrides: Partial<InstitutionalClaimSnapshot> = {}): InstitutionalClaimSnapshot {
  return institutional({
    facilityCode: '11',
    statementFrom: '2026-11-16',
    statementTo: '2026-11-20',
    admission: { date: '2026-11-16', time: '0830', typeCode: '1', sourceCode: '1' },
    dischargeTime: '1400',
    days: { covered: 4 },
    diagnoses: {
      principal: { code: 'I2109', presentOnAdmission: 'Y' },
      admitting: 'R079',
      reasonsForVisit: [],
      externalCauses: [],
      other: [
        { code: 'E119', presentOnAdmission: 'Y' },
        { code: 'N179', presentOnAdmission: 'N' },
      ],
      drg: '282',
    },
    lines: [roomAndBoard, pharmacy(2)],
    ...overrides,
  });
}

function pharmacy(lineNumber: number): InstitutionalClaimLine {
  return revenueLine(lineNumber, {
    revenueCode: '0250',
    procedureCode: undefined,
    chargeCents: 12_345,
    units: 30,
    serviceFrom: undefined,
    serviceTo: undefined,
  });
}

/** Without the keys that hold nothing, as what is read has none. */
function plain(claim: InstitutionalClaimSnapshot): InstitutionalClaimSnapshot {
  return JSON.parse(JSON.stringify(claim));
}

export function institutionalScenarios(): { name: string; claim: InstitutionalClaimSnapshot }[] {
  const base = snapshot();
  const child = {
    lastName: 'DOE',
    firstName: 'JIM',
    birthDate: '2019-05-06',
    sex: 'M' as const,
    address: base.patient.address,
  };
  const many = (count: number) => Array.from({ length: count }, (_, index) => `A${String(10 + index)}`);
  const scenarios: { name: string; claim: InstitutionalClaimSnapshot }[] = [
    { name: 'an outpatient clinic visit', claim: institutional() },
    ...coordinated(),
    { name: 'an inpatient stay with admission, status and present-on-admission', claim: stay() },
    {
      name: 'an emergency visit with reasons for visit and external causes',
      claim: institutional({
        admission: { date: '2026-11-20', time: '0215', typeCode: '1', sourceCode: '1' },
        diagnoses: {
          principal: { code: 'S52501A' },
          reasonsForVisit: ['M79631', 'R52'],
          externalCauses: [{ code: 'W19XXXA' }, { code: 'Y929' }],
          other: [],
        },
        autoAccidentState: 'GA',
        lines: [revenueLine(1, { revenueCode: '0450', procedureCode: 'G0381', modifiers: ['25'] })],
      }),
    },
    {
      name: 'the first interim bill of a long stay',
      claim: stay({ frequencyCode: '2', patientStatusCode: '30', dischargeTime: undefined }),
    },
    {
      name: 'a continuing interim bill',
      claim: stay({
        frequencyCode: '3',
        patientStatusCode: '30',
        dischargeTime: undefined,
        statementFrom: '2026-11-17',
      }),
    },
    { name: 'the last interim bill', claim: stay({ frequencyCode: '4', patientStatusCode: '03' }) },
    {
      name: 'a replacement of a stay',
      claim: stay({ frequencyCode: '7', payerClaimControlNumber: 'ICN9001', conditions: ['D1'] }),
    },
    {
      name: 'a void',
      claim: institutional({ frequencyCode: '8', payerClaimControlNumber: 'ICN9002', conditions: ['D5'] }),
    },
    {
      name: 'surgery with procedures, operating and other operating physician',
      claim: stay({
        operatingProvider: surgeon,
        otherOperatingProvider: { ...surgeon, firstName: 'EVE' },
        procedures: {
          principal: { code: '02703ZZ', date: '2026-11-17' },
          other: [
            { code: '4A023N7', date: '2026-11-17' },
            { code: '0DTJ4ZZ', date: '2026-11-18' },
          ],
        },
      }),
    },
    {
      name: 'occurrences, spans, values, conditions and treatment codes, more than one segment holds',
      claim: stay({
        occurrences: many(14).map((code) => ({ code: code.slice(0, 2), date: '2026-11-16' })),
        occurrenceSpans: [{ code: '74', from: '2026-11-18', to: '2026-11-19' }],
        values: [
          { code: '01', hundredths: 100_000 },
          { code: 'A1', hundredths: 160_050 },
        ],
        conditions: many(13).map((code) => `C${code.slice(2)}`),
        treatmentCodes: ['TC1'],
      }),
    },
    {
      name: 'days covered, not covered, coinsurance and lifetime reserve',
      claim: stay({ days: { covered: 3, nonCovered: 1, coinsurance: 2, lifetimeReserve: 1 } }),
    },
    {
      name: 'twenty-five diagnoses',
      claim: stay({
        diagnoses: {
          principal: { code: 'J189', presentOnAdmission: 'Y' },
          admitting: 'R509',
          reasonsForVisit: [],
          externalCauses: [],
          other: many(24).map((code) => ({ code: `Z${code.slice(1)}1`, presentOnAdmission: 'U' as const })),
        },
      }),
    },
    {
      name: 'a patient who is not the subscriber',
      claim: institutional({
        patient: child,
        destination: {
          ...base.destination,
          relationship: 'child',
          subscriber: { lastName: 'DOE', firstName: 'JANE' },
        },
      }),
    },
    {
      name: 'every other provider, a service facility, references and a note',
      claim: institutional({
        renderingProvider: surgeon,
        referringProvider: { ...surgeon, firstName: 'UMA' },
        serviceFacility: {
          name: 'RIVER SURGERY CENTER',
          npi: '1234567893',
          address: { line1: '9 HILL RD', city: 'ATLANTA', state: 'GA', postalCode: '303014444' },
        },
        priorAuthorizationNumber: 'AUTH77',
        referralNumber: 'REF88',
        medicalRecordNumber: 'MRN99',
        billingNote: 'SEE ATTACHED',
        delayReasonCode: '7',
        patientEstimatedDueCents: 5_000,
      }),
    },
    {
      name: 'lines with a drug, non-covered charges, a period and providers of their own',
      claim: institutional({
        statementFrom: '2026-11-01',
        statementTo: '2026-11-30',
        lines: [
          revenueLine(1, {
            revenueCode: '0636',
            procedureCode: 'J1885',
            modifiers: ['JW', 'RT'],
            description: 'INFUSED OVER TWO HOURS',
            units: 2.5,
            nonCoveredCents: 1_005,
            serviceFrom: '2026-11-02',
            serviceTo: '2026-11-04',
            drug: { ndc: '00002120001', quantity: 1.5, unit: 'ML' },
            operatingProvider: surgeon,
            renderingProvider: { ...surgeon, firstName: 'IDA' },
          }),
          revenueLine(2, { revenueCode: '0420', procedureCode: 'G0283', modifiers: ['GP'], chargeCents: 0 }),
        ],
      }),
    },
    {
      name: 'as many lines as a claim may have',
      claim: institutional({
        lines: Array.from({ length: 999 }, (_, index) => revenueLine(index + 1, { chargeCents: index })),
      }),
    },
  ];
  return scenarios.map(({ name, claim }) => ({ name, claim: plain(claim) }));
}

/** Bills to a second payer, with what the first one decided: a stay by revenue lines, a clinic visit by procedures. */
function coordinated(): { name: string; claim: InstitutionalClaimSnapshot }[] {
  const first: OtherPayer = {
    responsibility: 'primary',
    relationship: 'self',
    groupNumber: 'GRP7',
    claimFilingCode: 'MA',
    memberId: 'P7001',
    subscriber: { lastName: 'DOE', firstName: 'JANE' },
    payerId: '77001',
    payerName: 'FIRST HEALTH PLAN',
    benefitsAssigned: 'yes',
    releaseOfInformation: 'signed',
    payerClaimControlNumber: 'ICN7001',
  };
  const paidBy = (claim: InstitutionalClaimSnapshot, remarkCodes: string[]): InstitutionalClaimSnapshot => ({
    ...claim,
    destination: { ...claim.destination, responsibility: 'secondary', payerId: '88001' },
    otherPayers: [
      {
        ...first,
        adjudication: {
          paidCents: claim.totalChargeCents - 100 * claim.lines.length,
          adjustments: [],
          remarkCodes,
          ...(isInpatientFacility(claim.facilityCode) ? { inpatient: { coveredDays: claim.days?.covered ?? 0 } } : {}),
        },
      },
    ],
    lines: claim.lines.map((line) => ({
      ...line,
      adjudications: [
        {
          payerId: '77001',
          paidCents: line.chargeCents - 100,
          ...(line.procedureCode === undefined ? {} : { procedureCode: line.procedureCode }),
          revenueCode: line.revenueCode,
          modifiers: line.procedureCode === undefined ? [] : line.modifiers,
          units: line.units,
          adjustments: [
            { group: 'CO', reasonCode: '45', amountCents: 60 },
            { group: 'PR', reasonCode: '1', amountCents: 40 },
          ],
          adjudicatedOn: '2026-12-05',
          remainingPatientLiabilityCents: 40,
        },
      ],
    })),
  });
  const whole = stay();
  return [
    { name: 'a stay, billed to a second payer line by line', claim: paidBy(stay(), ['MA01', 'N30']) },
    { name: 'an outpatient visit, billed to a second payer', claim: paidBy(institutional(), ['MA01']) },
    {
      name: 'a stay decided as a whole',
      claim: {
        ...whole,
        destination: { ...whole.destination, responsibility: 'secondary', payerId: '88001' },
        otherPayers: [
          {
            ...first,
            adjudication: {
              paidCents: whole.totalChargeCents - 50_000,
              adjustments: [{ group: 'PR', reasonCode: '1', amountCents: 50_000 }],
              remainingPatientLiabilityCents: 50_000,
              adjudicatedOn: '2026-12-05',
              remarkCodes: [],
            },
          },
        ],
      },
    },
  ];
}
