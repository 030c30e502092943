import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Database, openDatabase } from '@claimwright/db/database';
import { createReporting } from '@claimwright/reporting/create-reporting';
import { createLogger } from '@claimwright/runtime/logger';
import { createTestDatabase } from '@claimwright/testing/database';
import type { FastifyInstance } from 'fastify';
import { type ReviewBench, startReviewBench } from '../review/review-bench.ts';

export interface GraphqlAnswer {
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
