import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import staticFiles from '@fastify/static';
import { type AltairConfigOptions, getDistDirectory, renderAltair } from 'altair-static';
import type { FastifyInstance } from 'fastify';

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; base-uri 'self'; form-action 'none'; frame-ancestors 'none'";

const base = '/graphql/explorer/';

const options: AltairConfigOptions = {
  endpointURL: '/graphql',
  // The key is in a header of the page; nothing of it may outlive the tab.
  preserveState: false,
  disableAccount: true,
  initialQuery: `query HowLongPayersTake {
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

/** Its banner advertises a service elsewhere, to which nothing from here may go. */
const style = `<style>
  app-banner-container, app-root[hidden] { display: none }
  #explorer-key { position: fixed; inset: 0; z-index: 10; display: grid; place-content: center; padding: 20px;
    background: #f4f6f8; color: #17212b; font: 16px/1.5 system-ui, sans-serif }
  #explorer-key[hidden] { display: none }
  #explorer-key form { display: grid; gap: 10px; max-width: 34rem }
  #explorer-key form > * { margin: 0 }
  #explorer-key h1 { font-size: 1.35rem }
  #explorer-key input, #explorer-key button { padding: 8px 12px; border: 1px solid #66788a; border-radius: 6px; font: inherit }
  #explorer-key button { background: #0b5c7d; border-color: #0b5c7d; color: #fff }
  #explorer-key [role=alert] { min-height: 1.5em; color: #a3201d }
  @media (prefers-color-scheme: dark) {
    #explorer-key { background: #11181f; color: #e6ecf1 }
    #explorer-key input { background: #1a242d; color: inherit }
    #explorer-key button { background: #9fd3ea; border-color: #9fd3ea; color: #06202c }
    #explorer-key [role=alert] { color: #ff9d94 }
  }
</style>`;

const keyForm = `<main id="explorer-key" hidden><form novalidate>
  <h1>GraphQL explorer</h1>
  <label for="explorer-key-field">API key with the scope reports:read</label>
  <input id="explorer-key-field" type="password" autocomplete="off" spellcheck="false" placeholder="cw_…">
  <p role="alert"></p>
  <button type="submit">Open the explorer</button>
  <p>The key stays in this page and is gone when it is closed or loaded again.</p>
</form></main>`;

/** What stands in its place of a joke before the first result. */
const plainTexts = { QUERY_RESULT_NO_RESULT_TEXT: 'The result of a query will stand here.' };

async function textsOf(language: string): Promise<Record<string, unknown> | undefined> {
  const folder = join(getDistDirectory(), 'assets/i18n');
  const known = (await readdir(folder)).includes(`${language}.json`);
  return known ? JSON.parse(await readFile(join(folder, `${language}.json`), 'utf8')) : undefined;
}

/** The GraphQL explorer (Altair), from our own origin and without a key: its queries need one, the page asks for it first. */
export async function serveExplorer(app: FastifyInstance): Promise<void> {
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('content-security-policy', policy);
  });
  const given = `<script type="application/json" id="explorer-options">${JSON.stringify(options)}</script>`;
  const page = renderAltair({ baseURL: base, serveInitialOptionsInSeperateRequest: 'start.js' })
    .replace('<html>', '<html lang="en">')
    .replace('<title>Altair</title>', '<title>GraphQL explorer · Claimwright</title>')
    .replace('<app-root>', '<app-root hidden>')
    .replace('</head>', () => `${style}</head>`)
    .replace('<script', () => `${keyForm}${given}<script`);
  const start = readFileSync(new URL('explorer-start.js', import.meta.url), 'utf8');
  app.get('/graphql/explorer', (_request, reply) => reply.redirect(base, 302));
  app.get(base, (_request, reply) => reply.type('text/html').send(page));
  app.get(`${base}start.js`, (_request, reply) => reply.type('text/javascript').send(start));
  app.get<{ Params: { language: string } }>(`${base}assets/i18n/:language.json`, async (request, reply) => {
    const texts = await textsOf(request.params.language);
    return texts === undefined ? reply.callNotFound() : reply.send({ ...texts, ...plainTexts });
  });
  await app.register(staticFiles, { root: getDistDirectory(), prefix: base, index: false });
}
