import { readFileSync, writeFileSync } from 'node:fs';
import type { ClaimSnapshot } from '@claimwright/domain/claim';
import { carriedBy837P } from '@claimwright/x12/professional-claim-carried';
import { read837P } from '@claimwright/x12/professional-claim-read';
import { validateX12 } from '@claimwright/x12/validate';
import { describe, expect, test } from 'vitest';
import { checkProfessionalClaims } from './grammar.ts';
import {
  claimsOf,
  fixtureTexts,
  inLines,
  interchangeOf,
  mixedClaim,
  professionalScenarios,
  textFileOf,
} from './scenarios.ts';
import { chance } from './snapshots.ts';

const scenarios = professionalScenarios();
const updates = process.env.UPDATE_FIXTURES !== undefined;

describe('an 837P of each paragraph of the guide', () => {
  test('there is one for every situation', () => {
    expect(scenarios.length).toBeGreaterThanOrEqual(40);
    expect(new Set(scenarios.map(({ title }) => title)).size).toBe(scenarios.length);
  });

  test.each(scenarios)('$name is written as kept: $title', (scenario) => {
    const text = inLines(interchangeOf(claimsOf(scenario)));
    if (updates) writeFileSync(textFileOf(scenario), text);
    expect(text).toBe(readFileSync(textFileOf(scenario), 'latin1'));
  });

  test.each(scenarios)('$name comes back as it was assembled', (scenario) => {
    const claims = claimsOf(scenario);
    const read = read837P(interchangeOf(claims));
    expect(read.defects).toEqual([]);
    expect(read.claims.map((each) => each.claim)).toEqual(claims.map(carriedBy837P));
    // Of a subscriber who is not the patient only the name is sent; all others come back whole.
    if (scenario.encounter.coverages[0]?.relationship !== 'self') return;
    expect(read.claims.map((each) => each.claim)).toEqual(claims.map(withoutUnsaid));
  });
});

test('parts of any of them together keep both grammars and come back', () => {
  const next = chance(837);
  const all = scenarios.flatMap(claimsOf);
  const claims = Array.from({ length: 500 }, (_, index) => mixedClaim(next, all, index + 1));
  const text = interchangeOf(claims);
  expect(validateX12(text).defects).toEqual([]);
  expect(checkProfessionalClaims(text)).toEqual([]);
  const read = read837P(text);
  expect(read.defects).toEqual([]);
  expect(read.claims.map((each) => each.claim)).toEqual(claims.map(carriedBy837P));
});

/** What has no place of its own: our ids, the record number beside REF*EA, the name of who sold a service (2420B). */
function withoutUnsaid({ encounterIds: _, ...claim }: ClaimSnapshot): Omit<ClaimSnapshot, 'encounterIds'> {
  const { medicalRecordNumber: __, ...patient } = claim.patient;
  const lines = claim.lines.map(({ purchasedService: bought, ...line }) => {
    if (!bought) return line;
    const { npi, numbers } = bought.provider;
    return { ...line, purchasedService: { ...bought, provider: { npi, numbers } } };
  });
  return { ...claim, patient, lines };
}

describe('every text under test/fixtures', () => {
  const texts = fixtureTexts();

  test.each(texts)('$name has no defect', ({ text }) => {
    expect(validateX12(text).defects).toEqual([]);
    expect(text.split(/~\r?\n?/).filter((segment) => /[*:]$/.test(segment) && !segment.startsWith('ISA'))).toEqual([]);
  });

  test.each(texts.filter(({ text }) => text.includes('005010X222')))('$name keeps the other grammar', ({ text }) => {
    expect(checkProfessionalClaims(text)).toEqual([]);
  });
});
