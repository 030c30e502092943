import type { HistoryLine } from '@claimwright/domain/finding';
import { expect, test } from 'vitest';
import { cleanLine } from './clean-encounter.ts';
import { pastLine } from './example-history.ts';
import { exampleInput } from './example-input.ts';
import type { EncounterPatch } from './merge-patch.ts';
import { physicianNpi, sameOnClaim, samePhysician, standing } from './same-physician.ts';
import { gatherContext } from './scrub-context.ts';

const group = '1234567893';
const physician = '1122334455';
const other = '1999999992';
const contextOf = (encounter: EncounterPatch = {}) => gatherContext(exampleInput({ encounter }));

function same(past: Partial<HistoryLine>, encounter: EncounterPatch = {}): boolean {
  const context = contextOf(encounter);
  return samePhysician(context, context.lines[0]!, pastLine('G0463', '2026-01-01', past));
}

test('who gave a service: the rendering provider of the line, else of the claim, else who bills', () => {
  const npi = (encounter: EncounterPatch) => {
    const context = contextOf(encounter);
    return physicianNpi(context, context.lines[0]!);
  };
  const line = { lines: [{ ...cleanLine, renderingProvider: { npi: other, lastName: 'Other' } }] };
  expect(npi(line)).toBe(other);
  expect(npi({})).toBe(physician);
  expect(npi({ renderingProvider: null })).toBe(group);
  expect(npi({ renderingProvider: { npi: null } })).toBe(group);
});

test('the same NPI is the same physician, whoever billed', () => {
  expect(same({ billingNpi: other })).toBe(true);
  expect(same({ renderingNpi: undefined, billingNpi: physician })).toBe(true);
  expect(same({ renderingNpi: other })).toBe(false);
});

test('one group and one specialty is the same physician; unknown specialties are not', () => {
  const colleague = { renderingNpi: other, renderingTaxonomy: '207Q00000X' };
  expect(same(colleague)).toBe(true);
  expect(same({ ...colleague, billingNpi: other })).toBe(false);
  expect(same({ ...colleague, renderingTaxonomy: '207R00000X' })).toBe(false);
  expect(same({ renderingNpi: other })).toBe(false);
  const unknown: EncounterPatch = {
    renderingProvider: { taxonomyCode: null },
    billingProvider: { taxonomyCode: null },
  };
  expect(same({ renderingNpi: other }, unknown)).toBe(false);
  expect(same(colleague, unknown)).toBe(false);
});

test('nobody without an NPI is the same as nobody without one', () => {
  const nobody: EncounterPatch = { renderingProvider: null, billingProvider: { npi: null } };
  const unnamed = { renderingNpi: undefined, billingNpi: undefined };
  expect(same(unnamed, nobody)).toBe(false);
  expect(same({ ...unnamed, renderingTaxonomy: '207Q00000X' }, nobody)).toBe(false);
});

const on = (one: object | undefined, two: object | undefined, more: EncounterPatch = {}) => {
  const lines = [one, two].map((renderingProvider) => ({ ...cleanLine, renderingProvider }) as typeof cleanLine);
  const context = contextOf({ lines, ...more });
  return sameOnClaim(context, context.lines[0]!, context.lines[1]!);
};

test('two lines of one claim: no one named on either, one NPI, or one specialty', () => {
  const sam = { npi: physician, lastName: 'Healer', taxonomyCode: '207Q00000X' };
  const ida = { npi: other, lastName: 'Other', taxonomyCode: '207R00000X' };
  expect(on(undefined, undefined)).toBe(true);
  expect(
    on(undefined, undefined, { renderingProvider: null, billingProvider: { npi: null, taxonomyCode: null } }),
  ).toBe(true);
  expect(on(sam, { ...sam, taxonomyCode: '207R00000X' })).toBe(true);
  expect(on(sam, ida)).toBe(false);
  expect(on(sam, { ...ida, taxonomyCode: '207Q00000X' })).toBe(true);
  const unknown: EncounterPatch = { billingProvider: { taxonomyCode: null } };
  const bare = (npi: string) => ({ npi, lastName: 'Healer' });
  expect(on(bare(physician), bare(other), unknown)).toBe(false);
});

test.each<[string, Partial<HistoryLine>, boolean]>([
  ['a paid service', {}, true],
  ['one of a claim that is under way', { claimStatus: 'open' }, true],
  ['one that was denied', { claimStatus: 'denied' }, true],
  ['one nobody knows the claim of', { claimStatus: undefined }, true],
  ['one of a replacement', { frequencyCode: '7' }, true],
  ['a void', { frequencyCode: '8' }, false],
  ['a voided claim', { claimStatus: 'voided' }, false],
  ['a rejected claim', { claimStatus: 'rejected' }, false],
])('%s', (_, past, expected) => {
  expect(standing(pastLine('G0463', '2026-01-01', past))).toBe(expected);
});
