import type { ServiceLine } from '@claimwright/domain/encounter';
import { expect, test } from 'vitest';
import { gapsOf, placesOf, saidOfOutpatient, saidOfStay } from '../bill-findings.fixture.ts';
import { revenueLine } from '../clean-bill.ts';
import { inventedCodes } from '../example-edits.ts';

const visit = (changes: Partial<ServiceLine> = {}) => revenueLine('0510', { procedureCode: 'G0463', ...changes });
const of = (lines: ServiceLine[], conditions: string[] = []) => saidOfOutpatient('IN015', { conditions }, { lines });
const noCondition =
  'deny /institutional/conditions: Line 2 is another visit of 2026-03-02 under 0510, and no condition code G0 says that they were apart.';
const noModifier = (line: number) =>
  `deny /lines/${line - 1}/modifiers: Line ${line} is another visit of 2026-03-02 and does not carry modifier 27.`;

test('two visits of one day say by G0 and 27 that they were apart', () => {
  const marked = visit({ modifiers: ['27'], chargeCents: 1 });
  expect(of([visit(), visit({ chargeCents: 1 })])).toEqual([noCondition, noModifier(2)]);
  expect(of([visit(), visit({ chargeCents: 1 })], ['G0'])).toEqual([noModifier(2)]);
  expect(of([visit(), marked])).toEqual([noCondition]);
  expect(of([visit(), marked], ['G0'])).toEqual([]);
  expect(of([visit(), marked, visit({ chargeCents: 2 })], ['G0'])).toEqual([noModifier(3)]);
});

test.each<[string, Partial<ServiceLine>]>([
  ['another day', { serviceFrom: '2026-03-03' }],
  ['another desk', { revenueCode: '0450' }],
  ['no visit', { procedureCode: 'J1885' }],
  ['no code', { procedureCode: undefined }],
  ['another centre', { revenueCode: '0761' }],
])('%s is none', (_, changes) => expect(of([visit(), visit({ chargeCents: 1, ...changes })])).toEqual([]));

test('a desk is one with and without its zero, and so is every code of a visit', () => {
  expect(of([visit(), visit({ revenueCode: '510', procedureCode: inventedCodes.laterVisit })])).toHaveLength(2);
});

test('a stay has as many as it has, and an unreadable type is not judged', () => {
  const lines = [visit(), visit({ chargeCents: 1 })];
  expect(saidOfStay('IN015', {}, { lines })).toEqual([]);
  expect(saidOfOutpatient('IN015', { typeOfBill: null }, { lines })).toEqual([]);
});

test('nothing is missing to judge Level II visits', () => {
  expect(gapsOf('IN015', { base: 'outpatient', encounter: { lines: [visit(), visit()] } })).toEqual([]);
});

test('stands among the condition codes and on the line', () => {
  const encounter = { lines: [visit(), visit({ chargeCents: 1 })] };
  expect(placesOf('IN015', { base: 'outpatient', encounter })).toEqual([
    '2300 HI HI01-2 FL 18',
    '2400 SV2 SV202-3 FL 44',
  ]);
});
