import type { Remittance } from '@claimwright/domain/remittance';
import { describe, expect, test } from 'vitest';
import { interchange, remittanceSegments } from './interchange.fixture.ts';
import type { InterchangeParties } from './parties.ts';
import { read835 } from './remittance-read.ts';
import { type RemittanceFile, write835 } from './remittance-write.ts';

const parties: InterchangeParties = {
  senderQualifier: 'ZZ',
  senderId: 'PAYERX',
  receiverQualifier: 'ZZ',
  receiverId: 'CLAIMWRIGHT',
  applicationSender: 'PAYERX',
  applicationReceiver: 'CLAIMWRIGHT',
  usageIndicator: 'T',
  interchangeControlNumber: 7,
  groupControlNumber: 8,
};

const full: Remittance = {
  transactionSetControlNumber: '0001',
  handlingCode: 'I',
  paymentCents: 10_000,
  paymentMethod: 'ACH',
  paymentDate: '2026-11-30',
  traceNumber: 'EFT1',
  originatingCompanyId: '1234567890',
  productionDate: '2026-11-29',
  payerName: 'PAYER X',
  payerId: '99999',
  payeeName: 'RIVER CLINIC',
  payeeId: '1234567893',
  claims: [
    {
      patientControlNumber: 'C0000123',
      statusCode: '1',
      chargeCents: 22_500,
      paidCents: 12_000,
      patientResponsibilityCents: 3_000,
      claimFilingCode: '12',
      payerClaimControlNumber: 'ICN1',
      facilityCode: '11',
      frequencyCode: '1',
      adjustments: [{ group: 'OA', reasonCode: '23', amountCents: -500, quantity: 1.5 }],
      remarkCodes: ['MA01', 'N1'],
      patientLastName: 'DOE',
      patientFirstName: 'JANE',
      memberId: 'W1234',
      receivedDate: '2026-11-24',
      statementFrom: '2026-11-20',
      statementTo: '2026-11-21',
      interestCents: 105,
      lines: [
        {
          procedureQualifier: 'HC',
          procedureCode: 'G0463',
          modifiers: ['25', 'RT'],
          submittedProcedureCode: 'G0439',
          submittedModifiers: ['25'],
          chargeCents: 15_000,
          paidCents: 8_000,
          units: 1,
          serviceFrom: '2026-11-20',
          serviceTo: '2026-11-20',
          // Eight in one group: more than one CAS holds.
          adjustments: Array.from({ length: 8 }, (_, index) => ({
            group: 'CO',
            reasonCode: String(index + 1),
            amountCents: index + 1,
          })),
          lineControlNumber: 'C0000123-1',
          allowedCents: 10_000,
          remarkCodes: ['N2', 'N3'],
        },
        {
          procedureQualifier: 'HC',
          procedureCode: 'J1885',
          modifiers: [],
          chargeCents: 7_500,
          paidCents: 4_000,
          units: 2.5,
          serviceFrom: '2026-11-20',
          serviceTo: '2026-11-21',
          adjustments: [{ group: 'PR', reasonCode: '2', amountCents: 1_000 }],
          remarkCodes: [],
        },
      ],
    },
    {
      patientControlNumber: 'C0000124',
      statusCode: '22',
      chargeCents: -22_500,
      paidCents: -12_000,
      patientResponsibilityCents: 0,
      adjustments: [],
      remarkCodes: [],
      lines: [],
    },
  ],
  // Seven of one provider: more than one PLB holds.
  providerAdjustments: Array.from({ length: 7 }, (_, index) => ({
    providerId: '1234567893',
    fiscalPeriodEnd: '2026-12-31',
    reasonCode: index === 0 ? 'FB' : 'WO',
    ...(index === 0 ? {} : { reference: `ICN${index}` }),
    amountCents: index * 100 - 300,
  })),
};

function file(...remittances: Remittance[]): RemittanceFile {
  return {
    parties,
    at: '2026-11-29T10:00:00Z',
    payer: {
      address: { line1: '1 PAYER PLAZA', city: 'MACON', state: 'GA', postalCode: '31201' },
      technicalContactName: 'EDI',
      technicalContactPhone: '(555) 555-0111',
      bank: { routingNumber: '061000104', accountNumber: '1' },
    },
    payee: { idQualifier: 'XX', taxId: '12-3456789', bank: { routingNumber: '061000104', accountNumber: '2' } },
    remittances,
  };
}

function read(segments: readonly string[]) {
  return read835(interchange('HP', '005010X221A1', [['835', '0001', '', ...segments]]));
}

function change(from: string, to: string | undefined): readonly string[] {
  expect(remittanceSegments).toContain(from);
  return remittanceSegments.flatMap((segment) => (segment !== from ? [segment] : to === undefined ? [] : [to]));
}

describe('an 835', () => {
  test('comes back as it was written, sets in order', () => {
    const notify: Remittance = {
      ...full,
      transactionSetControlNumber: '0002',
      handlingCode: 'H',
      paymentCents: 0,
      paymentMethod: 'NON',
    };
    const result = read835(write835(file(full, notify)));
    expect(result.defects).toEqual([]);
    expect(result.broken).toEqual([]);
    expect(result.sets.map((set) => set.content)).toEqual([full, notify]);
    expect(result.sets[1]?.origin).toMatchObject({
      transactionSetControlNumber: '0002',
      senderId: 'PAYERX',
      version: '005010X221A1',
    });
  });

  test('is written as 005010X221A1 lays it out', () => {
    const text = write835(file({ ...full, claims: [], providerAdjustments: [] }));
    expect(text.split('~').slice(1)).toEqual([
      'GS*HP*PAYERX*CLAIMWRIGHT*20261129*1000*8*X*005010X221A1',
      'ST*835*0001',
      'BPR*I*100*C*ACH*CCP*01*061000104*DA*1*1234567890**01*061000104*DA*2*20261130',
      'TRN*1*EFT1*1234567890',
      'REF*EV*CLAIMWRIGHT',
      'DTM*405*20261129',
      'N1*PR*PAYER X',
      'N3*1 PAYER PLAZA',
      'N4*MACON*GA*31201',
      'REF*2U*99999',
      'PER*BL*EDI*TE*5555550111',
      'N1*PE*RIVER CLINIC*XX*1234567893',
      'REF*TJ*123456789',
      'SE*13*0001',
      'GE*1*8',
      'IEA*1*000000007',
      '',
    ]);
  });

  test('cannot be written without bank accounts, with too many remarks or with a number that does not fit', () => {
    const base = file(full);
    expect(() => write835({ ...base, payee: { idQualifier: 'XX' } })).toThrow('bank accounts');
    expect(() => write835({ ...base, remittances: [] })).toThrow('at least one');
    expect(() => write835(file({ ...full, transactionSetControlNumber: '1' }))).toThrow('ST02');
    const claims = full.claims.map((claim) => ({ ...claim, remarkCodes: ['1', '2', '3', '4', '5', '6'] }));
    expect(() => write835(file({ ...full, claims }))).toThrow('five remark codes');
  });

  test('counts an absent number of units as one', () => {
    expect(
      read(change('SVC*HC:G0463:25*150*80**1', 'SVC*HC:G0463:25*150*80')).sets[0]?.content.claims[0]?.lines[0]?.units,
    ).toBe(1);
  });

  test('takes the member id of the subscriber before that of the patient, in either order', () => {
    const patient = 'NM1*QC*1*DOE*JANE****MI*W1234';
    const subscriber = 'NM1*IL*1*DOE*JOHN****MI*S9';
    for (const names of [
      [patient, subscriber],
      [subscriber, patient],
    ]) {
      const segments = remittanceSegments.flatMap((segment) => (segment === patient ? names : [segment]));
      expect(read(segments).sets[0]?.content.claims[0]).toMatchObject({ memberId: 'S9', patientFirstName: 'JANE' });
    }
  });

  test('reads the remarks of inpatient and outpatient adjudication', () => {
    const segments = change('DTM*232*20261120', 'MOA***MA01**N5~MIA*0****M1***************M2**M3');
    expect(read(segments.flatMap((segment) => segment.split('~'))).sets[0]?.content.claims[0]?.remarkCodes).toEqual([
      'MA01',
      'N5',
      'M1',
      'M2',
      'M3',
    ]);
  });

  test('reads the figures of MIA and MOA; one that cannot be read never takes the payment with it', () => {
    const claimOf = (said: string) => {
      const { sets } = read(change('DTM*232*20261120', said).flatMap((segment) => segment.split('~')));
      return sets[0]?.content.claims[0];
    };
    const whole = claimOf(
      'MIA*4*50*12*3100**21.5*0*410*****8***2690*10.01*7.25******.99~MOA*.5475*175.5*MA01*****12.34*1',
    );
    expect(whole?.inpatient).toEqual({
      coveredDays: 4,
      operatingOutlierCents: 5_000,
      lifetimePsychiatricDays: 12,
      drgCents: 310_000,
      disproportionateShareCents: 2_150,
      medicareSecondaryCents: 0,
      capitalCents: 41_000,
      capitalTeachingCents: 800,
      operatingFederalDrgCents: 269_000,
      capitalOutlierCents: 1_001,
      indirectTeachingCents: 725,
      capitalExceptionCents: 99,
    });
    expect(whole?.outpatient).toEqual({
      reimbursementRate: 0.5475,
      payableCents: 17_550,
      renalDiseaseCents: 1_234,
      nonpayableProfessionalCents: 100,
    });
    expect(claimOf('MOA***MA01')).not.toHaveProperty('outpatient');
    const damaged = claimOf('MIA*four*x**3100*M1');
    expect(damaged).toMatchObject({ remarkCodes: ['M1'], paidCents: 8_000 });
    expect(damaged).not.toHaveProperty('inpatient');
    expect(claimOf('MIA*4*x')?.inpatient).toEqual({ coveredDays: 4 });
  });

  test.each([
    ['an amount that is none', 'CLP*C0000123*1*150*80*20*CI*ICN1*11*1', 'CLP*C0000123*1*15O*80*20', 'CLP', 3, '2100'],
    ['a third decimal', 'AMT*B6*100', 'AMT*B6*100.005', 'AMT', 2, '2110'],
    ['an amount that is missing', 'SVC*HC:G0463:25*150*80**1', 'SVC*HC:G0463:25*150', 'SVC', 3, '2110'],
    ['an adjustment group no one knows', 'CAS*CO*45*50', 'CAS*XX*45*50', 'CAS', 1, '2110'],
    ['an adjustment without a reason', 'CAS*CO*45*50', 'CAS*CO**50', 'CAS', 2, '2110'],
    ['an adjustment without an amount', 'CAS*CO*45*50', 'CAS*CO*45', 'CAS', 3, '2110'],
    [
      'a day of payment that is none',
      'BPR*I*80*C*CHK************20261130',
      'BPR*I*80*C*CHK************20261131',
      'BPR',
      16,
      undefined,
    ],
    [
      'a negative payment',
      'BPR*I*80*C*CHK************20261130',
      'BPR*I*-80*C*CHK************20261130',
      'BPR',
      2,
      undefined,
    ],
    ['a claim without a status', 'CLP*C0000123*1*150*80*20*CI*ICN1*11*1', 'CLP*C0000123**150*80', 'CLP', 2, '2100'],
    ['no trace', 'TRN*1*CHECK1*1234567890', 'TRN*1', 'TRN', 2, undefined],
    ['no payee id', 'N1*PE*RIVER CLINIC*XX*1234567893', 'N1*PE*RIVER CLINIC', 'N1', 4, '1000B'],
    ['a provider adjustment without a date', 'LQ*HE*N1', 'PLB*1234567893**WO*5', 'PLB', 2, undefined],
  ])('is broken by %s, and says where', (_, from, to, segment, element, loop) => {
    const segments = change(from, to);
    const { sets, broken } = read(segments);
    expect(sets).toEqual([]);
    expect(broken).toHaveLength(1);
    const defect = broken[0]?.defects.find((each) => each.severity === 'error');
    expect(defect).toMatchObject({ segment, element, transactionSetPosition: segments.indexOf(to) + 2 });
    expect(defect?.segmentPosition).toBe(segments.indexOf(to) + 4);
    expect(defect?.loop).toBe(loop);
    expect(broken[0]?.content).toMatch(/^ST\*835\*0001~.*~SE\*\d+\*0001~$/s);
  });

  test.each([
    'BPR*I*80*C*CHK************20261130',
    'TRN*1*CHECK1*1234567890',
    'N1*PR*PAYER X',
    'N1*PE*RIVER CLINIC*XX*1234567893',
  ])('is broken without %s', (segment) => {
    expect(read(change(segment, undefined)).broken[0]?.defects[0]?.code).toBe('segment_missing');
  });

  test('is broken by two traces: which one the money came under cannot be told', () => {
    const segments = remittanceSegments.toSpliced(2, 0, 'TRN*1*CHECK2*1234567890');
    expect(read(segments).broken[0]?.defects[0]).toMatchObject({ segment: 'TRN', transactionSetPosition: 4 });
  });

  test('keeps a set with a segment no one knows, with a warning', () => {
    const [set] = read([...remittanceSegments, 'ZZZ*1']).sets;
    expect(set?.content.claims).toHaveLength(1);
    expect(set?.warnings.map((defect) => [defect.code, defect.segment])).toEqual([['segment_unexpected', 'ZZZ']]);
  });

  test('does not lose good sets to a broken neighbour', () => {
    const good = (number: string) => ['835', number, '', ...remittanceSegments];
    const bad = ['835', '0002', '', ...change('AMT*B6*100', 'AMT*B6*X')];
    const result = read835(interchange('HP', '005010X221A1', [good('0001'), bad, good('0003')]));
    expect(result.sets.map((set) => set.origin.transactionSetControlNumber)).toEqual(['0001', '0003']);
    expect(result.broken.map((set) => set.origin.transactionSetControlNumber)).toEqual(['0002']);
  });

  test('is not read in a version no one knows', () => {
    const text = interchange('HP', '004010X091A1', [['835', '0001', '', ...remittanceSegments]]);
    expect(read835(text).broken[0]?.defects[0]?.code).toBe('group_version_unknown');
  });
});
