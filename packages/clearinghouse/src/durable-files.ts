import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rename, rm, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';

/** Ending of a file that is still being written; `poll` never looks at one. */
const partEnding = '.part';

/** Makes a folder with its parents. */
export async function ensureFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
}

/**
 * Puts a file in place whole or not at all, and only if the name is free: written beside, synced, then linked. Gives `false`
 * when the name is taken, whoever took it. On return it survives a power cut.
 */
export async function placeNew(folder: string, name: string, content: Uint8Array): Promise<boolean> {
  const part = await writePart(folder, name, content);
  try {
    await link(part, join(folder, name));
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await unlink(part);
  }
  await syncFolder(folder);
  return true;
}

/** Puts a file in place whole or not at all, over an older one of its name. */
export async function replaceFile(folder: string, name: string, content: Uint8Array): Promise<void> {
  const part = await writePart(folder, name, content);
  await rename(part, join(folder, name));
  await syncFolder(folder);
}

/** The bytes of a file, or undefined when there is none. */
export async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Makes the names in a folder durable (POSIX: a rename is only on disk when its folder is). */
export async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open a folder and needs no sync of one.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Clears what a killed process left half-written. A part younger than ten minutes may still have its writer. */
export async function removeOldParts(folder: string, nowMilliseconds: number): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith('.') || !name.endsWith(partEnding)) continue;
    const path = join(folder, name);
    const age = nowMilliseconds - (await stat(path)).mtimeMs;
    if (age > 600_000) await rm(path, { force: true });
  }
}

/** The `code` of a file-system error, else undefined. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

async function writePart(folder: string, name: string, content: Uint8Array): Promise<string> {
  const path = join(folder, `.${name}.${randomUUID()}${partEnding}`);
  const handle = await open(path, 'wx');
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return path;
}
