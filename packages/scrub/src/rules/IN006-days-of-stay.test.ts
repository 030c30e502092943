import { expect, test } from 'vitest';
import { placesOf, saidOfOutpatient, saidOfStay } from '../bill-findings.fixture.ts';
import { partACoverage, revenueLine } from '../clean-bill.ts';

const at = 'reject /institutional/days';
const noBeds = { lines: [revenueLine('0250')] };
const told = (count: number, stay: number) =>
  `${at}: ${count} covered and non-covered days are told; the stay has ${stay}.`;

test.each([
  [{ covered: 4 }, []],
  [{ covered: 1, nonCovered: 3 }, []],
  [{ covered: null, nonCovered: 4 }, []],
  [{ covered: 5 }, [told(5, 4)]],
  [{ covered: 4, nonCovered: 1 }, [told(5, 4)]],
  [{ covered: 4, coinsurance: 3, lifetimeReserve: 1 }, []],
  [
    { covered: 4, coinsurance: 4, lifetimeReserve: 1 },
    [`${at}: 5 coinsurance and lifetime reserve days are among 4 covered ones.`],
  ],
])('%j of four', (days, expected) => {
  expect(saidOfStay('IN006', { days }, noBeds)).toEqual(expected);
});

test('days are counted from the admission, else from the statement, without the day of discharge', () => {
  const days = (bill: object) => saidOfStay('IN006', { days: { covered: 99 }, ...bill }, noBeds);
  expect(days({ admission: { date: '2026-03-04' } })).toEqual([told(99, 2)]);
  expect(days({ admission: { date: '2026-02-20' } })).toEqual([told(99, 4)]);
  expect(days({ patientStatusCode: '30' })).toEqual([told(99, 5)]);
  expect(days({ statementTo: '2026-03-02' })).toEqual([told(99, 1)]);
  expect(days({ statementTo: '2026-03-02', patientStatusCode: '30' })).toEqual([told(99, 1)]);
  expect(days({ statementTo: '2026-03-03', patientStatusCode: '30' })).toEqual([told(99, 2)]);
});

test('without dates, or for outpatients, nothing is counted', () => {
  expect(saidOfStay('IN006', { days: { covered: 9 }, statementTo: null })).toEqual([]);
  expect(saidOfStay('IN006', { days: { covered: 9 }, admission: { date: '2026-04-01' } })).toEqual([]);
  expect(saidOfOutpatient('IN006', { days: { covered: 9 } })).toEqual([]);
});

test('value codes 80 to 83 tell days too, and the days told go first', () => {
  const values = [
    { code: '80', hundredths: 200 },
    { code: '81', hundredths: 100 },
  ];
  expect(saidOfStay('IN006', { days: null, values }, noBeds)).toEqual([told(3, 4)]);
  expect(saidOfStay('IN006', { values }, noBeds)).toEqual([told(5, 4)]);
});

test('Medicare wants them told', () => {
  const words = `${at}: Medicare wants the covered days of the stay, and none are told.`;
  expect(saidOfStay('IN006', { days: null }, { coverages: [partACoverage] })).toEqual([words]);
  expect(saidOfStay('IN006', { days: null })).toEqual([]);
});

test('as many days of accommodation as the stay has, in one line or several', () => {
  const beds = (...units: number[]) =>
    saidOfStay(
      'IN006',
      {},
      { lines: [revenueLine('0250'), ...units.map((count) => revenueLine('0120', { unit: 'DA', units: count }))] },
    );
  const words = (count: number) => `reject /lines/1/units: The accommodation lines have ${count} days; the stay has 4.`;
  expect(beds(4)).toEqual([]);
  expect(beds(3, 1)).toEqual([]);
  expect(beds(3)).toEqual([words(3)]);
  expect(beds(3, 2)).toEqual([words(5)]);
  expect(saidOfStay('IN006', {}, { lines: [revenueLine('0219', { units: 3 })] })).toHaveLength(1);
  expect(saidOfStay('IN006', {}, { lines: [revenueLine('0220', { units: 3 })] })).toEqual([]);
  expect(saidOfStay('IN006', {}, { lines: [revenueLine('0090', { units: 3 })] })).toEqual([]);
});

test('accommodation is counted in days and nothing else is; without a unit it follows from the code', () => {
  const unit = (revenueCode: string, given?: 'UN' | 'DA') =>
    saidOfStay('IN006', {}, { lines: [revenueLine(revenueCode, { units: 4, ...(given ? { unit: given } : {}) })] });
  for (const code of ['0100', '0120', '120', '0219']) {
    expect(unit(code)).toEqual([]);
    expect(unit(code, 'DA')).toEqual([]);
    expect(unit(code, 'UN')).toEqual([
      `reject /lines/0/unit: Line 1: accommodation (${code}) is counted in days (DA), not in UN.`,
    ]);
  }
  for (const code of ['0250', '0220', '0099']) {
    expect(unit(code)).toEqual([]);
    expect(unit(code, 'UN')).toEqual([]);
    expect(unit(code, 'DA')).toEqual([
      `reject /lines/0/unit: Line 1: ${code} is no accommodation and is not counted in days (DA).`,
    ]);
  }
  const days = { lines: [revenueLine('0510', { procedureCode: 'G0463', unit: 'DA' })] };
  expect(saidOfOutpatient('IN006', {}, days)).toHaveLength(1);
});

test('stands in HI and SV205', () => {
  const encounter = { institutional: { days: { covered: 3 } }, lines: [revenueLine('0100', { units: 3 })] };
  expect(placesOf('IN006', { base: 'stay', encounter })).toEqual(['2300 HI HI01-5 FL 39', '2400 SV2 SV205 FL 46']);
});

test.each(['0121', '0221'])('services of a stay under Part B (%s) have no days', (typeOfBill) => {
  const encounter = { ...noBeds, coverages: [partACoverage] };
  expect(saidOfStay('IN006', { typeOfBill, days: null }, encounter)).toEqual([]);
  expect(saidOfStay('IN006', { typeOfBill: '0111', days: null }, encounter)).toHaveLength(2);
});

test.each(['0111', '0112', '0114', '0117', '0118'])('%s to Medicare has days of a bed', (typeOfBill) => {
  const words = 'reject /lines: Medicare wants the days of the bed as accommodation lines, and none is there.';
  const bill = { typeOfBill, patientStatusCode: '01' };
  expect(saidOfStay('IN006', bill, { ...noBeds, coverages: [partACoverage] })).toEqual([words]);
  expect(saidOfStay('IN006', bill, noBeds)).toEqual([]);
  expect(saidOfStay('IN006', { ...bill, typeOfBill: '0115' }, { ...noBeds, coverages: [partACoverage] })).toEqual([]);
  expect(saidOfStay('IN006', { ...bill, typeOfBill: '0110' }, { ...noBeds, coverages: [partACoverage] })).toEqual([]);
});
