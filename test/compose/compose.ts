import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

// Talks to `docker compose` and to what it started. COMPOSE names the command where it is not the plug-in: COMPOSE=docker-compose.

const [composeCommand = 'docker', ...composeWords] = (process.env.COMPOSE ?? 'docker compose').split(' ');
const root = join(import.meta.dirname, '../..');

export interface Ran {
  code: number;
  output: string;
}

async function run(command: string, words: readonly string[], input?: string | Buffer): Promise<Ran> {
  const child = spawn(command, words, { cwd: root, stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'] });
  const chunks: Buffer[] = [];
  child.stdout?.on('data', (chunk) => chunks.push(chunk));
  child.stderr?.on('data', (chunk) => chunks.push(chunk));
  child.stdin?.end(input);
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (ended) => resolve(ended ?? 1));
  });
  return { code, output: Buffer.concat(chunks).toString('utf8') };
}

/** Runs `docker …`; never throws for an exit code. */
export function docker(words: readonly string[]): Promise<Ran> {
  return run('docker', words);
}

/** Runs `docker compose …`; never throws for an exit code. */
export function compose(words: readonly string[], input?: string | Buffer): Promise<Ran> {
  return run(composeCommand, [...composeWords, ...words], input);
}

/** The same, and throws with what it printed when it fails. */
export async function composeOrThrow(words: readonly string[], input?: string | Buffer): Promise<string> {
  const { code, output } = await compose(words, input);
  if (code !== 0) throw new Error(`compose ${words.join(' ')} ended with ${code}:\n${output}`);
  return output;
}

/** Container ids of a service, stopped ones included. */
export async function containersOf(service: string): Promise<string[]> {
  const listed = await composeOrThrow(['ps', '-a', '-q', service]).catch(() => composeOrThrow(['ps', '-q', service]));
  return listed.trim().split('\n').filter(Boolean);
}

/** One field of `docker inspect`, by its Go template. */
export async function inspect(container: string, template: string): Promise<string> {
  const { code, output } = await docker(['inspect', '--format', template, container]);
  if (code !== 0) throw new Error(output);
  return output.trim();
}

/** Waits until every container of the services is healthy. Throws after a minute with the last log lines. */
export async function untilHealthy(services: readonly string[]): Promise<void> {
  const states = async () => {
    const containers = (await Promise.all(services.map(containersOf))).flat();
    return Promise.all(containers.map((id) => inspect(id, '{{.Name}} {{.State.Health.Status}}')));
  };
  for (let attempt = 0; attempt < 120; attempt += 1) {
    const now = await states();
    if (now.length >= services.length && now.every((state) => state.endsWith(' healthy'))) return;
    await delay(500);
  }
  throw new Error(`Not healthy: ${(await states()).join(', ')}\n${(await compose(['logs', '--tail', '20'])).output}`);
}

/** Runs a shell line in a running container of a service, as the service's own user. Throws when it fails. */
export function inside(service: string, line: string, input?: string | Buffer): Promise<string> {
  return composeOrThrow(['exec', '-T', service, 'sh', '-c', line], input);
}
