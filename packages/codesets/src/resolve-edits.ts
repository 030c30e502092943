import type { IsoDate } from '@claimwright/domain/dates';
import type { CodeSets, NoData } from './code-sets.ts';
import type { CodeSetName, Edition } from './edition.ts';
import { codeResolver } from './resolve-code.ts';
import { noEditionServes, sourcesOf } from './serving-editions.ts';

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
  const nobody = (set: CodeSetName, on: IsoDate): NoData => noEditionServes(set, sourcesOf(editions, set), on);
  return {
    excludes1Conflict: (_a, _b, on) => nobody('icd10cm-tabular', on),
    codeFirst: (_code, on) => nobody('icd10cm-tabular', on),
    useAdditional: (_code, on) => nobody('icd10cm-tabular', on),
    tabularNotes: (_code, _kind, on) => nobody('icd10cm-tabular', on),
    ptp: (setting, _column1, _column2, on) => nobody(`ncci-ptp-${setting}`, on),
    mue: (_code, setting, on) => nobody(`ncci-mue-${setting}`, on),
    addOn: (_code, on) => nobody('ncci-aoc', on),
    physicianFee: (_code, on) => nobody('physician-fee', on),
    practiceCost: (_contractor, _locality, on) => nobody('gpci', on),
    coverage: (_code, _jurisdiction, on) => nobody('coverage', on),
    taxonomy: (_code, on) => nobody('taxonomy', on),
    codeGroup: (_group, _code, on) => nobody('code-group', on),
    revenueCode: codeResolver(editions, 'revenue-code').resolve,
    carc: codeResolver(editions, 'carc').resolve,
    rarc: codeResolver(editions, 'rarc').resolve,
  };
}
