import { describe, expect, test } from 'vitest';
import { cms1500 } from './cms1500.ts';
import { cells } from './cms1500-frame-table.ts';
import { cms1500Pages } from './cms1500-pages.ts';
import { linePlaces, type Place, places } from './cms1500-places-table.ts';
import { claimLine, fullClaim } from './full-claim.fixture.ts';
import { readPdf } from './read-pdf.fixture.ts';

/** Text by page, row and column of the printing grid, as a PDF reader finds it; 10 characters and 6 lines an inch. */
async function grid(pdf: Uint8Array): Promise<Map<string, string>> {
  const texts = (await readPdf(pdf)).filter((text) => text.size === 12);
  return new Map(
    texts.map(({ page, x, y, text }) => {
      // Column 1 begins 0.3 inch from the left edge, row 1 ends 2/6 inch below the upper one.
      const column = (x / 72 - 0.3) * 10 + 1;
      const row = ((y + 3) / 72) * 6 - 1;
      expect(Math.abs(column - Math.round(column)), `${text} is on the grid`).toBeLessThan(0.01);
      expect(Math.abs(row - Math.round(row)), `${text} is on the grid`).toBeLessThan(0.01);
      return [`${page}/${Math.round(row)}/${Math.round(column)}`, text];
    }),
  );
}

// Box, row, column, text; the lines of box 24 apart. Written out, so that a slip in the table of places is seen.
const onEveryPage: [string, number, number, string][] = [
  ['carrier', 2, 41, 'EXAMPLE HEALTH PLAN'],
  ['carrier', 3, 41, 'PO BOX 100'],
  ['carrier', 4, 41, 'CLAIMS'],
  ['carrier', 5, 41, 'MACON GA 31201-0100'],
  ['1 group', 8, 31, 'X'],
  ['1a', 8, 50, 'W123456789'],
  ['2', 10, 1, 'DOE JR, ADAN, Q'],
  ['3 month', 10, 31, '11'],
  ['3 day', 10, 34, '30'],
  ['3 year', 10, 37, '2010'],
  ['3 male', 10, 42, 'X'],
  ['4', 10, 50, 'DOE, JANE, A'],
  ['5', 12, 1, '5 OAK AVE APT 2'],
  ['5 city', 14, 1, 'DECATUR'],
  ['5 state', 14, 26, 'GA'],
  ['5 ZIP', 16, 1, '30030-1234'],
  ['5 area', 16, 15, '404'],
  ['5 phone', 16, 19, '5550122'],
  ['6 child', 12, 42, 'X'],
  ['7', 12, 50, '5 OAK AVE'],
  ['7 city', 14, 50, 'DECATUR'],
  ['7 state', 14, 74, 'GA'],
  ['7 ZIP', 16, 50, '30030'],
  ['7 area', 16, 65, '404'],
  ['7 phone', 16, 69, '5550111'],
  ['10a no', 20, 41, 'X'],
  ['10b yes', 22, 35, 'X'],
  ['10b state', 22, 45, 'GA'],
  ['10c no', 24, 41, 'X'],
  ['11', 18, 50, 'GRP1'],
  ['11a month', 20, 53, '01'],
  ['11a day', 20, 56, '02'],
  ['11a year', 20, 59, '1980'],
  ['11a female', 20, 75, 'X'],
  ['11b qualifier', 22, 50, 'Y4'],
  ['11b', 22, 53, 'PC-77'],
  ['11c', 24, 50, 'RIVER MILLS'],
  ['11d yes', 26, 52, 'X'],
  ['12', 29, 7, 'SIGNATURE ON FILE'],
  ['13', 29, 55, 'SIGNATURE ON FILE'],
  ['14 month', 32, 2, '02'],
  ['14 day', 32, 5, '21'],
  ['14 year', 32, 8, '26'],
  ['14 qualifier', 32, 16, '431'],
  ['15 qualifier', 32, 31, '439'],
  ['15 month', 32, 37, '02'],
  ['15 day', 32, 40, '20'],
  ['15 year', 32, 43, '26'],
  ['16 from', 32, 54, '02'],
  ['16 from', 32, 57, '22'],
  ['16 from', 32, 60, '26'],
  ['16 to', 32, 68, '03'],
  ['16 to', 32, 71, '15'],
  ['16 to', 32, 74, '26'],
  ['17 qualifier', 34, 1, 'DN'],
  ['17', 34, 4, 'ANN Q POE MD'],
  ['17b', 34, 33, '1999999992'],
  ['18 from', 34, 54, '02'],
  ['18 from', 34, 57, '20'],
  ['18 from', 34, 60, '26'],
  ['18 to', 34, 68, '02'],
  ['18 to', 34, 71, '25'],
  ['18 to', 34, 74, '26'],
  ['19', 36, 1, 'SEEN AFTER A FALL; SECOND OPINION ASKED FOR'],
  ['20 no', 36, 57, 'X'],
  ['21 indicator', 37, 42, '0'],
  ['21A', 38, 3, 'E1165'],
  ['21B', 38, 16, 'I10'],
  ['21C', 38, 29, 'S72001A'],
  ['21D', 38, 42, 'W010XXA'],
  ['21E', 39, 3, 'Z7984'],
  ['21F', 39, 16, 'M5416'],
  ['21G', 39, 29, 'J45909'],
  ['21H', 39, 42, 'K219'],
  ['21I', 40, 3, 'F329'],
  ['21J', 40, 16, 'N183'],
  ['21K', 40, 29, 'R0602'],
  ['21L', 40, 42, 'Z23'],
  ['22 code', 38, 50, '7'],
  ['22 reference', 38, 62, 'ICN2026030200017'],
  ['23', 40, 50, 'AUTH12345'],
  ['25', 56, 1, '123456789'],
  ['25 EIN', 56, 19, 'X'],
  ['26', 56, 23, 'CW00000000123'],
  ['27 yes', 56, 38, 'X'],
  ['31', 60, 1, 'SIGNATURE ON FILE'],
  ['32', 58, 23, 'NORTH IMAGING'],
  ['32', 59, 23, '7 HILL RD'],
  ['32', 60, 23, 'DECATUR GA 30030-1111'],
  ['32a', 61, 23, '1888888888'],
  ['33 area', 57, 66, '404'],
  ['33 phone', 57, 70, '5550100'],
  ['33', 58, 50, 'RIVER CLINIC INC'],
  ['33', 59, 50, '12 MAIN ST SUITE 4'],
  ['33', 60, 50, 'ATLANTA GA 30301-1234'],
  ['33a', 61, 50, '1234567893'],
  ['33b', 61, 62, 'ZZ207Q00000X'],
];

const firstLine: [string, number, number, string][] = [
  ['24I', 43, 65, 'ZZ'],
  ['24J shaded', 43, 68, '207Q00000X'],
  ['24A from month', 44, 1, '03'],
  ['24A from day', 44, 4, '02'],
  ['24A from year', 44, 7, '26'],
  ['24A to month', 44, 10, '03'],
  ['24A to day', 44, 13, '05'],
  ['24A to year', 44, 16, '26'],
  ['24B', 44, 19, '22'],
  ['24C', 44, 22, 'Y'],
  ['24D', 44, 25, 'G0463'],
  ['24D modifier', 44, 33, '25'],
  ['24D modifier', 44, 36, 'GT'],
  ['24D modifier', 44, 39, 'LT'],
  ['24D modifier', 44, 42, 'KX'],
  ['24E', 44, 45, 'ABCL'],
  // Dollars end in column 55, cents begin in 56; no decimal point.
  ['24F dollars', 44, 51, '99999'],
  ['24F cents', 44, 56, '99'],
  ['24G', 44, 59, '12.5'],
  ['24H', 44, 63, 'Y'],
  ['24J', 44, 68, '1000000004'],
];

const otherLines: [string, number, number, string][] = [
  ['24 drug', 45, 1, 'N400409379601 ML2'],
  ['24D', 46, 25, 'J1885'],
  ['24G', 46, 59, '4'],
  ['24 description', 47, 1, 'ZZCUSTOM SPLINT FOR THE LEFT HAND'],
  ['24D', 48, 25, 'L3999'],
  ['24F dollars', 48, 55, '0'],
  ['24F cents', 48, 56, '07'],
  ['24J of the line', 50, 68, '1777777776'],
  ['24D of the sixth', 54, 25, 'G0463'],
];

describe.each(['blank', 'drawn'] as const)('the CMS-1500 of a claim, %s', (form) => {
  test('each box stands at its row and column, on both pages', async () => {
    const found = await grid(await cms1500(fullClaim(), { form }));
    for (const page of [1, 2]) {
      for (const [box, row, column, text] of onEveryPage) {
        expect(found.get(`${page}/${row}/${column}`), `box ${box}, page ${page}`).toBe(text);
      }
    }
    for (const [box, row, column, text] of [...firstLine, ...otherLines]) {
      expect(found.get(`1/${row}/${column}`), `box ${box}`).toBe(text);
    }
  });

  test('lines seven and eight begin the second page, and the total stands only there', async () => {
    const found = await grid(await cms1500(fullClaim(), { form }));
    expect(found.get('1/56/51')).toBe('CONTINUED');
    expect([found.get('2/44/25'), found.get('2/44/45')]).toEqual(['G0439', 'D']);
    expect([found.get('2/46/25'), found.get('2/46/59')]).toEqual(['A0425', '12']);
    expect(found.get('2/48/25')).toBeUndefined();
    expect([found.get('2/56/53'), found.get('2/56/58')]).toEqual(['12345', '67']);
    expect([found.get('2/56/66'), found.get('2/56/68')]).toEqual(['20', '05']);
  });

  test('nothing else is printed', async () => {
    const claim = fullClaim({ lines: fullClaim().lines.slice(0, 1) });
    const found = await grid(await cms1500(claim, { form }));
    // Of the last page: 28 and 29, dollars and cents.
    expect(found.size).toBe(onEveryPage.length + firstLine.length + 4);
  });

  test('the same claim gives the same bytes', async () => {
    const [one, two] = [await cms1500(fullClaim(), { form }), await cms1500(fullClaim(), { form })];
    expect(Buffer.compare(one, two)).toBe(0);
  });
});

describe('the two kinds of form', () => {
  test('blank has nothing but the text; drawn numbers every box', async () => {
    const blank = await readPdf(await cms1500(fullClaim(), { form: 'blank' }));
    expect(new Set(blank.map(({ size }) => size))).toEqual(new Set([12]));
    const labels = (await readPdf(await cms1500(fullClaim(), { form: 'drawn' }))).filter(({ size }) => size < 12);
    const numbers = new Set(labels.map(({ text }) => /^\d+[a-dA-J]?/.exec(text)?.[0]));
    for (let box = 1; box <= 33; box += 1) expect(numbers).toContain(box === 24 ? '24A' : String(box));
  });

  test('the text can be moved for a printer that does not meet the form', async () => {
    const [plain] = await readPdf(await cms1500(fullClaim(), { form: 'blank' }));
    const moved = await cms1500(fullClaim(), { form: 'blank', shiftPoints: { right: 3, down: -2 } });
    const [first] = await readPdf(moved);
    expect([(first?.x ?? 0) - (plain?.x ?? 0), (first?.y ?? 0) - (plain?.y ?? 0)]).toEqual([
      expect.closeTo(3),
      expect.closeTo(-2),
    ]);
  });
});

describe('the table of places', () => {
  const all = { ...places, ...linePlaces } as Record<string, Place>;
  const alternatives = new Set(['28.continued']);

  test('no two items share a cell of the grid, however long they are', () => {
    const taken = new Map<string, string>();
    for (const [name, { row, column, width }] of Object.entries(all)) {
      if (alternatives.has(name)) continue;
      for (let at = column; at < column + width; at += 1) {
        expect(taken.get(`${row}/${at}`), `${name} at row ${row}, column ${at}`).toBeUndefined();
        taken.set(`${row}/${at}`, name);
      }
    }
  });

  test('every item lies inside one box of the drawn form, and the box has its number', () => {
    for (const [name, { row, column, width }] of Object.entries(places as Record<string, Place>)) {
      if (name.startsWith('carrier')) continue;
      const around = cells.filter(
        ({ rows, columns }) =>
          rows[0] <= row && row <= rows[1] && columns[0] <= column && column + width <= columns[1] + 1.01,
      );
      expect(around, `${name} is inside one box`).toHaveLength(1);
      const number = /^\d+[a-d]?/.exec(around[0]?.label ?? '')?.[0];
      // Parts of an address have boxes of their own without a number.
      if (number) expect(/^\d+[a-d]?/.exec(name)?.[0]).toBe(number);
    }
  });
});

describe('what the boxes say', () => {
  const itemsOf = (claim: ReturnType<typeof fullClaim>) =>
    Object.fromEntries(cms1500Pages(claim).flatMap((page) => page.texts.map(({ item, text }) => [item, text])));
  const withCover = (changes: Partial<ReturnType<typeof fullClaim>['destination']>) =>
    fullClaim({ destination: { ...fullClaim().destination, ...changes } });

  test.each([
    ['MB', '1.medicare'],
    ['MA', '1.medicare'],
    ['MC', '1.medicaid'],
    ['CH', '1.tricare'],
    ['VA', '1.champva'],
    ['BL', '1.group'],
    ['WC', '1.other'],
    ['AM', '1.other'],
  ])('filing code %s marks %s and nothing else in box 1', (claimFilingCode, item) => {
    const items = itemsOf(withCover({ claimFilingCode }));
    expect(Object.keys(items).filter((name) => /^1\./.test(name))).toEqual([item]);
  });

  test('a commercial policy without a group is "other"', () => {
    expect(itemsOf(withCover({ groupNumber: undefined, groupName: undefined }))['1.other']).toBe('X');
  });

  test('with Medicare as the primary payer 4, 6, 7 and 11a-c stay empty and 11 says NONE', () => {
    const items = itemsOf(withCover({ claimFilingCode: 'MB', responsibility: 'primary' }));
    expect(Object.keys(items).filter((name) => /^(4|6|7|11[a-d])(\.|$)/.test(name))).toEqual([]);
    expect(items['11']).toBe('NONE');
    expect(items['33b']).toBeUndefined();
  });

  test('an original claim has no resubmission code, and a primary one leaves 11d open', () => {
    const items = itemsOf({
      ...withCover({ responsibility: 'primary' }),
      frequencyCode: '1',
      payerClaimControlNumber: undefined,
    });
    for (const item of ['22.code', '22.reference', '11d.yes', '11d.no']) expect(items[item]).toBeUndefined();
  });

  test('without a facility the billing address is the place, but not for visits at home', () => {
    expect(itemsOf(fullClaim({ serviceFacility: undefined }))).toMatchObject({
      '32.name': 'RIVER CLINIC INC',
      '32.city': 'ATLANTA GA 30301-1234',
      '32a': '1234567893',
    });
    const home = itemsOf(fullClaim({ serviceFacility: undefined, placeOfService: '12' }));
    expect(Object.keys(home).filter((name) => name.startsWith('32'))).toEqual([]);
  });

  test('signatures, assignment and authorization are marked only as the claim has them', () => {
    const items = itemsOf(
      fullClaim({
        signatures: {
          providerSignatureOnFile: false,
          assignment: 'not_assigned',
          benefitsAssigned: 'no',
          releaseOfInformation: 'informed_consent',
        },
        priorAuthorizationNumber: undefined,
        cliaNumber: '11D0000001',
      }),
    );
    for (const item of ['12', '13', '31', '27.yes']) expect(items[item]).toBeUndefined();
    expect([items['27.no'], items['23']]).toEqual(['X', '11D0000001']);
  });

  test('condition codes, other numbers and an outside laboratory have their boxes', () => {
    const { referringProvider, serviceFacility, billingProvider } = fullClaim();
    const items = itemsOf(
      fullClaim({
        conditionCodes: ['AA', 'AB'],
        referringProvider: { ...referringProvider, numbers: [{ kind: '0B', number: 'ga777' }] },
        serviceFacility: serviceFacility && { ...serviceFacility, numbers: [{ kind: 'G2', number: 'H2' }] },
        billingProvider: { ...billingProvider, npi: undefined },
        destination: { ...fullClaim().destination, billingProviderNumbers: [{ kind: 'G2', number: '88A' }] },
        lines: [claimLine(1, { purchasedService: { provider: { npi: '1888888888' }, chargeCents: 18_50 } })],
      }),
    );
    expect(items).toMatchObject({
      ...{ '10d': 'AA AB', '17a.qualifier': '0B', '17a': 'GA777', '32b': 'G2H2', '33b': 'G288A' },
      ...{ '20.yes': 'X', '20.dollars': '18', '20.cents': '50' },
    });
    expect(items['20.no']).toBeUndefined();
  });

  test('an automobile accident at work is yes to both, with its state', () => {
    const items = itemsOf(fullClaim({ accident: { kind: 'employment', alsoKind: 'auto', state: 'GA' } }));
    expect([items['10a.yes'], items['10b.yes'], items['10b.state'], items['10c.no']]).toEqual(['X', 'X', 'GA', 'X']);
  });

  test('records and a patient who cannot leave home stand in box 19 after the note', () => {
    const attachments = [
      { reportTypeCode: '03', transmissionCode: 'AA' as const, controlNumber: 'DMN0012' },
      { reportTypeCode: 'OB', transmissionCode: 'FX' as const },
    ];
    const items = itemsOf(fullClaim({ note: 'Seen', homebound: true, attachments }));
    expect(`${items['19.first'] ?? ''}${items['19']}`).toBe('SEEN   HOMEBOUND   PWK03AAACDMN0012   PWKOBFX');
  });

  test('the shaded half of a line says the minutes of anaesthesia, the contract rate and an EPSDT referral', () => {
    const items = itemsOf(
      fullClaim({
        renderingProvider: { npi: '1000000004', lastName: 'Roe', numbers: [{ kind: 'LU', number: 'L1' }] },
        epsdtReferral: { referred: true, codes: ['S2'] },
        lines: [
          claimLine(1, { unit: 'MJ', units: 95, contract: { typeCode: '04', amountCents: 123_45 } }),
          claimLine(2, { epsdt: true }),
        ],
      }),
    );
    expect(items['24.supplement:1']).toBe('7TIME 95 MINUTES   CTR123.45');
    expect([items['24H.referral:1'], items['24H.referral:2']]).toEqual([undefined, 'S2']);
    expect([items['24I.qualifier:1'], items['24J.other:1']]).toEqual(['LU', 'L1']);
  });

  test('box 23 falls back to the device exemption, the agency overseen, the place an ambulance came to', () => {
    const bare = { priorAuthorizationNumber: undefined };
    const pickUp = { line1: '5 Oak Ave', city: 'Decatur', state: 'GA', postalCode: '30030' };
    expect(itemsOf(fullClaim({ ...bare, investigationalDeviceExemption: 'G050001' }))['23']).toBe('G050001');
    expect(itemsOf(fullClaim({ ...bare, carePlanOversightNumber: '117123' }))['23']).toBe('117123');
    expect(itemsOf(fullClaim({ ...bare, ambulance: { pickUp } }))['23']).toBe('30030');
  });

  test('a long note begins beside the label of box 19', () => {
    const note = `abcdefghijklmnopqrstuvwx${'y'.repeat(47)}`;
    const items = itemsOf(fullClaim({ note }));
    expect([items['19.first'], items['19']]).toEqual(['ABCDEFGHIJKLMNOPQRSTUVWX', 'Y'.repeat(47)]);
  });

  test('a name is cut; a number or code that does not fit is left out; both are told', () => {
    const long = 'L'.repeat(60);
    const [page] = cms1500Pages(
      fullClaim({
        patient: { ...fullClaim().patient, lastName: long },
        patientControlNumber: 'A12345678901234567',
        lines: [claimLine(1, { units: 12_345, chargeCents: 123_456_789_00 })],
      }),
    );
    expect(page?.texts.find(({ item }) => item === '2')?.text).toBe('L'.repeat(28));
    expect(page?.texts.filter(({ item }) => ['26', '24G:1', '24F.dollars:1'].includes(item))).toEqual([]);
    expect(page?.unfit.map(({ item, cut }) => [item, cut])).toEqual([
      ['2', true],
      ['26', false],
      ['24F.dollars:1', false],
      ['24G:1', false],
    ]);
  });

  test('letters outside ASCII are folded, and what has no such form does not stop the form', async () => {
    const patient = {
      ...fullClaim().patient,
      lastName: 'Łukaszewicz-Ñandú',
      firstName: '李Ægir',
      middleName: undefined,
    };
    const found = await grid(await cms1500(fullClaim({ patient }), { form: 'blank' }));
    expect(found.get('1/10/1')).toBe('LUKASZEWICZ-NANDU JR, AEGIR');
  });

  test('a claim without lines still is one page', () => {
    expect(cms1500Pages(fullClaim({ lines: [] }))).toHaveLength(1);
  });
});
