import { hasError } from '@claimwright/x12/defect';
import { read837P } from '@claimwright/x12/professional-claim-read';
import { write837P } from '@claimwright/x12/professional-claim-write';
import { describe, expect, test } from 'vitest';
import { at, numbersFor, route, snapshot, variedSnapshots } from './snapshots.ts';

const child = variedSnapshots().find(({ claim }) => claim.destination.relationship === 'child')?.claim ?? snapshot();
const claims = [snapshot(), child, snapshot({ patientControlNumber: 'C0000999' })];
const sound = write837P({ route, claims, at, numbers: numbersFor(3) });

/** The sound text with one replacement and SE01 put right again. */
function broken(from: string, to: string): string {
  expect(sound).toContain(from);
  const text = sound.replace(from, to);
  const segments = text.split('~').slice(0, -1);
  const count =
    segments.findIndex((each) => each.startsWith('SE*')) - segments.findIndex((each) => each.startsWith('ST*')) + 1;
  return text.replace(/SE\*\d+/, `SE*${count}`);
}

describe('what a clearinghouse finds wrong', () => {
  test.each([
    ['a code no one knows in PAT01', 'PAT*19', 'PAT*18', 'element_code_unknown', 'PAT', '2000C', 1],
    ['a sex that is none', 'D8*20150506*M', 'D8*20150506*X', 'element_code_unknown', 'DMG', '2010CA', 3],
    ['a claim without its number', 'CLM*C0000123', 'CLM*', 'element_missing', 'CLM', '2300', 1],
    ['a charge that is none', 'CLM*C0000123*225.5', 'CLM*C0000123*2255,5', 'element_malformed', 'CLM', '2300', 2],
    ['a frequency no one knows', '11:B:1', '11:B:5', 'element_code_unknown', 'CLM', '2300', 5],
    ['a signature that is not told', '*Y*A*Y*Y', '*Y*A*Y', 'element_code_unknown', 'CLM', '2300', 9],
    ['a replacement that replaces nothing', '11:B:1', '11:B:7', 'segment_missing', 'HL', '2300', undefined],
    ['a claim without diagnoses', 'HI*ABK:E119*ABF:I10~', '', 'segment_missing', 'HL', '2300', undefined],
    ['a qualifier that is no diagnosis', 'ABF:I10', 'ABX:I10', 'element_code_unknown', 'HI', '2300', 2],
    ['lines that are not counted', 'LX*2', 'LX*3', 'element_malformed', 'LX', '2400', 1],
    ['a line without a service', 'SV1*HC:J1885*75.5*UN*1***1~', '', 'segment_missing', 'HL', '2400', undefined],
    [
      'a line without a date',
      '~DTP*472*D8*20261120~REF*6R*C0000123-1',
      '~REF*6R*C0000123-1',
      'segment_missing',
      'LX',
      '2400',
      undefined,
    ],
    ['a date that is none', 'DTP*472*D8*20261120', 'DTP*472*D8*20261131', 'element_malformed', 'DTP', '2400', 3],
    ['a range without an end', 'DTP*472*D8*20261120', 'DTP*472*RD8*20261120', 'element_malformed', 'DTP', '2400', 3],
    ['a unit no one knows', '75.5*UN*1', '75.5*XX*1', 'element_code_unknown', 'SV1', '2400', 3],
    ['no number of units', '75.5*UN*1', '75.5*UN*', 'element_missing', 'SV1', '2400', 4],
    ['no pointer', '75.5*UN*1***1', '75.5*UN*1', 'element_missing', 'SV1', '2400', 7],
    ['a pointer beyond twelve', '75.5*UN*1***1', '75.5*UN*1***13', 'element_malformed', 'SV1', '2400', 7],
    [
      'two services in a line',
      'SV1*HC:J1885',
      'SV1*HC:G0463*1*UN*1***1~SV1*HC:J1885',
      'segment_unexpected',
      'SV1',
      '2400',
      undefined,
    ],
    ['a segment no one knows', 'LX*2', 'ZZZ*1~LX*2', 'segment_unexpected', 'ZZZ', '2400', undefined],
    ['a control character', 'N3*5 OAK AVE', 'N3*5 OAK\u0007 AVE', 'element_characters', 'N3', '2010BA', undefined],
    ['a payer without its id', '*PI*99999', '*PI', 'element_missing', 'NM1', '2010BA', 9],
    ['a patient who is not named', 'NM1*QC*1*DOE*TIM~', '', 'segment_missing', 'CLM', '2300', undefined],
    [
      'a subscriber who is not the patient, and no patient',
      'SBR*P*18',
      'SBR*P*',
      'hierarchy_broken',
      'CLM',
      '2300',
      undefined,
    ],
    ['a level that names a wrong parent', 'HL*2*1*22', 'HL*2*9*22', 'hierarchy_broken', 'HL', '2000B', 2],
    ['levels that are not counted', 'HL*3*1*22', 'HL*7*1*22', 'hierarchy_broken', 'HL', '2000B', 1],
  ])('%s', (_, from, to, code, segment, loop, element) => {
    const text = broken(from, to);
    const read = read837P(text);
    const found = read.defects.find((defect) => defect.severity === 'error');
    expect(found).toMatchObject({ code, segment, loop });
    expect(found?.element).toBe(element);
    const segments = text.split('~');
    expect(segments[(found?.segmentPosition ?? 0) - 1]?.startsWith(segment)).toBe(true);
    expect(found?.segmentPosition).toBe((found?.transactionSetPosition ?? 0) + 2);
    expect(read.claims).toHaveLength(3);
    expect(read.claims.filter((claim) => hasError(claim.defects)).length).toBeGreaterThan(0);
  });

  test('stands with the claim it is about and no other', () => {
    const about = (text: string) => read837P(text).claims.map((claim) => hasError(claim.defects));
    expect(about(sound)).toEqual([false, false, false]);
    expect(about(broken('HI*ABK:E119*ABF:I10~', ''))).toEqual([true, false, false]);
    expect(about(broken('PAT*19', 'PAT*18'))).toEqual([false, true, false]);
    expect(about(broken('CLM*C0000999', 'CLM*'))).toEqual([false, false, true]);
  });

  test('in a level stands with each claim below it: the subscriber with all patients, a patient with that one', () => {
    const start = sound.indexOf('HL*4*3*23');
    const patient = sound.slice(start, sound.indexOf('HL*5*1*22'));
    const second = patient.replace('HL*4*3', 'HL*5*3').replace('C0000123', 'C0000124');
    const both = sound.replace(patient, patient + second).replace('HL*5*1*22', 'HL*6*1*22');
    const about = (text: string) => read837P(text).claims.map((claim) => claim.defects.map((defect) => defect.segment));
    expect(about(both)).toEqual([[], [], [], []]);
    expect(about(both.replace('PAT*19', 'PAT*18'))).toEqual([[], ['PAT'], [], []]);
    expect(about(both.replace('HL*3*1*22*1~SBR*P', 'HL*3*1*22*1~SBR*Q'))).toEqual([[], ['SBR'], ['SBR'], []]);
  });

  test('in the envelope is told beside the claims, which are still read', () => {
    const read = read837P(sound.replace(/SE\*\d+/, 'SE*3'));
    expect(read.defects.map((defect) => defect.code)).toEqual(['set_count_mismatch']);
    expect(read.sets[0]?.defects.map((defect) => defect.code)).toEqual(['set_count_mismatch']);
    expect(read.claims).toHaveLength(3);
  });

  test('is the version, when it is none that is read; other kinds of 837 are passed over', () => {
    const other = sound.replace(/X\*005010X222A1/, 'X*005010X999');
    expect(read837P(other).defects.map((defect) => defect.code)).toEqual(['group_version_unknown']);
    expect(read837P(sound.replaceAll('005010X222A1', '005010X223A2')).sets).toEqual([]);
  });
});

test('what is said of other payers is read over, addresses and providers included', () => {
  const other =
    'SBR*S*18*******MB~AMT*D*50~OI***Y***Y~NM1*IL*1*SMITH*ANN****MI*X1~N3*9 ELSEWHERE~N4*MIAMI*FL*33101~' +
    'NM1*PR*2*OTHER PAYER*****PI*11111~DTP*573*D8*20261121~REF*F8*OTHERICN~NM1*82*1~REF*G2*Z9~';
  const line = 'SVD*11111*50*HC:G0463**1~CAS*CO*45*25~DTP*573*D8*20261121~';
  const text = broken('LX*1~', `${other}LX*1~`).replace('REF*6R*C0000123-1~', `REF*6R*C0000123-1~${line}`);
  const read = read837P(text.replace(/SE\*(\d+)/, (_, count) => `SE*${Number(count) + 3}`));
  expect(read.defects).toEqual([]);
  const [first] = read.claims;
  const { otherPayers, ...own } = first!.claim;
  expect(otherPayers).toMatchObject([
    { payerId: '11111', payerClaimControlNumber: 'OTHERICN', adjudication: { paidCents: 5000 } },
  ]);
  expect(own.lines[0]!.adjudications).toMatchObject([{ payerId: '11111', paidCents: 5000 }]);
  const lines = own.lines.map(({ adjudications: _theirs, ...line }) => line);
  expect({ ...own, lines }).toEqual(read837P(sound).claims[0]!.claim);
});

test('the country is written only when it is another', () => {
  const address = { line1: '5 OAK AVE', city: 'DECATUR', state: 'GA', postalCode: '30030', country: 'US' };
  const patient = { ...snapshot().patient, address };
  expect(write837P({ route, at, numbers: numbersFor(1), claims: [snapshot({ patient })] })).toContain(
    '~N4*DECATUR*GA*30030~',
  );
});
