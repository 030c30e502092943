import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { PbfWriter } from 'pbf';
import { describe, expect, test } from 'vitest';
import { buildCodeSets } from '../build-code-sets.ts';
import { type ImportRequest, importCodeSet } from './import-code-set.ts';

const small = { minRows: 1, maxRows: 100 };

function orderLine(order: number, code: string, flag: 0 | 1, title: string): string {
  return `${String(order).padStart(5, '0')} ${code.padEnd(7)} ${flag} ${title.padEnd(60)} ${title}\r\n`;
}

const order = [
  orderLine(1, 'J20', 0, 'Bronchitis'),
  orderLine(2, 'J208', 1, 'Bronchitis, other'),
  orderLine(3, 'J209', 1, 'Bronchitis, cause not given'),
  orderLine(4, 'Z23', 1, 'Immunization'),
].join('');
const codes = 'J208    Bronchitis, other\r\nJ209    Bronchitis, cause not given\r\nZ23     Immunization\r\n';

function hcpcsRecord(
  code: string,
  kind: '3' | '4' | '7' | '8',
  text: string,
  added = '',
  ended = '',
  sequence = '00100',
): string {
  const start = (code.length === 2 ? `   ${code}` : code) + sequence + kind + text.padEnd(80);
  return `${start.padEnd(268) + added.padEnd(8) + ' '.repeat(8) + ended.padEnd(8)}${'N'.padEnd(28)}\r\n`;
}

const hcpcs = [
  'Notice: this is no record\r\n',
  '\r\n',
  hcpcsRecord('LT', '7', 'Left side', '19840101'),
  hcpcsRecord('G0463', '3', 'Clinic visit for assessment', '20140101'),
  hcpcsRecord('G0463', '4', 'and management', '', '', '00200'),
  hcpcsRecord('Q2037', '3', 'Vaccine', '20110101', '20201231'),
  hcpcsRecord('D0000', '3', 'Dental', '20110101'),
  hcpcsRecord('0'.repeat(5), '3', 'Licensed', '20110101'),
].join('');

const tabular = `<?xml version="1.0" encoding="utf-8"?>
<ICD10CM.tabular>
  <version>2026</version>
  <chapter><section><diag><name>S93</name><desc>Sprain</desc>
    <sevenChrDef><extension char="A">first</extension><extension char="D">next</extension><extension char="S">late</extension></sevenChrDef>
    <diag><name>S93.4</name><desc>Ankle</desc></diag></diag></section></chapter>
</ICD10CM.tabular>
`;

interface MceEntry {
  code: string;
  start: string;
  end?: string;
  flags?: string[];
}

function mceFile(
  entries: readonly MceEntry[],
  termination = '20260930',
  procedures: readonly MceEntry[] = [],
): Uint8Array {
  const writer = new PbfWriter();
  const field = (tag: number, text: string, to: PbfWriter) => to.writeStringField(tag, text);
  writer.writeMessage(1, (_, ages) => ages.writeMessage(1, (__, age) => field(1, 'Adult', age), undefined), undefined);
  const list = (tag: number, of: readonly MceEntry[]) =>
    writer.writeMessage(
      tag,
      (_, codes) => {
        for (const entry of of)
          codes.writeMessage(
            1,
            (__, one) => {
              field(1, entry.code, one);
              field(2, entry.start, one);
              field(3, entry.end ?? '', one);
              for (const flag of entry.flags ?? ['']) field(4, flag, one);
            },
            undefined,
          );
      },
      undefined,
    );
  list(3, entries);
  if (procedures.length > 0) list(4, procedures);
  field(7, 'yyyyMMdd', writer);
  writer.writeVarintField(8, 431);
  field(9, termination, writer);
  return writer.finish();
}

function file(name: string, content: string | Uint8Array) {
  return { name, bytes: typeof content === 'string' ? strToU8(content) : content };
}

async function imported(request: ImportRequest) {
  const result = await importCodeSet({ limits: small, ...request });
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return result;
}

async function errorsOf(request: ImportRequest) {
  const result = await importCodeSet({ limits: small, ...request });
  if (result.ok) throw new Error('was accepted');
  return result.errors;
}

function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

describe('ICD-10-CM', () => {
  test('an order file becomes an edition with headers, named after the file', async () => {
    const { editions, report } = await imported({ files: [file('icd10cm-order-2026.txt', order)] });
    expect(editions).toMatchObject([
      {
        set: 'icd10cm',
        edition: 'FY2026-10',
        effectiveFrom: '2025-10-01',
        effectiveTo: '2026-09-30',
        complete: true,
        rowCount: 4,
      },
    ]);
    expect(report.skipped).toEqual({ headers: 1 });
    const sets = buildCodeSets(editions.map((edition) => edition.bytes));
    expect(sets.icd10cm('J209', '2026-01-01').status).toBe('valid');
    expect(sets.icd10cm('J20', '2026-01-01')).toEqual({
      status: 'header',
      edition: 'icd10cm@FY2026-10',
      billableExamples: ['J208', 'J209'],
    });
    expect(sets.describe('icd10cm', 'J209', '2026-01-01')).toBe('Bronchitis, cause not given');
  });

  test('zip, gzip and chunks give the same rows; a zip of both lists checks one against the other', async () => {
    const plain = await imported({ files: [file('icd10cm-order-2026.txt', order)] });
    const zip = zipSync({
      'folder/icd10cm-order-2026.txt': strToU8(order),
      'folder/icd10cm-codes-2026.txt': strToU8(codes),
      'order_addenda_2026.txt': strToU8('Add: X'),
      'readme.pdf': strToU8('x'),
    });
    const zipped = await imported({ files: [file('2026-code-descriptions-tabular-order.zip', zip)] });
    const gzipped = await imported({ files: [file('icd10cm-order-2026.txt.gz', gzipSync(order))] });
    const half = strToU8(order).length / 2;
    const chunks = (async function* () {
      yield strToU8(order).subarray(0, half);
      yield strToU8(order).subarray(half);
    })();
    const streamed = await imported({ files: [{ name: 'icd10cm-order-2026.txt', bytes: chunks }] });
    const rowsOf = (result: { editions: { bytes: Uint8Array }[] }) =>
      buildCodeSets(result.editions.map((one) => one.bytes)).editions();
    expect(zipped.editions).toHaveLength(1);
    expect([zipped, gzipped, streamed].map(rowsOf)).toEqual([rowsOf(plain), rowsOf(plain), rowsOf(plain)]);
    expect(streamed.editions[0]?.sourceSha256).toBe(plain.editions[0]?.sourceSha256);
    expect(zipped.report.notes).toEqual([expect.stringContaining('icd10cm-codes-2026.txt agrees with')]);
    expect(zipped.report.ignored).toEqual(
      expect.arrayContaining([expect.stringContaining('addenda'), expect.stringContaining('readme.pdf')]),
    );
  });

  test('an order file and a codes file that differ are refused', async () => {
    const files = [
      file('icd10cm-order-2026.txt', order),
      file('icd10cm-codes-2026.txt', codes.replace('J208', 'J207')),
    ];
    expect(await errorsOf({ files })).toMatchObject([
      { file: 'icd10cm-codes-2026.txt', rule: 'lists-differ', message: expect.stringContaining('lacks J208') },
    ]);
  });

  test('an asked-for edition and dates win over what the name says', async () => {
    const april = await imported({ files: [file('icd10cm-codes-2026.txt', codes)], edition: 'FY2027-04' });
    expect(april.editions).toMatchObject([
      { edition: 'FY2027-04', effectiveFrom: '2027-04-01', effectiveTo: '2027-09-30' },
    ]);
    const dated = await imported({
      files: [file('x.txt', codes)],
      edition: 'FY2027',
      effectiveFrom: '2026-11-01',
      effectiveTo: '2027-12-31',
    });
    expect(dated.editions).toMatchObject([
      { edition: 'FY2027-10', effectiveFrom: '2026-11-01', effectiveTo: '2027-12-31' },
    ]);
  });

  test.each([
    ['no year in the name and none asked for', { files: [file('codes.txt', codes)] }, { rule: 'edition' }],
    ['an edition of no known form', { files: [file('codes.txt', codes)], edition: '2027' }, { rule: 'edition' }],
    [
      'a window that ends before it begins',
      { files: [file('c.txt', codes)], edition: 'FY2027', effectiveTo: '2020-01-01' },
      { rule: 'edition' },
    ],
    [
      'a date that is none',
      { files: [file('c.txt', codes)], edition: 'FY2027', effectiveFrom: '2026-13-01' },
      { rule: 'edition' },
    ],
    [
      'a line cut in two',
      { files: [file('icd10cm-order-2026.txt', order.slice(0, -60))] },
      { rule: 'record', line: 4 },
    ],
    [
      'a code twice',
      { files: [file('icd10cm-codes-2026.txt', `${codes}Z23     Again\r\n`)] },
      { rule: 'duplicate', line: 4, message: 'Z23 is already on line 3' },
    ],
    [
      'a lower-case code',
      { files: [file('icd10cm-codes-2026.txt', codes.replace('Z23 ', 'z23 '))] },
      { rule: 'code', line: 3 },
    ],
    [
      'a flag that is none',
      { files: [file('icd10cm-order-2026.txt', order.replace('J209    1', 'J209    2'))] },
      { rule: 'record', line: 3 },
    ],
    [
      'an order number that goes back',
      { files: [file('icd10cm-order-2026.txt', order.replace('00003', '00002'))] },
      { rule: 'record', line: 3 },
    ],
    [
      'a header marked billable',
      { files: [file('icd10cm-order-2026.txt', order.replace('J20     0', 'J20     1'))] },
      { rule: 'header-flag', line: 1 },
    ],
    [
      'a header without codes',
      { files: [file('icd10cm-order-2026.txt', order.replace('Z23     1', 'Z23     0'))] },
      { rule: 'header-flag', line: 4 },
    ],
    [
      'bytes that are not UTF-8',
      { files: [file('icd10cm-codes-2026.txt', latin1(codes.replace('Immun', 'Imm\u00fcn')))] },
      { rule: 'encoding', line: 3 },
    ],
    [
      'NUL bytes',
      { files: [file('icd10cm-codes-2026.txt', codes.replace('cause', 'cau\u0000e'))] },
      { rule: 'encoding', line: 2 },
    ],
    [
      'an HCPCS file said to be ICD-10-CM',
      { set: 'icd10cm', files: [file('HCPC2025_OCT_ANWEB.txt', hcpcs)] },
      { rule: 'wrong-set', message: expect.stringContaining('hcpcs-alpha-numeric') },
    ],
    ['a file of nothing known', { files: [file('notes.txt', 'hello\nworld\n')] }, { rule: 'format' }],
    ['an empty file', { files: [file('icd10cm-codes-2026.txt', '')] }, { rule: 'format' }],
    ['no file', { files: [] }, { rule: 'format' }],
  ] as const)('%s is refused with file, rule and line', async (_, request, expected) => {
    expect(await errorsOf(request as unknown as ImportRequest)).toContainEqual(expect.objectContaining(expected));
  });

  test('a file with fewer rows than a whole one has is refused unless the caller says otherwise', async () => {
    const request = { files: [file('icd10cm-codes-2026.txt', codes)] };
    expect(await errorsOf({ ...request, limits: {} })).toEqual([
      {
        file: 'icd10cm-codes-2026.txt',
        rule: 'row-band',
        message: expect.stringContaining('has 3 codes; a whole file has 74000 to 76000'),
      },
    ]);
    const { editions } = await imported({ ...request, limits: {}, complete: false });
    expect(editions).toMatchObject([{ complete: false, rowCount: 3 }]);
  });

  test('of many faults the first fifty are told and the rest counted', async () => {
    const broken = codes + 'J209    Again\r\n'.repeat(80);
    const errors = await errorsOf({ files: [file('icd10cm-codes-2026.txt', broken)] });
    expect(errors).toHaveLength(51);
    expect(errors.at(-1)?.message).toBe('and 30 more faults in this file');
  });
});

describe('archives', () => {
  test('a damaged, a truncated and a bursting archive are refused', async () => {
    const zip = zipSync({ 'icd10cm-order-2026.txt': [strToU8(order), { level: 0 }] });
    const damaged = Uint8Array.from(zip);
    damaged[60]! ^= 1;
    expect(await errorsOf({ files: [file('a.zip', damaged)] })).toMatchObject([{ rule: 'archive' }]);
    expect(await errorsOf({ files: [file('a.zip', zip.subarray(0, zip.length - 30))] })).toMatchObject([
      { rule: 'archive' },
    ]);
    expect(await errorsOf({ files: [file('a.txt.gz', gzipSync(order).subarray(0, 60))] })).toMatchObject([
      { rule: 'archive' },
    ]);
    const bomb = 'a'.repeat(100_000);
    expect(await errorsOf({ files: [file('a.gz', gzipSync(bomb))], limits: { maxBytes: 10_000 } })).toMatchObject([
      { rule: 'size' },
    ]);
    expect(
      await errorsOf({ files: [file('a.zip', zipSync({ 'a.txt': strToU8(bomb) }))], limits: { maxBytes: 10_000 } }),
    ).toMatchObject([{ rule: 'size' }]);
  });

  test('an archive inside an archive is opened', async () => {
    const jar = zipSync({ 'data/mce.bin': mceFile([{ code: 'J209', start: '20151001' }]) });
    const { editions } = await imported({ set: 'mce', files: [file('mce.zip', zipSync({ 'msdrg/mce.jar': jar }))] });
    expect(editions).toMatchObject([{ set: 'mce', edition: 'V43.1', rowCount: 1 }]);
  });
});

describe('HCPCS', () => {
  test('the Alpha-Numeric file gives codes and modifiers with their dates, and leaves out what is licensed', async () => {
    const { editions, report } = await imported({ files: [file('HCPC2025_OCT_ANWEB.txt', latin1(hcpcs))] });
    expect(editions).toMatchObject([
      { set: 'hcpcs', edition: '2025-10', effectiveFrom: '2021-01-01', effectiveTo: '2025-12-31', rowCount: 2 },
      { set: 'modifier', edition: '2025-10', effectiveFrom: '2021-01-01', effectiveTo: '2025-12-31', rowCount: 1 },
    ]);
    expect(report.skipped).toEqual({ cpt: 1, cdt: 1 });
    expect(report.notes).toEqual([expect.stringContaining('answers from 2021-01-01 on')]);
    const sets = buildCodeSets(editions.map((edition) => edition.bytes));
    expect(sets.describe('hcpcs', 'G0463', '2025-11-01')).toBe('Clinic visit for assessment and management');
    expect(sets.hcpcs('Q2037', '2025-11-01')).toMatchObject({ status: 'not_effective', effectiveTo: '2020-12-31' });
    expect(sets.modifier('LT', '2025-11-01').status).toBe('valid');
  });

  test.each([
    ['a record of another length', hcpcs.replace('Clinic visit', 'Clinic'), { rule: 'record', line: 4 }],
    ['a date that is none', hcpcs.replace('20140101', '20140230'), { rule: 'date', line: 4 }],
    ['an end before the beginning', hcpcs.replace('20201231', '20101231'), { rule: 'date-order', line: 6 }],
    ['a code twice', hcpcs + hcpcsRecord('G0463', '3', 'Again', '20140101'), { rule: 'duplicate', line: 9 }],
    ['a continuation of another code', hcpcs.replace('G046300200', 'G046400200'), { rule: 'record', line: 5 }],
    [
      'a line of something else between the records',
      hcpcs.replace(hcpcsRecord('D0000', '3', 'Dental', '20110101'), 'stray\r\n'),
      { rule: 'record', line: 7 },
    ],
  ])('%s is refused with its line', async (_, text, expected) => {
    expect(await errorsOf({ files: [file('HCPC2025_OCT_ANWEB.txt', latin1(text))] })).toContainEqual(
      expect.objectContaining(expected),
    );
  });

  test('a list with headings gives codes and modifiers by shape', async () => {
    const csv = `Code,Description\n   LT,Left side\nG0463,"Clinic visit, hospital"\nD0000,Dental\n${'0'.repeat(5)},Licensed\n`;
    const { editions, report } = await imported({ files: [file('HCPC2025_OCT_ANWEB.csv', csv)] });
    expect(editions.map(({ set, edition, rowCount }) => [set, edition, rowCount])).toEqual([
      ['hcpcs', '2025-10', 1],
      ['modifier', '2025-10', 1],
    ]);
    expect(report.skipped).toMatchObject({ cpt: 1, cdt: 1 });
    expect(report.notes).toEqual([expect.stringContaining('has no dates')]);
  });

  test('a licensed list of the user keeps codes and dates, no text, and is incomplete unless he says otherwise', async () => {
    const invented = '0'.repeat(5);
    const request: ImportRequest = {
      set: 'cpt',
      files: [file('ours.csv', `code,description,effective,termination\n${invented},Secret words,1/1/2026,\n`)],
      edition: '2026',
      effectiveFrom: '2026-01-01',
    };
    const { editions } = await imported(request);
    expect(editions).toMatchObject([{ set: 'cpt', complete: false, rowCount: 1 }]);
    expect(new TextDecoder().decode(editions[0]?.bytes)).not.toContain('Secret');
    const sets = buildCodeSets([editions[0]!.bytes]);
    expect(sets.hcpcs(invented, '2026-05-01').status).toBe('valid');
    expect(await errorsOf({ ...request, effectiveFrom: undefined })).toMatchObject([{ rule: 'edition' }]);
  });

  test.each([
    ['a heading without a code column', 'name,text,hcpcs text\nG0463,x,y\n', { rule: 'header', line: 1 }],
    ['a row with another number of cells', 'code,description\nG0463,x\nG0438,y,z\n', { rule: 'record', line: 3 }],
    ['a date in words', 'code,description,effective\nG0463,x,soon\n', { rule: 'date', line: 2 }],
    ['a code twice', 'code,description\nG0463,x\nG0463,y\n', { rule: 'duplicate', line: 3 }],
    ['a code of another set', 'hcpcs,description\nG0463,x\nE11.9,y\n', { rule: 'code', line: 3 }],
  ])('%s is refused with its line', async (_, csv, expected) => {
    expect(await errorsOf({ files: [file('list-2025-10.csv', csv)] })).toContainEqual(
      expect.objectContaining(expected),
    );
  });

  test('two files for one edition are refused', async () => {
    const csv = 'modifier,description\nLT,Left side\n';
    expect(await errorsOf({ files: [file('a-2025-10.csv', csv), file('b-2025-10.csv', csv)] })).toMatchObject([
      { file: 'b-2025-10.csv', rule: 'edition' },
    ]);
  });
});

describe('places of service', () => {
  const places = [
    {
      code: '10',
      name: 'Home',
      definition: 'x (This code is effective January 1, 2022, and available to Medicare April 1, 2022.)',
    },
    { code: '14', name: 'Group', definition: 'x (Effective October 1, 2003) (Revised, effective April 1, 2004)' },
    { code: '22', name: 'Hospital', definition: 'x (Description change effective January 1, 2016)' },
    { code: '49', name: 'Clinic', definition: 'x (Effective October 1, 2023)' },
  ];

  test('the definition tells since when, but for the two it misdates', async () => {
    const { editions } = await imported({ files: [file('pos_2024-05-02.json', JSON.stringify(places))] });
    expect(editions).toMatchObject([{ set: 'pos', edition: '2024-05', effectiveFrom: '2003-10-01', rowCount: 4 }]);
    expect(editions[0]?.effectiveTo).toBeUndefined();
    const sets = buildCodeSets([editions[0]!.bytes]);
    const statuses = ['10', '14', '22', '49', '29'].map((code) => sets.placeOfService(code, '2010-01-01').status);
    expect(statuses).toEqual(['not_effective', 'valid', 'valid', 'valid', 'unknown']);
  });

  test('a list with kinds tells the rate and leaves out what is unassigned', async () => {
    const csv = 'pos_code,pos_type,pos_name\n11,Non-Facility,Office\n21,Facility,Hospital\n28,Unassigned,Unassigned\n';
    const { editions, report } = await imported({ files: [file('pos_codes_2024-06.csv', csv)] });
    const sets = buildCodeSets([editions[0]!.bytes]);
    expect(['11', '21', '28'].map(sets.placeIsFacility)).toEqual([false, true, undefined]);
    expect(report.skipped).toMatchObject({ unassigned: 1 });
    expect(editions).toMatchObject([{ effectiveFrom: '2024-06-01' }]);
  });

  test('broken JSON and a place twice are refused', async () => {
    expect(await errorsOf({ files: [file('pos_2024-05.json', JSON.stringify(places).slice(0, -5))] })).toMatchObject([
      { rule: 'truncated' },
    ]);
    expect(await errorsOf({ files: [file('pos_2024-05.json', JSON.stringify([places[0], places[0]]))] })).toMatchObject(
      [{ rule: 'duplicate' }],
    );
    expect(
      await errorsOf({ files: [file('pos_2024-05.json', '[{"code":"1","name":"x","definition":""}]')] }),
    ).toMatchObject([{ rule: 'record', message: expect.stringContaining('0.code') }]);
  });
});

describe('Medicare Code Editor', () => {
  test('entries give validity by date and the marks the rules use', async () => {
    const bytes = mceFile([
      { code: 'F0280', start: '20151001', flags: ['manifestation', 'qadm'] },
      { code: 'O80', start: '20151001', end: '20240930', flags: ['maternity', 'female'] },
      { code: 'O80', start: '20241001', flags: ['maternity'] },
    ]);
    const { editions } = await imported({ files: [file('mce.bin', bytes)] });
    expect(editions).toMatchObject([
      { set: 'mce', edition: 'V43.1', effectiveFrom: '2015-10-01', effectiveTo: '2026-09-30', rowCount: 3 },
    ]);
    const sets = buildCodeSets([editions[0]!.bytes]);
    expect(sets.diagnosisFlags('F0280', '2026-01-01')).toMatchObject({ manifestation: true, maternity: false });
    expect(sets.diagnosisFlags('O80', '2024-01-01')).toMatchObject({ maternity: true, female: true });
    expect(sets.diagnosisFlags('O80', '2025-01-01')).toMatchObject({ maternity: true, female: false });
    expect(sets.icd10cm('O80', '2014-01-01').status).toBe('no_data');
  });

  test('procedures of stays are a set of their own, with what Medicare pays for', async () => {
    const procedures = [
      { code: '0SR9019', start: '20151001', end: '20260331', flags: ['noncovered'] },
      { code: '02YA0Z0', start: '20151001', flags: ['lcov', 'female'] },
    ];
    const bytes = mceFile([{ code: 'F0280', start: '20151001', flags: ['qadm'] }], undefined, procedures);
    const { editions } = await imported({ files: [file('mce.bin', bytes)] });
    expect(editions.map(({ set, edition, rowCount }) => [set, edition, rowCount])).toEqual([
      ['mce', 'V43.1', 1],
      ['icd10pcs', 'V43.1', 2],
    ]);
    const sets = buildCodeSets(editions.map(({ bytes: content }) => content));
    expect(sets.diagnosisFlags('F0280', '2026-01-01')).toMatchObject({ questionableAdmission: true });
    expect(sets.icd10pcs('0SR9019', '2026-03-31').status).toBe('valid');
    expect(sets.icd10pcs('0SR9019', '2026-04-01')).toMatchObject({
      status: 'not_effective',
      effectiveTo: '2026-03-31',
    });
    expect(sets.icd10pcs('0SR901A', '2026-01-01').status).toBe('unknown');
    expect(sets.procedureFlags('0SR9019', '2026-01-01')).toEqual({
      edition: 'icd10pcs@V43.1',
      nonCovered: true,
      limitedCoverage: false,
    });
    expect(sets.procedureFlags('02YA0Z0', '2026-01-01')).toMatchObject({ nonCovered: false, limitedCoverage: true });
    expect(sets.procedureFlags('0SR9019', '2026-04-01')).toEqual({});
    expect(sets.procedureFlags('0sr.', '2026-01-01')).toEqual({});
    expect(
      await errorsOf({ files: [file('mce.bin', mceFile([], undefined, [{ code: '0SR90I9', start: '20151001' }]))] }),
    ).toContainEqual(expect.objectContaining({ rule: 'code', message: expect.stringContaining('no ICD-10-PCS code') }));
    expect(buildCodeSets([]).icd10pcs('0SR9019', '2026-01-01').status).toBe('no_data');
  });

  test.each([
    ['cut short', mceFile([{ code: 'J209', start: '20151001' }]).subarray(0, 40), { rule: 'truncated' }],
    ['a code that is none', mceFile([{ code: 'j20.9', start: '20151001' }]), { rule: 'code' }],
    ['a date that is none', mceFile([{ code: 'J209', start: '20151301' }]), { rule: 'date' }],
    [
      'an end before the beginning',
      mceFile([{ code: 'J209', start: '20161001', end: '20160930' }]),
      { rule: 'date-order' },
    ],
    [
      'two entries for one date',
      mceFile([
        { code: 'J209', start: '20151001' },
        { code: 'J209', start: '20161001' },
      ]),
      { rule: 'duplicate' },
    ],
    ['no termination date', mceFile([{ code: 'J209', start: '20151001' }], ''), { rule: 'header' }],
  ])('%s is refused', async (_, bytes, expected) => {
    expect(await errorsOf({ files: [file('mce.bin', bytes)] })).toContainEqual(expect.objectContaining(expected));
  });

  test('it is not renamed into another version', async () => {
    const files = [file('mce.bin', mceFile([{ code: 'J209', start: '20151001' }]))];
    expect(await errorsOf({ files, edition: 'V44' })).toMatchObject([{ rule: 'edition' }]);
  });
});

describe('tabular list and POA-exempt list', () => {
  test('seventh characters are read off the categories they stand on', async () => {
    const { editions } = await imported({ files: [file('icd10cm-tabular-2026.xml', tabular)] });
    expect(editions).toMatchObject([{ set: 'icd10cm-tabular', edition: 'FY2026-10', rowCount: 1 }]);
    const sets = buildCodeSets([editions[0]!.bytes]);
    expect(sets.seventhCharacter('S93401A', '2026-01-01')).toEqual({
      edition: 'icd10cm-tabular@FY2026-10',
      category: 'S93',
      characters: ['A', 'D', 'S'],
    });
  });

  test('it comes along with ICD-10-CM, but not with HCPCS', async () => {
    const files = [file('icd10cm-tabular-2026.xml', tabular), file('icd10cm-codes-2026.txt', codes)];
    const { editions } = await imported({ set: 'icd10cm', files });
    expect(editions.map((edition) => edition.set)).toEqual(['icd10cm-tabular', 'icd10cm']);
    expect(await errorsOf({ set: 'hcpcs', files })).toMatchObject([{ rule: 'wrong-set' }, { rule: 'wrong-set' }]);
  });

  test('the list names its own year when the file does not', async () => {
    const { editions } = await imported({ files: [file('tabular.xml', tabular)] });
    expect(editions).toMatchObject([{ edition: 'FY2026-10' }]);
    expect(await errorsOf({ files: [file('tabular.xml', tabular)], edition: 'FY2025' })).toMatchObject([
      { rule: 'edition', message: 'names itself 2026, not FY2025-10' },
    ]);
  });

  test.each([
    ['cut short', tabular.slice(0, 300), { rule: 'truncated' }],
    ['a seventh character of two', tabular.replace('char="A"', 'char="AB"'), { rule: 'record', line: 5 }],
    ['a category that is none', tabular.replace('<name>S93</name>', '<name>sprain</name>'), { rule: 'code', line: 4 }],
    ['no year', tabular.replace('2026', 'new'), { rule: 'header' }],
  ])('%s is refused', async (_, xml, expected) => {
    expect(await errorsOf({ files: [file('icd10cm-tabular-2026.xml', xml)] })).toContainEqual(
      expect.objectContaining(expected),
    );
  });

  test('exempt codes are those of the year', async () => {
    const list = 'Order26\tPOAexemptCode\tDescription\r\n1\tZ23\tImmunization\r\n2\tQ87.87\t"A syndrome"\r\n';
    const { editions } = await imported({ files: [file('POAexemptCodesFY26.txt', list)] });
    expect(editions).toMatchObject([{ set: 'poa-exempt', edition: 'FY2026-10', rowCount: 2 }]);
    const sets = buildCodeSets([editions[0]!.bytes]);
    expect(['Q8787', 'J209'].map((code) => sets.poaExempt(code, '2026-01-01').status)).toEqual(['valid', 'unknown']);
    expect(await errorsOf({ files: [file('POAexemptCodesFY26.txt', list.replace('Q87.87', 'Q8787'))] })).toMatchObject([
      { rule: 'code', line: 3 },
    ]);
  });
});
