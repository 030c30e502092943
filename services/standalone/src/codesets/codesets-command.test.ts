import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { activeEditions, listEditions } from '@claimwright/db/code-set-editions';
import { asOwner } from '@claimwright/db/owner';
import { createTestDatabase, type TestDatabase } from '@claimwright/testing/database';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { UsageError } from '../arguments.ts';
import { runCodesets } from './run.ts';

// The command as a person runs it, on a real PostgreSQL and against a real HTTP server.

let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'codesets-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await database?.[Symbol.asyncDispose]();
});

beforeEach(async () => {
  await asOwner(database.ownerUrl, (client) => client.query('delete from code_set_editions'));
});

interface Ran {
  code: number;
  out: string;
  error: string;
}

/** The command in this process: starting one takes longer than what it does. */
async function codesets(...args: string[]): Promise<Ran> {
  const said = { log: '', error: '' };
  const keep = (kind: 'log' | 'error') =>
    vi.spyOn(console, kind).mockImplementation((text: string) => {
      said[kind] += `${text}\n`;
    });
  const spies = [keep('log'), keep('error')];
  try {
    await runCodesets([...args, '--database', database.ownerUrl]);
    return { code: 0, out: said.log, error: said.error };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { code: 1, out: said.log, error: `${said.error}${error.message}\n` };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

/** The command as a process of its own. */
function codesetsProcess(...args: string[]): Promise<Ran> {
  const script = join(import.meta.dirname, '../codesets.ts');
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...args, '--database', database.ownerUrl], (error, out, errors) => {
      resolve({ code: error ? Number(error.code ?? 1) : 0, out, error: errors });
    });
  });
}

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

/** A whole list of places: fifty numbers with invented names. */
function places(count = 50, name = 'Place'): string {
  return ['pos_code,pos_name', ...Array.from({ length: count }, (_, at) => `${at + 10},${name} ${at}`), ''].join('\n');
}

const pairs = 'column1,column2,deletion_date,modifier_indicator,rationale\nG0101,G0102,,1,x\nG0101,A4550,,0,x\n';

async function statuses(): Promise<string[]> {
  const editions = await asOwner(database.ownerUrl, (client) => listEditions(client));
  return editions.map(({ set, edition, status }) => `${set}@${edition} ${status}`);
}

async function activeHash(): Promise<string> {
  const hash = createHash('sha256');
  for (const content of await asOwner(database.ownerUrl, (client) => activeEditions(client))) hash.update(content);
  return hash.digest('hex');
}

test('as a process: what was done is said, and a mistake is one line and an exit code', async () => {
  const list = await file('pos_2026-01.csv', places());
  expect(await codesetsProcess('import', list)).toMatchObject({ code: 0, out: expect.stringContaining('50 rows') });
  const mistaken = await codesetsProcess('activate', 'pos');
  expect(mistaken).toMatchObject({ code: 1, error: '"pos" is not written set@edition; "codesets list" shows them.\n' });
});

describe('import, activate, retire, list', () => {
  test('an imported edition is a candidate until it is activated, and can be retired', async () => {
    const list = await file('pos_2026-01.csv', places());
    expect(await codesets('import', list)).toMatchObject({
      code: 0,
      out: expect.stringContaining('pos@2026-01: 50 rows, complete, stored'),
    });
    expect(await statuses()).toEqual(['pos@2026-01 candidate']);
    expect(await codesets('activate', 'pos@2026-01')).toMatchObject({ code: 0 });
    expect(await statuses()).toEqual(['pos@2026-01 active']);
    expect((await codesets('list')).out).toMatch(/pos@2026-01 +active/);
    expect(await codesets('retire', 'pos@2026-01')).toMatchObject({ code: 0 });
    expect(await statuses()).toEqual(['pos@2026-01 retired']);
  });

  test('one name that is not there keeps the others from being activated', async () => {
    await codesets('import', 'pos', await file('pos_2026-01.csv', places()));
    const ran = await codesets('activate', 'pos@2026-01', 'pos@2027-01');
    expect(ran).toMatchObject({ code: 1, error: expect.stringContaining('There is no edition pos@2027-01') });
    expect(await statuses()).toEqual(['pos@2026-01 candidate']);
  });

  test('files under the licence of the AMA need its acceptance, and who and when is kept', async () => {
    const path = await file('ptp_practitioner_2026-01-01.csv', pairs);
    const refused = await codesets('import', path, '--incomplete');
    expect(refused).toMatchObject({ code: 1, error: expect.stringContaining('--accept-ama-license') });
    expect(await statuses()).toEqual([]);
    expect(await codesets('import', path, '--incomplete', '--accept-ama-license')).toMatchObject({ code: 0 });
    const [stored] = await asOwner(database.ownerUrl, (client) => listEditions(client));
    expect(stored).toMatchObject({ set: 'ncci-ptp-practitioner', rowCount: 2 });
    expect(stored!.licenseAcceptedBy).toMatch(/^.+, 20\d\d-\d\d-\d\dT/);
  });

  const gzipped = gzipSync(places());
  test.each([
    ['a gzip cut in half', 'pos_2026-02.csv.gz', gzipped.subarray(0, gzipped.length / 2), [], 'cannot be unpacked'],
    ['a zip cut in half', 'pos_2026-02.zip', Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0, 0, 0), [], 'cannot be unpacked'],
    ['a list cut short', 'pos_2026-02.csv', places(20), [], 'has 20 places'],
    ['a list of another set', 'pos_2026-02.csv', places(), ['--set', 'icd10cm'], 'not of icd10cm'],
    ['UTF-16', 'pos_2026-02.csv', Buffer.from(`\ufeff${places()}`, 'utf16le'), [], 'holds no file of a known format'],
    ['bytes that are no UTF-8', 'pos_2026-02.csv', Buffer.from(places(50, 'Pl\u00e4ce'), 'latin1'), [], 'is not UTF-8'],
    [
      'a page instead of a file',
      'pos_2026-02.csv',
      '<html><body>Accept the licence</body></html>',
      [],
      'holds no file of a known format',
    ],
  ])('%s is refused in words and leaves what is in force alone', async (_what, name, content, options, words) => {
    await codesets('import', await file('pos_2026-01.csv', places()), '--activate');
    const before = await activeHash();
    const ran = await codesets('import', await file(name, content), ...options, '--activate');
    expect(ran).toMatchObject({ code: 1, error: expect.stringContaining(words) });
    expect(ran.error).toContain('Nothing was imported');
    expect(await activeHash()).toBe(before);
    expect(await statuses()).toEqual(['pos@2026-01 active']);
  });

  test('an active edition is not written over by another file of its name', async () => {
    await codesets('import', await file('pos_2026-01.csv', places()), '--activate');
    const before = await activeHash();
    const ran = await codesets('import', await file('pos_2026-01.csv', places(51)));
    expect(ran).toMatchObject({ code: 1, error: expect.stringContaining('active with other content') });
    expect(await activeHash()).toBe(before);
  });
});

describe('verify and diff', () => {
  test('damaged bytes are found, and never activated', async () => {
    await codesets('import', await file('pos_2026-01.csv', places()), '--activate');
    await codesets('import', await file('pos_2026-02.csv', places(51)));
    expect(await codesets('verify')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/pos@2026-01 \(active\): sound\npos@2026-02 \(candidate\): sound/),
    });
    await asOwner(database.ownerUrl, (client) =>
      client.query(
        `update code_set_editions set content = set_byte(content, length(content) - 20, 255) where edition = '2026-02'`,
      ),
    );
    const verified = await codesets('verify');
    expect(verified).toMatchObject({ code: 1, out: expect.stringContaining('the rows do not match the SHA-256') });
    expect(await codesets('verify', 'pos@2026-01')).toMatchObject({ code: 0 });
    const before = await activeHash();
    const activated = await codesets('activate', 'pos@2026-01', 'pos@2026-02');
    expect(activated).toMatchObject({ code: 1, error: expect.stringContaining('the rows do not match the SHA-256') });
    expect(await activeHash()).toBe(before);
    expect(await statuses()).toEqual(['pos@2026-01 active', 'pos@2026-02 candidate']);
  });

  test('the difference of two editions, and of pairs', async () => {
    await codesets('import', await file('pos_2026-01.csv', places(50)));
    await codesets('import', await file('pos_2026-02.csv', places(52)));
    expect((await codesets('diff', 'pos@2026-01', 'pos@2026-02')).out).toContain(
      'added: 2\n  60 61\nremoved: 0\nchanged: 0',
    );
    const options = ['--incomplete', '--accept-ama-license'];
    await codesets('import', await file('ptp_practitioner_2026-01-01.csv', pairs), ...options);
    await codesets(
      'import',
      await file('ptp_practitioner_2026-04-01.csv', pairs.replace('A4550,,0', 'A4550,,1').replace('G0102', 'G0103')),
      ...options,
    );
    expect((await codesets('diff', 'ncci-ptp-practitioner@2026-01', 'ncci-ptp-practitioner@2026-04')).out).toContain(
      'added: 1\n  G0101/G0103\nremoved: 1\n  G0101/G0102\nchanged: 1\n  G0101/A4550',
    );
    expect(await codesets('diff', 'pos@2026-01', 'ncci-ptp-practitioner@2026-04')).toMatchObject({ code: 1 });
  });
});

describe('sync', () => {
  let server: Server;
  let url: string;
  let served: Uint8Array;
  /** After how many bytes the next answers break off. */
  let cuts: number[] = [];
  let ranges: (string | undefined)[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      ranges.push(request.headers.range);
      if (!request.url?.endsWith('/pos_2026-03.csv')) return response.writeHead(404).end();
      const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
      const rest = served.subarray(start);
      const headers = {
        'content-length': rest.length,
        'content-range': `bytes ${start}-${served.length - 1}/${served.length}`,
      };
      response.writeHead(start > 0 ? 206 : 200, headers);
      const cut = cuts.shift();
      if (cut === undefined) return response.end(rest);
      return response.write(rest.subarray(0, cut), () => setTimeout(() => response.destroy(), 50));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/files`;
  });

  afterAll(() => new Promise((resolve) => server.close(resolve)));

  beforeEach(() => {
    served = Buffer.from(places());
    cuts = [];
    ranges = [];
  });

  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

  async function sync(wanted: { sha256: string; bytes: number; name?: string }, ...more: string[]): Promise<Ran> {
    const manifest = {
      files: [
        {
          set: 'pos',
          edition: '2026-03',
          url: `https://example.org/elsewhere/${wanted.name ?? 'pos_2026-03.csv'}`,
          sha256: wanted.sha256,
          bytes: wanted.bytes,
        },
      ],
    };
    const path = await file('manifest.json', JSON.stringify(manifest));
    return codesets('sync', '--manifest', path, '--base-url', url, '--downloads', join(folder, 'downloads'), ...more);
  }

  const asWanted = () => ({ sha256: sha256(served), bytes: served.length });

  beforeEach(() => rm(join(folder, 'downloads'), { recursive: true, force: true }));

  test('fetches, holds the file against its hash, stores and activates; a second time there is nothing to do', async () => {
    expect(await sync(asWanted(), '--activate')).toMatchObject({ code: 0 });
    expect(await statuses()).toEqual(['pos@2026-03 active']);
    expect(await sync(asWanted())).toMatchObject({ code: 0, out: expect.stringContaining('here already') });
    expect(ranges).toHaveLength(1);
  });

  test('goes on where a broken connection left off', async () => {
    cuts = [100, 150];
    expect(await sync(asWanted())).toMatchObject({ code: 0 });
    expect(ranges).toEqual([undefined, 'bytes=100-', 'bytes=250-']);
    expect(await statuses()).toEqual(['pos@2026-03 candidate']);
  });

  test('what came half stays for the next run, and is thrown away when it was of another file', async () => {
    cuts = [100, 0, 0, 0];
    expect(await sync(asWanted())).toMatchObject({ code: 1, error: expect.stringContaining('What came is kept') });
    const part = join(folder, 'downloads', 'pos_2026-03.csv.part');
    expect((await stat(part)).size).toBe(100);
    expect(await statuses()).toEqual([]);
    await writeFile(part, 'x'.repeat(100));
    expect(await sync(asWanted())).toMatchObject({ code: 0 });
    expect(await readFile(join(folder, 'downloads', 'pos_2026-03.csv'), 'utf8')).toBe(places());
  });

  test('refuses another file than the manifest names, keeps nothing of it, and leaves what is in force alone', async () => {
    await codesets('import', await file('pos_2026-01.csv', places()), '--activate');
    const before = await activeHash();
    const other = { sha256: sha256(Buffer.from('another')), bytes: served.length };
    expect(await sync(other, '--activate')).toMatchObject({
      code: 1,
      error: expect.stringContaining(`its SHA-256 is ${sha256(served)}`),
    });
    await expect(stat(join(folder, 'downloads', 'pos_2026-03.csv'))).rejects.toThrow();
    await expect(stat(join(folder, 'downloads', 'pos_2026-03.csv.part'))).rejects.toThrow();
    expect(await sync({ ...other, bytes: 10 })).toMatchObject({
      code: 1,
      error: expect.stringContaining('larger than the 10 bytes'),
    });
    expect(await sync({ ...other, name: 'gone.csv' })).toMatchObject({
      code: 1,
      error: expect.stringContaining('404'),
    });
    expect(await activeHash()).toBe(before);
    expect(await statuses()).toEqual(['pos@2026-01 active']);
  });

  test('without a manifest says what it covers, what not, and what to do about it', async () => {
    const ran = await codesets('sync', '--base-url', url, '--downloads', join(folder, 'downloads'));
    expect(ran.out).toContain(
      'No --manifest: fetching what Claimwright knows the hash of, icd10cm FY2027 and icd10cm-tabular FY2027.',
    );
    expect(ran.out).toContain(
      'Not covered: poa-exempt, mce, hcpcs, pos, and other editions. Name them in a manifest of your own',
    );
    expect(ran.out).toMatch(
      /Never fetched, since a licence must be accepted first: cpt, ncci-ptp-practitioner, .*, rarc\./,
    );
    expect(ran).toMatchObject({ code: 1, error: expect.stringContaining('2 of 2 files could not be had') });
    expect((await sync(asWanted())).out).not.toContain('No --manifest');
    expect((await codesets('help')).error).toContain('docs/codesets.md has an example');
  });

  test('never fetches what is behind a licence page', async () => {
    const manifest = { files: [{ set: 'ncci-aoc', edition: '2026-01', url: `${url}/x.csv`, ...asWanted() }] };
    const path = await file('manifest.json', JSON.stringify(manifest));
    expect(await codesets('sync', '--manifest', path)).toMatchObject({
      code: 1,
      error: expect.stringContaining('licence page'),
    });
    expect(ranges).toEqual([]);
  });
});
