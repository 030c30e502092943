import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gatewayEnvironment } from '@claimwright/gateway/config';
import { reportingConfig } from '@claimwright/reporting/config';
import { migrateConfig } from '@claimwright/standalone/config';
import { parseTenant } from '@claimwright/standalone/tenant/apply';
import { workerConfig } from '@claimwright/worker/config';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';

// docs/operating.md and docker-compose.yml name the environment of every service; the zod schemas are the truth.

const root = join(import.meta.dirname, '..');
const services = {
  gateway: gatewayEnvironment,
  worker: workerConfig,
  reporting: reportingConfig,
  migrate: migrateConfig,
} as const;
type Service = keyof typeof services;
const names = Object.keys(services) as Service[];

interface Variable {
  name: string;
  required: boolean;
  default?: unknown;
  meaning: string;
}

function variablesOf(service: Service): Variable[] {
  const { properties = {}, required = [] } = z.toJSONSchema(services[service], { io: 'input', unrepresentable: 'any' });
  return Object.entries(properties).map(([name, property]) => {
    const { default: fallback, description = '' } = property as { default?: unknown; description?: string };
    return {
      name,
      required: required.includes(name) && fallback === undefined,
      default: fallback,
      meaning: description,
    };
  });
}

function tableOf(service: Service): string {
  const rows = variablesOf(service).map(({ name, required, default: fallback, meaning }) => {
    const value = fallback === undefined ? (required ? '**required**' : '–') : `\`${String(fallback)}\``;
    return `| \`${name}\` | ${value} | ${meaning} |`;
  });
  return ['| variable | default | meaning |', '|---|---|---|', ...rows].join('\n');
}

test('the practice file it shows is one that `tenant apply` takes', async () => {
  const text = await readFile(join(root, 'docs/operating.md'), 'utf8');
  const shown = /```json\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
  const tenant = parseTenant(shown);
  expect(Object.keys(tenant.routes)).toEqual(['default']);
  expect(tenant.payers).toHaveLength(1);
});

describe.each(names)('%s', (service) => {
  test('every variable has a meaning', () => {
    const variables = variablesOf(service);
    expect(variables.length).toBeGreaterThan(4);
    expect(variables.filter(({ meaning }) => meaning === '').map(({ name }) => name)).toEqual([]);
  });

  test('docs/operating.md lists its variables as they are (UPDATE_DOCS=1 writes them)', async () => {
    const file = join(root, 'docs/operating.md');
    const begin = `<!-- variables of ${service} -->`;
    const end = `<!-- end of ${service} -->`;
    const text = await readFile(file, 'utf8');
    const start = text.indexOf(begin) + begin.length;
    expect(start).toBeGreaterThan(begin.length);
    if (process.env.UPDATE_DOCS) {
      await writeFile(file, `${text.slice(0, start)}\n\n${tableOf(service)}\n\n${text.slice(text.indexOf(end))}`);
    }
    const now = await readFile(file, 'utf8');
    expect(now.slice(start, now.indexOf(end)).trim()).toBe(tableOf(service));
  });

  test('docker-compose.yml gives it what it needs and nothing it does not know', async () => {
    const compose = await readFile(join(root, 'docker-compose.yml'), 'utf8');
    const block = new RegExp(`\\n  ${service}:\\n((?:    .*\\n|\\n)*)`).exec(compose)?.[1] ?? '';
    const environment = /\n {4}environment:\n((?: {6}.*\n)*)/.exec(`\n${block}`)?.[1] ?? '';
    const given = [...environment.matchAll(/^ {6}([A-Z_]+):/gm)].map((match) => match[1] ?? '');
    const variables = variablesOf(service);
    expect(given.length).toBeGreaterThan(2);
    expect(given.filter((name) => !variables.some((variable) => variable.name === name))).toEqual([]);
    expect(variables.filter(({ name, required }) => required && !given.includes(name))).toEqual([]);
  });
});

test('docker-compose.yml hands the secrets of routes to the worker, read-only and to nobody else', async () => {
  const compose = await readFile(join(root, 'docker-compose.yml'), 'utf8');
  const folder = /\n {6}SECRETS_FOLDER: (\S+)\n/.exec(compose)?.[1];
  expect(folder).toBeDefined();
  expect(compose.split(`:${folder}:ro`)).toHaveLength(2);
  const worker = /\n {2}worker:\n((?: {4}.*\n|\n)*)/.exec(compose)?.[1] ?? '';
  expect(worker).toContain(`:${folder}:ro`);
});
