import { validateX12 } from '@claimwright/x12/validate';
import { describe, expect, test } from 'vitest';
import { answerGuides } from './answers-table.ts';
import { checkGuide } from './grammar.ts';
import { answersOf, questionsOf, statusScenarios } from './status-scenarios.ts';

// 276 and 277 (005010X212), a change at a time: what the guide has and what it has not, by both grammars.

const scenarios = statusScenarios();
const named = (name: string) => scenarios.find((each) => each.name === name)!;
const [own, dependant] = [named('01-own-claim'), named('02-dependant')];
const both = {
  ...own,
  inquiries: [...own.inquiries, ...dependant.inquiries],
  answers: [...own.answers!, ...dependant.answers!],
};
const texts = { '276': questionsOf(both), '277': answersOf(both) ?? '' };

/** Sets changed: the levels numbered anew and SE01 put right. */
function recounted(text: string): string {
  const segments = text.split('~');
  const first = segments.findIndex((segment) => segment.startsWith('ST*'));
  return segments
    .map((segment, index) =>
      segment.startsWith('SE*') ? segment.replace(/^SE\*\d+/, `SE*${index - first + 1}`) : segment,
    )
    .join('~');
}

function judged(guide: '276' | '277', sound: string, put: string) {
  expect(texts[guide]).toContain(sound);
  const text = recounted(texts[guide].replace(sound, put));
  expect(text).not.toBe(texts[guide]);
  return { ours: validateX12(text).defects, other: checkGuide(text, answerGuides[guide]) };
}

const payer = 'NM1*PR*2*GRANITE SHORE HEALTH*****PI*GSH01';
const asking = 'NM1*41*2*RIVER BILLING SERVICE*****46*TP123';
const clinic = 'NM1*1P*2*RIVER CLINIC*****XX*1234567893';
const subscriber = 'NM1*IL*1*TESTPERSON*ADA****MI*W1234';
const child = 'NM1*QC*1*TESTPERSON*BO*C**JR';
const question = 'TRN*1*Q000000008N1~REF*1K*ICN1~REF*EJ*C0000123~AMT*T3*225~DTP*472*RD8*20260302-20260304~';
const line = 'SVC*HC:G0463*125*****1~DTP*472*D8*20260302~';
const answer = 'STC*F1:65*20260502**225*120*20260420**20260422*EFT9~';
const answeredLine = 'SVC*HC:G0463*125*100****1~STC*F1:65*20260502~DTP*472*D8*20260302~';
const served = 'REF*EJ*C0000123~DTP*472*RD8*20260302-20260304~';

const allowed: [guide: '276' | '277', words: string, sound: string, put: string][] = [
  ['276', 'a payer by its plan number', '*****PI*GSH01', '*****XV*GSH01'],
  ['276', 'who asks is a person', asking, 'NM1*41*1*ROE*SAM*T***46*TP123'],
  ['276', 'who asks has no name', asking, 'NM1*41*2******46*TP123'],
  ['276', 'a provider by the number the payer gave', '*****XX*1234567893', '*****SV*77'],
  ['276', 'a provider without name', clinic, 'NM1*1P*2******XX*1234567893'],
  ['276', 'a second name of the provider', `${clinic}~`, `${clinic}~NM1*1P*2*RIVER CLINIC*****FI*123456789~`],
  ['276', 'no day of birth of a subscriber', 'DMG*D8*19800229*F~', ''],
  ['276', 'no sex', 'DMG*D8*19800229*F', 'DMG*D8*19800229'],
  ['276', 'a subscriber by the employer number', 'ADA****MI*W1234', 'ADA****24*123456789'],
  ['276', 'an employer as the subscriber', subscriber, 'NM1*IL*2*ACME WORKS*****MI*W1234'],
  ['276', 'nothing but the number of the question', question, 'TRN*1*Q000000008N1~'],
  ['276', 'every number a claim may have', 'REF*EJ*C0000123~', 'REF*LU*L1~REF*BLT*111~REF*6P*G1~REF*XZ*R1~REF*D9*C1~'],
  ['276', 'two claims of a subscriber', question, `${question}TRN*1*Q000000008N9~`],
  ['276', 'a line', question, `${question}${line}`],
  ['276', 'a line by revenue code and number', question, `${question}${line.replace('125*****', '125**0510***')}`],
  ['276', 'a line with its control number', question, `${question}${line.replace('~DTP', '~REF*FJ*L1~DTP')}`],
  ['276', 'two lines', question, `${question}${line}${line}`],
  ['277', 'whom to ask at the payer', `${payer}~`, `${payer}~PER*IC*DESK*TE*5555550100*EX*7*ED*X1~`],
  ['277', 'a status of claim and pharmacy', 'STC*F1:65*', 'STC*F1:65:IL:RX*'],
  ['277', 'two statuses', answer, `${answer}STC*F1:65*20260503~`],
  ['277', 'every number of a claim', 'REF*EJ*C0000123~', 'REF*EJ*C1~REF*BLT*111~REF*XZ*R1~REF*VV*V1~REF*D9*T1~'],
  ['277', 'no day of service', 'DTP*472*RD8*20260302-20260304~HL*5', 'HL*5'],
  ['277', 'a line', served, `${served}${answeredLine}`],
  ['277', 'a line with its control number', served, `${served}${answeredLine.replace('~DTP', '~REF*FJ*L1~DTP')}`],
  [
    '277',
    'a line of three statuses',
    served,
    `${served}${answeredLine.replace('~STC*F1:65*20260502', '~STC*F1:65*20260502********F1:66*F1:67:IL')}`,
  ],
];

const refused: [guide: '276' | '277', words: string, sound: string, put: string][] = [
  ['276', 'another structure', 'BHT*0010*13', 'BHT*0019*13'],
  ['276', 'another purpose', 'BHT*0010*13', 'BHT*0010*08'],
  ['276', 'a type of transaction', '20261123*0915~HL', '20261123*0915*DG~HL'],
  ['276', 'no reference', 'BHT*0010*13*Q000000008*', 'BHT*0010*13**'],
  ['276', 'a payer above whom somebody stands', 'HL*1**20*1', 'HL*1*1*20*1'],
  ['276', 'a payer under whom nobody asks', 'HL*1**20*1', 'HL*1**20*0'],
  ['276', 'a payer who is a person', 'NM1*PR*2', 'NM1*PR*1'],
  ['276', 'a payer without name', payer, 'NM1*PR*2******PI*GSH01'],
  ['276', 'a payer by its tax id', '*****PI*GSH01', '*****FI*123456789'],
  ['276', 'whom to ask at the payer', `${payer}~`, `${payer}~PER*IC*DESK*TE*5555550100~`],
  ['276', 'who asks without number', asking, 'NM1*41*2*RIVER BILLING SERVICE'],
  ['276', 'who asks by the NPI', '*46*TP123', '*XX*1234567893'],
  ['276', 'who asks with a suffix', asking, 'NM1*41*1*ROE*SAM***JR*46*TP123'],
  ['276', 'a provider without number', clinic, 'NM1*1P*2*RIVER CLINIC'],
  ['276', 'a provider with a prefix', clinic, 'NM1*1P*1*ROE*SAM**DR**XX*1234567893'],
  ['276', 'a third name of the provider', `${clinic}~`, `${clinic}~${clinic}~${clinic}~`],
  ['276', 'a subscriber who is no level', 'HL*4*3*22*0', 'HL*4*3*22'],
  ['276', 'a day of birth that is none', 'DMG*D8*19800229', 'DMG*D8*19800230'],
  ['276', 'a marital status', 'DMG*D8*19800229*F', 'DMG*D8*19800229*F*M'],
  ['276', 'a subscriber without number', subscriber, 'NM1*IL*1*TESTPERSON*ADA'],
  ['276', 'a subscriber by the NPI', 'ADA****MI*W1234', 'ADA****XX*1234567893'],
  ['276', 'a subscriber by first name only', 'NM1*IL*1*TESTPERSON*', 'NM1*IL*1**'],
  ['276', 'birth after the name', `DMG*D8*19800229*F~${subscriber}~`, `${subscriber}~DMG*D8*19800229*F~`],
  ['276', 'a trace that answers', 'TRN*1*Q000000008N1', 'TRN*2*Q000000008N1'],
  ['276', 'who traces', 'TRN*1*Q000000008N1', 'TRN*1*Q000000008N1*1234567890'],
  ['276', 'a trace too long', 'TRN*1*Q000000008N1', `TRN*1*${'9'.repeat(51)}`],
  ['276', 'a number of the payer twice', 'REF*1K*ICN1~', 'REF*1K*ICN1~REF*1K*ICN2~'],
  ['276', 'a number that has no place', 'REF*EJ*', 'REF*F8*'],
  ['276', 'a number with a description', 'REF*EJ*C0000123', 'REF*EJ*C0000123*MINE'],
  ['276', 'another amount', 'AMT*T3*', 'AMT*F5*'],
  ['276', 'an amount twice', 'AMT*T3*225~', 'AMT*T3*225~AMT*T3*225~'],
  ['276', 'an amount with a flag', 'AMT*T3*225', 'AMT*T3*225*C'],
  ['276', 'the amount after the day', 'AMT*T3*225~DTP*472*RD8*20260302-20260304~', 'DTP*472*D8*20260302~AMT*T3*225~'],
  ['276', 'another day', 'DTP*472*', 'DTP*232*'],
  ['276', 'a period told as a day', 'DTP*472*RD8*', 'DTP*472*D8*'],
  ['276', 'a period that ends before it begins', '20260302-20260304', '20260304-20260302'],
  ['276', 'a line without day', question, `${question}SVC*HC:G0463*125*****1~`],
  ['276', 'a line without units', question, `${question}SVC*HC:G0463*125~DTP*472*D8*20260302~`],
  ['276', 'a line with what was paid', question, `${question}${line.replace('125**', '125*100*')}`],
  ['276', 'a line named as no list has it', question, `${question}${line.replace('HC:', 'ZZ:')}`],
  ['276', 'a line with a description', question, `${question}${line.replace('HC:G0463', 'HC:G0463:::::VISIT')}`],
  ['276', 'a status', question, `${question}STC*F1:65*20260502~`],
  ['276', 'a dependant without day of birth', 'DMG*D8*20150505*M~', ''],
  ['276', 'a dependant with a number', child, `${child}*MI*W1234`],
  ['276', 'a dependant who is no person', 'NM1*QC*1', 'NM1*QC*2'],
  ['276', 'a dependant of nobody', 'HL*6*5*23', 'HL*6*3*23'],
  [
    '276',
    'a dependant about whom nothing is asked',
    /TRN\*1\*Q000000008N1~REF\*1K\*ICN1~REF\*EJ\*C0000124.*?(?=SE\*)/.exec(texts['276'])?.[0] ?? '',
    '',
  ],
  ['277', 'the structure of an acknowledgement', 'BHT*0010*08', 'BHT*0085*08'],
  ['277', 'no type', '0915*DG~', '0915~'],
  ['277', 'the type of an acknowledgement', '0915*DG~', '0915*TH~'],
  ['277', 'whom to ask in a way there is none', `${payer}~`, `${payer}~PER*IC*DESK*UR*X~`],
  ['277', 'whom to ask twice', `${payer}~`, `${payer}~${'PER*IC*DESK*TE*5555550100~'.repeat(2)}`],
  ['277', 'who asked without a level', 'HL*2*1*21*1', 'HL*2*1*21'],
  ['277', 'a day of birth', `${subscriber}~`, `DMG*D8*19800229~${subscriber}~`],
  ['277', 'a trace that asks', 'TRN*2*Q000000008N1', 'TRN*1*Q000000008N1'],
  ['277', 'no status', answer, ''],
  ['277', 'a status without its day', answer, 'STC*F1:65**~'],
  ['277', 'a status without its code', 'STC*F1:65*', 'STC*F1*'],
  ['277', 'an unused code of a status', 'STC*F1:65*', 'STC*F1:65:IL:XX*'],
  ['277', 'an action', '20260502**225', '20260502*WQ*225'],
  ['277', 'a means of payment', '20260420**20260422', '20260420*CHK*20260422'],
  ['277', 'a message', answer, `${answer.slice(0, -1)}***FREE TEXT~`],
  ['277', 'a number of payment that is too long', '*EFT9~', '*12345678901234567~'],
  ['277', 'an amount', served, `AMT*T3*225~${served}`],
  ['277', 'two numbers of the clearinghouse', 'REF*EJ*C0000123~', 'REF*D9*A~REF*D9*B~'],
  ['277', 'a line without status', served, `${served}${answeredLine.replace('STC*F1:65*20260502~', '')}`],
  ['277', 'a line without day', served, `${served}${answeredLine.replace('DTP*472*D8*20260302~', '')}`],
  ['277', 'a line without what was paid', served, `${served}${answeredLine.replace('*100*', '**')}`],
  [
    '277',
    'a line with an amount in its status',
    served,
    `${served}${answeredLine.replace('20260502', '20260502**125')}`,
  ],
  ['277', 'a dependant with a number', child, `${child}*MI*W1234`],
  ['277', 'a dependant with a child', 'HL*6*5*23', 'HL*6*5*23*0'],
];

describe('what the guide has', () => {
  test('the texts themselves', () => {
    for (const guide of ['276', '277'] as const) {
      expect(validateX12(texts[guide]).defects).toEqual([]);
      expect(checkGuide(texts[guide], answerGuides[guide])).toEqual([]);
    }
  });

  test.each(allowed)('%s: %s', (guide, _, sound, put) => {
    expect(judged(guide, sound, put)).toEqual({ ours: [], other: [] });
  });
});

describe('what the guide has not', () => {
  test.each(refused)('%s: %s', (guide, _, sound, put) => {
    const { ours, other } = judged(guide, sound, put);
    expect(ours.filter(({ severity }) => severity === 'error')).not.toEqual([]);
    expect(other).not.toEqual([]);
    // Only what was done to it is wrong.
    expect(ours.map(({ rule }) => rule)).not.toContain('set_count_mismatch');
  });
});
