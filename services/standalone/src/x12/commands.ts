import { type FileHandle, open } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { jsonTextStream } from '@claimwright/x12/json-text';
import type { X12Report, X12ReportDefect } from '@claimwright/x12/report';
import { X12Validator } from '@claimwright/x12/validate';
import { UsageError } from '../arguments.ts';
import { complain, say } from '../terminal.ts';

/** Large enough to be read fast, and small enough that a piece of text dies young in the memory of the process. */
const chunkBytes = 64 * 1024;

/** `x12 validate`: judges each file, a line a defect, then a line a file. Sets exit code 1 when one has an error. */
export async function validateFiles(argv: string[]): Promise<void> {
  const options = {
    strict: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  } as const;
  const { values, positionals } = parse(() => parseArgs({ args: argv, options, allowPositionals: true }));
  if (positionals.length === 0) throw new UsageError('x12 validate needs at least one file.');
  for (const file of positionals) {
    const validator = new X12Validator(
      values.json ? {} : { keepDefects: 0, onDefect: (defect) => say(defectLine(file, defect)) },
    );
    await feed(file, validator);
    const report = validator.end();
    const passes = report.valid && !(values.strict && report.warnings > 0);
    say(values.json ? JSON.stringify({ file, ...report }) : summaryLine(file, report, passes));
    if (!passes) process.exitCode = 1;
  }
}

/** `x12 to-json`: prints the file as a tree, transaction set by transaction set. */
export async function printJson(argv: string[]): Promise<void> {
  const { positionals } = parse(() => parseArgs({ args: argv, options: {}, allowPositionals: true }));
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new UsageError('x12 to-json takes one file.');
  const pieces: string[] = [];
  const stream = jsonTextStream((piece) => pieces.push(piece));
  await feed(file, {
    push: (chunk) => {
      stream.push(chunk);
      return print(pieces);
    },
  });
  const interchanges = stream.end();
  await print(pieces);
  if (interchanges > 0) return;
  process.exitCode = 1;
  complain(`${file} holds no X12 interchange: none begins with ISA.`);
}

/** Writes what has gathered and waits while whoever reads it is behind. */
async function print(pieces: string[]): Promise<void> {
  const text = pieces.splice(0).join('');
  if (text !== '' && !process.stdout.write(text)) {
    await new Promise<void>((resolve) => process.stdout.once('drain', resolve));
  }
}

/**
 * Bytes are read as they are, one character each: X12 is ASCII, and what is not is a defect to be reported. One buffer serves the
 * whole file, for a new one a chunk would pile up outside the heap until it is collected.
 */
async function feed(file: string, sink: { push(chunk: string): unknown }): Promise<void> {
  const input = await opened(file);
  try {
    const buffer = Buffer.allocUnsafe(chunkBytes);
    for (;;) {
      const { bytesRead } = await input.read(buffer, 0, chunkBytes);
      if (bytesRead === 0) return;
      await sink.push(buffer.toString('latin1', 0, bytesRead));
    }
  } catch (error) {
    throw unreadable(file, error);
  } finally {
    await input.close();
  }
}

async function opened(file: string): Promise<FileHandle> {
  try {
    return await open(file);
  } catch (error) {
    throw unreadable(file, error);
  }
}

/** What the system says of a file is the caller's to know; anything else is a bug and stays what it is. */
function unreadable(file: string, error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  return code !== undefined && /^E[A-Z]+$/.test(code) ? new UsageError(`${file} cannot be read (${code}).`) : error;
}

function defectLine(file: string, defect: X12ReportDefect): string {
  const { filePosition, setPosition, transaction, transactionSetControlNumber, loop, segment } = defect;
  const set = transactionSetControlNumber === undefined ? '' : `, set ${transactionSetControlNumber}`;
  const inSet = setPosition === undefined ? '' : ` segment ${setPosition}`;
  const place = [transaction, loop, segment].filter((word) => word !== undefined && word !== '').join(' ');
  const where = `${file}: segment ${filePosition}${set}${inSet}${place === '' ? '' : `, ${place}`}`;
  return `${where}: ${defect.severity} ${defect.rule} (SNIP ${defect.snipType}): ${defect.message}`;
}

function summaryLine(file: string, report: X12Report, passes: boolean): string {
  const sets = Object.entries(report.transactions).map(([name, count]) => `${count} × ${name}`);
  const what = sets.length === 0 ? 'no transaction set' : sets.join(', ');
  const verdict = passes ? 'valid' : 'not valid';
  return `${file}: ${verdict}, ${count(report.errors, 'error')}, ${count(report.warnings, 'warning')} in ${count(report.segments, 'segment')} (${what})`;
}

function count(number: number, word: string): string {
  return `${number.toLocaleString('en-US')} ${word}${number === 1 ? '' : 's'}`;
}

function parse<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
