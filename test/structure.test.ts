import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

// The laws of docs/architecture.md that a linter cannot hold. Each test fails when it has read no file.

const root = resolve(import.meta.dirname, '..');

interface Source {
  path: string;
  text: string;
  imports: string[];
  isTest: boolean;
  /** "packages/domain", "services/gateway" … */
  home: string;
}

const skippedFolders = new Set(['node_modules', 'dist', '.git', '.claimwright', 'coverage', 'reports', '.stryker-tmp']);

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (skippedFolders.has(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

function sourceOf(path: string): Source {
  const text = readFileSync(path, 'utf8');
  const imports = [...text.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*)['"]([^'"]+)['"]/g)].map((match) => match[1] ?? '');
  const place = relative(root, path);
  return {
    path: place,
    text,
    imports,
    isTest: /\.test\.tsx?$/.test(place) || place.startsWith('test/') || place.startsWith('packages/testing/'),
    home: place.split('/').slice(0, 2).join('/'),
  };
}

const sources = [
  ...filesBelow(join(root, 'packages')),
  ...filesBelow(join(root, 'services')),
  ...filesBelow(join(root, 'test')),
]
  .filter((path) => /\.tsx?$/.test(path))
  .map(sourceOf);
const production = sources.filter((source) => !source.isTest);

const pure = [
  'domain',
  'codesets',
  'scrub',
  'assembly',
  'x12',
  'fhir',
  'remittance',
  'timeliness',
  'simulator',
  'forms',
  'acknowledgement',
];
/** What each package may import of ours; services may import any package but no service (standalone composes them). */
const allowed: Record<string, string[]> = {
  domain: [],
  codesets: ['domain'],
  x12: ['domain'],
  fhir: ['domain'],
  timeliness: ['domain'],
  forms: ['domain'],
  scrub: ['domain', 'codesets'],
  assembly: ['domain'],
  remittance: ['domain'],
  acknowledgement: ['domain', 'x12'],
  simulator: ['domain', 'x12'],
  runtime: ['domain'],
  queue: ['domain', 'runtime'],
  db: ['domain', 'runtime', 'codesets'],
  clearinghouse: ['domain', 'simulator', 'runtime'],
  http: ['domain', 'db', 'runtime'],
};

function packageOf(specifier: string): string | undefined {
  return /^@claimwright\/([^/]+)/.exec(specifier)?.[1];
}

test('there is something to judge', () => {
  expect(production.length).toBeGreaterThan(20);
  expect(new Set(production.map((source) => source.home)).size).toBeGreaterThan(3);
});

describe('the arrows', () => {
  test('packages import only what the picture allows', () => {
    const wrong = production.flatMap((source) => {
      const [kind, name] = source.home.split('/');
      if (kind !== 'packages' || name === undefined) return [];
      const targets = source.imports.map(packageOf).filter((target) => target !== undefined && target !== name);
      return targets
        .filter((target) => !(allowed[name] ?? []).includes(target ?? ''))
        .map((target) => `${source.path} → ${target}`);
    });
    expect(wrong).toEqual([]);
  });

  test('no service imports a service, but standalone', () => {
    const services = readdirSync(join(root, 'services'));
    const wrong = production.flatMap((source) => {
      const [kind, name] = source.home.split('/');
      if (kind !== 'services' || name === 'standalone') return [];
      return source.imports
        .map(packageOf)
        .filter((target) => target !== name && services.includes(target ?? ''))
        .map((target) => `${source.path} → ${target}`);
    });
    expect(wrong).toEqual([]);
  });

  test('nobody reaches into another package by path', () => {
    const wrong = sources.flatMap((source) =>
      source.imports
        .filter((specifier) => specifier.startsWith('.'))
        .filter((specifier) => {
          const target = relative(root, resolve(root, dirname(source.path), specifier));
          return !source.path.startsWith('test/') && !target.startsWith(`${source.home}/`);
        })
        .map((specifier) => `${source.path} → ${specifier}`),
    );
    expect(wrong).toEqual([]);
  });

  test('there is no cycle between packages', () => {
    const edges = new Map(Object.entries(allowed));
    const state = new Map<string, 'open' | 'done'>();
    const visit = (name: string, trail: string[]): string[] => {
      if (state.get(name) === 'done') return [];
      if (state.get(name) === 'open') return [[...trail, name].join(' → ')];
      state.set(name, 'open');
      const found = (edges.get(name) ?? []).flatMap((next) => visit(next, [...trail, name]));
      state.set(name, 'done');
      return found;
    };
    expect([...edges.keys()].flatMap((name) => visit(name, []))).toEqual([]);
  });

  test('drizzle and pg stay in db; bullmq and ioredis in queue', () => {
    const homes: Record<string, string> = { pg: 'db', 'drizzle-orm': 'db', bullmq: 'queue', ioredis: 'queue' };
    const wrong = production.flatMap((source) =>
      source.imports
        .map((specifier) => specifier.split('/')[0] ?? '')
        .filter((library) => library in homes && source.home !== `packages/${homes[library]}`)
        .filter((library) => !(library === 'pg' && source.home === 'packages/queue'))
        .map((library) => `${source.path} → ${library}`),
    );
    expect(wrong).toEqual([]);
  });
});

describe('deciding does no I/O', () => {
  const pureSources = production.filter((source) => pure.includes(source.home.replace('packages/', '')));

  test('pure packages read no clock, no chance and no process', () => {
    expect(pureSources.length).toBeGreaterThan(10);
    const forbidden =
      /\bnew Date\(|\bDate\.now\(|\bMath\.random\(|\bprocess\.|\bTemporal\.Now\b|\bsetTimeout\(|\bfetch\(/;
    const wrong = pureSources
      .filter((source) => forbidden.test(withoutComments(source.text)))
      .map((source) => source.path);
    expect(wrong).toEqual([]);
  });

  test('pure packages import no I/O', () => {
    const harmless = new Set(['node:crypto', 'node:zlib']);
    const wrong = pureSources.flatMap((source) =>
      source.imports
        .filter((specifier) => specifier.startsWith('node:') && !harmless.has(specifier))
        .map((specifier) => `${source.path} → ${specifier}`),
    );
    expect(wrong).toEqual([]);
  });
});

describe('size and names', () => {
  test('no source file is longer than 400 lines (data tables aside)', () => {
    const wrong = production
      .filter(
        (source) => !/\/(data|starter|tables)\//.test(source.path) && !/-(data|facts|table)\.ts$/.test(source.path),
      )
      .filter((source) => source.text.split('\n').length > 401)
      .map((source) => `${source.path}: ${source.text.split('\n').length}`);
    expect(wrong).toEqual([]);
  });

  test('no file or folder is called utils, helpers, common, lib, manager or mapper', () => {
    const wrong = sources
      .filter((source) => /(^|\/|-)(utils?|helpers?|common|lib|managers?|mappers?)(\/|\.tsx?$)/.test(source.path))
      .map((source) => source.path);
    expect(wrong).toEqual([]);
  });

  test('money is in cents: no field named amount, charge or paid without its unit is a number', () => {
    const wrong = production
      .filter((source) => /\b\w*(?:[aA]mount|[cC]harge|[pP]aid|[bB]alance)\??: number\b/.test(source.text))
      .map((source) => source.path);
    expect(wrong).toEqual([]);
  });
});

describe('lawful content', () => {
  const textual = filesBelow(root).filter(
    (path) => /\.(tsx?|sql|md|ya?ml|html|css|sh)$/.test(path) && !path.endsWith('pnpm-lock.yaml'),
  );

  test('no quoted value has the shape of a CPT code', () => {
    expect(textual.length).toBeGreaterThan(20);
    // Five digits in quotes may also be ZIP codes, ports or amounts; those are written without quotes or with nine digits here.
    const shape =
      /['"`](?:\d{4}[FTUMA])['"`]|\b(?:HC[:>^])\d{5}\b|(?:procedureCode|procedure|hcpcs|cpt)['"]?\s*[:=(]\s*['"`]\d{5}['"`]/gi;
    // Names of X12 loops look alike; only these are let through.
    const loop = /^['"`](?:1000A|2000A|2310[AF]|2330[AF]|2420[AF])['"`]$/;
    const wrong = textual.flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(shape)]
        .filter((match) => !loop.test(match[0]))
        .map((match) => `${relative(root, path)}: ${match[0]}`),
    );
    expect(wrong).toEqual([]);
  });

  test('the tree names no machine and no folder beside it but the optional shared data', () => {
    // Home folders and absolute checkouts; the dashboard has a page of its own called work.
    const machine = /(?:^|[\s'"`(=])\/(?:home|root|Users|work)\/(?:main|shared|wt|\.[a-z]+|[a-z]+\/(?:main|shared))\b/m;
    const wrong = textual
      .filter((path) => machine.test(readFileSync(path, 'utf8')))
      .map((path) => relative(root, path));
    expect(wrong).toEqual([]);
  });
});

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:])\/\/.*$/gm, '$1');
}
