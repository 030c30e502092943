import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where the X12 sample files lie beside the repository; they are read when there and are no part of it. */
const folder = join(process.env.CLAIMWRIGHT_SHARED_DATA ?? resolve(import.meta.dirname, '../../../shared/data'), 'x12');

export const samplesArePresent = existsSync(folder);

export interface Sample {
  /** "837p/valid/name" */
  name: string;
  transaction: string;
  kind: string;
  text: string;
}

/** All samples of a transaction ("837p", "835" …) and kind ("valid", "broken", "unsure"); none when the folder is absent. */
export function samples(transaction?: string, kind?: string): Sample[] {
  if (!samplesArePresent) return [];
  return foldersOf(folder)
    .filter((name) => transaction === undefined || name === transaction)
    .flatMap((name) =>
      foldersOf(join(folder, name))
        .filter((inner) => kind === undefined || inner === kind)
        .flatMap((inner) =>
          readdirSync(join(folder, name, inner)).map((file) => ({
            name: `${name}/${inner}/${file}`,
            transaction: name,
            kind: inner,
            text: readFileSync(join(folder, name, inner, file), 'latin1'),
          })),
        ),
    );
}

function foldersOf(parent: string): string[] {
  return readdirSync(parent, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}
