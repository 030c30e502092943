import type { ClaimStatusInquiry } from '@claimwright/domain/claim-status';
import { describe, expect, test } from 'vitest';
import { read276 } from './claim-status-request-read.ts';
import { type ClaimStatusRequestFile, write276 } from './claim-status-request-write.ts';
import { read277 } from './claim-status-response-read.ts';
import { type AnsweredInquiry, type ClaimStatusResponseFile, write277 } from './claim-status-response-write.ts';
import { jsonToX12 } from './from-json.ts';
import { readInbound } from './inbound.ts';
import { x12ToJson } from './to-json.ts';
import { validateX12 } from './validate.ts';

const parties = {
  senderQualifier: 'ZZ',
  senderId: 'CLAIMWRIGHT',
  receiverQualifier: 'ZZ',
  receiverId: 'CHDEFAULT',
  applicationSender: 'CLAIMWRIGHT',
  applicationReceiver: 'SIMCLEAR',
  usageIndicator: 'T',
  interchangeControlNumber: 7,
  groupControlNumber: 8,
} as const;

const clinic = { npi: '1234567893', organizationName: 'RIVER CLINIC' };
const subscriber = { lastName: 'TESTPERSON', firstName: 'ADA', memberId: 'W1234' };

const inquiry: ClaimStatusInquiry = {
  trace: 'S000000001',
  patientControlNumber: 'C0000123',
  payerClaimControlNumber: 'ICN1',
  chargeCents: 22_500,
  serviceFrom: '2026-03-02',
  serviceTo: '2026-03-04',
  payer: { id: 'GSH01', name: 'GRANITE SHORE' },
  provider: clinic,
  subscriber: { ...subscriber, birthDate: '1980-02-29', sex: 'F' },
};
const ofChild: ClaimStatusInquiry = {
  ...inquiry,
  trace: 'S000000002',
  patientControlNumber: 'C0000124',
  serviceTo: '2026-03-02',
  subscriber,
  patient: { lastName: 'TESTPERSON', firstName: 'BO', birthDate: '2015-05-05', sex: 'M' },
};
const ofAnother: ClaimStatusInquiry = {
  ...inquiry,
  trace: 'S000000003',
  payer: { id: 'OTH01', name: 'OTHER PLAN' },
  provider: { npi: '1000000004', lastName: 'ROE', firstName: 'SAM' },
};

const request: ClaimStatusRequestFile = {
  parties,
  at: '2026-05-01T09:15:00.000Z',
  transactionSetControlNumber: 12,
  reference: 'Q000000008',
  receiver: { name: 'ACME BILLING', id: 'TP123' },
  inquiries: [inquiry, ofChild, ofAnother],
};

const answers: AnsweredInquiry[] = [
  {
    inquiry,
    answer: {
      statuses: [{ category: 'F1', statusCode: '65' }],
      effectiveDate: '2026-05-02',
      chargeCents: 22_500,
      paidCents: 12_000,
      adjudicatedOn: '2026-04-20',
      paymentDate: '2026-04-22',
      paymentTrace: 'EFT9',
      payerClaimControlNumber: 'ICN1',
      patientControlNumber: 'C0000123',
    },
  },
  {
    inquiry: ofChild,
    answer: {
      statuses: [
        { category: 'A4', statusCode: '35' },
        { category: 'A4', statusCode: '26', entity: 'QC' },
      ],
      effectiveDate: '2026-05-02',
    },
  },
];
const response: ClaimStatusResponseFile = {
  parties,
  at: '2026-05-02T06:00:00.000Z',
  transactionSetControlNumber: 1,
  reference: 'R1',
  receiver: { name: 'ACME BILLING', id: 'TP123' },
  answers,
};

/** SE01 of the one set of a text set right again. */
function counted(text: string): string {
  const segments = text.split('~').filter((segment) => !/^(ISA|GS|GE|IEA|$)/.test(segment)).length;
  return text.replace(/SE\*\d+/, `SE*${segments}`);
}

describe('276', () => {
  test('what is written is read again, inquiry by inquiry', () => {
    const { sets, broken, defects } = read276(write276(request));
    expect({ broken, defects }).toEqual({ broken: [], defects: [] });
    expect(sets[0]?.content).toEqual({
      reference: 'Q000000008',
      receiver: { name: 'ACME BILLING', id: 'TP123' },
      inquiries: [inquiry, ofChild, ofAnother],
    });
  });

  test('keeps the guide, in the segments one expects', () => {
    const text = write276(request);
    expect(validateX12(text)).toMatchObject({ valid: true, errors: 0, warnings: 0, transactions: { 276: 1 } });
    expect(text).toContain('GS*HR*');
    expect(text.split('~').slice(2, 20)).toEqual([
      'ST*276*0012*005010X212',
      'BHT*0010*13*Q000000008*20260501*0915',
      'HL*1**20*1',
      'NM1*PR*2*GRANITE SHORE*****PI*GSH01',
      'HL*2*1*21*1',
      'NM1*41*2*ACME BILLING*****46*TP123',
      'HL*3*2*19*1',
      'NM1*1P*2*RIVER CLINIC*****XX*1234567893',
      'HL*4*3*22*0',
      'DMG*D8*19800229*F',
      'NM1*IL*1*TESTPERSON*ADA****MI*W1234',
      'TRN*1*S000000001',
      'REF*1K*ICN1',
      'REF*EJ*C0000123',
      'AMT*T3*225',
      'DTP*472*RD8*20260302-20260304',
      'HL*5*3*22*1',
      'NM1*IL*1*TESTPERSON*ADA****MI*W1234',
    ]);
  });

  test('a set that asks of nobody is broken; asking of nobody is a bug', () => {
    const text = counted(write276({ ...request, inquiries: [inquiry] }).replace(/HL\*4.*?(?=SE\*)/s, ''));
    expect(read276(text).broken[0]?.defects[0]).toMatchObject({ code: 'segment_missing' });
    expect(() => write276({ ...request, inquiries: [] })).toThrow(RangeError);
  });
});

describe('277', () => {
  test('what is written is read again, with amounts, dates and all three statuses', () => {
    const { sets, broken, defects } = read277(write277(response));
    expect({ broken, defects }).toEqual({ broken: [], defects: [] });
    const payer = { payerId: 'GSH01', payerName: 'GRANITE SHORE', lines: [] };
    expect(sets[0]?.content.answers).toEqual([
      { ...payer, trace: 'S000000001', ...answers[0]?.answer },
      { ...payer, trace: 'S000000002', ...answers[1]?.answer },
    ]);
  });

  test('keeps the guide and is told from a 277CA, which has the same ST01', () => {
    const text = write277(response);
    expect(validateX12(text)).toMatchObject({ valid: true, errors: 0, warnings: 0, transactions: { 277: 1 } });
    expect(readInbound(text).map((piece) => piece.kind)).toEqual(['277']);
  });

  test('lines, and a refusal of all that was asked for a provider, are read', () => {
    const text = write277({ ...response, answers: answers.slice(0, 1) })
      .replace('HL*4', 'TRN*1*0~STC*E0:24:1P*20260502~HL*4')
      .replace('SE*', 'SVC*HC:G0463*125*100****1~STC*F1:65*20260502~REF*FJ*C0000123L1~DTP*472*D8*20260302~SE*')
      .replace(/SE\*(\d+)/, (_, count) => `SE*${Number(count) + 6}`);
    const content = read277(text).sets[0]?.content;
    expect(content?.refusals).toEqual([
      {
        level: 'provider',
        trace: '0',
        npi: '1234567893',
        statuses: [{ category: 'E0', statusCode: '24', entity: '1P' }],
      },
    ]);
    expect(content?.answers[0]?.lines).toEqual([
      { procedureCode: 'G0463', lineControlNumber: 'C0000123L1', statuses: [{ category: 'F1', statusCode: '65' }] },
    ]);
    expect(validateX12(text).errors).toBe(0);
  });
});

describe('a fault in either', () => {
  const faults: [string, string, string, string[]][] = [
    ['276 without the payer name', write276(request), 'NM1*PR*2*GRANITE SHORE*****PI*GSH01~', ['loop_missing']],
    ['276 without a trace', write276(request), 'TRN*1*S000000002~', ['loop_missing', 'segment_unexpected']],
    [
      '277 without a status',
      write277(response),
      'STC*F1:65*20260502**225*120*20260420**20260422*EFT9~',
      ['segment_missing'],
    ],
  ];
  test.each(faults)('%s is found', (_, text, segment, rules) => {
    expect(text).toContain(segment);
    const found = validateX12(counted(text.replace(segment, ''))).defects.map((defect) => defect.rule);
    expect(new Set(found)).toEqual(new Set(rules));
  });

  test('a category that is none and a level under the wrong one are found', () => {
    expect(validateX12(write277(response).replace('STC*F1:', 'STC*ZZ:')).defects[0]).toMatchObject({
      rule: 'element_code',
      loop: '2200D',
      element: 1,
    });
    expect(validateX12(write276(request).replace('HL*3*2*19', 'HL*3*1*19')).defects[0]).toMatchObject({
      rule: 'hierarchy',
    });
  });
});

test('both survive the way to JSON and back', () => {
  for (const text of [write276(request), write277(response)]) expect(jsonToX12(x12ToJson(text))).toBe(text);
});

test('cut or damaged anywhere, neither throws, and a set that is not whole is never used', () => {
  for (const [text, read] of [
    [write276(request), read276],
    [write277(response), read277],
  ] as const) {
    for (let at = 0; at < text.length; at += 5) {
      const cut = read(text.slice(0, at));
      // A set that is whole may be used, whatever is missing after it.
      if (at < text.indexOf('SE*')) expect(cut.sets).toEqual([]);
      for (const damage of ['\u0000', '~', '*', '']) read(text.slice(0, at) + damage + text.slice(at + 1));
      validateX12(text.slice(at));
    }
  }
});
