import type { PtpCollector } from './collect-ptp.ts';
import type { ErrorLog } from './import-error.ts';
import type { StreamReader } from './open-source.ts';

/** A heading of CMS's file has no codes in its first two fields; how many lines it has differs from year to year. */
const pairLine = /^[0-9A-Z]{5}\t[0-9A-Z]{5}\t/;
const reportEvery = 250_000;

/** What a file of pairs looks like by its beginning: CMS's text between tabs, or the comma-separated form it is passed on in. */
export function recognisePtp(head: string): 'ncci-ptp-text' | 'ncci-ptp-csv' | undefined {
  const lines = head.split(/\r?\n/, 40);
  if (/^"?column_?1"?,"?column_?2"?,/i.test(lines[0]!.replace(/^\u00ef\u00bb\u00bf/, ''))) return 'ncci-ptp-csv';
  // The last line of the head may be cut.
  return lines.slice(0, -1).some((line) => pairLine.test(line) && line.split('\t').length >= 6)
    ? 'ncci-ptp-text'
    : undefined;
}

/**
 * Reads pairs as they come, a chunk at a time. Text: TAB, latin-1, headings, then column 1, column 2, `*` if before 1996, effective
 * date, deletion date or `*`, modifier indicator, rationale (dropped). Csv: by the names in its first line.
 */
export function ptpReader(
  format: 'ncci-ptp-text' | 'ncci-ptp-csv',
  collector: PtpCollector,
  log: ErrorLog,
  onProgress: (rows: number) => void,
): StreamReader {
  const decoder = new TextDecoder('latin1');
  const readLine = format === 'ncci-ptp-text' ? textLine(collector, log) : csvLine(collector, log);
  let rest = '';
  let number = 0;
  let started = false;
  let told = 0;
  const take = (line: string): void => {
    number += 1;
    if (number === 1 && /^(\u00ff\u00fe|\u00fe\u00ff)/.test(line))
      log.add('encoding', 'is UTF-16; the official file is plain text', 1);
    if (line.includes('\0')) log.add('encoding', 'holds NUL bytes, so it is not text', number);
    else started = readLine(line.endsWith('\r') ? line.slice(0, -1) : line, number, started) || started;
    if (collector.count() >= told + reportEvery) {
      told = collector.count();
      onProgress(told);
    }
  };
  return {
    push(chunk) {
      const text = rest + decoder.decode(chunk, { stream: true });
      let start = 0;
      for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
        take(text.slice(start, end));
        start = end + 1;
      }
      rest = text.slice(start);
      // No line of such a file is long: without this a file without line ends would be gathered whole.
      if (rest.length > 65_536) {
        log.add('record', 'has a line of more than 65,536 characters', number + 1);
        rest = '';
      }
    },
    end() {
      if (rest !== '') {
        // CMS ends the last line; a half one is the mark of a download that stopped.
        if (format === 'ncci-ptp-text' && !/\t[019]\t?[^\t]*$/.test(rest))
          log.add('truncated', 'ends in the middle of a line', number + 1);
        else take(rest);
      }
      if (collector.count() === 0 && log.errors().length === 0) log.add('truncated', 'holds no pair');
    },
  };
}

/** Reads one line; true once the pairs have begun, from when on every filled line must be one. */
type LineReader = (line: string, number: number, started: boolean) => boolean;

function textLine(collector: PtpCollector, log: ErrorLog): LineReader {
  return (line, number, started) => {
    if (!pairLine.test(line)) {
      if (started && line.trim() !== '')
        log.add(
          'record',
          'is no pair: column 1, column 2, *, effective, deletion, indicator, rationale between tabs',
          number,
        );
      return false;
    }
    const [column1, column2, , effective, deleted, indicator] = line.split('\t', 6);
    if (indicator === undefined) {
      log.add('record', 'is cut short: a pair has six fields and its rationale', number);
      return true;
    }
    const before1996 = effective!.trim();
    collector.add(
      {
        column1: column1!,
        column2: column2!,
        effective: before1996 === '*' ? '' : before1996,
        deleted: deleted!.trim() === '*' ? '' : deleted!.trim(),
        indicator: indicator.trim(),
      },
      log,
      number,
    );
    return true;
  };
}

const csvNames = {
  column1: /^column_?1$/i,
  column2: /^column_?2$/i,
  effective: /^effective(_?date)?$/i,
  deleted: /^deletion(_?date)?$/i,
  indicator: /^modifier(_?indicator)?$/i,
};
type CsvName = keyof typeof csvNames;

/** The fields that matter hold no commas and no quotes, so a line needs no csv reader; the rationale, which may, is last. */
function csvLine(collector: PtpCollector, log: ErrorLog): LineReader {
  let at: Record<CsvName, number> | undefined;
  return (line, number) => {
    if (line.trim() === '') return false;
    if (!at) {
      const names = line
        .replace(/^\u00ef\u00bb\u00bf/, '')
        .split(',')
        .map((name) => name.trim().replace(/^"|"$/g, ''));
      const found = (name: CsvName) => names.findIndex((one) => csvNames[name].test(one));
      at = {
        column1: found('column1'),
        column2: found('column2'),
        effective: found('effective'),
        deleted: found('deleted'),
        indicator: found('indicator'),
      };
      for (const name of ['column1', 'column2', 'deleted', 'indicator'] as const)
        if (at[name] < 0) log.add('header', `has no column ${name}; headings are ${names.join(', ')}`, number);
      return true;
    }
    const cells = line.split(',').map((cell) => cell.replace(/^"|"$/g, '').trim());
    const last = Math.max(...Object.values(at));
    if (cells.length <= last) {
      log.add('record', `has ${cells.length} fields; a pair has at least ${last + 1}`, number);
      return true;
    }
    const cell = (name: CsvName): string => (at![name] < 0 ? '' : cells[at![name]]!.replace('*', ''));
    collector.add(
      {
        column1: cell('column1'),
        column2: cell('column2'),
        effective: cell('effective'),
        deleted: cell('deleted'),
        indicator: cell('indicator'),
      },
      log,
      number,
    );
    return true;
  };
}
