import { expect, test } from 'vitest';
import { claimName } from './party.ts';

test.each([
  ['a name that fits stays as it is', 'x'.repeat(60), 'x'.repeat(60)],
  ['it ends after the last word that fits', `${'word '.repeat(11)}last! more`, `${'word '.repeat(11)}last!`],
  ['no word is cut', `${'word '.repeat(11)}longer`, `${'word '.repeat(11)}`.trim()],
  ['no dash or comma is left hanging', `${'word '.repeat(10)}end - AND MORE WORDS`, `${'word '.repeat(10)}end - AND`],
  ['nor one at the very end', `${'word '.repeat(11)}x - AND MORE`, `${'word '.repeat(11)}x`],
  ['a single word is cut', 'x'.repeat(61), 'x'.repeat(60)],
])('%s', (_, name, expected) => {
  expect(claimName(name)).toBe(expected);
  expect(claimName(name).length).toBeLessThanOrEqual(60);
});
