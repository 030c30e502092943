import { strToU8 } from 'fflate';
import { describe, expect, test } from 'vitest';
import { buildCodeSets } from '../build-code-sets.ts';
import { decodeEdition } from '../decode-edition.ts';
import { encodeEdition } from '../encode-edition.ts';
import { importCodeSet } from './import-code-set.ts';

const on = '2026-01-01';

function notes(kind: string, ...texts: string[]): string {
  return `<${kind}>${texts.map((text) => `<note>${text}</note>`).join('')}</${kind}>`;
}

function diag(name: string, ...inside: string[]): string {
  return `<diag><name>${name}</name><desc>Invented</desc>${inside.join('')}</diag>`;
}

function section(id: string, ...inside: string[]): string {
  return `<section id="${id}"><desc>Invented</desc>${inside.join('')}</section>`;
}

/** C4A stands between C43 and C44 in the list, and after both in the alphabet. */
const skin = section(
  'C43-C44',
  notes('excludes1', 'in situ (D03.-)'),
  diag('C43', diag('C43.9')),
  diag('C4A', diag('C4A.9')),
  diag('C44', diag('C44.9')),
);

async function codeSets(...sections: string[]) {
  const xml = `<?xml version="1.0"?><ICD10CM.tabular><version>2026</version><chapter><name>2</name><desc>Invented</desc>${sections.join('')}</chapter></ICD10CM.tabular>`;
  const result = await importCodeSet({
    files: [{ name: 'icd10cm_tabular_2026.xml', bytes: strToU8(xml) }],
    limits: { minRows: 0, maxRows: 10 },
  });
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return { sets: buildCodeSets([result.editions[0]!.bytes]), report: result.report, bytes: result.editions[0]!.bytes };
}

describe('Excludes1', () => {
  test('a range goes by the order of the list, never of the alphabet', async () => {
    const { sets } = await codeSets(
      skin,
      section('D00-D09', diag('D03', notes('excludes1', 'malignant (C43-C44)'), diag('D03.0')), diag('D04')),
    );
    for (const malignant of ['C439', 'C4A9', 'C449', 'C4A'])
      expect([malignant, sets.excludes1Conflict('D030', malignant, on)]).toMatchObject([
        malignant,
        { status: 'conflict', holder: 'D030', excluded: malignant, note: { anchor: 'D03', targets: ['C43-C44'] } },
      ]);
    expect(sets.excludes1Conflict('D04', 'C4A9', on)).toEqual({ status: 'none', edition: 'icd10cm-tabular@FY2026-10' });
  });

  test('a note on a section or chapter holds for all below, and the order of the two codes does not matter', async () => {
    const { sets } = await codeSets(skin, section('D00-D09', diag('D03', diag('D03.0')), diag('D04')));
    expect(sets.excludes1Conflict('C4A9', 'D030', on)).toMatchObject({
      status: 'conflict',
      holder: 'C4A9',
      note: { anchor: 'C43-C44' },
    });
    expect(sets.excludes1Conflict('D030', 'C4A9', on)).toMatchObject({ status: 'conflict', holder: 'C4A9' });
    expect(sets.excludes1Conflict('C4A9', 'D04', on).status).toBe('none');
  });

  test('a note over a section that names part of it does not set that part against itself', async () => {
    const { sets } = await codeSets(
      section(
        'C43-C44',
        notes('excludes1', 'other skin (C44.-)'),
        diag('C43'),
        diag('C44', diag('C44.1'), diag('C44.9')),
      ),
    );
    expect(sets.excludes1Conflict('C43', 'C449', on).status).toBe('conflict');
    expect(sets.excludes1Conflict('C441', 'C449', on).status).toBe('none');
    expect(sets.excludes1Conflict('C43', 'C43', on).status).toBe('none');
  });

  test('codes with a seventh character stand under the diagnosis they extend', async () => {
    const { sets } = await codeSets(
      section(
        'S60-S69',
        diag('S60', notes('excludes1', 'open (S61.0-)', 'healed (S62.011S)'), diag('S60.0')),
        diag('S61', diag('S61.0', diag('S61.00'))),
        diag('S62', diag('S62.0', diag('S62.01', diag('S62.011')))),
      ),
    );
    expect(sets.excludes1Conflict('S600XXA', 'S6100XA', on).status).toBe('conflict');
    expect(sets.excludes1Conflict('S600XXA', 'S62011S', on).status).toBe('conflict');
    expect(sets.excludes1Conflict('S600XXA', 'S62011A', on).status).toBe('none');
  });

  test('items under an introduction are read with it; prose is kept and is not decidable', async () => {
    const { sets, report } = await codeSets(
      section(
        'C43-C44',
        diag('C43', notes('excludes1', 'skin of:', 'arm (C44.1)', 'elsewhere - see there')),
        diag('C44', diag('C44.1')),
      ),
    );
    expect(sets.tabularNotes('C43', 'excludes1', on)).toMatchObject({
      status: 'found',
      notes: [
        { text: 'skin of: arm (C44.1)', decidable: true },
        { text: 'skin of: elsewhere - see there', decidable: false, targets: [] },
      ],
    });
    expect(report.notes).toEqual([expect.stringContaining('excludes1 1 of 3')]);
  });

  test('outside the year, and without a list, there is no_data', async () => {
    const { sets } = await codeSets(skin);
    expect(sets.excludes1Conflict('C43', 'C44', '2026-10-01')).toMatchObject({
      status: 'no_data',
      reason: expect.stringContaining('FY2026'),
    });
    expect(buildCodeSets([]).codeFirst('C43', on).status).toBe('no_data');
  });
});

describe('notes that ask for another code', () => {
  const anaemia = section(
    'D50-D89',
    diag(
      'D63',
      diag('D63.1', notes('codeFirst', 'underlying kidney disease (N18.-)')),
      diag('D63.8', notes('codeFirst', 'underlying disease, such as:', 'kidney disease (N18.-)', 'liver')),
    ),
    diag('E08', notes('useAdditionalCode', 'code to identify:', 'insulin (Z79.4)', 'tablets (Z79.84)'), diag('E08.2')),
    diag('G89', notes('codeFirst', 'the cause, if known')),
    diag('N18', diag('N18.4'), diag('N18.9')),
    diag('N40', notes('useAdditionalCode', 'associated symptoms, when specified:', 'the kidney (N18.-)')),
    diag('Z79', diag('Z79.4'), diag('Z79.8', diag('Z79.84'))),
  );

  test('an introduction and its items are one note, met by any of the items', async () => {
    const { sets } = await codeSets(anaemia);
    const answer = sets.useAdditional('E082', on);
    if (answer.status !== 'found') throw new Error(JSON.stringify(answer));
    expect(answer.notes).toMatchObject([
      {
        anchor: 'E08',
        text: 'code to identify: insulin (Z79.4); tablets (Z79.84)',
        decidable: true,
        examplesOnly: false,
        conditional: false,
      },
    ]);
    expect(['Z794', 'Z7984', 'Z798', 'N184'].map((code) => answer.notes[0]!.covers(code))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  test('"such as", "if known" and "when specified" are marked, and prose cannot be decided', async () => {
    const { sets } = await codeSets(anaemia);
    expect(sets.codeFirst('D631', on)).toMatchObject({
      notes: [{ decidable: true, examplesOnly: false, conditional: false }],
    });
    expect(sets.codeFirst('D638', on)).toMatchObject({ notes: [{ decidable: true, examplesOnly: true }] });
    expect(sets.codeFirst('G89', on)).toMatchObject({ notes: [{ decidable: false, conditional: true }] });
    expect(sets.useAdditional('N40', on)).toMatchObject({ notes: [{ decidable: true, conditional: true }] });
    expect(sets.codeFirst('N184', on)).toEqual({ status: 'none', edition: 'icd10cm-tabular@FY2026-10' });
  });
});

describe('what stands in brackets', () => {
  const poisonings = section(
    'T36-T50',
    diag(
      'T36',
      diag('T36.0', diag('T36.0X', diag('T36.0X1'), diag('T36.0X5'))),
      diag('T36.9', diag('T36.91'), diag('T36.95')),
    ),
    diag('T43', diag('T43.6', diag('T43.65', diag('T43.651'), diag('T43.655')))),
    diag('O03', diag('O03.3'), diag('O03.8', diag('O03.83'))),
    diag('O04', diag('O04.3')),
  );
  const covers = async (target: string, codes: string[]) => {
    const { sets } = await codeSets(
      section('A00-A09', diag('A00', notes('codeFirst', `cause (${target})`))),
      poisonings,
    );
    const answer = sets.codeFirst('A00', on);
    if (answer.status !== 'found' || !answer.notes[0]!.decidable) return 'unread';
    return codes.filter((code) => answer.notes[0]!.covers(code));
  };

  test.each([
    // The intent of a poisoning: the last character before the seventh, not a five in fifth place of a longer code.
    [
      'T36-T43 with fifth or sixth character 5',
      ['T360X5A', 'T360X1A', 'T3695XA', 'T3691XA', 'T43651A', 'T43655A'],
      ['T360X5A', 'T3695XA', 'T43655A'],
    ],
    ['T36.0X5, T43.-', ['T360X5A', 'T360X1A', 'T43651A'], ['T360X5A', 'T43651A']],
    ['T36.-  and T43.65-', ['T360X1A', 'T43651A', 'O033'], ['T360X1A', 'T43651A']],
    ['O03-O04 with .3', ['O033', 'O043', 'O0383'], ['O033', 'O043']],
    ['T43.6- with 7th character A', ['T43651A', 'T43651D'], ['T43651A']],
    ['T36.0-T36.9', ['T360X1A', 'T3691XA', 'T43651A'], ['T360X1A', 'T3691XA']],
  ])('%s', async (target, codes, covered) => {
    expect(await covers(target, codes)).toEqual(covered);
  });

  test.each(['T99.-', 'T36-T50 with some character', 'T50-T36 or so', 'T36 to be sure'])(
    '%s is not read',
    async (target) => {
      expect(await covers(target, [])).toBe('unread');
    },
  );
});

test('an edition whose notes point past its nodes is refused when it is loaded', async () => {
  const { bytes } = await codeSets(skin);
  const decoded = decodeEdition(bytes);
  if (!decoded.ok) throw new Error(decoded.error);
  const { section: read, sections, ...header } = decoded.edition;
  const extra = new Map(
    Object.keys(sections)
      .filter((name) => name.includes('.'))
      .map(
        (name) =>
          [
            name,
            name.endsWith('.u32') ? read.uint32(name) : name.endsWith('.f64') ? read.float64(name) : read.bytes(name),
          ] as const,
      ),
  );
  const encoded = (changed: [string, Uint32Array][]) =>
    decodeEdition(
      encodeEdition({
        ...header,
        rows: [],
        extra: new Map([...extra, ...changed].filter(([name]) => name !== 'values.i32')),
      }),
    );
  expect(encoded([])).toMatchObject({ ok: true });
  expect(encoded([['noteTargets.u32', Uint32Array.of(9)]])).toMatchObject({
    ok: false,
    error: expect.stringContaining('targets'),
  });
  expect(encoded([['nodeNotes.u32', Uint32Array.of(0)]])).toMatchObject({
    ok: false,
    error: expect.stringContaining('nodeNotes'),
  });
});
