import type { ImplementationAcknowledgement } from '@claimwright/domain/acknowledgement';
import { describe, expect, test } from 'vitest';
import { read277CA } from './claim-acknowledgement.ts';
import { type ClaimAcknowledgementFile, write277CA } from './claim-acknowledgement-write.ts';
import { read999, write999 } from './implementation-acknowledgement.ts';
import { interchange } from './interchange.fixture.ts';
import { readTA1, writeTA1 } from './interchange-acknowledgement.ts';
import type { InterchangeParties } from './parties.ts';

const parties: InterchangeParties = {
  senderQualifier: 'ZZ',
  senderId: 'CLEARING',
  receiverQualifier: 'ZZ',
  receiverId: 'CLAIMWRIGHT',
  applicationSender: 'CLEARING',
  applicationReceiver: 'CLAIMWRIGHT',
  usageIndicator: 'P',
  interchangeControlNumber: 21,
  groupControlNumber: 22,
};
const at = '2026-11-23T10:05:00Z';

describe('a 999', () => {
  const acknowledgement: ImplementationAcknowledgement = {
    groupControlNumber: '17',
    functionalIdentifier: 'HC',
    groupCode: 'P',
    transactionSets: [
      { controlNumber: '0001', code: 'A', errors: [] },
      {
        controlNumber: '0002',
        code: 'R',
        errors: [
          {
            segment: 'CLM',
            position: 22,
            loop: '2300',
            code: '8',
            patientControlNumber: 'C0000123',
            elements: [
              { position: 2, code: '1' },
              { position: 5, component: 3, code: '7', value: 'Z' },
            ],
          },
          { segment: 'DTP', position: 31, code: '3', elements: [] },
        ],
      },
    ],
  };

  test('comes back as it was written, with its totals counted', () => {
    const text = write999({ parties, at, transactionSetControlNumber: 3, acknowledgement });
    const result = read999(text);
    expect(result.defects).toEqual([]);
    expect(result.sets.map((set) => set.content)).toEqual([acknowledgement]);
    expect(text.split('~').slice(2)).toEqual([
      'ST*999*0003*005010X231A1',
      'AK1*HC*17*005010X222A1',
      'AK2*837*0001*005010X222A1',
      'IK5*A',
      'AK2*837*0002*005010X222A1',
      'IK3*CLM*22*2300*8',
      'CTX*CLM01:C0000123',
      'IK4*2**1',
      'IK4*5:3**7*Z',
      'IK3*DTP*31**3',
      'IK5*R*5',
      'AK9*P*2*2*1',
      'SE*13*0003',
      'GE*1*22',
      'IEA*1*000000021',
      '',
    ]);
  });

  const segments = ['AK1*HC*17*005010X222A1', 'AK2*837*0001', 'IK5*A', 'AK9*A*1*1*1'];
  const read = (list: readonly string[]) =>
    read999(interchange('FA', '005010X231A1', [['999', '0001', '005010X231A1', ...list]]));

  test.each([
    ['a verdict that is no code', segments.with(2, 'IK5*Q')],
    ['a group verdict that is no code', segments.with(3, 'AK9*Q*1*1*1')],
    ['a set without a verdict', segments.toSpliced(2, 1)],
    ['no group verdict', segments.slice(0, 3)],
    ['no group number', segments.with(0, 'AK1*HC')],
    ['a verdict outside a set', segments.toSpliced(1, 1)],
    ['an error outside a set', segments.toSpliced(1, 0, 'IK3*CLM*22**8')],
    ['an element error outside an error', segments.toSpliced(2, 0, 'IK4*2**1')],
  ])('is broken by %s', (_, list) => {
    const result = read(list);
    expect([result.sets.length, result.broken.length]).toEqual([0, 1]);
  });

  test('says when it names more sets than it received', () => {
    const [set] = read(segments.with(3, 'AK9*A*0*0*0')).sets;
    expect(set?.warnings.map((defect) => defect.message)).toEqual(['AK903 says 0 sets were received, 1 are named']);
  });
});

describe('a 277CA', () => {
  const file: ClaimAcknowledgementFile = {
    parties,
    at,
    transactionSetControlNumber: 4,
    reference: 'ACK1',
    source: {
      entity: 'AY',
      name: 'CLEARING HOUSE ONE',
      id: '99999',
      receivedOn: '2026-11-23',
      processedOn: '2026-11-23',
    },
    receiver: {
      name: 'RIVER BILLING SERVICE',
      id: 'TP123',
      batchReference: 'B1',
      status: { category: 'A1', statusCode: '19', entity: 'PR' },
      effectiveDate: '2026-11-23',
    },
    providers: [
      {
        provider: { npi: '1234567893', organizationName: 'RIVER CLINIC' },
        claims: [
          {
            patientControlNumber: 'C0000123',
            patientLastName: 'Núñez',
            patientFirstName: 'Jane',
            memberId: 'W1234',
            statuses: [{ category: 'A2', statusCode: '20', entity: 'PR' }],
            effectiveDate: '2026-11-23',
            accepted: true,
            chargeCents: 22_550,
            payerClaimControlNumber: 'ICN1',
            clearinghouseTraceNumber: 'CH1',
            serviceFrom: '2026-11-20',
            serviceTo: '2026-11-21',
          },
          {
            patientControlNumber: 'C0000124',
            patientLastName: 'ROE',
            statuses: [
              { category: 'A7', statusCode: '562', entity: '85' },
              { category: 'A7', statusCode: '164', entity: 'IL' },
              { category: 'A7', statusCode: '21' },
            ],
            effectiveDate: '2026-11-23',
            accepted: false,
            chargeCents: 10_000,
            serviceFrom: '2026-11-20',
            serviceTo: '2026-11-20',
            lines: [
              {
                procedureCode: 'G0463',
                modifiers: ['25'],
                chargeCents: 10_000,
                statuses: [{ category: 'A7', statusCode: '454' }],
                effectiveDate: '2026-11-23',
                lineControlNumber: 'C0000124-1',
                serviceFrom: '2026-11-20',
                serviceTo: '2026-11-20',
              },
            ],
          },
        ],
      },
    ],
  };

  test('comes back with who speaks, the batch, its totals and every claim', () => {
    const result = read277CA(write277CA(file));
    expect(result.defects).toEqual([]);
    const content = result.sets[0]?.content;
    expect(content).toMatchObject({ sourceEntity: 'AY', sourceName: 'CLEARING HOUSE ONE', sourceId: '99999' });
    expect(content?.batches).toEqual([
      {
        batchReference: 'B1',
        statuses: [{ category: 'A1', statusCode: '19', entity: 'PR' }],
        effectiveDate: '2026-11-23',
        action: 'WQ',
        acceptedClaims: 1,
        rejectedClaims: 1,
        acceptedCents: 22_550,
        rejectedCents: 10_000,
        providers: [
          {
            id: '1234567893',
            action: 'WQ',
            statuses: [{ category: 'A1', statusCode: '19', entity: 'AY' }],
            acceptedClaims: 1,
          },
        ],
      },
    ]);
    expect(content?.claims).toEqual([
      {
        patientControlNumber: 'C0000123',
        statuses: [{ category: 'A2', statusCode: '20', entity: 'PR' }],
        effectiveDate: '2026-11-23',
        payerClaimControlNumber: 'ICN1',
        clearinghouseTraceNumber: 'CH1',
        sourceEntity: 'AY',
        sourceName: 'CLEARING HOUSE ONE',
        batchReference: 'B1',
        action: 'WQ',
        chargeCents: 22_550,
        lines: [],
      },
      {
        patientControlNumber: 'C0000124',
        statuses: file.providers[0]?.claims[1]?.statuses,
        effectiveDate: '2026-11-23',
        sourceEntity: 'AY',
        sourceName: 'CLEARING HOUSE ONE',
        batchReference: 'B1',
        action: 'U',
        chargeCents: 10_000,
        lines: [
          {
            lineControlNumber: 'C0000124-1',
            procedureCode: 'G0463',
            statuses: [{ category: 'A7', statusCode: '454' }],
          },
        ],
      },
    ]);
  });

  test('is written as 005010X214 lays it out', () => {
    expect(write277CA(file).split('~').slice(1)).toEqual([
      'GS*HN*CLEARING*CLAIMWRIGHT*20261123*1005*22*X*005010X214',
      'ST*277*0004*005010X214',
      'BHT*0085*08*ACK1*20261123*1005*TH',
      'HL*1**20*1',
      'NM1*AY*2*CLEARING HOUSE ONE*****46*99999',
      'TRN*1*ACK1',
      'DTP*050*D8*20261123',
      'DTP*009*D8*20261123',
      'HL*2*1*21*1',
      'NM1*41*2*RIVER BILLING SERVICE*****46*TP123',
      'TRN*2*B1',
      'STC*A1:19:PR*20261123*WQ*325.5',
      'QTY*90*1',
      'QTY*AA*1',
      'AMT*YU*225.5',
      'AMT*YY*100',
      'HL*3*2*19*1',
      'NM1*85*2*RIVER CLINIC*****XX*1234567893',
      'TRN*1*0',
      'STC*A1:19:AY**WQ*325.5',
      'QTY*QA*1',
      'QTY*QC*1',
      'AMT*YU*225.5',
      'AMT*YY*100',
      'HL*4*3*PT',
      'NM1*QC*1*NUNEZ*JANE****MI*W1234',
      'TRN*2*C0000123',
      'STC*A2:20:PR*20261123*WQ*225.5',
      'REF*1K*ICN1',
      'REF*D9*CH1',
      'DTP*472*RD8*20261120-20261121',
      'HL*5*3*PT',
      'NM1*QC*1*ROE*****MI*UNKNOWN',
      'TRN*2*C0000124',
      'STC*A7:562:85*20261123*U*100******A7:164:IL*A7:21',
      'DTP*472*D8*20261120',
      'SVC*HC:G0463:25*100',
      'STC*A7:454*20261123*U',
      'REF*FJ*C0000124-1',
      'DTP*472*D8*20261120',
      'SE*40*0004',
      'GE*1*22',
      'IEA*1*000000021',
      '',
    ]);
  });

  test('can reject a whole batch without naming a claim', () => {
    const receiver = {
      ...file.receiver,
      status: { category: 'A3', statusCode: '24', entity: '41' },
      rejected: { claims: 2, chargeCents: 32_550 },
    };
    const content = read277CA(write277CA({ ...file, receiver, providers: [] })).sets[0]?.content;
    expect(content?.claims).toEqual([]);
    expect(content?.batches[0]).toMatchObject({
      action: 'U',
      rejectedClaims: 2,
      rejectedCents: 32_550,
      batchReference: 'B1',
    });
    expect(content?.batches[0]?.acceptedClaims).toBeUndefined();
  });

  const sound = write277CA(file);
  test.each([
    ['a claim without a status', 'STC*A2:20:PR*20261123*WQ*225.5~', 'REF*D9*X~'],
    ['a status without a category', 'STC*A2:20:PR*', 'STC**'],
    ['a claim without its number', 'TRN*2*C0000123', 'TRN*2'],
    ['a level no one knows', 'HL*3*2*19*1', 'HL*3*2*77*1'],
    ['an amount that is none', 'WQ*225.5', 'WQ*22X'],
  ])('is broken by %s', (_, from, to) => {
    expect(sound).toContain(from);
    const result = read277CA(sound.replace(from, to));
    expect([result.sets.length, result.broken.length]).toEqual([0, 1]);
  });

  test('speaks of a provider by itself when it has a verdict on it', () => {
    const text = sound.replace('STC*A1:19:AY**WQ*325.5', 'STC*A3:562:85**U*325.5');
    expect(read277CA(text).sets[0]?.content.batches[0]?.providers).toEqual([
      {
        id: '1234567893',
        acceptedClaims: 1,
        action: 'U',
        statuses: [{ category: 'A3', statusCode: '562', entity: '85' }],
      },
    ]);
  });
});

describe('a TA1', () => {
  const file = {
    parties,
    at,
    acknowledgement: { interchangeControlNumber: '905', code: 'R', note: '024' },
    acknowledgedDate: '261123',
    acknowledgedTime: '0915',
  } as const;

  test('comes back as it was written, its number in nine digits', () => {
    const text = writeTA1(file);
    expect(text.split('~').slice(1)).toEqual(['TA1*000000905*261123*0915*R*024', 'IEA*0*000000021', '']);
    expect(readTA1(text)).toEqual({
      acknowledgements: [
        {
          interchangeControlNumber: '000000021',
          senderId: 'CLEARING',
          acknowledgement: { interchangeControlNumber: '000000905', code: 'R', note: '024' },
        },
      ],
      defects: [],
    });
  });

  test('with a verdict that is no code is a defect', () => {
    const { acknowledgements, defects } = readTA1(writeTA1(file).replace('*R*024', '*Q*024'));
    expect(acknowledgements).toEqual([]);
    expect(defects).toMatchObject([{ code: 'element_code_unknown', segment: 'TA1', element: 4, segmentPosition: 2 }]);
  });
});
