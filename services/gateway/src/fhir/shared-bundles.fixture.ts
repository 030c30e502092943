import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';

// biome-ignore lint/style/noProcessEnv: where the shared sample data lies on this machine
const shared = process.env.CLAIMWRIGHT_SHARED_DATA ?? resolve(import.meta.dirname, '../../../../../shared/data');

/** The bundles of a folder of the shared sample data as text; none where the data is not on this machine. */
export function sharedBundles(folder: 'fhir-coded' | 'fhir-raw'): { name: string; text: string }[] {
  const path = join(shared, 'encounters', folder);
  if (!existsSync(path)) return [];
  return readdirSync(path)
    .filter((name) => name.endsWith('.json.gz'))
    .sort()
    .map((name) => ({ name, text: gunzipSync(readFileSync(join(path, name))).toString('utf8') }));
}
