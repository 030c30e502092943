import { createHash } from 'node:crypto';
import { attributeBit, type CodeSetName, type EditionContent, type EditionRow, type RowAttribute } from './edition.ts';
import { encodeEdition } from './encode-edition.ts';
import { compileNotes } from './import/compile-notes.ts';
import type { TabularNode } from './import/read-tabular.ts';
import { diagnosisFacts, seventhCharacterFacts } from './starter/diagnoses.ts';
import { hcpcsFacts } from './starter/hcpcs.ts';
import {
  cptModifiers,
  lastingModifiers,
  laterCptModifiers,
  laterModifiers,
  modifierTitles,
} from './starter/modifiers.ts';
import { notedCodes, noteFacts } from './starter/notes.ts';
import { placeFacts } from './starter/places.ts';

/**
 * The facts the project carries itself, as editions like any other: ICD-10-CM with seventh characters, marks and a few notes, HCPCS Level II,
 * modifiers, places of service. All are incomplete, so what they do not hold answers `no_data`; they serve every date since
 * ICD-10 began (45 CFR 162.1002, 2015-10-01), and any complete edition goes before them.
 */
export function starterEditions(): Uint8Array[] {
  return [
    starterEdition('icd10cm', diagnosisRows(), {
      asserts: markedAttributes,
      seventhCharacters: seventhCharacterFacts.map(([category, characters]) => ({
        category: category.replace('.', ''),
        characters: [...characters],
      })),
    }),
    starterEdition('hcpcs', hcpcsRows()),
    starterEdition('modifier', modifierRows()),
    starterNotes(),
    starterEdition('pos', placeRows(), { asserts: ['facility', 'nonFacility'] }),
  ];
}

const markedAttributes: readonly RowAttribute[] = [
  'manifestation',
  'newborn',
  'pediatric',
  'maternity',
  'adult',
  'unspecified',
  'unacceptablePrincipal',
  'externalCause',
];

function starterEdition(set: CodeSetName, rows: EditionRow[], more: Partial<EditionContent> = {}): Uint8Array {
  const sourceSha256 = createHash('sha256')
    .update(
      JSON.stringify([rows, { ...more, extra: [...(more.extra ?? [])].map(([name, array]) => [name, [...array]]) }]),
    )
    .digest('hex');
  return encodeEdition({
    set,
    edition: 'starter',
    effectiveFrom: '2015-10-01',
    complete: false,
    sourceSha256,
    rows,
    ...more,
  });
}

function starterNotes(): Uint8Array {
  const codes = notedCodes.map((code) => code.replace('.', ''));
  const nodes = codes.map((name, at): TabularNode => {
    const above = codes.findLastIndex((code, earlier) => earlier < at && name.startsWith(code));
    const notes = noteFacts
      .filter(([code]) => code === notedCodes[at])
      .map(([, kind, text], element) => ({ kind, text, element: at * 10 + element }));
    return { kind: 'diag', name, parent: above < 0 ? at : above, line: at + 1, notes };
  });
  const { rows, extra } = compileNotes(nodes);
  return starterEdition('icd10cm-tabular', rows, { extra });
}

function diagnosisRows(): EditionRow[] {
  return diagnosisFacts.map(([code, title, unusual = {}]) => ({
    code: code.replace('.', ''),
    title,
    attributes: (unusual.is ?? []).reduce((bits, mark) => bits | attributeBit[mark], attributeBit.billable),
    ...datesOf(unusual.from, unusual.to),
  }));
}

function hcpcsRows(): EditionRow[] {
  return hcpcsFacts.map(([code, title, from, to]) => ({ code, title, attributes: 0, ...datesOf(from, to) }));
}

function modifierRows(): EditionRow[] {
  const lasting = [...lastingModifiers, ...cptModifiers].map((code) => ({ code, from: undefined }));
  const later = Object.entries({ ...laterModifiers, ...laterCptModifiers }).map(([code, from]) => ({ code, from }));
  return [...lasting, ...later].map(({ code, from }) => ({
    code,
    attributes: 0,
    title: modifierTitles[code] ?? '',
    ...datesOf(from, undefined),
  }));
}

function placeRows(): EditionRow[] {
  return placeFacts.map(([code, title, rate, from]) => ({
    code,
    title,
    attributes: attributeBit[rate],
    ...datesOf(from, undefined),
  }));
}

function datesOf(from: string | undefined, to: string | undefined): Pick<EditionRow, 'effectiveFrom' | 'effectiveTo'> {
  return { ...(from ? { effectiveFrom: from } : {}), ...(to ? { effectiveTo: to } : {}) };
}
