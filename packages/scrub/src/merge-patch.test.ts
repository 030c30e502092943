import { expect, test } from 'vitest';
import { mergePatch } from './merge-patch.ts';

test('merges objects, replaces lists, removes by null and leaves its arguments alone (RFC 7396)', () => {
  const target = { a: { b: 1, c: [1, 2] }, d: 'kept', e: 'gone' };
  const patch = { a: { c: [3] }, e: null, f: { g: 2 } };
  expect(mergePatch(target, patch)).toEqual({ a: { b: 1, c: [3] }, d: 'kept', f: { g: 2 } });
  expect(target).toEqual({ a: { b: 1, c: [1, 2] }, d: 'kept', e: 'gone' });
});
