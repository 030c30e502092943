import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { buildCodeSets } from '@claimwright/codesets/build-code-sets';
import { decodeEdition } from '@claimwright/codesets/decode-edition';
import type { Edition } from '@claimwright/codesets/edition';
import { type ImportedEdition, importCodeSet } from '@claimwright/codesets/import/import-code-set';
import { unpackCode } from '@claimwright/codesets/packed-code';
import { starterEditions } from '@claimwright/codesets/starter';
import { diagnosisFacts, seventhCharacterFacts } from '@claimwright/codesets/starter/diagnoses';
import { hcpcsFacts } from '@claimwright/codesets/starter/hcpcs';
import { placeFacts } from '@claimwright/codesets/starter/places';
import { beforeAll, describe, expect, test } from 'vitest';
import { hasSharedData, sharedData } from '../shared-data.ts';

const folder = join(sharedData, 'codesets');

async function imported(path: string): Promise<{ editions: ImportedEdition[]; skipped: Record<string, number> }> {
  const name = path.split('/').at(-1)!;
  const result = await importCodeSet({ files: [{ name, bytes: await readFile(join(folder, path)) }] });
  if (!result.ok) throw new Error(JSON.stringify(result.errors.slice(0, 5)));
  return { editions: result.editions, skipped: result.report.skipped };
}

function opened(edition: ImportedEdition): Edition {
  const decoded = decodeEdition(edition.bytes, { verifyContent: true });
  if (!decoded.ok) throw new Error(decoded.error);
  return decoded.edition;
}

function codesOf(edition: Edition): string[] {
  return [...edition.codes].map(unpackCode);
}

function textOf(path: string): Promise<string> {
  return readFile(join(folder, path)).then((bytes) =>
    (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'),
  );
}

describe.skipIf(!hasSharedData('codesets'))('official code-set files (skipped where ../shared/data is absent)', () => {
  let order2021: ImportedEdition;
  let codes2026: ImportedEdition;
  let mce: ImportedEdition;
  let tabular2021: ImportedEdition;

  beforeAll(async () => {
    order2021 = (await imported('icd10cm/icd10cm-order-Jan-2021.txt.gz')).editions[0]!;
    codes2026 = (await imported('icd10cm/icd10cm-codes-2026.txt.gz')).editions[0]!;
    mce = (await imported('mce/mce_v43.1.mce.bin.gz')).editions[0]!;
    tabular2021 = (await imported('icd10cm/icd10cm_tabular_2021.xml.gz')).editions[0]!;
  });

  test('FY2021 order file: 72,621 codes and 22,737 headers, from January on', async () => {
    const { editions, skipped } = await imported('icd10cm/icd10cm-order-Jan-2021.txt.gz');
    expect(editions).toMatchObject([
      { set: 'icd10cm', edition: 'FY2021-01', effectiveFrom: '2021-01-01', effectiveTo: '2021-09-30' },
    ]);
    expect([editions[0]!.rowCount - skipped.headers!, skipped.headers]).toEqual([72_621, 22_737]);
  });

  test('FY2026 codes file: 74,719 codes', () => {
    expect(codes2026).toMatchObject({
      set: 'icd10cm',
      edition: 'FY2026-10',
      effectiveFrom: '2025-10-01',
      effectiveTo: '2026-09-30',
      rowCount: 74_719,
    });
  });

  test('Medicare Code Editor: 84,932 entries, the same as its decoded form', async () => {
    expect(mce).toMatchObject({
      edition: 'V43.1',
      effectiveFrom: '2015-10-01',
      effectiveTo: '2026-09-30',
      rowCount: 84_932,
    });
    const lines = (await textOf('mce/mce_v43.1_icd10cm_master.csv.gz')).trim().split(/\r?\n/).slice(1);
    const theirs = lines.map((line) => line.split(',').slice(0, 2).join(' ')).sort();
    const edition = opened(mce);
    const day = (number: number) => new Date(number * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '');
    const ours = codesOf(edition)
      .map((code, row) => `${code} ${day(edition.rowFromDays![row]!)}`)
      .sort();
    expect(ours).toEqual(theirs);
  });

  test('Medicare Code Editor: 86,809 procedures of stays, the same as their decoded form', async () => {
    const { editions } = await imported('mce/mce_v43.1.mce.bin.gz');
    const procedures = editions.find(({ set }) => set === 'icd10pcs');
    expect(procedures).toMatchObject({ edition: 'V43.1', rowCount: 86_809 });
    const lines = (await textOf('mce/mce_v43.1_icd10pcs_master.csv.gz')).trim().split(/\r?\n/).slice(1);
    expect(codesOf(opened(procedures!)).sort()).toEqual(lines.map((line) => line.split(',')[0]).sort());
    const sets = buildCodeSets([procedures!.bytes]);
    const flagged = (flag: string) =>
      lines.filter((line) =>
        line
          .split(',')
          .slice(3)
          .join(' ')
          .split(/[ ;|"]+/)
          .includes(flag),
      );
    expect(flagged('noncovered').length).toBeGreaterThan(100);
    for (const line of flagged('noncovered')) {
      const [code = '', start = ''] = line.split(',');
      const on = `${start.slice(0, 4)}-${start.slice(4, 6)}-${start.slice(6)}`;
      expect(sets.procedureFlags(code, on)).toMatchObject({ nonCovered: true });
    }
  });

  test('counts on 1 October of each year, from the Medicare Code Editor', () => {
    const edition = opened(mce);
    const sets = buildCodeSets([mce.bytes]);
    const distinct = [...new Set(codesOf(edition))];
    const validOn = (date: string) => distinct.filter((code) => sets.icd10cm(code, date).status === 'valid').length;
    expect([2021, 2022, 2023, 2024, 2025, 2026].map((year) => validOn(`${year - 1}-10-01`))).toEqual([
      72_616, 72_748, 73_639, 74_044, 74_260, 74_719,
    ]);
  });

  test('the lists of a year and the Medicare Code Editor agree code by code', () => {
    const editor = buildCodeSets([mce.bytes]);
    const disagreement = (list: ImportedEdition, date: string) => {
      const sets = buildCodeSets([list.bytes]);
      const all = new Set([...codesOf(opened(list)), ...codesOf(opened(mce))]);
      return [...all].filter(
        (code) => (sets.icd10cm(code, date).status === 'valid') !== (editor.icd10cm(code, date).status === 'valid'),
      );
    };
    expect(disagreement(codes2026, '2025-10-01')).toEqual([]);
    expect(disagreement(order2021, '2021-01-01')).toEqual([]);
  });

  test('headers of the order file are headers, and all of them are prefixes of billable codes', () => {
    const sets = buildCodeSets([order2021.bytes]);
    const headers = codesOf(opened(order2021)).filter((code) => sets.icd10cm(code, '2021-05-01').status === 'header');
    expect(headers).toHaveLength(22_737);
    const withoutRows = buildCodeSets([mce.bytes]);
    expect(headers.filter((code) => withoutRows.icd10cm(code, '2021-05-01').status !== 'header')).toEqual([]);
  });

  test('tabular list: 507 definitions, and every code of seven characters has one that allows its last', () => {
    expect(tabular2021).toMatchObject({ set: 'icd10cm-tabular', edition: 'FY2021-10', rowCount: 507 });
    const sets = buildCodeSets([tabular2021.bytes, order2021.bytes]);
    const billable = codesOf(opened(order2021)).filter((code) => sets.icd10cm(code, '2021-05-01').status === 'valid');
    const ruled = billable.filter((code) => sets.seventhCharacter(code, '2021-05-01') !== undefined);
    expect(ruled).toHaveLength(50_341);
    const broken = ruled.filter(
      (code) => code.length !== 7 || !sets.seventhCharacter(code, '2021-05-01')!.characters.includes(code[6]!),
    );
    expect(broken).toEqual([]);
  });

  test('POA-exempt list: 38,349 codes out of an official zip', async () => {
    const { editions } = await imported('icd10cm/POAexemptCodesFY26.zip');
    expect(editions).toMatchObject([{ set: 'poa-exempt', edition: 'FY2026-10', rowCount: 38_349 }]);
    const sets = buildCodeSets([editions[0]!.bytes]);
    expect(sets.poaExempt('Z23', '2026-01-01').status).toBe('valid');
    expect(sets.poaExempt('J209', '2026-01-01').status).toBe('unknown');
  });

  test('HCPCS October 2025: 8,463 codes and 383 modifiers', async () => {
    const { editions } = await imported('hcpcs/HCPC2025_OCT_ANWEB.code-longdesc.csv.gz');
    expect(
      editions.map(({ set, edition, rowCount, effectiveFrom, effectiveTo }) => [
        set,
        edition,
        rowCount,
        effectiveFrom,
        effectiveTo,
      ]),
    ).toEqual([
      ['hcpcs', '2025-10', 8_463, '2025-10-01', '2025-12-31'],
      ['modifier', '2025-10', 383, '2025-10-01', '2025-12-31'],
    ]);
    expect((await imported('hcpcs/hcpcs_modifiers_level2_2025-10.csv')).editions).toMatchObject([
      { set: 'modifier', rowCount: 383 },
    ]);
  });

  test('HCPCS 2019: an official zip, with dates', async () => {
    const { editions } = await imported('hcpcs/CMS-2019-Alpha-Numeric-HCPCS-File.zip');
    expect(
      editions.map(({ set, edition, rowCount, effectiveFrom }) => [set, edition, rowCount, effectiveFrom]),
    ).toEqual([
      ['hcpcs', '2019-01', 6_440, '2015-01-01'],
      ['modifier', '2019-01', 360, '2015-01-01'],
    ]);
    const sets = buildCodeSets(editions.map((edition) => edition.bytes));
    expect(sets.hcpcs('G0202', '2017-12-31').status).toBe('valid');
    expect(sets.hcpcs('G0202', '2018-01-01')).toMatchObject({ status: 'not_effective', effectiveTo: '2017-12-31' });
    expect(sets.describe('hcpcs', 'G8891', '2015-01-01')).toMatch(
      /^Documentation of medical reason.*clinically appropriate\)$/,
    );
  });

  test('places: 52, as JSON and as csv', async () => {
    const json = (await imported('pos/pos_2024-05-02.json')).editions[0]!;
    const csv = (await imported('pos/pos_codes_2024-06.csv')).editions[0]!;
    expect([json.rowCount, csv.rowCount]).toEqual([52, 52]);
    const sets = buildCodeSets([json.bytes, csv.bytes]);
    const starter = buildCodeSets(starterEditions());
    for (const [code] of placeFacts) {
      expect([code, sets.placeIsFacility(code)]).toEqual([code, starter.placeIsFacility(code)]);
      expect([code, sets.placeOfService(code, '2026-01-01').status]).toEqual([code, 'valid']);
    }
    for (const date of [
      '2015-12-31',
      '2016-01-01',
      '2019-12-31',
      '2020-01-01',
      '2021-12-31',
      '2022-01-01',
      '2023-10-01',
    ])
      for (const [code] of placeFacts)
        expect([code, date, buildCodeSets([json.bytes]).placeOfService(code, date).status]).toEqual([
          code,
          date,
          starter.placeOfService(code, date).status,
        ]);
  });

  test('every starter diagnosis has the validity and the marks the Medicare Code Editor gives it, year by year', () => {
    const starter = buildCodeSets(starterEditions());
    const editor = buildCodeSets([mce.bytes]);
    const marks = [
      'manifestation',
      'newborn',
      'pediatric',
      'maternity',
      'adult',
      'unspecified',
      'unacceptablePrincipal',
      'externalCause',
    ] as const;
    let compared = 0;
    for (const on of [
      '2016-10-01',
      '2017-10-01',
      '2019-10-01',
      '2020-03-31',
      '2020-10-01',
      '2021-10-01',
      '2022-04-01',
      '2023-10-01',
      '2024-10-01',
      '2026-09-30',
    ])
      for (const [dotted] of diagnosisFacts) {
        const code = dotted.replace('.', '');
        const official = editor.icd10cm(code, on).status;
        expect([code, on, starter.icd10cm(code, on).status]).toEqual([
          code,
          on,
          official === 'unknown' ? 'no_data' : official,
        ]);
        if (official !== 'valid') continue;
        const pick = (flags: ReturnType<typeof editor.diagnosisFlags>) => marks.filter((mark) => flags[mark]);
        expect([code, on, pick(starter.diagnosisFlags(code, on))]).toEqual([
          code,
          on,
          pick(editor.diagnosisFlags(code, on)),
        ]);
        compared += 1;
      }
    expect(compared).toBeGreaterThan(4_000);
  });

  test('seventh characters of the starter hold for FY2021 and still for FY2026', () => {
    const starter = buildCodeSets(starterEditions());
    const sets = buildCodeSets([tabular2021.bytes]);
    for (const [dotted, characters] of seventhCharacterFacts)
      expect(sets.seventhCharacter(dotted.replace('.', ''), '2021-05-01')).toMatchObject({
        category: dotted.replace('.', ''),
        characters: [...characters],
      });
    const ruled = codesOf(opened(codes2026)).filter(
      (code) => starter.seventhCharacter(code, '2026-01-01') !== undefined,
    );
    expect(ruled.length).toBeGreaterThan(10_000);
    expect(
      ruled.filter(
        (code) => code.length !== 7 || !starter.seventhCharacter(code, '2026-01-01')!.characters.includes(code[6]!),
      ),
    ).toEqual([]);
  });

  test('every starter procedure has the dates CMS gives it', async () => {
    const dated = buildCodeSets(
      (await imported('hcpcs/hcpcs_level2_2024-07_attributes.csv')).editions.map((edition) => edition.bytes),
    );
    const starter = buildCodeSets(starterEditions());
    for (const [code] of hcpcsFacts)
      for (const on of [
        '2015-10-01',
        '2016-01-01',
        '2017-12-31',
        '2018-01-01',
        '2020-06-01',
        '2022-01-01',
        '2023-12-31',
        '2024-04-01',
      ])
        expect([code, on, starter.hcpcs(code, on).status]).toEqual([code, on, dated.hcpcs(code, on).status]);
  });
});
