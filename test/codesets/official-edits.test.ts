import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildCodeSets, type LoadedCodeSets } from '@claimwright/codesets/build-code-sets';
import type { TabularNoteKind } from '@claimwright/codesets/code-sets';
import { decodeEdition } from '@claimwright/codesets/decode-edition';
import { type ImportedEdition, importCodeSet } from '@claimwright/codesets/import/import-code-set';
import { unpackCode } from '@claimwright/codesets/packed-code';
import { starterEditions } from '@claimwright/codesets/starter';
import { notedCodes, noteFacts } from '@claimwright/codesets/starter/notes';
import { beforeAll, describe, expect, test } from 'vitest';
import { hasSharedData, sharedData } from '../shared-data.ts';

const folder = join(sharedData, 'codesets');
const quarterDay = '2024-08-15';

async function imported(path: string): Promise<{ edition: ImportedEdition; notes: string[] }> {
  const name = path.split('/').at(-1)!;
  const result = await importCodeSet({
    files: [{ name, bytes: await readFile(join(folder, path)) }],
    amaLicenseAccepted: true,
  });
  if (!result.ok) throw new Error(JSON.stringify(result.errors.slice(0, 5)));
  expect(result.editions).toHaveLength(1);
  return { edition: result.editions[0]!, notes: result.report.notes };
}

async function linesOf(path: string): Promise<string[]> {
  return (await readFile(join(folder, path), 'utf8')).trim().split(/\r?\n/).slice(1);
}

describe.skipIf(!hasSharedData('codesets'))('official edits (skipped where ../shared/data is absent)', () => {
  test.each([
    ['practitioner', 'ncci/ptp_practitioner_2024-07-01.hcpcs2-only.csv', 3_158],
    ['hospital', 'ncci/ptp_outpatient_2024-07-01.hcpcs2-only.csv', 2_200],
  ] as const)('pairs of %s: every line, and nothing else, answers in its quarter', async (setting, path, count) => {
    const { edition } = await imported(path);
    expect(edition).toMatchObject({
      set: `ncci-ptp-${setting}`,
      edition: '2024-07',
      effectiveTo: '2024-09-30',
      rowCount: count,
    });
    const sets = buildCodeSets([edition.bytes]);
    const expected = new Map<string, string>();
    const codes = new Set<string>();
    for (const line of await linesOf(path)) {
      const [column1, column2, deleted, indicator] = line.split(',');
      codes.add(column1!).add(column2!);
      if (deleted === '' || deleted! >= quarterDay) expected.set(`${column1}/${column2}`, indicator!);
    }
    const found = new Map<string, string>();
    for (const column1 of codes)
      for (const column2 of codes) {
        const answer = sets.ptp(setting, column1, column2, quarterDay);
        if (answer.status === 'edit') found.set(`${column1}/${column2}`, String(answer.modifierIndicator));
        else expect(answer.status).toBe('none');
      }
    expect(found).toEqual(expected);
    for (const outside of ['2024-06-30', '2024-10-01'])
      expect(sets.ptp(setting, [...codes][0]!, [...codes][1]!, outside).status).toBe('no_data');
  });

  test.each([
    ['practitioner', 'ncci/mue_practitioner_2024-07-01.hcpcs2-only.csv', 4_387],
    ['hospital', 'ncci/mue_outpatient_2024-07-01.hcpcs2-only.csv', 4_339],
    ['dme', 'ncci/mue_dme_2024-07-01.csv', 2_928],
  ] as const)('limits of %s: every line answers', async (setting, path, count) => {
    const { edition } = await imported(path);
    expect(edition).toMatchObject({ set: `ncci-mue-${setting}`, edition: '2024-07', rowCount: count });
    const sets = buildCodeSets([edition.bytes]);
    for (const line of await linesOf(path)) {
      const [code, units, mai] = line.split(',');
      expect([code, sets.mue(code!, setting, quarterDay)]).toEqual([
        code,
        { status: 'limit', edition: `ncci-mue-${setting}@2024-07`, units: Number(units), mai: Number(mai) },
      ]);
    }
    expect(sets.mue('A4206', setting, '2024-10-01').status).toBe('no_data');
  });

  test('relative values of April 2024: 4,865 rows, 36 of them of a part', async () => {
    const { edition } = await imported('mpfs/PPRRVU24_APR.hcpcs2-only.csv');
    expect(edition).toMatchObject({ set: 'physician-fee', edition: '2024-04', rowCount: 4_865 });
    const decoded = decodeEdition(edition.bytes, { verifyContent: true });
    if (!decoded.ok) throw new Error(decoded.error);
    const keys = [...decoded.edition.codes].map(unpackCode);
    expect(keys.filter((key) => key.length === 7)).toHaveLength(36);
    const sets = buildCodeSets([edition.bytes]);
    expect(sets.physicianFee('G0101', '2024-05-01')).toMatchObject({
      statusCode: 'A',
      globalDays: 'XXX',
      workRvuHundredths: 45,
    });
    const statuses = keys.map((key) => {
      const answer = sets.physicianFee(key.slice(0, 5), '2024-05-01', key.slice(5));
      return answer.status === 'found' ? answer.statusCode : answer.status;
    });
    expect([...new Set(statuses)].sort().join('')).toMatch(/^[A-Z]+$/);
  });

  test('localities: 109', async () => {
    const { edition } = await imported('mpfs/gpci_2024-07.csv');
    expect(edition).toMatchObject({ set: 'gpci', rowCount: 109 });
    expect(buildCodeSets([edition.bytes]).practiceCost('02102', '01', quarterDay)).toMatchObject({
      workThousandths: 1_500,
    });
  });

  describe('notes of the tabular list of FY2021', () => {
    const on = '2021-05-01';
    let sets: LoadedCodeSets;
    let reported: string[];

    beforeAll(async () => {
      const { edition, notes } = await imported('icd10cm/icd10cm_tabular_2021.xml.gz');
      sets = buildCodeSets([edition.bytes]);
      reported = notes;
    });

    test('5,441 Excludes1 notes of which 97 % name codes, 681 "code first" of which 73 % do', () => {
      expect(reported).toEqual([
        'notes that name codes: excludes1 5280 of 5441 (12 brackets unread), excludes2 2213 of 2253, ' +
          'codeFirst 499 of 681 (1 brackets unread), useAdditionalCode 1025 of 1347, codeAlso 244 of 352',
      ]);
    });

    test.each([
      ['E109', 'E119', 'conflict'],
      ['E119', 'I10', 'none'],
      ['F458', 'G4763', 'conflict'],
      ['J0390', 'J3501', 'none'],
      ['E119', 'E0800', 'conflict'],
      ['J449', 'J45909', 'none'],
    ] as const)('%s beside %s: %s', (a, b, status) => {
      expect(sets.excludes1Conflict(a, b, on).status).toBe(status);
      expect(sets.excludes1Conflict(b, a, on).status).toBe(status);
    });

    test.each([
      ['codeFirst', 'D631', 'N184', 'I10'],
      ['useAdditionalCode', 'E1122', 'N1831', 'I10'],
      ['useAdditionalCode', 'J449', 'F17210', 'E119'],
      ['codeFirst', 'F0280', 'G309', 'I10'],
    ] as const)('%s on %s is met by %s and not by %s', (kind: TabularNoteKind, code, met, unmet) => {
      const answer = sets.tabularNotes(code, kind, on);
      if (answer.status !== 'found') throw new Error(JSON.stringify(answer));
      expect(answer.notes.some((note) => note.covers(met))).toBe(true);
      expect(answer.notes.some((note) => note.covers(unmet))).toBe(false);
    });

    test('every note of the starter stands there, about the same codes', () => {
      const starter = buildCodeSets(starterEditions());
      const codes = notedCodes.map((code) => code.replace('.', ''));
      for (const [code, kind] of noteFacts) {
        const ours = starter.tabularNotes(code.replace('.', ''), kind, on);
        const official = sets.tabularNotes(code.replace('.', ''), kind, on);
        if (ours.status !== 'found' || official.status !== 'found') throw new Error(`${code}: ${official.status}`);
        for (const note of ours.notes)
          for (const one of codes.filter((named) => note.covers(named)))
            expect([code, kind, one, official.notes.some((theirs) => theirs.covers(one))]).toEqual([
              code,
              kind,
              one,
              true,
            ]);
      }
      for (const a of codes)
        for (const b of codes)
          if (starter.excludes1Conflict(a, b, on).status === 'conflict')
            expect([a, b, sets.excludes1Conflict(a, b, on).status]).toEqual([a, b, 'conflict']);
    });

    test('no diagnosis excludes itself or what stands below it in its own category by a note of that category', () => {
      expect(sets.excludes1Conflict('E1122', 'E1165', on).status).toBe('none');
      expect(sets.excludes1Conflict('S93401A', 'S93402A', on).status).toBe('none');
    });
  });
});
