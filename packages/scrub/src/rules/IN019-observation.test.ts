import type { ServiceLine } from '@claimwright/domain/encounter';
import { expect, test } from 'vitest';
import { placesOf, saidOfOutpatient, saidOfStay } from '../bill-findings.fixture.ts';
import { revenueLine } from '../clean-bill.ts';

const hours = (units: number, changes: Partial<ServiceLine> = {}) =>
  revenueLine('0762', { procedureCode: 'G0378', units, ...changes });
const referral = revenueLine('0762', { procedureCode: 'G0379' });

test.each([
  ['0131', true],
  ['0851', true],
  ['0141', false],
  ['0121', false],
])('%s observes: %s', (typeOfBill, observes) => {
  const of = (line: ServiceLine, code: string) =>
    expect(
      saidOfOutpatient('IN019', { typeOfBill }, { lines: [hours(20), line] }).filter((one) => one.includes('Line 2')),
    ).toEqual(
      observes
        ? []
        : [
            `reject /lines/1/procedureCode: Line 2: observation (${code}) does not stand on type of bill ${typeOfBill}.`,
          ],
    );
  of(hours(9), 'G0378');
  of(referral, 'G0379');
});

test('direct referral stands beside the hours', () => {
  expect(saidOfOutpatient('IN019', {}, { lines: [referral] })).toEqual([
    'deny /lines/0/procedureCode: Line 1: direct referral (G0379) stands without hours of observation (G0378).',
  ]);
  expect(saidOfOutpatient('IN019', {}, { lines: [referral, hours(20)] })).toEqual([]);
});

test.each([
  [7, undefined, 'info /lines/0/units: Line 1: 7 hours of observation; fewer than 8 are not paid apart.'],
  [8, undefined, undefined],
  [48, undefined, undefined],
  [49, undefined, 'reject /lines/0/units: Line 1: 49 hours of observation do not fit 2026-03-02 to 2026-03-02.'],
  [48, '2026-03-03', undefined],
  [49, '2026-03-03', 'reject /lines/0/units: Line 1: 49 hours of observation do not fit 2026-03-02 to 2026-03-03.'],
  [72, '2026-03-04', undefined],
  [73, '2026-03-04', 'reject /lines/0/units: Line 1: 73 hours of observation do not fit 2026-03-02 to 2026-03-04.'],
])('%d hours until %s', (units, serviceTo, expected) => {
  const lines = [hours(units, serviceTo === undefined ? {} : { serviceTo })];
  expect(saidOfOutpatient('IN019', {}, { lines })).toEqual(expected === undefined ? [] : [expected]);
});

test('other services, stays and types that cannot be read', () => {
  expect(saidOfOutpatient('IN019', { typeOfBill: '0141' })).toEqual([]);
  expect(saidOfOutpatient('IN019', { typeOfBill: null }, { lines: [hours(1)] })).toEqual([]);
  expect(saidOfStay('IN019', {}, { lines: [hours(20)] })).toHaveLength(1);
});

test('stands in SV202 and SV205', () => {
  const encounter = { institutional: { typeOfBill: '0141' }, lines: [hours(60)] };
  expect(placesOf('IN019', { base: 'outpatient', encounter })).toEqual([
    '2400 SV2 SV202-2 FL 44',
    '2400 SV2 SV205 FL 46',
  ]);
});
