import { describe, expect, test } from 'vitest';
import { billLine, fullBill } from './full-bill.fixture.ts';
import { readPdf } from './read-pdf.fixture.ts';
import { ub04 } from './ub04.ts';
import { ub04Data } from './ub04-data.ts';
import { billCells } from './ub04-frame-table.ts';
import { ub04Pages } from './ub04-pages.ts';
import { billLinePlaces, billPlaces, linesOnABill } from './ub04-places-table.ts';

describe('form-locator data', () => {
  test('says every locator the claim has something for', () => {
    expect(ub04Data(fullBill())).toEqual({
      fl1: ['RIVER HOSPITAL', '12 MAIN ST', 'ATLANTA GA 30301-1234', '4045550100'],
      fl2: ['RIVER HOSPITAL', 'PO BOX 9', 'ATLANTA GA 30302-0009'],
      fl3a: 'CW00000000123',
      fl3b: 'MRN7',
      fl4: '0117',
      fl5: '123456789',
      fl6: { from: '2026-03-02', through: '2026-03-06' },
      fl8b: 'DOE, ADAN, Q',
      fl9: { street: '5 OAK AVE APT 2', city: 'DECATUR', state: 'GA', zip: '30030-1234', country: '' },
      fl10: '2010-11-30',
      fl11: 'M',
      fl12: '2026-03-02',
      fl13: '09',
      fl14: '1',
      fl15: '2',
      fl16: '14',
      fl17: '03',
      fl18: ['17', 'D1'],
      fl29: 'GA',
      fl31: [
        { code: '01', date: '2026-03-02' },
        { code: '11', date: '2026-03-01' },
      ],
      fl35: [{ code: '74', from: '2026-03-03', through: '2026-03-04' }],
      fl38: ['JANE DOE', '5 OAK AVE APT 2', 'DECATUR GA 30030-1234'],
      fl39: [
        { code: '80', hundredths: 400 },
        { code: '82', hundredths: 100 },
        { code: '01', hundredths: 120_050 },
        { code: 'FC', hundredths: 2_500 },
      ],
      lines: [
        { lineNumber: 1, fl42: '0120', fl43: '', fl44: '', fl46: 4, fl47: 480_000 },
        {
          lineNumber: 2,
          fl42: '0636',
          fl43: 'N400409379601 ML2',
          fl44: 'J1885JZ59',
          fl46: 3,
          fl47: 12_345,
          fl48: 1_005,
        },
        { lineNumber: 3, fl42: '0450', fl43: 'VISIT', fl44: 'G0383', fl45: '2026-03-02', fl46: 3, fl47: 12_345 },
      ],
      totalChargeCents: 1_234_567,
      nonCoveredCents: 1_005,
      fl50: 'EXAMPLE HEALTH PLAN',
      fl51: '99999',
      fl52: 'Y',
      fl53: 'Y',
      fl54: 2_500,
      fl55: 50_000,
      fl56: '1234567893',
      fl58: 'DOE, JANE',
      fl59: '19',
      fl60: 'W123456789',
      fl61: 'RIVER MILLS',
      fl62: 'GRP1',
      fl63: 'AUTH12345',
      fl64: 'ICN2026030200017',
      fl66: '0',
      fl67: { code: 'S72001A', presentOnAdmission: 'Y' },
      fl67a: [
        { code: 'E1165', presentOnAdmission: 'Y' },
        { code: 'I10', presentOnAdmission: 'U' },
        { code: 'Z7984' },
        { code: 'N179', presentOnAdmission: 'N' },
      ],
      fl69: 'M25551',
      fl70: ['R52', 'R0602', 'R05'],
      fl71: '481',
      fl72: [
        { code: 'W010XXA', presentOnAdmission: 'Y' },
        { code: 'Y929', presentOnAdmission: 'Y' },
      ],
      fl74: { code: '0SR9019', date: '2026-03-03' },
      fl74a: [
        { code: '3E0T3BZ', date: '2026-03-03' },
        { code: '30233N1', date: '2026-03-04' },
        { code: '0QS636Z', date: '2026-03-04' },
      ],
      fl76: { npi: '1000000004', lastName: 'ROE', firstName: 'SAM' },
      fl77: { npi: '1111111112', lastName: 'POE', firstName: 'ANN' },
      fl78: [
        { qualifier: 'ZZ', npi: '1222222220', lastName: 'LOE', firstName: 'KIM' },
        { qualifier: 'DN', npi: '1999999992', lastName: 'MOE', firstName: 'JAN' },
      ],
      fl80: 'SEEN AFTER A FALL; A SECOND OPINION WAS ASKED FOR BY THE FAMILY',
      fl81: [{ qualifier: 'B3', code: '282N00000X' }],
    });
  });

  test('of a bare outpatient bill the rest is absent or empty', () => {
    const bare = ub04Data(
      fullBill({
        facilityCode: '13',
        frequencyCode: '1',
        admission: undefined,
        dischargeTime: undefined,
        days: undefined,
        values: [],
        signatures: {
          assignment: 'assigned',
          benefitsAssigned: 'not_applicable',
          releaseOfInformation: 'informed_consent',
        },
        billingProvider: { organizationName: 'H' },
        attendingProvider: undefined,
        operatingProvider: undefined,
        otherOperatingProvider: undefined,
        referringProvider: undefined,
        renderingProvider: { npi: '1', organizationName: 'GROUP' },
        billingNote: undefined,
        referralNumber: 'REF9',
        priorAuthorizationNumber: undefined,
      }),
    );
    expect(bare).toMatchObject({
      fl1: ['H'],
      fl2: [],
      fl4: '0131',
      fl39: [],
      fl52: 'I',
      fl53: 'W',
      fl63: 'REF9',
      fl80: '',
      fl81: [],
    });
    expect([bare.fl5, bare.fl12, bare.fl13, bare.fl14, bare.fl16, bare.fl54, bare.fl56, bare.fl76, bare.fl77]).toEqual(
      Array(9).fill(undefined),
    );
    expect(bare.fl78).toEqual([{ qualifier: '82', npi: '1', lastName: 'GROUP', firstName: '' }]);
  });
});

// Row, column, text on the grid; written out, so that a slip in the table of places is seen.
const onThePage: [number, number, string][] = [
  [2, 1, 'RIVER HOSPITAL'],
  [5, 1, '4045550100'],
  [3, 27, 'PO BOX 9'],
  [2, 52, 'CW00000000123'],
  [3, 52, 'MRN7'],
  [3, 75, '0117'],
  [5, 52, '123456789'],
  [5, 63, '030226'],
  [5, 71, '030626'],
  [7, 1, 'DOE, ADAN, Q'],
  [6, 40, '5 OAK AVE APT 2'],
  [7, 32, 'DECATUR'],
  [7, 63, 'GA'],
  [7, 66, '30030-1234'],
  [9, 1, '11302010'],
  [9, 11, 'M'],
  [9, 14, '030226'],
  [9, 21, '09'],
  [9, 24, '1'],
  [9, 27, '2'],
  [9, 30, '14'],
  [9, 33, '03'],
  [9, 37, '17'],
  [9, 40, 'D1'],
  [9, 72, 'GA'],
  [11, 1, '01'],
  [11, 4, '030226'],
  [11, 11, '11'],
  [11, 42, '74'],
  [11, 45, '030326'],
  [11, 52, '030426'],
  [14, 1, 'JANE DOE'],
  [14, 41, '80'],
  [14, 49, '4 00'],
  [14, 67, '01'],
  [14, 72, '1200 50'],
  [15, 41, 'FC'],
  [19, 1, '0120'],
  [19, 57, '4'],
  [19, 62, '4800 00'],
  [20, 6, 'N400409379601 ML2'],
  [20, 31, 'J1885JZ59'],
  [20, 75, '10 05'],
  [21, 45, '030226'],
  [41, 1, '0001'],
  [41, 6, 'PAGE 1 OF 1'],
  [41, 61, '12345 67'],
  [41, 75, '10 05'],
  [43, 1, 'EXAMPLE HEALTH PLAN'],
  [43, 24, '99999'],
  [43, 41, 'Y'],
  [43, 44, 'Y'],
  [43, 51, '25 00'],
  [43, 61, '500 00'],
  [43, 69, '1234567893'],
  [47, 1, 'DOE, JANE'],
  [47, 27, '19'],
  [47, 30, 'W123456789'],
  [47, 51, 'RIVER MILLS'],
  [47, 66, 'GRP1'],
  [50, 1, 'AUTH12345'],
  [50, 32, 'ICN2026030200017'],
  [52, 1, '0'],
  [52, 3, 'S72001A'],
  [52, 10, 'Y'],
  [52, 12, 'E1165'],
  [52, 19, 'Y'],
  [52, 28, 'Z7984'],
  [55, 1, 'M25551'],
  [55, 19, 'R0602'],
  [55, 36, '481'],
  [55, 42, 'W010XXA'],
  [55, 49, 'Y'],
  [58, 1, '0SR9019'],
  [58, 9, '030326'],
  [58, 32, '30233N1'],
  [60, 1, '0QS636Z'],
  [57, 50, '1000000004'],
  [57, 61, 'ROE SAM'],
  [58, 61, 'POE ANN'],
  [59, 47, 'ZZ'],
  [60, 47, 'DN'],
  [60, 50, '1999999992'],
  [62, 1, 'SEEN AFTER A FALL; A SECOND OPINION WAS'],
  [63, 1, 'ASKED FOR BY THE FAMILY'],
  [62, 47, 'B3'],
  [62, 50, '282N00000X'],
];

async function grid(pdf: Uint8Array): Promise<Map<string, string>> {
  const texts = (await readPdf(pdf)).filter((text) => text.size === 12);
  return new Map(
    texts.map(({ page, x, y, text }) => {
      const column = (x / 72 - 0.3) * 10 + 1;
      const row = ((y + 3) / 72) * 6 - 1;
      return [`${page}/${Math.round(row)}/${Math.round(column)}`, text];
    }),
  );
}

describe('the form', () => {
  test('holds every item in its place, drawn or blank', async () => {
    const blank = await grid(await ub04(fullBill(), { form: 'blank' }));
    const missing = onThePage.filter(([row, column, text]) => blank.get(`1/${row}/${column}`) !== text);
    expect(missing).toEqual([]);
    expect(await grid(await ub04(fullBill(), { form: 'drawn' }))).toEqual(blank);
  });

  test('drawn, it has a box for every locator and says that it is no form for filing', async () => {
    const small = (await readPdf(await ub04(fullBill(), { form: 'drawn' }))).filter(({ size }) => size === 5);
    expect(small.map(({ text }) => text)).toEqual([
      ...billCells.map(({ label }) => label),
      'Claimwright rendering of the UB-04 for reading, not for filing',
    ]);
    expect((await readPdf(await ub04(fullBill(), { form: 'blank' }))).filter(({ size }) => size === 5)).toEqual([]);
  });

  test('the same claim gives the same bytes, and a shift moves all of it', async () => {
    const [one, two] = await Promise.all([ub04(fullBill(), { form: 'blank' }), ub04(fullBill(), { form: 'blank' })]);
    expect(Buffer.compare(one, two)).toBe(0);
    const before = await readPdf(one);
    const after = await readPdf(await ub04(fullBill(), { form: 'blank', shiftPoints: { right: 3, down: 2 } }));
    expect(
      after.map(({ x, y }, index) => [x - (before[index]?.x ?? 0), y - (before[index]?.y ?? 0)].map(Math.round)),
    ).toEqual(before.map(() => [3, 2]));
  });

  test('22 lines a page, the sum on the last', () => {
    const lines = Array.from({ length: 45 }, (_, index) => billLine(index + 1));
    const pages = ub04Pages(fullBill({ lines }));
    expect(pages).toHaveLength(3);
    const items = (page: number, item: string) =>
      pages[page]?.texts.filter((text) => text.item === item).map(({ text }) => text);
    expect([items(0, '42:1'), items(0, '42:22'), items(0, '42:23'), items(1, '42:23'), items(2, '42:45')]).toEqual([
      ['0250'],
      ['0250'],
      [],
      ['0250'],
      ['0250'],
    ]);
    expect([0, 1, 2].map((page) => items(page, '47.total'))).toEqual([[], [], ['12345 67']]);
    expect([0, 1, 2].map((page) => items(page, '43.page'))).toEqual([
      ['PAGE 1 OF 3'],
      ['PAGE 2 OF 3'],
      ['PAGE 3 OF 3'],
    ]);
    expect(ub04Pages(fullBill({ lines: [] }))).toHaveLength(1);
    expect(ub04Pages(fullBill({ lines: lines.slice(0, 22) }))).toHaveLength(1);
  });

  test('what the page has no room for is told, and half a number is never printed', () => {
    const codes = (count: number) => Array.from({ length: count }, (_, index) => String(10 + index));
    const [page] = ub04Pages(
      fullBill({
        conditions: codes(12),
        occurrences: codes(9).map((code) => ({ code, date: '2026-03-02' })),
        diagnoses: { ...fullBill().diagnoses, other: codes(18).map((code) => ({ code: `A${code}` })) },
        procedures: {
          ...fullBill().procedures,
          other: codes(7).map((code) => ({ code: `0SR90${code}`, date: '2026-03-02' })),
        },
        renderingProvider: { lastName: 'TOE' },
        billingNote: `${'WORDS OF THE HOUSE '.repeat(4)}LAST`,
        destination: { ...fullBill().destination, payerName: 'A'.repeat(30), groupNumber: '1'.repeat(20) },
      }),
    );
    expect(page?.unfit).toEqual([
      { item: '18', text: '1 of 12', cut: true },
      { item: '31', text: '1 of 9', cut: true },
      { item: '67A', text: '1 of 18', cut: true },
      { item: '74a', text: '2 of 7', cut: true },
      { item: '78', text: '1 of 3', cut: true },
      { item: '80', text: 'LAST', cut: true },
      { item: '50', text: 'A'.repeat(30), cut: true },
      { item: '62', text: '1'.repeat(20), cut: false },
    ]);
    expect(page?.texts.find(({ item }) => item === '62')).toBeUndefined();
    expect(page?.texts.find(({ item }) => item === '50')?.text).toBe('A'.repeat(22));
    expect(page?.texts.filter(({ item }) => item.startsWith('67a.')).length).toBe(17);
    expect(ub04Pages(fullBill())[0]?.unfit).toEqual([]);
  });

  test('no two places share a cell, and none leaves the paper', () => {
    const lines = Array.from({ length: linesOnABill }, (_, index) =>
      Object.values(billLinePlaces).map((place) => ({ ...place, row: place.row + index })),
    ).flat();
    const taken = new Set<string>();
    for (const { row, column, width } of [...Object.values(billPlaces), ...lines]) {
      expect(row).toBeLessThanOrEqual(63);
      expect(column + width - 1).toBeLessThanOrEqual(79);
      for (let at = column; at < column + width; at += 1) {
        expect(taken.has(`${row}/${at}`), `row ${row}, column ${at}`).toBe(false);
        taken.add(`${row}/${at}`);
      }
    }
  });
});
