import { expect, test } from 'vitest';
import { revenueLine } from '../clean-bill.ts';
import { cleanCoverage, cleanLine, cleanPayer } from '../clean-encounter.ts';
import { exampleFindings, exampleInput } from '../example-input.ts';
import { scrub } from '../scrub.ts';

const on = (procedureCode: string, units: number, change: object = {}, filing = 'CI') =>
  exampleFindings('TU005', {
    encounter: {
      coverages: [{ ...cleanCoverage, claimFilingCode: filing }],
      lines: [{ ...cleanLine, procedureCode, units, ...change }],
    },
  });

const deny = ['deny /lines/0/units'];
const warn = ['warn /lines/0/units'];
const drug = { ndc: '00409379501', quantity: 0.5, unit: 'ML' };

test.each([
  ['J1885', 0.5, {}, deny],
  ['J1885', 2.5, { modifiers: ['JW'] }, deny],
  ['J1885', 1, {}, []],
  ['J1885', 2, { drug }, []],
  ['Q4101', 12.25, {}, deny],
  ['A4216', 0.5, { drug }, deny],
  // TU001 speaks of these.
  ['G0463', 1.5, {}, []],
  ['J1885', -0.5, {}, []],
  ['J1885', 1.5, { unit: 'MJ' }, []],
] as const)('%s × %d %j', (code, units, change, expected) => {
  expect(on(code, units, change)).toEqual(expected);
});

test.each([
  ['A0425', 12.3, 'MB', []],
  ['A0425', 99.9, 'MB', []],
  ['A0425', 0.1, 'MB', []],
  ['A0425', 1.43, 'MB', warn],
  ['A0436', 100.3, 'MA', warn],
  ['A0425', 101, 'MB', []],
  // Others count as they like; so does Medicare miles that are no ambulance's.
  ['A0425', 1.43, 'CI', []],
  ['A0425', 100.3, 'MC', []],
  ['S0215', 1.43, 'MB', []],
] as const)('miles: %s × %d to %s', (code, units, filing, expected) => {
  expect(on(code, units, {}, filing)).toEqual(expected);
});

test('the action names the number that is right', () => {
  const said = (procedureCode: string, units: number) =>
    scrub(
      exampleInput({
        encounter: {
          coverages: [{ ...cleanCoverage, claimFilingCode: 'MB' }],
          lines: [{ ...cleanLine, procedureCode, units }],
        },
      }),
    ).findings.find(({ ruleId }) => ruleId === 'TU005')?.action;
  expect(said('J1885', 2.5)).toContain('Bill 3,');
  expect(said('A0425', 1.43)).toContain('Bill 1.5,');
  expect(said('A0425', 1.401)).toContain('Bill 1.5,');
  expect(said('A0425', 100.3)).toContain('Bill 101,');
});

test('hospital lines are held to the same, at their own place', () => {
  const lines = [revenueLine('0636', { procedureCode: 'J1885', units: 0.5 })];
  const input = exampleInput({ base: 'outpatient', encounter: { lines } });
  expect(scrub(input).findings.filter(({ ruleId }) => ruleId === 'TU005')).toMatchObject([
    { severity: 'deny', pointer: '/lines/0/units', formBox: 'FL 46', x12: { element: 'SV205' } },
  ]);
});

test('a payer that takes fractions is left alone by a setting, and nobody else', () => {
  const lines = [{ ...cleanLine, procedureCode: 'J1885', units: 0.5 }];
  const scope = { payerId: cleanPayer.payerId };
  const off = { ruleId: 'TU005', severity: 'off' as const, scope, who: 'admin', why: 'it takes fractions' };
  const said = (settings: (typeof off)[]) =>
    scrub({ ...exampleInput({ encounter: { lines } }), settings }).findings.filter(({ ruleId }) => ruleId === 'TU005');
  expect(said([off])).toEqual([]);
  expect(said([{ ...off, scope: { payerId: 'another' } }])).toHaveLength(1);
  expect(said([])).toHaveLength(1);
});
