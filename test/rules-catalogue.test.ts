import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderCatalogue } from '@claimwright/scrub/catalogue';
import { rules } from '@claimwright/scrub/rules';
import { expect, test } from 'vitest';

const folder = join(import.meta.dirname, '..', 'docs');
const page = join(folder, 'rules.md');

test('docs/rules.md is the catalogue of the rules as they are (UPDATE_CATALOGUE=1 writes it)', () => {
  const text = renderCatalogue(rules);
  if (process.env.UPDATE_CATALOGUE === '1') {
    mkdirSync(folder, { recursive: true });
    writeFileSync(page, text);
  }
  expect(readFileSync(page, 'utf8')).toBe(text);
});

test('every link of its overview leads to a heading', () => {
  const text = renderCatalogue(rules);
  const anchors = [...text.matchAll(/^### (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
  const links = [...text.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor);
  expect(links).toEqual(anchors);
  expect(links.length).toBe(rules.length);
});
