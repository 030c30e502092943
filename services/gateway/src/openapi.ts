import type { Contract } from '@claimwright/http/contract';
import { openApiDocument } from '@claimwright/http/openapi';
import reference from '@scalar/fastify-api-reference';
import type { FastifyInstance } from 'fastify';

const info = {
  title: 'Claimwright',
  version: '1.0.0',
  description:
    'Encounters in, checked and explained claims out. Refusals are RFC 9457 problems whose `type` is stable; every answer carries X-Request-Id; writes take an Idempotency-Key.',
};

// The page's own script builds its styles at run time; nothing is loaded from anywhere else.
const referencePolicy =
  "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; frame-ancestors 'none'";

/** Serves /openapi.json, written from the very contracts that were mounted, and the reference page /docs. */
export async function mountOpenApi(app: FastifyInstance, contracts: readonly Contract[]): Promise<void> {
  const document = openApiDocument(contracts, info);
  const text = JSON.stringify(document);
  app.get('/openapi.json', (_request, reply) => reply.type('application/json').send(text));
  await app.register(async (scope) => {
    scope.addHook('onRequest', (_request, reply, done) => {
      reply.header('content-security-policy', referencePolicy).header('cache-control', 'max-age=3600');
      done();
    });
    await scope.register(reference, {
      routePrefix: '/docs',
      // Nothing of its maker's services, fonts or measurements: the page is for machines without the internet too.
      configuration: {
        content: document,
        withDefaultFonts: false,
        telemetry: false,
        hideClientButton: true,
        showDeveloperTools: 'never',
        agent: { disabled: true },
        mcp: { disabled: true },
      },
    });
  });
}
