import type { GatewayConfig } from '@claimwright/gateway/config';
import {
  type Answer,
  type CallOptions,
  call,
  startTestGateway,
  type TestGateway,
} from '@claimwright/gateway/test-gateway';
import { startTestWorker, type TestWorker } from '@claimwright/worker/test-worker';

/** A gateway and a worker of one tenant on one database: the worker works when told to. */
export interface ReviewBench extends AsyncDisposable {
  gateway: TestGateway;
  worker: TestWorker;
  /** Calls the gateway with a key of the worker's tenant that may do everything, or with another key of it. */
  api(method: string, path: string, json?: unknown, options?: CallOptions & { key?: string }): Promise<Answer>;
  key(scopes: readonly string[]): Promise<string>;
}

/** Starts both; the gateway goes by the worker's clock and code sets. */
export async function startReviewBench(config: Partial<GatewayConfig> = {}): Promise<ReviewBench> {
  await using opened = new AsyncDisposableStack();
  let worker: TestWorker | undefined;
  const running = () => {
    if (!worker) throw new Error('the worker is not there yet');
    return worker;
  };
  let codeSets: Awaited<ReturnType<TestWorker['dependencies']['codeSets']>> | undefined;
  const gateway = opened.use(
    await startTestGateway(config, {
      now: () => running().dependencies.clock.now(),
      deps: {
        codeSets: () => {
          if (!codeSets) throw new Error('the code sets are not there yet');
          return codeSets;
        },
      },
    }),
  );
  worker = opened.use(await startTestWorker({ database: gateway.database }));
  codeSets = await worker.dependencies.codeSets();
  const { tenantId } = worker;
  const key = (scopes: readonly string[]) => gateway.database.apiKey(tenantId, scopes);
  const admin = await key(['admin']);
  const everything = opened.move();
  return {
    gateway,
    worker,
    key,
    api: (method, path, json, options = {}) => {
      const headers: Record<string, string> = { authorization: `Bearer ${options.key ?? admin}`, ...options.headers };
      if (json !== undefined) headers['content-type'] ??= 'application/json';
      const body = json === undefined ? (options.body ?? null) : JSON.stringify(json);
      return call(gateway.url + path, { method, headers, body });
    },
    [Symbol.asyncDispose]: () => everything.disposeAsync(),
  };
}
