import staticFiles from '@fastify/static';
import { getDistDirectory, type RenderOptions, renderAltair, renderInitSnippet } from 'altair-static';
import type { FastifyInstance } from 'fastify';

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; base-uri 'self'; form-action 'none'; frame-ancestors 'none'";

const base = '/graphql/explorer/';

const options: RenderOptions = {
  baseURL: base,
  endpointURL: '/graphql',
  serveInitialOptionsInSeperateRequest: true,
  // The key is in a header of the page; nothing of it may outlive the tab.
  preserveState: false,
  disableAccount: true,
  initialAuthorization: { type: 'bearer', data: { token: 'cw_' } },
  initialQuery: `# First put your API key under Auth, then reload the docs (the round arrow above).
query HowLongPayersTake {
  paymentTimelinessByPayer {
    payerName
    n
    openCount
    median
    p90
  }
}
`,
};

/** The GraphQL explorer (Altair), from our own origin and without a key: its queries need one, the page does not. */
export async function serveExplorer(app: FastifyInstance): Promise<void> {
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('content-security-policy', policy);
  });
  // Its banner advertises a service elsewhere, to which nothing from here may go.
  const page = renderAltair(options).replace('</head>', '<style>app-banner-container { display: none }</style></head>');
  const start = renderInitSnippet(options);
  app.get('/graphql/explorer', (_request, reply) => reply.redirect(base, 302));
  app.get(base, (_request, reply) => reply.type('text/html').send(page));
  app.get(`${base}initial_options.js`, (_request, reply) => reply.type('text/javascript').send(start));
  await app.register(staticFiles, { root: getDistDirectory(), prefix: base, index: false });
}
