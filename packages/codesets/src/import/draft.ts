import type { IsoDate } from '@claimwright/domain/dates';
import type { CodeSetName, EditionRow, RowAttribute, SectionArray, SeventhCharacterDefinition } from '../edition.ts';
import type { ErrorLog } from './import-error.ts';
import { type EditionWindow, nameEdition } from './name-edition.ts';
import type { Member } from './open-source.ts';
import type { SourceFormat } from './recognise-format.ts';
import type { RowBand } from './row-bands.ts';

/** The part of a request that says how to read one file. */
export interface DraftOptions {
  set?: CodeSetName;
  edition?: string;
  effectiveFrom?: IsoDate;
  effectiveTo?: IsoDate;
  complete?: boolean;
  limits?: { minRows?: number; maxRows?: number };
}

/** An edition read from one file, before it is encoded. */
export interface Draft {
  set: CodeSetName;
  format: SourceFormat;
  path: string;
  window: EditionWindow;
  complete: boolean;
  rows: EditionRow[];
  rowCount: number;
  asserts: readonly RowAttribute[];
  seventhCharacters?: SeventhCharacterDefinition[];
  /** Sections of the set's own. */
  extra?: ReadonlyMap<string, SectionArray>;
  /** Empty but for ICD-10-CM. */
  billableCodes: readonly string[];
  skipped: Record<string, number>;
  notes: string[];
}

export interface Work {
  member: Member;
  format: SourceFormat;
  options: DraftOptions;
  log: ErrorLog;
}

/** Where the log already has faults no window or band is worth a second complaint. */
export function named(work: Work, set: CodeSetName): EditionWindow | undefined {
  const { options, member, log } = work;
  if (log.errors().length > 0) return undefined;
  if (options.edition === 'starter') {
    log.add('edition', '"starter" is the name of the facts the project carries itself; choose another');
    return undefined;
  }
  const result = nameEdition(set, { ...options, path: member.path });
  if (result.ok) return result.window;
  log.add('edition', result.message);
  return undefined;
}

export function checkBand({ log, options }: Work, count: number, band: RowBand, what: string): void {
  const minimum = options.limits?.minRows ?? (options.complete === false ? 1 : band.minimum);
  const maximum = options.limits?.maxRows ?? band.maximum;
  if (count < minimum || count > maximum)
    log.add(
      'row-band',
      `has ${count} ${what}; a whole file has ${minimum} to ${maximum}. It is cut short, doubled or another file`,
    );
}

export function draftOf(
  work: Work,
  set: CodeSetName,
  window: EditionWindow,
  rows: EditionRow[],
  more: Partial<Draft> = {},
): Draft {
  return {
    set,
    format: work.format,
    path: work.member.path,
    window,
    complete: work.options.complete ?? set !== 'cpt',
    rows,
    rowCount: rows.length,
    asserts: [],
    billableCodes: [],
    skipped: {},
    notes: [],
    ...more,
  };
}
