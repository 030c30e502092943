import { carriedBy837P } from '@claimwright/x12/professional-claim-carried';
import { read837P } from '@claimwright/x12/professional-claim-read';
import { validateX12 } from '@claimwright/x12/validate';
import { expect, test } from 'vitest';
import { checkProfessionalClaims } from './grammar.ts';
import { randomClaims } from './random-encounters.ts';
import { interchangeOf } from './scenarios.ts';
import { chance } from './snapshots.ts';

const claims = [1, 2, 3].flatMap((seed) => {
  const next = chance(seed);
  return Array.from({ length: 100 }, (_, index) => randomClaims(next, index)).flat();
});

test('whatever the schema takes is written as both grammars want it, and its parties come back', () => {
  for (const claim of claims) {
    const text = interchangeOf([claim]);
    const segments = text.split('~');
    const defects = validateX12(text).defects.map(({ message, interchangePosition }) => ({
      message,
      segment: segments[interchangePosition - 1],
    }));
    expect({ defects, problems: checkProfessionalClaims(text) }).toEqual({ defects: [], problems: [] });
    expect(segments.slice(1, -1).filter((segment) => segment === '' || /[*: ]$/.test(segment))).toEqual([]);
    const read = read837P(text);
    expect(read.defects).toEqual([]);
    const [{ claim: back } = {}] = read.claims;
    const carried = carriedBy837P(claim);
    expect(back?.patient).toEqual(carried.patient);
    expect(back?.billingProvider).toEqual(carried.billingProvider);
    expect(back?.destination).toEqual(carried.destination);
  }
});

test('every situational segment of the writer is among them', () => {
  const text = interchangeOf(claims);
  const seen = new Set(text.split('~').map((segment) => segment.split('*')[0]));
  const all =
    'AMT CLM CN1 CR1 CR2 CR3 CRC CTP DMG DTP FRM HCP HI HL K3 LIN LQ LX MEA N3 N4 NM1 NTE OI PAT PER PRV PS1 PWK QTY REF SBR SV1 SV5';
  expect(all.split(' ').filter((id) => !seen.has(id))).toEqual([]);
  for (const part of [
    'PWK*CT*A',
    '*MX***JA~',
    'HI*BG:',
    'HI*BP:',
    'CRC*09',
    'CRC*E2',
    'NM1*45*2',
    'NM1*PE*2',
    '*EX*',
  ]) {
    expect(text).toContain(part);
  }
});
