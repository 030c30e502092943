import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Programs some tests drive that a machine with only Node does not have. */
const testedWith = {
  chromium: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
  curl: ['curl'],
  jq: ['jq'],
  'redis-server': ['redis-server'],
  sshd: ['sshd'],
} as const;
export type Tool = keyof typeof testedWith;

/** Path of a program on this machine, undefined when it is not there. CHROMIUM_PATH names a browser in another place. */
export function findTool(tool: Tool): string | undefined {
  if (tool === 'chromium' && process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  // A server like sshd lies where an ordinary user's PATH does not look.
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  return testedWith[tool].flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * True when tests that drive these programs must be left out, because one is not on this machine; the test run says so in a loud
 * line of its own. Under CI nothing is left out: there a missing program is a failure.
 */
export function lacksTools(...tools: readonly Tool[]): boolean {
  const missing = tools.filter((tool) => findTool(tool) === undefined);
  if (missing.length > 0 && process.env.CI)
    throw new Error(`CI must have ${missing.join(' and ')}; .ci/run installs them.`);
  return missing.length > 0;
}

/** What is not tested on this machine, one line each. */
export function untestedHere(): string[] {
  const lines: string[] = [];
  if (findTool('redis-server') === undefined && !process.env.REDIS_URL && !process.env.CLAIMWRIGHT_TEST_REDIS) {
    lines.push(
      'The Redis half of the queue tests was NOT run: no redis-server on this machine and REDIS_URL is not set.',
    );
  }
  if (findTool('chromium') === undefined) {
    lines.push('The browser tests were NOT run: no Chromium on this machine and CHROMIUM_PATH is not set.');
  }
  if (findTool('curl') === undefined || findTool('jq') === undefined) {
    lines.push('The commands of docs/integrating.md were NOT run: they need curl and jq.');
  }
  if (findTool('sshd') === undefined) {
    lines.push('The SFTP tests were NOT run: no sshd (Debian: openssh-server) on this machine.');
  }
  return lines;
}
