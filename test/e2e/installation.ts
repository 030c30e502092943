import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createLogger } from '@claimwright/runtime/logger';
import { untilSettled } from '@claimwright/standalone/demo/until-settled';
import { type Stack, type StackOptions, startStack } from '@claimwright/standalone/stack';
import { pollTenant } from '@claimwright/worker/poll-inbound';

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: what a test expects of an answer is said by the test
  body: any;
}

/** The whole system in this process, on data of its own, as a sender outside sees it. */
export interface Installation extends AsyncDisposable {
  stack: Stack;
  /** Lines that the services logged. */
  log: string[];
  call(
    method: string,
    path: string,
    options?: { headers?: Record<string, string>; json?: unknown; body?: string },
  ): Promise<Answer>;
  rows<Row extends object>(sql: string, values?: unknown[]): Promise<Row[]>;
  /** Until nothing waits for a job and no file for its reader. */
  settled(): Promise<void>;
  /** Lets days pass one by one, each to its end. */
  advance(days: number): Promise<void>;
}

/** The day the clock of these tests begins on. */
export const firstDay = '2026-03-16';

/** Starts the stack in a folder that is gone when it is disposed. */
export async function startInstallation(options: Partial<StackOptions> = {}): Promise<Installation> {
  await using opened = new AsyncDisposableStack();
  const dataFolder = await mkdtemp('/var/tmp/claimwright-e2e-');
  opened.defer(() => rm(dataFolder, { recursive: true, force: true }));
  // The database's own user has to get in; else its data would lie elsewhere and outlive the test.
  await chmod(dataFolder, 0o755);
  const installation = opened.use(await openInstallation(dataFolder, { startOn: firstDay, seed: 'e2e', ...options }));
  const everything = opened.move();
  return { ...installation, [Symbol.asyncDispose]: () => everything.disposeAsync() };
}

/** Nobody has to wait here for more claims to come. */
const quick = { pollMilliseconds: 100, collectMilliseconds: 200 };

/** Starts the stack on data that are there, or makes them there. */
export async function openInstallation(
  dataFolder: string,
  options: Partial<StackOptions> & Pick<StackOptions, 'seed'>,
): Promise<Installation> {
  const log: string[] = [];
  const destination = { write: (line: string) => void log.push(line) };
  const logger = createLogger({ service: 'standalone', level: 'info', destination });
  const stack = await startStack({ dataFolder, host: '127.0.0.1', port: 0, ...quick, logger, ...options });
  const settled = () =>
    untilSettled(stack, new AbortController().signal, true).catch((error: unknown) => {
      throw new Error(`${error}\n${log.slice(-20).join('')}`);
    });
  return {
    stack,
    log,
    settled,
    call: (method, path, sent = {}) => call(stack, method, path, sent),
    rows: async <Row extends object>(sql: string, values: unknown[] = []) =>
      (await stack.database.snapshot(stack.tenantId, (tx) => tx.query(sql, values))).rows as Row[],
    advance: async (days) => {
      for (let day = 0; day < days; day += 1) {
        await stack.simulator.advance({ days: 1 });
        await pollTenant(stack.worker.dependencies, stack.tenantId);
        await settled();
      }
    },
    [Symbol.asyncDispose]: () => stack[Symbol.asyncDispose](),
  };
}

async function call(
  stack: Stack,
  method: string,
  path: string,
  { headers = {}, json, body }: { headers?: Record<string, string>; json?: unknown; body?: string },
): Promise<Answer> {
  const sent: Record<string, string> = { authorization: `Bearer ${stack.apiKey}`, ...headers };
  if (json !== undefined) sent['content-type'] ??= 'application/json';
  const response = await fetch(stack.url + path, {
    method,
    headers: sent,
    body: json === undefined ? body : JSON.stringify(json),
  });
  const text = await response.text();
  const type = response.headers.get('content-type') ?? '';
  const isJson = type.includes('json') && !type.includes('ndjson') && text !== '';
  return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : undefined };
}
