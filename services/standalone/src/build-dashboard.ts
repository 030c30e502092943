import { glob, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { builtDashboard } from '@claimwright/reporting/create-reporting';

const web = join(builtDashboard, '..');

/** Builds the dashboard when it was never built or a source is newer; a second start finds it ready. Returns whether it built. */
export async function buildDashboard(): Promise<boolean> {
  const built = await timeOf(join(builtDashboard, 'index.html'));
  let newest = 0;
  for await (const file of glob(['src/**/*', 'index.html', 'vite.config.ts', 'package.json'], { cwd: web })) {
    newest = Math.max(newest, await timeOf(join(web, file)));
  }
  if (built > newest) return false;
  const { build } = await import('vite');
  await build({ root: web, logLevel: 'warn', configFile: join(web, 'vite.config.ts') });
  return true;
}

async function timeOf(path: string): Promise<number> {
  return stat(path).then(
    (found) => found.mtimeMs,
    () => 0,
  );
}
