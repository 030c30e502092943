import { fromX12Date, type IsoDate, isIsoDate } from '@claimwright/domain/dates';
import { CsvError, parse } from 'csv-parse/sync';
import type { ErrorLog } from './import-error.ts';

export interface CsvRecord {
  cells: string[];
  /** Where it stands, 1-based. */
  line: number;
}

/**
 * Records of a comma- or tab-separated file, quotes and line breaks in cells included; undefined when it is empty or broken, which
 * is then in the log. `uneven`: lines of notices before the heading have fewer cells than the rest.
 */
export function csvRecords(
  text: string,
  log: ErrorLog,
  options: { uneven?: boolean; tabs?: boolean } = {},
): CsvRecord[] | undefined {
  try {
    // With `info` each record comes with where it stood; the types of the library do not know that.
    const records = parse(text, {
      bom: true,
      info: true,
      skip_empty_lines: true,
      relax_column_count: options.uneven ?? false,
      relax_quotes: options.uneven ?? false,
      delimiter: options.tabs ? '\t' : ',',
    }) as unknown as { record: string[]; info: { lines: number } }[];
    if (records.length === 0) {
      log.add('truncated', 'is empty');
      return undefined;
    }
    return records.map(({ record, info }) => ({ cells: record, line: info.lines }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    log.add('record', error.message, typeof error.lines === 'number' ? error.lines : undefined);
    return undefined;
  }
}

/** A heading as it is compared: lower case, line breaks and runs of blanks as one blank. */
export function headingOf(cell: string | undefined): string {
  return (cell ?? '').replace(/\s+/g, ' ').trim().toLowerCase();
}

/** YYYY-MM-DD, YYYYMMDD or M/D/YYYY; undefined when empty, null when it is no date. */
export function isoDateOf(text: string): IsoDate | undefined | null {
  if (text === '' || text === 'NA') return undefined;
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  if (american) {
    const date = `${american[3]}-${american[1]!.padStart(2, '0')}-${american[2]!.padStart(2, '0')}`;
    return isIsoDate(date) ? date : null;
  }
  if (isIsoDate(text)) return text;
  return fromX12Date(text) ?? null;
}
