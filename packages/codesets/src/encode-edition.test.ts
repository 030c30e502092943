import { expect, test } from 'vitest';
import { decodeEdition } from './decode-edition.ts';
import { attributeBit, type EditionContent } from './edition.ts';
import { encodeEdition } from './encode-edition.ts';
import { unpackCharacters, unpackCode } from './packed-code.ts';
import { titleOf } from './search-edition.ts';

const content: EditionContent = {
  set: 'icd10cm',
  edition: 'FY2026-10',
  effectiveFrom: '2025-10-01',
  effectiveTo: '2026-09-30',
  complete: true,
  sourceSha256: 'ab'.repeat(32),
  asserts: ['manifestation'],
  rows: [
    { code: 'J209', attributes: attributeBit.billable, title: 'Acute bronchitis' },
    { code: 'D631', attributes: attributeBit.billable | attributeBit.manifestation, effectiveTo: '2026-03-31' },
    { code: 'D631', attributes: attributeBit.billable, effectiveFrom: '2026-04-01', title: 'Anemia, Ménière' },
    { code: 'J20', attributes: 0 },
  ],
  seventhCharacters: [{ category: 'S93', characters: ['A', 'D', 'S'] }],
};

function decoded(bytes: Uint8Array) {
  const result = decodeEdition(bytes);
  if (!result.ok) throw new Error(result.error);
  return result.edition;
}

test('an edition comes back from its file as it went in, rows sorted by code and date', () => {
  const edition = decoded(encodeEdition(content));
  expect(edition).toMatchObject({
    id: 'icd10cm@FY2026-10',
    effectiveFrom: '2025-10-01',
    effectiveTo: '2026-09-30',
    complete: true,
    rowCount: 4,
    sourceSha256: 'ab'.repeat(32),
    asserts: ['manifestation'],
  });
  expect([...edition.codes].map(unpackCode)).toEqual(['D631', 'D631', 'J20', 'J209']);
  expect([...edition.attributes]).toEqual([3, 1, 0, 1]);
  expect([0, 1, 2, 3].map((row) => titleOf(edition, row))).toEqual([
    undefined,
    'Anemia, Ménière',
    undefined,
    'Acute bronchitis',
  ]);
  expect(unpackCharacters(edition.sevenths.characters[0]!)).toEqual(['A', 'D', 'S']);
});

test('the same content gives the same bytes, other rows another content hash', () => {
  expect(encodeEdition(content)).toEqual(encodeEdition({ ...content, rows: [...content.rows].reverse() }));
  const other = decoded(encodeEdition({ ...content, rows: content.rows.slice(1) }));
  expect(other.contentSha256).not.toBe(decoded(encodeEdition(content)).contentSha256);
});

test('a file is read from any place in a larger buffer', () => {
  const bytes = encodeEdition(content);
  const larger = new Uint8Array(bytes.length + 3);
  larger.set(bytes, 3);
  expect([...decoded(larger.subarray(3)).codes]).toEqual([...decoded(bytes).codes]);
});

test.each([
  ['a code with a dot', { rows: [{ code: 'J20.9', attributes: 1 }] }, 'not a code'],
  [
    'two rows of a code for one date',
    {
      rows: [
        { code: 'J20', attributes: 1 },
        { code: 'J20', attributes: 1 },
      ],
    },
    'two rows',
  ],
  [
    'a row that ends before it begins',
    { rows: [{ code: 'J20', attributes: 1, effectiveFrom: '2026-01-02', effectiveTo: '2026-01-01' }] },
    'before it begins',
  ],
  [
    'a date that is none',
    { rows: [{ code: 'J20', attributes: 1, effectiveFrom: '2026-02-30' }] },
    'a date that is none',
  ],
  ['a window that ends before it begins', { effectiveTo: '2020-01-01' }, 'before it begins'],
])('%s cannot be encoded', (_, change, message) => {
  expect(() => encodeEdition({ ...content, ...change })).toThrow(message);
});

test('a damaged file is refused and says what is wrong', () => {
  const bytes = encodeEdition(content);
  const errorOf = (damaged: Uint8Array, verifyContent = false) => {
    const result = decodeEdition(damaged, { verifyContent });
    return result.ok ? 'accepted' : result.error;
  };
  const flipped = Uint8Array.from(bytes);
  flipped[flipped.length - 1]! ^= 1;
  const newer = Uint8Array.from(bytes);
  newer[8] = 2;
  expect(errorOf(bytes, true)).toBe('accepted');
  expect(errorOf(new Uint8Array([1, 2, 3]))).toContain('magic');
  expect(errorOf(newer)).toContain('format version 2');
  expect(errorOf(bytes.subarray(0, 100))).toContain('cut short inside its header');
  expect(errorOf(bytes.subarray(0, bytes.length - 8))).toContain('cut short inside section');
  expect(errorOf(flipped, true)).toContain('do not match the SHA-256');
});

test('codes out of order are refused', () => {
  const bytes = encodeEdition({ ...content, rows: content.rows.slice(0, 1) });
  const two = encodeEdition({ ...content, rows: [content.rows[0]!, content.rows[3]!] });
  const edition = decoded(two);
  const swapped = Uint8Array.from(two);
  const at = edition.codes.byteOffset - two.byteOffset;
  swapped.set(two.subarray(at + 8, at + 16), at);
  swapped.set(two.subarray(at, at + 8), at + 8);
  expect(decodeEdition(bytes).ok).toBe(true);
  expect(decodeEdition(swapped)).toEqual({ ok: false, error: 'icd10cm@FY2026-10: codes are not in ascending order' });
});
