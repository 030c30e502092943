import type { TabularNoteKind } from '../code-sets.ts';

/**
 * Notes of the tabular list that have stood unchanged since 2015, in our words: enough to see what an excluding pair and a missing
 * companion look like. The rest comes with the list of the year. Codes as `[code, kind, words and codes]`.
 */
export const noteFacts: readonly (readonly [code: string, kind: TabularNoteKind, text: string])[] = [
  ['D63.1', 'codeFirst', 'the kidney disease that causes it (N18.-)'],
  ['E08.22', 'useAdditionalCode', 'the stage of the kidney disease (N18.1-N18.6)'],
  ['E09.22', 'useAdditionalCode', 'the stage of the kidney disease (N18.1-N18.6)'],
  ['E10', 'excludes1', 'diabetes of another kind (E08.-, E09.-, E11.-, E13.-)'],
  ['E10', 'excludes1', 'diabetes of pregnancy or of the newborn (O24.4-, P70.2)'],
  ['E10.22', 'useAdditionalCode', 'the stage of the kidney disease (N18.1-N18.6)'],
  ['E11', 'excludes1', 'diabetes of another kind (E08.-, E09.-, E10.-, E13.-)'],
  ['E11', 'excludes1', 'diabetes of pregnancy or of the newborn (O24.4-, P70.2)'],
  ['E11.22', 'useAdditionalCode', 'the stage of the kidney disease (N18.1-N18.6)'],
  ['E11.621', 'useAdditionalCode', 'the site of the ulcer (L97.4-, L97.5-)'],
  ['E13.22', 'useAdditionalCode', 'the stage of the kidney disease (N18.1-N18.6)'],
  ['F45.8', 'excludes1', 'teeth grinding in sleep (G47.63)'],
  ['I12.0', 'useAdditionalCode', 'the stage of the kidney disease (N18.5, N18.6)'],
  ['I12.9', 'useAdditionalCode', 'the stage of the kidney disease (N18.1-N18.4, N18.9)'],
];

/** Codes the notes above point at, in the order of the tabular list. */
export const notedCodes: readonly string[] =
  'D63.1 E08 E08.22 E09 E09.22 E10 E10.22 E11 E11.22 E11.621 E13 E13.22 F45.8 G47.63 I12.0 I12.9 L97.4 L97.5 N18 N18.1 N18.2 N18.3 N18.4 N18.5 N18.6 N18.9 O24.4 P70.2'.split(
    ' ',
  );
