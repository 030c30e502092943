import type { ClaimAcknowledgementFile } from '@claimwright/x12/claim-acknowledgement-write';
import { write277CA } from '@claimwright/x12/claim-acknowledgement-write';
import { write276 } from '@claimwright/x12/claim-status-request-write';
import { write277 } from '@claimwright/x12/claim-status-response-write';
import { write999 } from '@claimwright/x12/implementation-acknowledgement';
import { write837I } from '@claimwright/x12/institutional-claim-write';
import { validateX12 } from '@claimwright/x12/validate';
import { describe, expect, test } from 'vitest';
import { remittanceText } from './answers.ts';
import { institutional, stay } from './institutional-snapshots.ts';
import { at, numbersFor, route, snapshot } from './snapshots.ts';

// What a guide says of one segment: the text as it stands, and what it must not say instead.

const parties = { ...route, interchangeControlNumber: 41, groupControlNumber: 42 };

const inquiry = {
  trace: 'Q1N1',
  patientControlNumber: 'C0000123',
  payerClaimControlNumber: 'ICN1',
  chargeCents: 22_500,
  serviceFrom: '2026-03-02',
  serviceTo: '2026-03-04',
  payer: { id: 'GSH01', name: 'GRANITE SHORE' },
  provider: { npi: '1234567893', organizationName: 'RIVER CLINIC' },
  subscriber: { lastName: 'DOE', firstName: 'ADA', memberId: 'W1234', birthDate: '1980-02-29', sex: 'F' as const },
};
const dependant = {
  ...inquiry,
  trace: 'Q1N2',
  subscriber: { lastName: 'DOE', firstName: 'ADA', memberId: 'W1234' },
  patient: { lastName: 'DOE', firstName: 'BO', birthDate: '2015-05-05', sex: 'M' as const },
};
const receiver = { name: 'ACME BILLING', id: 'TP123' };
const envelope = { parties, at, transactionSetControlNumber: 5, reference: 'R1', receiver };

const acknowledged: ClaimAcknowledgementFile = {
  parties,
  at,
  transactionSetControlNumber: 4,
  reference: 'ACK1',
  source: { entity: 'AY', name: 'CLEARING', id: '99999', receivedOn: '2026-11-23', processedOn: '2026-11-23' },
  receiver: {
    ...receiver,
    batchReference: 'B1',
    status: { category: 'A1', statusCode: '19', entity: 'PR' },
    effectiveDate: '2026-11-23',
  },
  providers: [
    {
      provider: { organizationName: 'RIVER CLINIC', taxId: '12-3456789' },
      claims: [
        {
          patientControlNumber: 'C0000124',
          patientLastName: 'ROE',
          statuses: [{ category: 'A7', statusCode: '562', entity: '85' }],
          effectiveDate: '2026-11-23',
          accepted: false,
          chargeCents: 10_000,
          serviceFrom: '',
          serviceTo: '',
          lines: [
            {
              procedureCode: 'G0463',
              modifiers: [],
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

const bills = [
  institutional({ conditions: ['09'] }),
  stay({ procedures: { principal: { code: '02703ZZ', date: '2026-11-17' }, other: [] } }),
];

const texts = {
  '837I': write837I({ route, at, claims: bills, numbers: numbersFor(2) }),
  '835': remittanceText([snapshot()]),
  '999': write999({
    parties,
    at,
    transactionSetControlNumber: 3,
    acknowledgement: {
      groupControlNumber: '17',
      functionalIdentifier: 'HC',
      groupCode: 'R',
      transactionSets: [
        { controlNumber: 'X', code: 'R', errors: [] },
        {
          controlNumber: '0002',
          code: 'R',
          errors: [
            {
              segment: 'NM1',
              position: 22,
              loop: '2010AA',
              code: '8',
              patientControlNumber: 'C'.repeat(38),
              elements: [{ position: 2, code: '1' }],
            },
          ],
        },
      ],
    },
  }),
  '277CA': write277CA(acknowledged),
  '276': write276({ ...envelope, inquiries: [inquiry, dependant] }),
  '277': write277({
    ...envelope,
    answers: [inquiry, dependant].map((asked) => ({
      inquiry: asked,
      answer: {
        statuses: [{ category: 'F1', statusCode: '65', entity: 'IL' }],
        effectiveDate: '2026-05-02',
        chargeCents: 22_500,
        paidCents: 12_000,
        paymentTrace: '12345678901234567',
      },
    })),
  }),
};

describe('each guide', () => {
  test.each(Object.entries(texts))('%s: the text itself keeps it', (name, text) => {
    const report = validateX12(text);
    expect(report.defects).toEqual([]);
    expect(Object.keys(report.transactions)).toEqual([name]);
  });

  test.each([
    ['837I', 'CL1*9**01', 'CL1***01', 'CL101'],
    ['837I', 'HI*BBR:02703ZZ:D8:20261117', 'HI*BBR:02703ZZ', 'HI01-3'],
    ['837I', 'HI*BG:09', 'HI*BG:09~HCP*99*1', 'HCP01'],
    ['837I', 'HI*BG:09', 'HI*BG:09~HCP*01*1*******HC*G0463', 'HCP09'],
    ['837I', 'HI*ABK:E119', 'CRC*ZZ*Y*XX~HI*ABK:E119', 'CRC03'],
    ['835', '*15*ICN0*11', '*CI*ICN0*11', 'CLP06'],
    ['835', 'SVC*HC:G0463:25', 'SVC*HC:G0463:25::::VISIT', 'SVC01-7'],
    ['835', 'REF*EV*', 'CUR*PR*USD*1.00~REF*EV*', 'CUR03'],
    ['999', 'CTX*CLM01:', 'CTX*WHATEVER:', 'CTX'],
    ['999', 'CTX*CLM01:', 'CTX*SITUATIONAL TRIGGER*CLM*22*2300~CTX*CLM01:', undefined],
    ['999', 'CTX*CLM01:', 'CTX*SITUATIONAL TRIGGER*CLM~CTX*CLM01:', 'CTX03'],
    ['999', 'IK5*R*5', 'IK5*R*99', 'IK502'],
    ['999', 'AK9*R*2*2*0', 'AK9*R*2*2*0*9', 'AK905'],
    ['999', 'AK1*HC', 'AK1*ZZ', 'AK101'],
    ['277CA', 'STC*A1:19:AY**WQ*100', 'STC*A1:19:AY*20261123*WQ*100', 'STC02'],
    ['277CA', 'STC*A1:19:PR*20261123', 'STC*A1:19:IL*20261123', 'STC01-3'],
    ['277CA', 'NM1*85*2*RIVER CLINIC*****FI*123456789', 'NM1*85*2*RIVER CLINIC', 'NM108'],
    ['277CA', 'NM1*QC*1*ROE*****MI*UNKNOWN', 'NM1*QC*1*ROE', 'NM109'],
    ['277CA', 'DTP*472*D8*20261123~SVC', 'SVC', 'DTP'],
    ['277CA', 'SVC*HC:G0463*100', 'SVC*HC:G0463', 'SVC02'],
    ['277CA', 'STC*A7:454*20261123*U', 'STC*A7:454*20261123*WQ', 'STC03'],
    ['277CA', 'STC*A7:454*20261123*U', 'STC*A7:454*20261123*U~STC*A7:455*20261123*U', 'STC'],
    ['276', 'DMG*D8*19800229*F', 'DMG*D8*19800229*U', 'DMG03'],
    ['276', 'HL*6*5*23', 'HL*6*5*23*0', 'HL04'],
    ['276', '~DTP*472*RD8', '~REF*VV*1~DTP*472*RD8', 'REF'],
    ['277', 'STC*F1:65:IL*20260502**', 'STC*F1:65:IL*20260502*WQ*', 'STC03'],
    ['277', 'STC*F1:65:IL', 'STC*F1:65:PR', 'STC01-3'],
    ['277', 'STC*F1:65:IL', 'STC*F1:65:IL:XX', 'STC01-4'],
    ['277', 'HL*2*1*21*1', 'PER*IC*DESK~HL*2*1*21*1', 'PER03'],
    ['277', '~DTP*472', '~DTP*472*D8*20260302~SVC*HC:G0463*1*1~STC*F1:65*20260502~DTP*472', 'SVC07'],
  ] as const)('%s: %s may not be %s', (name, sound, faulty, what) => {
    const text = texts[name];
    expect(text).toContain(sound);
    const found = validateX12(recounted(text.replace(sound, faulty))).defects.map(({ message }) => message);
    if (what === undefined) expect(found).toEqual([]);
    else expect(found.join('\n')).toContain(what);
  });

  test('a 999 counts a set that it cannot name, and cuts what IK303 and CTX01 cannot hold', () => {
    expect(texts['999']).toContain(`AK2*837*0002*`);
    expect(texts['999']).not.toContain('AK2*837*X');
    expect(texts['999']).toContain('AK9*R*2*2*0~');
    expect(texts['999']).toContain(`IK3*NM1*22*2010*8~CTX*CLM01:${'C'.repeat(35)}~`);
  });

  test('a 277 leaves out the number of a payment that STC09 cannot hold', () => {
    expect(texts['277']).toContain('STC*F1:65:IL*20260502**225*120~');
  });
});

/** The text with SE01 put right. */
function recounted(text: string): string {
  const segments = text.split('~');
  const first = segments.findIndex((segment) => segment.startsWith('ST*'));
  return segments
    .map((segment, index) =>
      segment.startsWith('SE*') ? segment.replace(/^SE\*\d+/, `SE*${index - first + 1}`) : segment,
    )
    .join('~');
}
