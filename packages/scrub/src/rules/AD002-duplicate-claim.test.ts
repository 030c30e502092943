import type { HistoryLine } from '@claimwright/domain/finding';
import { describe, expect, test } from 'vitest';
import { cleanLine } from '../clean-encounter.ts';
import { exampleFindings, exampleInput } from '../example-input.ts';
import type { EncounterPatch } from '../merge-patch.ts';
import { scrub } from '../scrub.ts';
import { ad002 } from './AD002-duplicate-claim.ts';

const same = ad002.firing.history?.[0] as HistoryLine;
const against = (past: Partial<HistoryLine>, encounter: EncounterPatch = {}) =>
  exampleFindings('AD002', { encounter, history: [{ ...same, ...past }] });
const modified = (...modifiers: string[]): EncounterPatch => ({ lines: [{ ...cleanLine, modifiers }] });

describe('against the history', () => {
  test('a line equal in every detail is rejected', () => {
    expect(against({})).toEqual(['reject /lines/0']);
    expect(against({ renderingNpi: undefined, placeOfService: undefined, billingNpi: undefined })).toEqual([
      'reject /lines/0',
    ]);
  });

  test.each([
    ['charge', { chargeCents: 14_000 }],
    ['units', { units: 2 }],
    ['place', { placeOfService: '22' }],
    ['rendering provider', { renderingNpi: '1999999992' }],
    ['modifier', { modifiers: ['KX'] }],
  ])('one that differs in %s only is suspect', (_, past) => {
    expect(against(past)).toEqual(['warn /lines/0']);
  });

  test.each([
    ['another day', { serviceFrom: '2026-03-01', serviceTo: '2026-03-01' }],
    ['another last day', { serviceTo: '2026-03-03' }],
    ['another code', { procedureCode: 'G0439' }],
    ['another billing provider', { billingNpi: '1999999992' }],
    ['a void', { frequencyCode: '8' }],
    ['another side', { modifiers: ['LT'] }],
  ])('%s is another service', (_, past) => {
    expect(against(past)).toEqual([]);
  });

  test('a repeat modifier says that the repeat is meant', () => {
    expect(against({}, modified('76'))).toEqual([]);
    expect(against({ modifiers: ['76'] }, modified('76'))).toEqual(['warn /lines/0']);
  });

  test('the order of modifiers does not matter', () => {
    expect(against({ modifiers: ['RT', 'KX'] }, modified('KX', 'RT'))).toEqual(['reject /lines/0']);
  });

  test('names the exact match, whatever else looks alike', () => {
    const suspect = { ...same, encounterId: '01900000-0000-7000-8000-000000000000', chargeCents: 1 };
    const run = scrub(exampleInput({ history: [suspect, { ...same, claimId: 'claim-7' }] }));
    expect(run.findings).toMatchObject([{ ruleId: 'AD002', severity: 'reject' }]);
    expect(run.findings[0]?.message).toContain('claim claim-7');
  });
});

test('names the same one of several equal matches, whatever their order', () => {
  const pair = ['claim-1', 'claim-2'].map((claimId) => ({ ...same, claimId }));
  const messages = [pair, [...pair].reverse()].map((history) => scrub(exampleInput({ history })).findings[0]?.message);
  expect(messages[0]).toContain('claim claim-1');
  expect(messages[1]).toBe(messages[0]);
});

describe('within the encounter', () => {
  const lines = (changes: Partial<typeof cleanLine>): EncounterPatch => ({
    lines: [cleanLine, { ...cleanLine, ...changes }],
  });

  test('a line that repeats an earlier one is rejected, the first is not', () => {
    expect(exampleFindings('AD002', { encounter: lines({}) })).toEqual(['reject /lines/1']);
  });

  test.each([
    ['charge', { chargeCents: 1 }],
    ['units', { units: 2 }],
  ])('two lines that differ in %s alone are suspect', (_, changes) => {
    expect(exampleFindings('AD002', { encounter: lines(changes) })).toEqual(['warn /lines/1']);
  });

  test('a repeat modifier on both says that the service was given twice', () => {
    const repeated = { ...cleanLine, modifiers: ['76'] };
    expect(exampleFindings('AD002', { encounter: { lines: [repeated, { ...repeated, units: 2 }] } })).toEqual([]);
  });

  test.each([
    ['date', { serviceFrom: '2026-03-03' }],
    ['modifier', { modifiers: ['76'] }],
    ['package of the drug', { drug: { ndc: '00002120001', quantity: 1, unit: 'UN' as const } }],
    ['rendering provider', { renderingProvider: { npi: '1999999992', lastName: 'Other' } }],
  ])('two lines that differ in %s stand', (_, changes) => {
    expect(exampleFindings('AD002', { encounter: lines(changes) })).toEqual([]);
  });
});
