import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** A file that must have this hash and size. */
export interface Wanted {
  url: string;
  sha256: string;
  bytes: number;
}

export type DownloadOutcome =
  | { outcome: 'downloaded' | 'at_hand'; path: string }
  /** Another file than the one asked for: nothing of it is kept. */
  | { outcome: 'wrong_content'; reason: string }
  /** What came is kept and the next attempt goes on from there. */
  | { outcome: 'interrupted'; reason: string };

export interface DownloadOptions {
  /** Bytes there are of how many. */
  onProgress?: (bytes: number, of: number) => void;
  attempts?: number;
  pauseMilliseconds?: number;
}

/**
 * Fetches a file to a path. A part that came earlier is gone on with (Range); a server that cannot do that is asked for the whole.
 * The file appears under its name only when its SHA-256 is the one wanted.
 */
export async function download(wanted: Wanted, path: string, options: DownloadOptions = {}): Promise<DownloadOutcome> {
  const { attempts = 4, pauseMilliseconds = 1_000 } = options;
  if ((await hashOf(path)) === wanted.sha256) return { outcome: 'at_hand', path };
  await mkdir(dirname(path), { recursive: true });
  const part = `${path}.part`;
  let reason = '';
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if (attempt > 0) await delay(pauseMilliseconds * attempt);
    const fetched = await fetchRest(wanted, part, options);
    if (fetched.outcome === 'wrong_content') {
      await rm(part, { force: true });
      return fetched;
    }
    if (fetched.outcome === 'interrupted') {
      reason = fetched.reason;
      continue;
    }
    const found = await hashOf(part);
    if (found === wanted.sha256) {
      await rename(part, path);
      return { outcome: 'downloaded', path };
    }
    await rm(part, { force: true });
    // What was left of another attempt may have been of another file: the whole is asked for once more.
    if (fetched.resumed) continue;
    return { outcome: 'wrong_content', reason: `its SHA-256 is ${found}, not ${wanted.sha256}` };
  }
  return { outcome: 'interrupted', reason: reason || 'its parts do not fit together' };
}

type Fetched =
  | { outcome: 'whole'; resumed: boolean }
  | { outcome: 'wrong_content'; reason: string }
  | { outcome: 'interrupted'; reason: string };

async function fetchRest(wanted: Wanted, part: string, { onProgress }: DownloadOptions): Promise<Fetched> {
  let have = await sizeOf(part);
  if (have > wanted.bytes) {
    await rm(part);
    have = 0;
  }
  if (have === wanted.bytes) return { outcome: 'whole', resumed: true };
  try {
    const response = await fetch(wanted.url, have > 0 ? { headers: { range: `bytes=${have}-` } } : {});
    if (response.status === 416) {
      await rm(part, { force: true });
      return { outcome: 'interrupted', reason: 'the server does not have the rest' };
    }
    if (!response.ok || !response.body) {
      await response.body?.cancel();
      const reason = `the server answers ${response.status} ${response.statusText}`.trim();
      return { outcome: response.status >= 500 ? 'interrupted' : 'wrong_content', reason };
    }
    const resumed = response.status === 206 && have > 0;
    if (!resumed) have = 0;
    await using file = await open(part, resumed ? 'a' : 'w');
    for await (const chunk of response.body) {
      have += chunk.length;
      if (have > wanted.bytes)
        return { outcome: 'wrong_content', reason: `it is larger than the ${wanted.bytes} bytes it must have` };
      await file.write(chunk);
      onProgress?.(have, wanted.bytes);
    }
    if (have < wanted.bytes)
      return { outcome: 'interrupted', reason: `it ended after ${have} of ${wanted.bytes} bytes` };
    return { outcome: 'whole', resumed };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : '';
    return { outcome: 'interrupted', reason: `${error instanceof Error ? error.message : String(error)}${cause}` };
  }
}

async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => undefined))?.size ?? 0;
}

async function hashOf(path: string): Promise<string | undefined> {
  if (!(await stat(path).catch(() => undefined))) return undefined;
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('hex');
}
