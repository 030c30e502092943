import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { syncManifest } from '@claimwright/codesets/sync/sync-manifest';
import { levelTwoGroups } from '@claimwright/scrub/code-groups-table';
import { expect, test } from 'vitest';

const page = join(import.meta.dirname, '..', 'docs', 'codesets.md');

test('docs/codesets.md names every group that rules ask for (UPDATE_DOCS=1 writes them)', async () => {
  const text = await readFile(page, 'utf8');
  const [before = '', rest = ''] = text.split('<!-- groups -->\n');
  const after = rest.split('<!-- end of groups -->')[1];
  const rows = Object.entries(levelTwoGroups).map(
    ([group, members]) => `| \`${group}\` | ${members === '' ? '–' : members.split(' ').join(', ')} |`,
  );
  const table = ['| group | members of Level II that ship; one letter is all its codes |', '|---|---|', ...rows].join(
    '\n',
  );
  const wanted = `${before}<!-- groups -->\n\n${table}\n\n<!-- end of groups -->${after}`;
  if (process.env.UPDATE_DOCS === '1') await writeFile(page, wanted);
  expect(await readFile(page, 'utf8')).toBe(wanted);
});

test('its manifest is one that sync takes', async () => {
  const [, example = ''] = /^( {4}\{\n[\s\S]*?^ {4}\}\n)/m.exec(await readFile(page, 'utf8')) ?? [];
  expect(syncManifest.safeParse(JSON.parse(example)).error).toBeUndefined();
});
