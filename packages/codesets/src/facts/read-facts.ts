import type { FactRow, FactSet } from '@claimwright/domain/tenant-facts';
import { CsvError, type Parser, parse } from 'csv-parse';
import { columnsOf, FactCells } from './fact-cells.ts';
import type { FactError } from './fact-error.ts';
import { type FactLayout, factLayouts } from './fact-layouts.ts';

/** Some rows of a file, as they were read: in the order of the file. */
export interface FactBatch {
  rows: FactRow[];
  /** Rows of the file that were used. */
  used: number;
  /** Rows that say nothing that can be used, by why. */
  skipped: Map<string, number>;
  errors: FactError[];
}

const batchRows = 5000;
/** Longer is no row of such a table; it bounds what a quote that is never closed can take. */
const longestRecord = 100_000;

/**
 * Reads a table from its bytes (UTF-8, separated by commas, a heading in the first line), row by row, in constant memory. A row
 * that is wrong is in `errors`, with every field that is; one that ends the reading (not text, quotes that do not close, an
 * unknown heading) has line 0 or the line it came to.
 */
export async function* readFacts(set: FactSet, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<FactBatch> {
  let layout: FactLayout | undefined;
  let columns: ReturnType<typeof columnsOf> = new Map();
  let batch = emptyBatch();
  try {
    for await (const { record, line } of recordsOf(bytes)) {
      if (layout === undefined) {
        columns = columnsOf(record);
        layout = factLayouts[set].find((one) => one.columns.every((name) => columns.has(name)));
        if (layout) continue;
        batch.errors.push(unknownHeading(set, columns));
        break;
      }
      readRow(batch, layout, columns, record, line);
      if (batch.rows.length < batchRows && batch.errors.length < batchRows) continue;
      yield batch;
      batch = emptyBatch();
    }
    if (layout === undefined && batch.errors.length === 0) {
      batch.errors.push({ line: 0, field: '', rule: 'heading', message: 'The file is empty.' });
    }
  } catch (error) {
    batch.errors.push(fault(error));
  }
  yield batch;
}

interface CsvRow {
  record: string[];
  /** Where it ends in the file, 1-based. */
  line: number;
}

/** Records as they come; throws where the text cannot be taken apart. */
async function* recordsOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<CsvRow> {
  const parser = parse({
    bom: true,
    info: true,
    skip_empty_lines: true,
    relax_column_count: true,
    max_record_size: longestRecord,
  });
  let failure: Error | undefined;
  parser.on('error', (error) => {
    failure = error;
  });
  try {
    for await (const text of textOf(bytes)) {
      if (failure) throw failure;
      parser.write(text);
      yield* readable(parser);
    }
    if (failure) throw failure;
    parser.end();
    for await (const each of parser) yield rowOf(each);
  } finally {
    parser.destroy();
  }
}

/** What the parser has made of the text it was given so far. */
function* readable(parser: Parser): Generator<CsvRow> {
  for (let each: unknown = parser.read(); each !== null; each = parser.read()) yield rowOf(each);
}

// With `info` each record comes with where it stood; the types of the library do not know that.
function rowOf(each: unknown): CsvRow {
  const { record, info } = each as { record: string[]; info: { lines: number } };
  return { record, line: info.lines };
}

function emptyBatch(): FactBatch {
  return { rows: [], used: 0, skipped: new Map(), errors: [] };
}

function readRow(
  batch: FactBatch,
  layout: FactLayout,
  columns: ReturnType<typeof columnsOf>,
  record: readonly string[],
  line: number,
): void {
  const least = Math.max(...layout.columns.map((name) => columns.get(name) ?? 0)) + 1;
  if (record.length < least) {
    const message = `has ${record.length} cells, too few for the heading`;
    batch.errors.push({ line, field: '', rule: 'cells', message });
    return;
  }
  const cells = new FactCells(columns, record, line);
  const reading = layout.read(cells);
  if (cells.errors.length > 0) {
    batch.errors.push(...cells.errors);
    return;
  }
  if ('skipped' in reading) {
    batch.skipped.set(reading.skipped, (batch.skipped.get(reading.skipped) ?? 0) + 1);
    return;
  }
  batch.used += 1;
  batch.rows.push(...reading.rows);
}

function unknownHeading(set: FactSet, columns: ReadonlyMap<string, number>): FactError {
  const layouts = factLayouts[set].map(({ name, columns: wanted }) => `${name} (columns ${wanted.join(', ')})`);
  const found = [...columns.keys()].slice(0, 20).join(', ');
  const message = `The heading is none that is known for ${set}: ${layouts.join('; or ')}. It has: ${found || 'nothing'}.`;
  return { line: 1, field: '', rule: 'heading', message };
}

/** What cannot be decoded ends the reading: an exclusion list with a hole in it must not look whole. */
async function* textOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

function fault(error: unknown): FactError {
  if (error instanceof CsvError) {
    const line = typeof error.lines === 'number' ? error.lines : 0;
    return { line, field: '', rule: 'csv', message: error.message };
  }
  if (error instanceof TypeError && /encoded data was not valid/i.test(error.message)) {
    return { line: 0, field: '', rule: 'encoding', message: 'The file is not UTF-8 text.' };
  }
  throw error;
}
