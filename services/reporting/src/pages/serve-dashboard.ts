import { existsSync } from 'node:fs';
import { problem, sendProblem } from '@claimwright/http/problem';
import staticFiles from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const fileLike = /\.[a-z0-9]+$/i;

/**
 * The built dashboard at /dashboard/. It routes in the browser, so every address below it that does not look like a file is the
 * same document. Built files carry their hash in the name and are kept for good; the document is asked for every time.
 */
export async function serveDashboard(app: FastifyInstance, folder: string): Promise<void> {
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('content-security-policy', policy);
  });
  app.get('/dashboard', (_request, reply) => reply.redirect('/dashboard/', 302));
  if (!existsSync(folder)) {
    const away = problem('not_found', 'The dashboard was not built: run "pnpm --filter @claimwright/dashboard build".');
    app.get('/dashboard/*', (_request, reply) => sendProblem(reply, away));
    return;
  }
  await app.register(staticFiles, { root: folder, serve: false, cacheControl: false });
  app.get<{ Params: { '*': string } }>('/dashboard/*', (request, reply) => {
    const path = request.params['*'];
    if (!fileLike.test(path)) return reply.header('cache-control', 'no-cache').sendFile('index.html');
    const kept = path.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
    return reply.header('cache-control', kept).sendFile(path);
  });
}
