import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { isIsoDate } from '@claimwright/domain/dates';

/** Default home of an installation's data, git-ignored. */
const repositoryRoot = join(import.meta.dirname, '../../..');

export interface CommonArguments {
  dataFolder: string;
  host: string;
  port: number;
  reset: boolean;
}

/** A command line that cannot be followed; the message says how to call it. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** Not a mistake: the person asked how to call it. */
export class HelpAsked extends Error {
  override name = 'HelpAsked';
}

const common = {
  data: { type: 'string' },
  host: { type: 'string', default: '127.0.0.1' },
  port: { type: 'string', default: '8080' },
  reset: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** Reads `start`'s arguments. Throws UsageError. */
export function readStartArguments(argv: string[]): CommonArguments {
  const { values } = parse(
    () => parseArgs({ args: argv, options: common, allowPositionals: false }),
    'start [--port N] [--host ADDRESS] [--data DIR] [--reset]',
  );
  return fromCommon(values, 'start');
}

export interface DemoArguments extends CommonArguments {
  input?: string;
  count: number;
  seed: string;
  days: number;
  startOn?: string;
  /** Ends after the summary instead of serving. */
  exit: boolean;
}

const demoUsage =
  'demo [--input DIR] [--count N] [--seed TEXT] [--days N] [--start-on YYYY-MM-DD] [--exit] [--port N] [--data DIR] [--reset]';

/** Reads `demo`'s arguments. Throws UsageError. */
export function readDemoArguments(argv: string[]): DemoArguments {
  const options = {
    ...common,
    input: { type: 'string' },
    count: { type: 'string', default: '500' },
    seed: { type: 'string', default: '20260101' },
    days: { type: 'string', default: '90' },
    'start-on': { type: 'string' },
    exit: { type: 'boolean', default: false },
  } as const;
  const { values } = parse(() => parseArgs({ args: argv, options, allowPositionals: false }), demoUsage);
  const startOn = values['start-on'];
  if (startOn !== undefined && !isIsoDate(startOn)) throw new UsageError('--start-on is a date written YYYY-MM-DD.');
  return {
    ...fromCommon(values, 'demo'),
    input: values.input === undefined ? undefined : resolve(values.input),
    count: whole(values.count, '--count', 1, 100_000),
    days: whole(values.days, '--days', 1, 730),
    seed: values.seed,
    startOn,
    exit: values.exit,
  };
}

function parse<Result extends { values: { help: boolean } }>(read: () => Result, usage: string): Result {
  try {
    const result = read();
    if (result.values.help) throw new HelpAsked(`Usage: npx -y pnpm@12 ${usage}`);
    return result;
  } catch (error) {
    if (error instanceof HelpAsked) throw error;
    throw new UsageError(`${(error as Error).message}\nUsage: npx -y pnpm@12 ${usage}`);
  }
}

function fromCommon(
  values: { data?: string; host: string; port: string; reset: boolean },
  command: string,
): CommonArguments {
  return {
    dataFolder: values.data === undefined ? join(repositoryRoot, '.claimwright', command) : resolve(values.data),
    host: values.host,
    port: whole(values.port, '--port', 0, 65_535),
    reset: values.reset,
  };
}

function whole(text: string, name: string, least: number, most: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new UsageError(`${name} is a whole number from ${least} to ${most}.`);
}

/** Removes an installation's data. A database still running on it is stopped by the caller first. */
export async function removeData(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
}
