import { describe, expect, test } from 'vitest';
import { buildCodeSets } from './build-code-sets.ts';
import { attributeBit, type CodeSetName, type EditionContent, type EditionRow } from './edition.ts';
import { encodeEdition } from './encode-edition.ts';

const { billable, maternity, facility, nonFacility } = attributeBit;

function edition(
  set: CodeSetName,
  name: string,
  from: string,
  to: string | undefined,
  rows: EditionRow[],
  more: Partial<EditionContent> = {},
) {
  return encodeEdition({
    set,
    edition: name,
    effectiveFrom: from,
    effectiveTo: to,
    complete: true,
    sourceSha256: '0'.repeat(64),
    rows,
    ...more,
  });
}

function codes(...list: string[]): EditionRow[] {
  return list.map((code) => ({ code, attributes: billable }));
}

// J44.81 came on 2023-10-01; M54.5 was split on 2021-10-01.
const fy2021 = edition('icd10cm', 'FY2021-10', '2020-10-01', '2021-09-30', codes('E119', 'M545', 'J449'));
const fy2022 = edition('icd10cm', 'FY2022-10', '2021-10-01', '2022-09-30', codes('E119', 'M5450', 'M5451', 'J449'));
const fy2024 = edition(
  'icd10cm',
  'FY2024-10',
  '2023-10-01',
  '2024-09-30',
  codes('E119', 'M5450', 'M5451', 'J449', 'J4481'),
);
const mce = edition(
  'mce',
  'V43.1',
  '2015-10-01',
  '2026-09-30',
  [
    { code: 'E119', attributes: billable, effectiveFrom: '2015-10-01' },
    { code: 'M545', attributes: billable, effectiveFrom: '2015-10-01', effectiveTo: '2021-09-30' },
    { code: 'M5450', attributes: billable, effectiveFrom: '2021-10-01' },
    { code: 'J4481', attributes: billable, effectiveFrom: '2023-10-01' },
    {
      code: 'O80',
      attributes: billable | maternity | attributeBit.female,
      effectiveFrom: '2015-10-01',
      effectiveTo: '2024-09-30',
    },
    { code: 'O80', attributes: billable | maternity, effectiveFrom: '2024-10-01' },
    { code: 'Z1152', attributes: billable, effectiveFrom: '2021-01-01' },
    { code: 'Q21', attributes: billable, effectiveFrom: '2015-10-01', effectiveTo: '2022-03-31' },
    { code: 'Q211', attributes: billable, effectiveFrom: '2022-04-01' },
  ],
  { asserts: ['maternity', 'female'] },
);
const starter = edition(
  'icd10cm',
  'starter',
  '2015-10-01',
  undefined,
  [...codes('E119'), { code: 'U071', attributes: billable, effectiveFrom: '2020-04-01' }],
  {
    complete: false,
    seventhCharacters: [
      { category: 'S52', characters: ['A', 'B'] },
      { category: 'S5252', characters: ['A', 'D', 'K'] },
    ],
  },
);

describe('ICD-10-CM: the list of the fiscal year decides', () => {
  const sets = buildCodeSets([fy2024, fy2021, fy2022]);

  test('the edition is that of the date of service, first and last day of its year included', () => {
    expect(['2020-10-01', '2021-09-30'].map((on) => sets.icd10cm('M545', on))).toEqual([
      { status: 'valid', edition: 'icd10cm@FY2021-10' },
      { status: 'valid', edition: 'icd10cm@FY2021-10' },
    ]);
  });

  test('a code with codes below it is a header and says which can be billed', () => {
    expect(sets.icd10cm('M545', '2021-10-01')).toEqual({
      status: 'header',
      edition: 'icd10cm@FY2022-10',
      billableExamples: ['M5450', 'M5451'],
    });
    expect(sets.icd10cm('E11', '2021-10-01')).toMatchObject({ status: 'header', billableExamples: ['E119'] });
  });

  test('a code of another edition is not effective, with the day it came where two editions adjoin', () => {
    expect(sets.icd10cm('M5450', '2021-09-30')).toEqual({
      status: 'not_effective',
      edition: 'icd10cm@FY2021-10',
      effectiveFrom: '2021-10-01',
    });
    // FY2023 is not loaded, so nobody can say whether J44.81 came in 2022 or 2023.
    expect(sets.icd10cm('J4481', '2022-05-01')).toEqual({ status: 'not_effective', edition: 'icd10cm@FY2022-10' });
  });

  test('a code of no edition is unknown, and so is what has no shape of a code', () => {
    expect(sets.icd10cm('X999', '2022-01-01')).toEqual({ status: 'unknown', edition: 'icd10cm@FY2022-10' });
    expect(sets.icd10cm('E11.9', '2022-01-01')).toEqual({ status: 'unknown', edition: 'icd10cm@FY2022-10' });
    expect(sets.icd10cm('E1', '2022-01-01').status).toBe('unknown');
  });

  test('a date no edition serves is no data and names the editions there are', () => {
    expect(sets.icd10cm('E119', '2022-10-01')).toEqual({
      status: 'no_data',
      reason:
        'no edition of icd10cm serves 2022-10-01; loaded: icd10cm@FY2021-10 (2020-10-01 to 2021-09-30), icd10cm@FY2022-10 (2021-10-01 to 2022-09-30), icd10cm@FY2024-10 (2023-10-01 to 2024-09-30)',
    });
    expect(sets.icd10cm('E119', '2022-02-30')).toMatchObject({
      status: 'no_data',
      reason: expect.stringContaining('"2022-02-30", which is no date'),
    });
  });

  test('an update serves from its own day on, the list of October until then', () => {
    const april = edition('icd10cm', 'FY2022-04', '2022-04-01', '2022-09-30', codes('E119', 'M5450', 'Z1152'));
    const updated = buildCodeSets([fy2022, april]);
    expect(updated.icd10cm('E119', '2022-03-31')).toMatchObject({ edition: 'icd10cm@FY2022-10' });
    expect(updated.icd10cm('E119', '2022-04-01')).toMatchObject({ edition: 'icd10cm@FY2022-04' });
    expect(updated.icd10cm('Z1152', '2022-03-31')).toEqual({
      status: 'not_effective',
      edition: 'icd10cm@FY2022-10',
      effectiveFrom: '2022-04-01',
    });
    expect(updated.icd10cm('M5451', '2022-05-01')).toEqual({
      status: 'not_effective',
      edition: 'icd10cm@FY2022-04',
      effectiveTo: '2022-03-31',
    });
  });
});

describe('ICD-10-CM: with the Medicare Code Editor', () => {
  const sets = buildCodeSets([fy2021, fy2022, mce, starter]);

  test('it answers by date where no list serves', () => {
    expect(sets.icd10cm('J4481', '2023-09-28')).toEqual({
      status: 'not_effective',
      edition: 'mce@V43.1',
      effectiveFrom: '2023-10-01',
    });
    expect(sets.icd10cm('J4481', '2023-10-02')).toEqual({ status: 'valid', edition: 'mce@V43.1' });
    expect(sets.icd10cm('M545', '2025-01-05')).toEqual({
      status: 'header',
      edition: 'mce@V43.1',
      billableExamples: ['M5450'],
    });
    expect(sets.icd10cm('X999', '2025-01-05')).toEqual({ status: 'unknown', edition: 'mce@V43.1' });
  });

  test('where a list serves, the list decides', () => {
    // J44.9 is in the list and not in this editor; O80 the other way round.
    expect(sets.icd10cm('J449', '2021-12-01')).toEqual({ status: 'valid', edition: 'icd10cm@FY2022-10' });
    expect(sets.icd10cm('O80', '2021-12-01')).toMatchObject({ status: 'not_effective', edition: 'icd10cm@FY2022-10' });
  });

  test('what changed inside the year of a list is decided by the editor, for a list knows only its first day', () => {
    expect(sets.icd10cm('Z1152', '2020-12-31')).toEqual({
      status: 'not_effective',
      edition: 'mce@V43.1',
      effectiveFrom: '2021-01-01',
    });
    expect(sets.icd10cm('Z1152', '2021-01-01')).toEqual({ status: 'valid', edition: 'mce@V43.1' });
    expect(sets.icd10cm('Q21', '2022-03-31')).toEqual({ status: 'valid', edition: 'mce@V43.1' });
    expect(sets.icd10cm('Q21', '2022-04-01')).toEqual({
      status: 'header',
      edition: 'mce@V43.1',
      billableExamples: ['Q211'],
    });
  });

  test('a code whose marks changed is in force without a gap, and its marks are no coming or going', () => {
    const marked = edition('mce', 'V43.1', '2015-10-01', '2026-09-30', [
      {
        code: 'P0730',
        attributes: billable | attributeBit.newborn,
        effectiveFrom: '2015-10-01',
        effectiveTo: '2020-12-31',
      },
      { code: 'P0730', attributes: billable, effectiveFrom: '2021-01-01', effectiveTo: '2022-09-30' },
    ]);
    const late = {
      status: 'not_effective',
      edition: 'mce@V43.1',
      effectiveFrom: '2015-10-01',
      effectiveTo: '2022-09-30',
    };
    expect(buildCodeSets([marked]).icd10cm('P0730', '2024-01-01')).toEqual(late);
    const withList = buildCodeSets([
      marked,
      edition('icd10cm', 'FY2021-10', '2020-10-01', '2021-09-30', codes('P0730')),
    ]);
    expect(withList.icd10cm('P0730', '2021-05-01')).toEqual({ status: 'valid', edition: 'icd10cm@FY2021-10' });
  });

  test('dates of validity come from the editor when the list has none', () => {
    expect(sets.icd10cm('J4481', '2021-12-01')).toEqual({
      status: 'not_effective',
      edition: 'icd10cm@FY2022-10',
      effectiveFrom: '2023-10-01',
    });
  });

  test('the starter answers only where neither list nor editor does, and never that a code does not exist', () => {
    expect(sets.icd10cm('E119', '2027-01-01')).toEqual({ status: 'valid', edition: 'icd10cm@starter' });
    expect(sets.icd10cm('X999', '2027-01-01')).toEqual({
      status: 'no_data',
      reason: 'icd10cm@starter does not hold X999 and is not a complete list',
    });
    expect(sets.icd10cm('U071', '2021-01-01')).toMatchObject({ status: 'not_effective', edition: 'icd10cm@FY2021-10' });
    expect(buildCodeSets([starter]).icd10cm('U071', '2020-03-01')).toEqual({
      status: 'not_effective',
      edition: 'icd10cm@starter',
      effectiveFrom: '2020-04-01',
    });
  });

  test('flags are those of the date; what no edition speaks about stays undefined', () => {
    expect(sets.diagnosisFlags('O80', '2024-09-30')).toEqual({ edition: 'mce@V43.1', maternity: true, female: true });
    expect(sets.diagnosisFlags('O80', '2024-10-01')).toEqual({ edition: 'mce@V43.1', maternity: true, female: false });
    expect(sets.diagnosisFlags('X999', '2024-10-01')).toEqual({});
    expect(sets.diagnosisFlags('E119', '2027-01-01')).toEqual({});
  });
});

describe('seventh characters', () => {
  const tabular = edition('icd10cm-tabular', 'FY2021-10', '2020-10-01', '2021-09-30', [], {
    seventhCharacters: [{ category: 'T14', characters: ['A', 'D', 'S'] }],
  });

  test('the nearest definition above the code holds', () => {
    const sets = buildCodeSets([starter]);
    expect(sets.seventhCharacter('S52501A', '2026-01-01')).toEqual({
      edition: 'icd10cm@starter',
      category: 'S52',
      characters: ['A', 'B'],
    });
    expect(sets.seventhCharacter('S52521A', '2026-01-01')).toMatchObject({
      category: 'S5252',
      characters: ['A', 'D', 'K'],
    });
    expect(sets.seventhCharacter('S52', '2026-01-01')).toMatchObject({ category: 'S52' });
    expect(sets.seventhCharacter('E119', '2026-01-01')).toBeUndefined();
  });

  test('the tabular list of the year goes before the starter and ends the search', () => {
    const sets = buildCodeSets([starter, tabular]);
    expect(sets.seventhCharacter('T1490XA', '2021-01-01')).toMatchObject({
      edition: 'icd10cm-tabular@FY2021-10',
      category: 'T14',
    });
    expect(sets.seventhCharacter('S52501A', '2021-01-01')).toBeUndefined();
    expect(sets.seventhCharacter('S52501A', '2022-01-01')).toMatchObject({ edition: 'icd10cm@starter' });
  });
});

describe('HCPCS, modifiers, places', () => {
  const sets = buildCodeSets([
    edition('hcpcs', '2025-10', '2015-01-01', '2025-12-31', [
      { code: 'G0463', attributes: 0, effectiveFrom: '2014-01-01', title: 'Clinic visit' },
      { code: 'Q2037', attributes: 0, effectiveFrom: '2011-01-01', effectiveTo: '2020-12-31' },
    ]),
    edition('hcpcs', 'starter', '2015-10-01', undefined, [{ code: 'T1015', attributes: 0 }], { complete: false }),
    edition('modifier', '2025-10', '2025-10-01', '2025-12-31', [{ code: 'LT', attributes: 0 }]),
    edition(
      'modifier',
      'starter',
      '2015-10-01',
      undefined,
      [
        { code: '25', attributes: 0 },
        { code: 'RT', attributes: 0 },
      ],
      { complete: false },
    ),
    edition('pos', '2024-05', '2003-10-01', undefined, [
      { code: '11', attributes: nonFacility },
      { code: '21', attributes: facility },
      { code: '10', attributes: 0, effectiveFrom: '2022-01-01' },
    ]),
  ]);

  test('rows with dates of their own answer by date inside one edition', () => {
    expect(sets.hcpcs('G0463', '2025-11-01')).toEqual({ status: 'valid', edition: 'hcpcs@2025-10' });
    expect(sets.hcpcs('Q2037', '2020-12-31').status).toBe('valid');
    expect(sets.hcpcs('Q2037', '2021-01-01')).toEqual({
      status: 'not_effective',
      edition: 'hcpcs@2025-10',
      effectiveFrom: '2011-01-01',
      effectiveTo: '2020-12-31',
    });
    expect(sets.placeOfService('10', '2021-12-31')).toMatchObject({
      status: 'not_effective',
      effectiveFrom: '2022-01-01',
    });
  });

  test('a complete edition decides over the starter; where it does not serve, the starter says what it knows', () => {
    expect(sets.hcpcs('G9999', '2025-11-01')).toEqual({ status: 'unknown', edition: 'hcpcs@2025-10' });
    expect(sets.hcpcs('T1015', '2025-11-01')).toMatchObject({ status: 'not_effective', edition: 'hcpcs@2025-10' });
    expect(sets.hcpcs('T1015', '2026-01-01')).toEqual({ status: 'valid', edition: 'hcpcs@starter' });
    expect(sets.hcpcs('G9999', '2026-01-01').status).toBe('no_data');
  });

  test('a list without dates does not bring back a code that another edition knows to have ended', () => {
    const undated = [
      { code: 'C9803', attributes: 0 },
      { code: 'G0463', attributes: 0 },
      { code: 'Q2037', attributes: 0 },
      { code: 'T1015', attributes: 0 },
    ];
    const dated = [
      { code: 'C9803', attributes: 0, effectiveFrom: '2020-03-01', effectiveTo: '2023-12-31' },
      { code: 'G0463', attributes: 0, effectiveFrom: '2014-01-01' },
      { code: 'Q2037', attributes: 0, effectiveFrom: '2011-01-01', effectiveTo: '2012-12-31' },
      { code: 'Q2037', attributes: 0, effectiveFrom: '2014-01-01' },
    ];
    const both = buildCodeSets([
      edition('hcpcs', '2025-10', '2025-10-01', undefined, undated),
      edition('hcpcs', '2023-10', '2015-01-01', '2023-12-31', dated),
    ]);
    expect(both.hcpcs('C9803', '2025-11-01')).toEqual({
      ...{ status: 'not_effective', edition: 'hcpcs@2023-10' },
      ...{ effectiveFrom: '2020-03-01', effectiveTo: '2023-12-31' },
    });
    const valid = { status: 'valid', edition: 'hcpcs@2025-10' };
    expect(['G0463', 'Q2037', 'T1015'].map((code) => both.hcpcs(code, '2025-11-01'))).toEqual([valid, valid, valid]);
    expect(both.hcpcs('C9803', '2023-12-31').status).toBe('valid');
    const alone = buildCodeSets([edition('hcpcs', '2025-10', '2025-10-01', undefined, undated)]);
    expect(alone.hcpcs('C9803', '2025-11-01')).toEqual(valid);
  });

  test('what is licensed is no data, never unknown', () => {
    expect(sets.hcpcs('0'.repeat(5), '2025-11-01')).toMatchObject({
      status: 'no_data',
      reason: expect.stringContaining('AMA'),
    });
    expect(sets.hcpcs('D0000', '2025-11-01')).toMatchObject({
      status: 'no_data',
      reason: expect.stringContaining('CDT'),
    });
  });

  test('a loaded CPT list answers for the shapes of CPT', () => {
    const invented = '0'.repeat(5);
    const licensed = buildCodeSets([
      edition('cpt', 'ours', '2026-01-01', undefined, [{ code: invented, attributes: 0 }], { complete: false }),
    ]);
    expect(licensed.hcpcs(invented, '2026-02-01')).toEqual({ status: 'valid', edition: 'cpt@ours' });
    expect(licensed.hcpcs(`${'0'.repeat(4)}1`, '2026-02-01').status).toBe('no_data');
  });

  test('modifiers that begin with a digit are not for CMS to deny', () => {
    expect(sets.modifier('25', '2025-11-01')).toEqual({ status: 'valid', edition: 'modifier@starter' });
    expect(sets.modifier('2S', '2025-11-01').status).toBe('no_data');
    expect(sets.modifier('QQ', '2025-11-01')).toEqual({ status: 'unknown', edition: 'modifier@2025-10' });
    expect(sets.modifier('LT', '2025-11-01').status).toBe('valid');
  });

  test('places know their rate, or that nobody said', () => {
    expect(['21', '11', '10', '29', '1.'].map(sets.placeIsFacility)).toEqual([
      true,
      false,
      undefined,
      undefined,
      undefined,
    ]);
    expect(sets.placeOfService('29', '2025-11-01')).toEqual({ status: 'unknown', edition: 'pos@2024-05' });
  });

  test('titles come from an edition that has one', () => {
    expect(sets.describe('hcpcs', 'G0463', '2025-11-01')).toBe('Clinic visit');
    expect(sets.describe('hcpcs', 'G0463', '2030-01-01')).toBe('Clinic visit');
    expect(sets.describe('hcpcs', 'T1015', '2025-11-01')).toBeUndefined();
  });
});

test('nothing loaded is no data everywhere', () => {
  const none = buildCodeSets([]);
  const answers = [
    none.icd10cm('E119', '2026-01-01'),
    none.hcpcs('G0463', '2026-01-01'),
    none.modifier('LT', '2026-01-01'),
    none.placeOfService('11', '2026-01-01'),
    none.poaExempt('Z23', '2026-01-01'),
  ];
  expect(answers.map((answer) => answer.status)).toEqual(['no_data', 'no_data', 'no_data', 'no_data', 'no_data']);
  expect(none.editions()).toEqual({});
});

test('editions are named in order whatever the order they come in, and their rows are part of the name', () => {
  const names = buildCodeSets([fy2022, mce, fy2021]).editions();
  expect(names).toEqual(buildCodeSets([mce, fy2021, fy2022]).editions());
  expect(names.icd10cm).toEqual([
    expect.stringMatching(/^FY2021-10\+[0-9a-f]{12}$/),
    expect.stringMatching(/^FY2022-10\+[0-9a-f]{12}$/),
  ]);
  const otherRows = edition('icd10cm', 'FY2021-10', '2020-10-01', '2021-09-30', codes('E119'));
  expect(buildCodeSets([otherRows]).editions().icd10cm).not.toEqual(buildCodeSets([fy2021]).editions().icd10cm);
});

test('a file that is no edition, or one edition twice, stops the program', () => {
  expect(() => buildCodeSets([new Uint8Array(64)])).toThrow('not an edition file');
  expect(() => buildCodeSets([fy2021, fy2021])).toThrow('icd10cm@FY2021-10 is given twice');
});
