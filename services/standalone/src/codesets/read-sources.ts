import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { SourceFile } from '@claimwright/codesets/import/open-source';
import { UsageError } from '../arguments.ts';

/** Opens files, and all files directly in folders, as streams. Throws UsageError for a path that is not there. */
export async function readSources(paths: readonly string[]): Promise<SourceFile[]> {
  const files: SourceFile[] = [];
  for (const path of paths) {
    const found = await stat(path).catch(() => undefined);
    if (!found) throw new UsageError(`There is no file or folder ${path}.`);
    const names = found.isDirectory()
      ? (await readdir(path, { withFileTypes: true }))
          .filter((entry) => entry.isFile())
          .map((entry) => join(path, entry.name))
      : [path];
    for (const name of names) files.push({ name: basename(name), bytes: createReadStream(name) });
  }
  return files;
}
