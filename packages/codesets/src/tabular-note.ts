import type { TabularNoteKind } from './code-sets.ts';

/** Kinds of notes by their number in the file: append only. */
export const noteKindNumbers: readonly TabularNoteKind[] = [
  'includes',
  'excludes1',
  'excludes2',
  'codeFirst',
  'useAdditionalCode',
  'codeAlso',
];

/** Bits of a note's flags in the file. */
export const noteFlag = { decidable: 1, examplesOnly: 2, conditional: 4 } as const;

/** Between anchor, targets and words in the text of a note; between one target and the next. */
export const textSeparator = '\u001f';
export const targetSeparator = '\u001e';
