import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { SourceFile } from '@claimwright/codesets/import/open-source';
import { UsageError } from '../arguments.ts';

/** What lies beside code sets in their folders and packages and is for people: never a source. */
const forPeople = /^\.|^readme|\.(md|pdf|docx?|html?)$/i;

/** Opens files, and all files in folders and the folders in them, as streams. Throws UsageError for a path that is not there. */
export async function readSources(paths: readonly string[]): Promise<SourceFile[]> {
  const files: SourceFile[] = [];
  for (const path of paths) {
    const found = await stat(path).catch(() => undefined);
    if (!found) throw new UsageError(`There is no file or folder ${path}.`);
    const names = found.isDirectory()
      ? (await readdir(path, { withFileTypes: true, recursive: true }))
          .filter((entry) => entry.isFile() && !forPeople.test(entry.name))
          .map((entry) => join(entry.parentPath, entry.name))
          .sort()
      : [path];
    for (const name of names) files.push({ name: basename(name), bytes: createReadStream(name) });
  }
  return files;
}
