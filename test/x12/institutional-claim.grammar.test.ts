import type { InstitutionalClaimSnapshot } from '@claimwright/domain/institutional-claim';
import { write837I } from '@claimwright/x12/institutional-claim-write';
import { validateX12 } from '@claimwright/x12/validate';
import { describe, expect, test } from 'vitest';
import { checkInstitutionalClaims, type GrammarProblem } from './grammar.ts';
import { institutional, institutionalScenarios, stay } from './institutional-snapshots.ts';
import { randomBill } from './random-bills.ts';
import { samples, samplesArePresent } from './samples.ts';
import { at, chance, numbersFor, route } from './snapshots.ts';

const aboutContent: readonly GrammarProblem['rule'][] = ['npi', 'balance'];

function written(claims: readonly InstitutionalClaimSnapshot[], claimsPerTransactionSet = 1000): string {
  const numbers = numbersFor(claims.length, claimsPerTransactionSet);
  return write837I({ route, claims, at, numbers, claimsPerTransactionSet });
}

describe.skipIf(!samplesArePresent)('the other grammar itself, on sample files beside the repository', () => {
  test('finds nothing against the syntax of valid 837I files', () => {
    const valid = samples('837i', 'valid');
    expect(valid.length).toBeGreaterThan(5);
    for (const { name, text } of valid) {
      const problems = checkInstitutionalClaims(text).filter(({ rule }) => !aboutContent.includes(rule));
      expect({ name, problems }).toEqual({ name, problems: [] });
    }
  });

  test('catches every broken 837I file', () => {
    const broken = samples('837i', 'broken');
    expect(broken.filter(({ text }) => checkInstitutionalClaims(text).length === 0).map(({ name }) => name)).toEqual(
      [],
    );
  });
});

describe('the other grammar itself, on text it calls sound', () => {
  const text = written([stay({ conditions: ['09'], payerClaimControlNumber: 'ICN1' }), institutional()]);

  test('catches the loss of any one segment', () => {
    const optional = /^(PRV|AMT|NTE|DTP\*(?!434)|REF\*(?!EI)|HI\*(?!ABK)|NM1\*71|PER\*IC\*FRONT)/;
    const segments = text.split('~').slice(0, -1);
    const missed = segments.flatMap((lost, index) => {
      if (optional.test(lost)) return [];
      const rest = segments.filter((_, other) => other !== index);
      const first = rest.findIndex((segment) => segment.startsWith('ST*'));
      const counted = rest.map((segment, at) =>
        segment.startsWith('SE*') ? segment.replace(/^SE\*\d+/, `SE*${at - first + 1}`) : segment,
      );
      return checkInstitutionalClaims(`${counted.join('~')}~`).length === 0 ? [`${index + 1} ${lost}`] : [];
    });
    expect(missed).toEqual([]);
  });

  test.each([
    ['a type of admission left out', 'CL1*9**01', 'CL1***01'],
    ['a code with a date it may not have', 'HI*ABJ:R079', 'HI*ABJ:R079:D8:20261101'],
    ['an amount of a value left out', 'HI*BE:80:::4', 'HI*BE:80'],
    ['a person who bills', 'NM1*85*2*', 'NM1*85*1*'],
    ['a period where a day stands', 'DTP*434*RD8*20261116-20261120', 'DTP*434*RD8*20261116'],
    ['an hour that is none', 'DTP*096*TM*1400', 'DTP*096*TM*2500'],
    ['a charge that does not add up', 'SV2*0250**123.45', 'SV2*0250**123.44'],
    ['a line without revenue code', 'SV2*0120*', 'SV2**'],
  ])('catches %s', (_, sound, faulty) => {
    expect(text).toContain(sound);
    expect(checkInstitutionalClaims(text.replace(sound, faulty))).not.toEqual([]);
  });
});

describe('what write837I writes keeps both grammars', () => {
  test.each(institutionalScenarios())('$name', ({ claim }) => {
    expect(checkInstitutionalClaims(written([claim]))).toEqual([]);
  });

  test('over a thousand bills of chance, in sets of any size', () => {
    const next = chance(837_223);
    const claims = Array.from({ length: 1000 }, (_, index) => randomBill(next, index + 1));
    for (const { patientControlNumber, ...claim } of claims) {
      const text = written([{ patientControlNumber, ...claim }]);
      const found = [...validateX12(text).defects, ...checkInstitutionalClaims(text)].map(({ message }) => message);
      expect({ patientControlNumber, found }).toEqual({ patientControlNumber, found: [] });
    }
    const text = written(claims, 77);
    expect(validateX12(text).defects).toEqual([]);
    expect(checkInstitutionalClaims(text)).toEqual([]);
  });
});
