import type { CodeSets } from './code-sets.ts';
import type { Edition } from './edition.ts';
import { codeResolver } from './resolve-code.ts';
import { coverageResolver } from './resolve-coverage.ts';
import { notesResolver } from './resolve-notes.ts';
import { ptpResolver } from './resolve-ptp.ts';
import {
  addOnResolver,
  groupResolver,
  mueResolver,
  physicianFeeResolver,
  practiceCostResolver,
  taxonomyResolver,
} from './resolve-records.ts';

/** What the rules ask beyond whether a code exists. */
export type EditResolvers = Pick<
  CodeSets,
  | 'excludes1Conflict'
  | 'codeFirst'
  | 'useAdditional'
  | 'tabularNotes'
  | 'ptp'
  | 'mue'
  | 'addOn'
  | 'physicianFee'
  | 'practiceCost'
  | 'coverage'
  | 'taxonomy'
  | 'codeGroup'
  | 'revenueCode'
  | 'carc'
  | 'rarc'
>;

/** Resolvers over the loaded editions of every set that is more than a list of codes. */
export function editResolvers(editions: readonly Edition[]): EditResolvers {
  const notes = notesResolver(editions);
  const ptp = { practitioner: ptpResolver(editions, 'practitioner'), hospital: ptpResolver(editions, 'hospital') };
  const mue = {
    practitioner: mueResolver(editions, 'practitioner'),
    hospital: mueResolver(editions, 'hospital'),
    dme: mueResolver(editions, 'dme'),
  };
  const fees = physicianFeeResolver(editions);
  return {
    excludes1Conflict: notes.excludes1Conflict,
    codeFirst: (code, on) => notes.notes(code, 'codeFirst', on),
    useAdditional: (code, on) => notes.notes(code, 'useAdditionalCode', on),
    tabularNotes: notes.notes,
    ptp: (setting, column1, column2, on) => ptp[setting](column1, column2, on),
    mue: (code, setting, on) => mue[setting](code, on),
    addOn: addOnResolver(editions),
    physicianFee: (code, on, modifier = '') => fees(code + modifier, on),
    practiceCost: practiceCostResolver(editions),
    coverage: coverageResolver(editions),
    taxonomy: taxonomyResolver(editions),
    codeGroup: groupResolver(editions),
    revenueCode: codeResolver(editions, 'revenue-code').resolve,
    carc: codeResolver(editions, 'carc').resolve,
    rarc: codeResolver(editions, 'rarc').resolve,
  };
}
