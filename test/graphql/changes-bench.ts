import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Database, openDatabase } from '@claimwright/db/database';
import { createReporting } from '@claimwright/reporting/create-reporting';
import { createLogger } from '@claimwright/runtime/logger';
import { createTestDatabase } from '@claimwright/testing/database';
import type { FastifyInstance } from 'fastify';
import { type ReviewBench, startReviewBench } from '../review/review-bench.ts';

interface GraphqlAnswer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: what a test expects of an answer is said by the test
  data: any;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  errors?: { message: string; path?: unknown[]; extensions: any }[];
}

export interface Sending {
  variables?: Record<string, unknown>;
  key?: string;
  headers?: Record<string, string>;
  /** Another reporting service than the one that has the gateway. */
  url?: string;
}

/** A gateway, a worker and a reporting service that listen, on one PostgreSQL. */
export interface ChangesBench extends ReviewBench {
  reportingUrl: string;
  /** A key that may do everything. */
  admin: string;
  /** What the reporting services logged. */
  log: string[];
  send(document: string, sending?: Sending): Promise<GraphqlAnswer>;
  /** Another reporting service: with another gateway or none, or on a replica that never catches up. */
  reporting(options: {
    gatewayUrl: string | undefined;
    timeoutMilliseconds?: number;
    replica?: boolean;
  }): Promise<string>;
  /** Something else than a gateway that listens. */
  listener(answer: RequestListener): Promise<string>;
  /** A port at which nobody listens. */
  closedPort(): Promise<number>;
}

/** Starts all three. The gateway believes X-Forwarded-For, as behind a proxy. */
export async function startChangesBench(): Promise<ChangesBench> {
  await using opened = new AsyncDisposableStack();
  const bench = opened.use(await startReviewBench({ trustProxy: true }));
  const admin = await bench.key(['admin']);
  const { database } = bench.gateway;
  const log: string[] = [];
  const own = opened.use(openDatabase({ connectionString: database.reportUrl }));
  // A replica that has nothing yet: a database of its own with the same schema.
  const behind = opened.use(await createTestDatabase());
  const replica = opened.use(openDatabase({ connectionString: behind.reportUrl }));
  const everything = opened.move();

  const reporting: ChangesBench['reporting'] = async ({ gatewayUrl, timeoutMilliseconds = 30_000, ...where }) => {
    const app = await startReporting(where.replica ? replica : own, bench, log, {
      url: () => gatewayUrl,
      timeoutMilliseconds,
    });
    everything.defer(() => app.close());
    return app.listen({ host: '127.0.0.1', port: 0 });
  };
  const reportingUrl = await reporting({ gatewayUrl: bench.gateway.url });
  return {
    ...bench,
    reportingUrl,
    admin,
    log,
    reporting,
    send: (document, { key = admin, url = reportingUrl, ...sending } = {}) => send(url, document, { key, ...sending }),
    listener: async (answer) => {
      const server = createServer(answer).listen(0, '127.0.0.1');
      everything.defer(() => {
        server.closeAllConnections();
        server.close();
      });
      await new Promise((resolve) => server.once('listening', resolve));
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    },
    closedPort,
    [Symbol.asyncDispose]: () => everything.disposeAsync(),
  };
}

/** A reporting service without a gateway, on the database of a bench. */
export interface Reports extends AsyncDisposable {
  /** The data of the answer to a query that has no errors. */
  // biome-ignore lint/suspicious/noExplicitAny: what a test expects of an answer is said by the test
  ask(query: string): Promise<any>;
}

/** Starts one, for tests that only read. */
export async function openReports(bench: ReviewBench): Promise<Reports> {
  await using opened = new AsyncDisposableStack();
  const key = await bench.key(['reports:read']);
  const database = opened.use(openDatabase({ connectionString: bench.gateway.database.reportUrl }));
  const app = await startReporting(database, bench, [], { url: () => undefined, timeoutMilliseconds: 1 });
  opened.defer(() => app.close());
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const everything = opened.move();
  return {
    ask: async (query) => {
      const { data, errors } = await send(url, query, { key });
      if (errors) throw new Error(JSON.stringify(errors));
      return data;
    },
    [Symbol.asyncDispose]: () => everything.disposeAsync(),
  };
}

async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function startReporting(
  database: Database,
  { gateway, worker }: ReviewBench,
  log: string[],
  asked: { url(): string | undefined; timeoutMilliseconds: number },
): Promise<FastifyInstance> {
  return createReporting({
    database,
    auditDatabase: gateway.database.app,
    clock: worker.dependencies.clock,
    logger: createLogger({ service: 'reporting', destination: { write: (line) => void log.push(line) } }),
    requestsPerMinute: 10_000,
    gateway: asked,
  });
}

async function send(
  url: string,
  query: string,
  { variables, key, headers = {} }: Sending & { key: string },
): Promise<GraphqlAnswer> {
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  return {
    status: answer.status,
    headers: answer.headers,
    ...((await answer.json()) as Omit<GraphqlAnswer, 'status' | 'headers'>),
  };
}
