import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { buildCodeSets } from '../build-code-sets.ts';
import { type ImportRequest, importCodeSet } from './import-code-set.ts';

const small = { minRows: 1, maxRows: 1_000 };
/** A code in the shape of CPT, made when the test runs. */
const licensedCode = '9'.repeat(5);

function file(name: string, content: string | Uint8Array) {
  return { name, bytes: typeof content === 'string' ? strToU8(content) : content };
}

async function imported(request: ImportRequest) {
  const result = await importCodeSet({ limits: small, amaLicenseAccepted: true, ...request });
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return { ...result, sets: buildCodeSets(result.editions.map(({ bytes }) => bytes)) };
}

async function errorsOf(request: ImportRequest) {
  const result = await importCodeSet({ limits: small, amaLicenseAccepted: true, ...request });
  if (result.ok) throw new Error('was accepted');
  return result.errors;
}

function pairs(...lines: string[]): string {
  const heading = [
    'Some notice',
    'Column 1/Column 2 Edits',
    'Column 1\tColumn 2\t*=in existence',
    '',
    'more\theading\there',
  ];
  return [...heading, ...lines, ''].join('\r\n');
}

const text = pairs(
  'G0101\tG0102\t \t20200101\t*\t1\tReason',
  'G0101\tA4550\t*\t*\t*\t0\tReason',
  'A4550\tG0102\t \t20180101\t20191231\t0\tReason',
  'A4550\tG0102\t \t20210101\t*\t1\tReason',
  'A4550\tA4263\t \t20210401\t20210401\t9\tNever in force',
);
const practitioner = 'ccipra-v320r0-f1.txt';

describe('NCCI procedure-to-procedure edits', () => {
  const on = '2026-02-01';

  test('are found by ordered pair and date, with what the file says of them', async () => {
    const { sets, editions } = await imported({ files: [file(practitioner, text)] });
    expect(editions).toMatchObject([
      {
        set: 'ncci-ptp-practitioner',
        edition: '2026-01',
        effectiveFrom: '2026-01-01',
        effectiveTo: '2026-03-31',
        rowCount: 5,
      },
    ]);
    expect(sets.ptp('practitioner', 'G0101', 'G0102', on)).toEqual({
      status: 'edit',
      edition: 'ncci-ptp-practitioner@2026-01',
      modifierIndicator: 1,
      effective: '2020-01-01',
    });
    expect(sets.ptp('practitioner', 'G0102', 'G0101', on)).toEqual({
      status: 'none',
      edition: 'ncci-ptp-practitioner@2026-01',
    });
    expect(sets.ptp('practitioner', 'G0101', 'A4550', on)).toEqual({
      status: 'edit',
      edition: 'ncci-ptp-practitioner@2026-01',
      modifierIndicator: 0,
    });
    expect(sets.ptp('practitioner', 'A4550', 'G0102', on)).toMatchObject({
      modifierIndicator: 1,
      effective: '2021-01-01',
    });
    expect(sets.ptp('practitioner', 'A4550', 'A4263', on).status).toBe('none');
    expect(sets.ptp('practitioner', 'Z9999', 'A4263', on).status).toBe('none');
  });

  test('a date outside the quarter, the other setting, and CPT codes in a copy without them are no_data', async () => {
    const { sets } = await imported({ files: [file(practitioner, text)] });
    expect(sets.ptp('practitioner', 'G0101', 'G0102', '2026-04-01')).toMatchObject({
      status: 'no_data',
      reason: expect.stringContaining('2026-01-01 to 2026-03-31'),
    });
    expect(sets.ptp('hospital', 'G0101', 'G0102', on).status).toBe('no_data');
    expect(sets.ptp('practitioner', licensedCode, 'G0102', on)).toMatchObject({ status: 'no_data' });
    const mixed = await imported({
      files: [file(practitioner, pairs(`${licensedCode}\tG0102\t \t20200101\t*\t1\tx`))],
    });
    expect(mixed.sets.ptp('practitioner', licensedCode, 'G0102', on).status).toBe('edit');
    expect(mixed.sets.ptp('practitioner', 'G0102', licensedCode, on).status).toBe('none');
  });

  test('an edit is in force from its effective date through its deletion date', async () => {
    const { sets } = await imported({
      files: [file(practitioner, text)],
      edition: '2019-10',
      effectiveFrom: '2017-01-01',
      effectiveTo: '2022-12-31',
    });
    const at = (date: string) => sets.ptp('practitioner', 'A4550', 'G0102', date);
    expect(
      ['2017-12-31', '2018-01-01', '2019-12-31', '2020-01-01', '2020-12-31', '2021-01-01'].map(
        (date) => at(date).status,
      ),
    ).toEqual(['none', 'edit', 'edit', 'none', 'none', 'edit']);
    expect(at('2019-12-31')).toMatchObject({ modifierIndicator: 0, deleted: '2019-12-31' });
    // Deleted on the day it took effect: never in force, not even on that day.
    expect(sets.ptp('practitioner', 'A4550', 'A4263', '2021-04-01').status).toBe('none');
  });

  test('chunks cut anywhere, gzip, and four files of one set give the same edition', async () => {
    const whole = await imported({ files: [file(practitioner, text)] });
    const bytes = strToU8(text);
    const bitten = (async function* () {
      for (let at = 0; at < bytes.length; at += 7) yield bytes.subarray(at, at + 7);
    })();
    const [head, ...rest] = text.split('\r\nA4550');
    const parts = [
      file('ccipra-v320r0-f1.txt', `${head}\r\n`),
      file('ccipra-v320r0-f2.txt', pairs(...rest.map((line) => `A4550${line.replace(/\r\n$/, '')}`))),
    ];
    for (const files of [
      [{ name: practitioner, bytes: bitten }],
      [file(`${practitioner}.gz`, gzipSync(text))],
      parts,
    ]) {
      const other = await imported({ files });
      expect(other.sets.editions()).toEqual(whole.sets.editions());
      expect(other.editions).toHaveLength(1);
    }
    const zipped = await imported({ files: [file('practitioner.zip', zipSync({ [practitioner]: bytes }))] });
    expect(zipped.sets.editions()).toEqual(whole.sets.editions());
  });

  test('the comma-separated form without an effective date is read too', async () => {
    const csv =
      'column1,column2,deletion_date,modifier_indicator,rationale\nG0101,G0102,,1,Misuse of a code, with a comma\nG0101,A4550,2020-12-31,0,x\n';
    const { sets } = await imported({ files: [file('ptp_practitioner_2026-01-01.csv', csv)] });
    expect(sets.ptp('practitioner', 'G0101', 'G0102', on)).toMatchObject({ status: 'edit', modifierIndicator: 1 });
    expect(sets.ptp('practitioner', 'G0101', 'A4550', on).status).toBe('none');
  });

  test.each([
    ['an end in the middle of a line', text.slice(0, text.length - 40), 'truncated'],
    [
      'two edits with one effective date',
      pairs('G0101\tG0102\t \t20200101\t*\t1\tx', 'G0101\tG0102\t \t20200101\t*\t0\tx'),
      'duplicate',
    ],
    ['a deletion before the beginning', pairs('G0101\tG0102\t \t20200101\t20191231\t1\tx'), 'date-order'],
    ['a day that is none', pairs('G0101\tG0102\t \t20200230\t*\t1\tx'), 'date'],
    ['an unknown indicator', pairs('G0101\tG0102\t \t20200101\t*\t2\tx'), 'record'],
    [
      'a line among the pairs that is none',
      pairs('G0101\tG0102\t \t20200101\t*\t1\tx', 'G0101 G0102', 'G0101\tA4550\t \t20200101\t*\t1\tx'),
      'record',
    ],
    ['NUL bytes', pairs('G0101\tG0102\t \t20200101\t*\t1\tx', '\0\0\0'), 'encoding'],
  ])('refuses %s', async (_what, content, rule) => {
    expect(await errorsOf({ files: [file(practitioner, content)] })).toMatchObject([{ file: practitioner, rule }]);
  });

  test('refuses a file that is cut short, of another setting, of nobody, and parts of two quarters', async () => {
    expect(await errorsOf({ files: [file(practitioner, text)], limits: {} })).toMatchObject([{ rule: 'row-band' }]);
    expect(await errorsOf({ set: 'ncci-ptp-hospital', files: [file(practitioner, text)] })).toMatchObject([
      { rule: 'wrong-set' },
    ]);
    expect(await errorsOf({ set: 'hcpcs', files: [file(practitioner, text)] })).toMatchObject([{ rule: 'wrong-set' }]);
    expect(await errorsOf({ files: [file('edits.txt', text)], edition: '2026-01' })).toMatchObject([
      { rule: 'edition' },
    ]);
    expect(
      await errorsOf({
        files: [file(practitioner, text), file('ccipra-v321r0-f2.txt', pairs('G0102\tG0101\t \t20200101\t*\t1\tx'))],
      }),
    ).toMatchObject([{ file: 'ccipra-v321r0-f2.txt', rule: 'edition' }]);
  });

  test('the licence of the AMA must be accepted', async () => {
    expect(await errorsOf({ files: [file(practitioner, text)], amaLicenseAccepted: false })).toMatchObject([
      { rule: 'licence' },
    ]);
    expect(await errorsOf({ files: [file('mue.csv', mue)], amaLicenseAccepted: false })).toMatchObject([
      { rule: 'licence' },
    ]);
  });
});

const mue = [
  'A notice about the licence',
  '"HCPCS/\nCPT Code","Practitioner Services\nMUE Values","MUE Adjudication\nIndicator","MUE Rationale"',
  'G0101,1,"2 Date of Service Edit: Policy",CMS Policy',
  'J1885,8,"3 Date of Service Edit: Clinical","Prescribing, Information"',
  'A4550,3,1 Line Edit,Nature of Service',
].join('\n');

describe('medically unlikely edits', () => {
  const name = 'MCR_MUE_PractitionerServices_Eff_01-01-2026.csv';

  test('come with units and the first digit of their indicator', async () => {
    const { sets, editions } = await imported({ files: [file(name, mue)] });
    expect(editions).toMatchObject([
      { set: 'ncci-mue-practitioner', edition: '2026-01', effectiveTo: '2026-03-31', rowCount: 3 },
    ]);
    expect(sets.mue('J1885', 'practitioner', '2026-03-31')).toEqual({
      status: 'limit',
      edition: 'ncci-mue-practitioner@2026-01',
      units: 8,
      mai: 3,
    });
    expect(sets.mue('A4550', 'practitioner', '2026-01-01')).toMatchObject({ units: 3, mai: 1 });
    expect(sets.mue('G0463', 'practitioner', '2026-01-01').status).toBe('none');
    expect(sets.mue(licensedCode, 'practitioner', '2026-01-01').status).toBe('no_data');
    expect(sets.mue('J1885', 'dme', '2026-01-01').status).toBe('no_data');
    expect(sets.mue('J1885', 'practitioner', '2026-04-01').status).toBe('no_data');
  });

  test.each([
    ['no number of units', mue.replace('G0101,1,', 'G0101,x,'), 'record'],
    ['an indicator that is none', mue.replace('"2 Date', '"5 Date'), 'record'],
    ['a code twice', `${mue}\nG0101,1,1 Line Edit,x`, 'duplicate'],
  ])('refuse %s', async (_what, content, rule) => {
    expect(await errorsOf({ files: [file(name, content)] })).toMatchObject([{ rule }]);
  });

  test('refuse limits of another setting', async () => {
    expect(await errorsOf({ set: 'ncci-mue-hospital', files: [file(name, mue)] })).toMatchObject([
      { rule: 'wrong-set' },
    ]);
  });
});

test('add-on codes give type and the primaries of the date', async () => {
  const aoc = [
    'Add-On_Code,AOC_Del_Dt,Primary_Code,Primary_Code_Del_Dt,AOC_Edit_Eff_Dt,AOC_Edit_Del_Dt,AOC_Edit_Type,Special_Instruction_Notes',
    'G2212,,G0101,,2021001,9999365,1,',
    'G2212,,G0102,,2021001,2021365,1,',
    'G2211,,CCCCC,,2024001,,2,',
  ].join('\n');
  const { sets, editions } = await imported({ files: [file('AOC_V2026Q1-MCR.csv', aoc)] });
  expect(editions).toMatchObject([{ set: 'ncci-aoc', edition: '2026-01', effectiveTo: '2026-12-31' }]);
  expect(sets.addOn('G2212', '2026-05-01')).toEqual({
    status: 'add_on',
    edition: 'ncci-aoc@2026-01',
    type: 1,
    primaries: ['G0101'],
  });
  expect(sets.addOn('G2211', '2026-05-01')).toMatchObject({ type: 2, primaries: [] });
  expect(sets.addOn('G0101', '2026-05-01').status).toBe('none');
  expect(await errorsOf({ files: [file('AOC_V2026Q1.csv', aoc.replace('2021001,9', '2021400,9'))] })).toMatchObject([
    { rule: 'date' },
  ]);
});

describe('add-on codes as text of fixed width', () => {
  /** Type and add-on code, its end, primary code, its end, begin and end of the edit, a note. */
  const line = (head: string, primary: string, from: string, to = '', ends = ['', '']) =>
    `${head}${ends[0]!.padEnd(7)}${primary}${ends[1]!.padEnd(7)}${from}${to.padEnd(7)}A note`.padEnd(97);
  const name = 'AOC_V2026Q3-F-MCR.txt';
  const lines = [
    line('1G2212', 'G0101', '2021001'),
    line('1G2212', 'G0102', '2021001', '2021365', ['', '2022001']),
    line('2G2211', 'CCCCC', '2024001'),
    line('3G0501', 'G0463', '2026091', '', ['2027001', '']),
  ];

  test('are read like the sheet: type, primaries and the days of each', async () => {
    for (const end of ['\r\n', '\n']) {
      const { sets, editions } = await imported({ files: [file(name, `${lines.join(end)}${end}`)] });
      expect(editions).toMatchObject([{ set: 'ncci-aoc', edition: '2026-07', effectiveTo: '2026-12-31' }]);
      const found = { status: 'add_on', edition: 'ncci-aoc@2026-07' };
      expect(sets.addOn('G2212', '2026-08-01')).toEqual({ ...found, type: 1, primaries: ['G0101'] });
      expect(sets.addOn('G2211', '2026-08-01')).toMatchObject({ type: 2, primaries: [] });
      expect(sets.addOn('G0501', '2026-08-01')).toMatchObject({ type: 3, primaries: ['G0463'] });
    }
  });

  test('need the licence, and come out of the archive beside the spreadsheet', async () => {
    const zip = zipSync({
      [name]: strToU8(lines.join('\n')),
      'AOC_V2026Q3-MCR.xlsx': zipSync({ 'xl/a.xml': strToU8('<a/>') }),
    });
    const files = [file('add-code-edits.zip', zip)];
    expect(await errorsOf({ files, amaLicenseAccepted: false })).toMatchObject([{ rule: 'licence' }]);
    expect((await imported({ files })).editions).toHaveLength(1);
  });

  test('a notice before them is passed over; a damaged line, a wrong type or day is told by its line', async () => {
    const faults = (changed: string[]) => errorsOf({ files: [file(name, changed.join('\n'))] });
    expect((await imported({ files: [file(name, ['A notice of 2026', ...lines].join('\n'))] })).editions).toHaveLength(
      1,
    );
    expect(await faults([...lines, lines[0]!.slice(0, 20)])).toMatchObject([{ rule: 'record', line: 5 }]);
    expect(await faults([`${lines[0]!.slice(0, 8)} ${lines[0]!.slice(8)}`, ...lines.slice(1)])).toMatchObject([
      { rule: 'record', line: 1 },
    ]);
    expect(await faults([...lines, line('4G0502', 'G0463', '2026001')])).toMatchObject([{ rule: 'record', line: 5 }]);
    expect(await faults([...lines, line('1G0502', 'G0463', '2026400')])).toMatchObject([{ rule: 'date', line: 5 }]);
  });

  test('of the layout before are refused with the forms that are read', async () => {
    const old = ['1G2212     G0101     2021001', '2G2211     CCCCC     2024001'].join('\n');
    const [fault, ...more] = await errorsOf({ files: [file('AOC_V2025Q4_01-MCR.txt', old)] });
    expect([fault?.rule, more]).toEqual(['format', []]);
    expect(fault?.message).toMatch(
      /^is not laid out as type \(1\), add-on code \(5\).* saved as CSV or tab-separated text/,
    );
  });
});

function feeFile(): string {
  const cells = (filled: Record<number, string>) => Array.from({ length: 31 }, (_, at) => filled[at] ?? '').join(',');
  const row = (code: string, modifier: string, pcTc: string) =>
    cells({
      0: code,
      1: modifier,
      2: '"A, descriptor"',
      3: 'A',
      5: '0.45',
      6: '0.66',
      8: '0.30',
      10: '0.07',
      13: pcTc,
      14: '090',
      18: '2',
      19: '1',
      20: '0',
      21: '1',
      22: '0',
      24: '33.2875',
    });
  return [
    'Notice,,',
    cells({
      3: 'STATUS',
      5: 'WORK',
      6: 'NON-FAC',
      8: 'FACILITY',
      10: 'MP',
      13: 'PCTC',
      14: 'GLOB',
      18: 'MULT',
      19: 'BILAT',
      20: 'ASST',
      21: 'CO-',
      22: 'TEAM',
      24: 'CONV',
    }),
    cells({
      0: 'HCPCS',
      1: 'MOD',
      2: 'DESCRIPTION',
      3: 'CODE',
      5: 'RVU',
      6: 'PE RVU',
      8: 'PE RVU',
      10: 'RVU',
      13: 'IND',
      14: 'DAYS',
      18: 'PROC',
      19: 'SURG',
      20: 'SURG',
      21: 'SURG',
      22: 'SURG',
      24: 'FACTOR',
    }),
    row('G0101', '', '1'),
    row('G0101', '26', '1'),
  ].join('\r\n');
}

describe('fee schedule', () => {
  test('indicators of code and modifier, relative values as whole numbers, no descriptor', async () => {
    const { sets, editions } = await imported({ files: [file('PPRRVU26_JAN.csv', feeFile())] });
    expect(editions).toMatchObject([{ set: 'physician-fee', edition: '2026-01', rowCount: 2 }]);
    expect(sets.physicianFee('G0101', '2026-02-01')).toEqual({
      status: 'found',
      edition: 'physician-fee@2026-01',
      statusCode: 'A',
      professionalTechnical: '1',
      globalDays: '090',
      multipleProcedure: '2',
      bilateralSurgery: '1',
      assistantAtSurgery: '0',
      coSurgeons: '1',
      teamSurgery: '0',
      workRvuHundredths: 45,
      nonFacilityPracticeRvuHundredths: 66,
      facilityPracticeRvuHundredths: 30,
      malpracticeRvuHundredths: 7,
      conversionFactorTenThousandths: 332_875,
    });
    expect(sets.physicianFee('G0101', '2026-02-01', '26').status).toBe('found');
    expect(sets.physicianFee('G0101', '2026-02-01', 'TC').status).toBe('none');
    expect(sets.describe('physician-fee', 'G0101', '2026-02-01')).toBeUndefined();
  });

  test('a column that moved is noticed', async () => {
    expect(await errorsOf({ files: [file('PPRRVU26_JAN.csv', feeFile().replace('BILAT', 'OTHER'))] })).toMatchObject([
      { rule: 'header' },
    ]);
  });

  test('practice cost indices by contractor and locality', async () => {
    const csv =
      'mac,state,locality,locality_name,gpci_work,gpci_pe,gpci_mp\n02102,AK,01,ALASKA,1.5,1.0810000000000002,0.592\n';
    const { sets } = await imported({ files: [file('gpci_2026-01.csv', csv)] });
    expect(sets.practiceCost('02102', '01', '2026-06-01')).toMatchObject({
      workThousandths: 1500,
      practiceThousandths: 1081,
      malpracticeThousandths: 592,
    });
    expect(sets.practiceCost('02102', '99', '2026-06-01').status).toBe('none');
    expect(sets.practiceCost('02102', '01', '2027-01-01').status).toBe('no_data');
  });
});

describe("a user's own lists", () => {
  const own = { edition: 'own', effectiveFrom: '2020-01-01' };

  test('groups of codes, their members by date', async () => {
    const csv = `group,code,effective,termination\nem.office.new,${licensedCode},2021-01-01,\ntherapy.timed,g0129,,2023-12-31\n`;
    const { sets, editions } = await imported({ files: [file('groups.csv', csv)], ...own });
    expect(editions).toMatchObject([{ set: 'code-group', rowCount: 2 }]);
    expect(sets.codeGroup('em.office.new', licensedCode, '2021-01-01')).toEqual({
      status: 'member',
      edition: 'code-group@own',
    });
    expect(sets.codeGroup('em.office.new', licensedCode, '2020-12-31').status).toBe('not_member');
    expect(sets.codeGroup('em.office.new', 'G0463', '2021-01-01').status).toBe('not_member');
    expect(sets.codeGroup('therapy.timed', 'G0129', '2023-12-31').status).toBe('member');
    expect(sets.codeGroup('therapy.timed', licensedCode, '2023-12-31').status).toBe('no_data');
    expect(sets.codeGroup('anesthesia.base', 'G0129', '2023-12-31').status).toBe('no_data');
    expect(await errorsOf({ files: [file('groups.csv', 'group,code\nEM Office,G0463\n')], ...own })).toMatchObject([
      { rule: 'record', line: 2 },
    ]);
  });

  test.each([
    ['carc', '45', '5X1'],
    ['rarc', 'N130', '130'],
  ] as const)('%s', async (set, code, wrong) => {
    const list = (one: string) => `code,description,effective,termination\n${one},own words,2010-01-01,2025-06-30\n`;
    const { sets } = await imported({ set, files: [file('list.csv', list(code))], ...own, complete: true });
    expect(sets[set](code, '2024-01-01').status).toBe('valid');
    expect(sets[set](code, '2025-07-01')).toMatchObject({ status: 'not_effective', effectiveTo: '2025-06-30' });
    expect(await errorsOf({ set, files: [file('list.csv', list(wrong))], ...own })).toMatchObject([
      { rule: 'code', line: 2 },
    ]);
  });

  test('revenue codes, with the zero a spreadsheet ate', async () => {
    const csv = 'code,description\n0450,own words\n510,own words\n';
    const { sets } = await imported({ set: 'revenue-code', files: [file('revenue.csv', csv)], ...own });
    expect(['0450', '0510', '0511'].map((code) => sets.revenueCode(code, '2024-01-01').status)).toEqual([
      'valid',
      'valid',
      'unknown',
    ]);
  });

  test('taxonomies, of ten characters', async () => {
    const csv =
      '"Code","Grouping","Classification","Specialization","Definition"\n"111Q00000X","Invented","Invented practice","","text"\n"111QX0001X","Invented","Invented practice","Quietness",""\n';
    const { sets, editions } = await imported({ files: [file('nucc_taxonomy_251.csv', csv)] });
    expect(editions).toMatchObject([{ set: 'taxonomy', edition: '2025-07', effectiveFrom: '2025-07-01' }]);
    expect(sets.taxonomy('111QX0001X', '2026-01-01')).toEqual({
      status: 'valid',
      edition: 'taxonomy@2025-07',
      classification: 'Invented practice',
      specialization: 'Quietness',
    });
    expect(sets.taxonomy('111Q00001X', '2026-01-01').status).toBe('unknown');
    expect(sets.taxonomy('111Q00000X', '2025-06-30').status).toBe('no_data');
  });

  test('nobody may call an edition as the project calls its own facts', async () => {
    const csv = 'group,code\nx,G0463\n';
    expect(await errorsOf({ files: [file('groups.csv', csv)], ...own, edition: 'starter' })).toMatchObject([
      { rule: 'edition' },
    ]);
  });
});

describe('coverage articles', () => {
  const export_ = {
    'article.csv':
      'article_id,article_version,title,article_eff_date,article_end_date,status\n50001,3,"Some, title",2024-01-01 00:00:00,,A\n50002,1,Other,2020-01-01,2024-06-30,A\n',
    'article_x_hcpc_code.csv':
      'article_id,article_version,hcpc_code_id,hcpc_code_group,long_description\n50001,3,G0101,1,licensed\n50002,1,G0101,1,licensed\n',
    'article_x_icd10_covered.csv':
      'article_id,article_version,icd10_code_id,icd10_covered_group,description\n50001,3,Z12.4,1,x\n50001,3,N18.4,2,x\n50002,1,I10,1,x\n',
    'article_x_icd10_noncovered.csv':
      'article_id,article_version,icd10_code_id,icd10_noncovered_group,description\n50001,3,R05.9,1,x\n',
    'article_x_contractor.csv':
      'article_id,article_version,contractor_id,contractor_type_id,contractor_version\n50001,3,7,1,1\n50002,1,8,1,1\n',
    'contractor.csv':
      'contractor_id,contractor_type_id,contractor_version,contractor_number\n7,1,1,05101\n8,1,1,06101\n',
    'contractor_jurisdiction.csv': 'contractor_id,contractor_type_id,contractor_version,state_id\n7,1,1,16\n',
    'state_lookup.csv': 'state_id,state_abbrev,description\n16,IA,Iowa\n',
  };
  const zip = (tables: Record<string, string>) =>
    zipSync({
      'current_article_csv.zip': zipSync(
        Object.fromEntries(Object.entries(tables).map(([name, csv]) => [name, strToU8(csv)])),
      ),
    });
  const own = { edition: '2026-01', effectiveFrom: '2024-01-01' };

  test('join procedure, place and diagnoses, in force on the date', async () => {
    const { sets } = await imported({ files: [file('current_article.zip', zip(export_))], ...own });
    const found = sets.coverage('G0101', 'IA', '2024-03-01');
    if (found.status !== 'articles') throw new Error(JSON.stringify(found));
    expect(found.articles).toMatchObject([
      { article: 'A50001', contractors: ['05101'], states: ['IA'], coveredGroups: ['1', '2'] },
    ]);
    const article = found.articles[0]!;
    expect([
      article.covers('Z124'),
      article.covers('N184'),
      article.covers('N184', '1'),
      article.covers('I10'),
      article.excludes('R059'),
    ]).toEqual([true, true, false, false, true]);
    expect(sets.coverage('G0101', '06101', '2024-03-01')).toMatchObject({ articles: [{ article: 'A50002' }] });
    expect(sets.coverage('G0101', '06101', '2024-07-01').status).toBe('none');
    expect(sets.coverage('G0101', undefined, '2024-03-01')).toMatchObject({ articles: [{}, {}] });
    expect(sets.coverage('G0102', 'IA', '2024-03-01').status).toBe('none');
    expect(sets.coverage('G0101', 'IA', '2023-12-31').status).toBe('no_data');
  });

  test('an export without one of its tables is refused', async () => {
    const { 'article_x_icd10_covered.csv': _, ...rest } = export_;
    expect(await errorsOf({ files: [file('current_article.zip', zip(rest))], ...own })).toMatchObject([
      { rule: 'truncated' },
    ]);
  });
});
