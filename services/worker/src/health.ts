import { createServer } from 'node:http';
import type { Database } from '@claimwright/db/database';

/** /healthz says the process lives, /readyz that its database answers. For the container's health check. */
export async function serveHealth(
  database: Database,
  listen: { host: string; port: number },
): Promise<AsyncDisposable> {
  const server = createServer(async (request, response) => {
    const ready = request.url === '/readyz';
    const status = request.url === '/healthz' ? 200 : ready ? await readiness(database) : 404;
    response
      .writeHead(status, { 'content-type': 'application/json' })
      .end(JSON.stringify({ status: status === 200 ? 'ok' : 'unavailable' }));
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(listen.port, listen.host, resolve));
  return {
    [Symbol.asyncDispose]: () =>
      new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve()))),
  };
}

async function readiness(database: Database): Promise<number> {
  return database.query('select 1').then(
    () => 200,
    () => 503,
  );
}
