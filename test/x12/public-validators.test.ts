import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { write837I } from '@claimwright/x12/institutional-claim-write';
import { validateX12 } from '@claimwright/x12/validate';
import { describe, expect, test } from 'vitest';
import { type Refusal, refusals, theirFaults } from './public-validators.ts';
import { randomBill } from './random-bills.ts';
import { randomClaims } from './random-encounters.ts';
import { interchangeOf } from './scenarios.ts';
import { at, chance, numbersFor, route } from './snapshots.ts';

const fixtures = resolve(import.meta.dirname, '../fixtures');

/** Every claim text under the fixtures, as it is sent. */
function claimTexts(): { name: string; text: string }[] {
  return ['837p', '837p-cob', '837i'].flatMap((folder) =>
    readdirSync(join(fixtures, folder))
      .filter((file) => /\.(x12|837)$/.test(file))
      .sort()
      .map((file) => ({
        name: `${folder}/${file}`,
        text: readFileSync(join(fixtures, folder, file), 'latin1').replaceAll('~\n', '~'),
      })),
  );
}

/** Texts of visits and of hospital bills with everything the schemas take. */
function randomTexts(seed: number, count: number): string[] {
  const next = chance(seed);
  return Array.from({ length: count }, (_, index) => {
    const claims = randomClaims(next, index);
    const bill = randomBill(next, index + 1);
    return [interchangeOf(claims), write837I({ route, at, claims: [bill], numbers: numbersFor(1) })];
  }).flat();
}

const texts = claimTexts();
const named = (start: string) => texts.find(({ name }) => name.startsWith(start))?.text ?? '';
const visit = named('837p/01');
const secondary = named('837p-cob/secondary-decided-by-line');
const bill = named('837i/01');
const stay = named('837i/17');
const drug = named('837i/25');
const recounted = (text: string) => text.replace(/SE\*\d+/, `SE*${text.split('~').length - 5}`);
const seen = new Set<Refusal>();
/** What has to be obeyed; notes what need not be. */
function owed(text: string): Refusal[] {
  const found = refusals(text);
  for (const each of found) seen.add(each);
  return found.filter((each) => !(each in theirFaults));
}

describe('what we write', () => {
  test.each(texts)(
    '$name is refused by no public validator but where that one lacks what the guide has',
    ({ text }) => {
      expect(owed(text)).toEqual([]);
    },
  );

  test('and so is whatever the schemas take', () => {
    for (const text of randomTexts(76, 250)) expect(owed(text)).toEqual([]);
  });

  test('most of it is refused by none', () => {
    expect(texts.filter(({ text }) => refusals(text).length === 0).length / texts.length).toBeGreaterThan(0.8);
  });

  // What the guide has, they have not, and none of the texts above says.
  test.each([
    ['LinuxForHealth: an adjustment of nothing', stay, 'CAS*CO*45*600', 'CAS*CO*45*600**97*0'],
    [
      'LinuxForHealth: an indemnity plan as other payer',
      secondary,
      /(SBR\*P\*18\*[^~]*\*)[A-Z0-9]{2}(?=~(CAS|AMT))/,
      '$115',
    ],
    ['LinuxForHealth: an eleventh payer', visit, 'SBR*P*', 'SBR*H*'],
    ['LinuxForHealth: a number at another payer', visit, 'REF*6R', 'REF*G1*A**2U:88001~REF*6R'],
    ['LinuxForHealth: a line priced by the day', visit, 'LX*2~', 'HCP*06*1~LX*2~'],
    ['LinuxForHealth: a compound of a hospital', drug, 'CTP****1.5*ML~', 'CTP****1.5*ML~REF*VY*1~'],
    ['LinuxForHealth: G2 of who referred', bill, 'LX*1~', 'NM1*DN*1*MOE*EVE~REF*G2*A~LX*1~'],
    ['Stupidedi: an order as attachment of a line', visit, 'DTP*472*', 'PWK*B3*AA~DTP*472*'],
  ] as const)('but not of this: %s', (fault, text, sound, put) => {
    const changed = text.replace(sound, put);
    expect(changed).not.toBe(text);
    expect(validateX12(recounted(changed)).defects.filter(({ rule }) => rule !== 'situation')).toEqual([]);
    expect(refusals(changed)).toContain(fault);
    seen.add(fault);
  });

  test('each of their faults is met somewhere, or it need not be excused', () => {
    expect(Object.keys(theirFaults).filter((fault) => !seen.has(fault as Refusal))).toEqual([]);
  });
});

describe('what they refuse with reason', () => {
  test.each([
    ['Stupidedi: BHT03 of more than 30 characters', visit, /(BHT\*0019\*00\*)[^*]*/, `$1${'B'.repeat(31)}`],
    ['Stupidedi: CLM01 of more than 20 characters', visit, 'CLM*', `CLM*${'C'.repeat(20)}`],
    ['Stupidedi: PWK06 of more than 50 characters', visit, 'HI*ABK', `PWK*OB*EL***AC*${'A'.repeat(51)}~HI*ABK`],
    ['Stupidedi: REF*D9 of more than 20 characters', visit, 'HI*ABK', `REF*D9*${'A'.repeat(21)}~HI*ABK`],
    ['Stupidedi: REF*6R of more than 30 characters', visit, 'REF*6R*', `REF*6R*${'A'.repeat(30)}`],
    ['Stupidedi: units of more than eight digits or three decimals', visit, '*UN*2*', '*UN*2.1234*'],
    ['LinuxForHealth: no units', visit, '*UN*2*', '*UN*0*'],
    ['both: no claim filing code', visit, /(SBR\*P\*18\*GRP1)[^~]*/, '$1'],
    ['LinuxForHealth: an organization with a first name', visit, 'RIVER CLINIC**', 'RIVER CLINIC*INC*'],
    ['both: a number of one character', visit, 'PI*99999~', 'PI*9~'],
    ['LinuxForHealth: a subscriber without number', visit, '****MI*W1234', ''],
    ['LinuxForHealth: a disability of one day', visit, 'HI*ABK', 'DTP*314*D8*20261101~HI*ABK'],
    ['both: an extension without number', visit, 'PER*IC*EDI DESK*TE*', 'PER*IC*EDI DESK*EX*'],
    ['both: a transport without distance', visit, 'HI*ABK', 'CR1***B*A*DH~HI*ABK'],
    [
      'LinuxForHealth: DTP of 2400 with one qualifier twice',
      visit,
      'REF*6R',
      'DTP*738*D8*20261101~DTP*738*D8*20261102~REF*6R',
    ],
    ['LinuxForHealth: AMT of 2320 with one qualifier twice', stay, 'AMT*D*3000~', 'AMT*D*3000~AMT*D*3000~'],
    ['LinuxForHealth: lines that do not add up', visit, /CLM\*([^*]*)\*[^*]*/, 'CLM*$1*1'],
  ])('%s', (refusal, text, sound, put) => {
    const broken = text.replace(sound, put);
    expect(broken).not.toBe(text);
    expect(refusals(broken)).toContain(refusal);
    expect(theirFaults).not.toHaveProperty(refusal);
  });
});
