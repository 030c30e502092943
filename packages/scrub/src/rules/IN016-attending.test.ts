import { expect, test } from 'vitest';
import { placesOf, saidOfOutpatient, saidOfStay } from '../bill-findings.fixture.ts';
import { revenueLine } from '../clean-bill.ts';

const nobody = 'reject /institutional/attendingProvider: The bill names no attending provider.';

test('every bill names who attended', () => {
  expect(saidOfStay('IN016', { attendingProvider: null })).toEqual([nobody]);
  expect(saidOfOutpatient('IN016', { attendingProvider: null })).toEqual([nobody]);
});

test('but for transport alone', () => {
  const of = (...codes: string[]) =>
    saidOfOutpatient('IN016', { attendingProvider: null }, { lines: codes.map((code) => revenueLine(code)) });
  expect(of('0540', '0549')).toEqual([]);
  expect(of('540')).toEqual([]);
  expect(of('0540', '0270')).toEqual([nobody]);
  expect(of('0550')).toEqual([nobody]);
  expect(of()).toEqual([nobody]);
});

test('with an NPI', () => {
  expect(saidOfStay('IN016', { attendingProvider: { npi: null, lastName: 'Healer' } })).toEqual([
    'reject /institutional/attendingProvider/npi: The attending provider has no NPI.',
  ]);
});

test('and who operated, where there was surgery', () => {
  const procedures = [
    { code: '3E0T3BZ', date: '2025-09-03' },
    { code: '0SR9019', date: '2026-03-03' },
  ];
  const words =
    'reject /institutional/operatingProvider: 0SR9019 is a surgical procedure, and the bill names no operating provider.';
  const surgeon = { npi: '1122334455', lastName: 'Healer' };
  expect(saidOfStay('IN016', { procedures })).toEqual([words]);
  expect(saidOfStay('IN016', { procedures, operatingProvider: surgeon })).toEqual([]);
  expect(saidOfStay('IN016', { procedures: procedures.slice(0, 1) })).toEqual([]);
  expect(saidOfOutpatient('IN016', { procedures })).toEqual([]);
});

test('stands in 2310A, 2310B and form locators 76 and 77', () => {
  const encounter = { institutional: { attendingProvider: null, procedures: [{ code: '0SR9019' }] } };
  expect(placesOf('IN016', { base: 'stay', encounter })).toEqual(['2310A NM1 NM109 FL 76', '2310B NM1 NM109 FL 77']);
});
