import { expect, test } from 'vitest';
import { mergePatch } from './merge-patch.ts';

test('merges objects, replaces lists, removes by null and leaves its arguments alone (RFC 7396)', () => {
  const target = { a: { b: 1, c: [1, 2] }, d: 'kept', e: 'gone' };
  const patch = { a: { c: [3] }, e: null, f: { g: 2 } };
  expect(mergePatch(target, patch)).toEqual({ a: { b: 1, c: [3] }, d: 'kept', f: { g: 2 } });
  expect(target).toEqual({ a: { b: 1, c: [1, 2] }, d: 'kept', e: 'gone' });
});

test('what is no object replaces, whatever stood there, and an absent value changes nothing', () => {
  expect(mergePatch({ a: 1 }, null)).toBeNull();
  expect(mergePatch({ a: 1 }, [2])).toEqual([2]);
  expect(mergePatch({ a: { b: 1 } }, { a: 'text' })).toEqual({ a: 'text' });
  expect(mergePatch({ a: 'text' }, { a: { b: 1 } })).toEqual({ a: { b: 1 } });
  expect(mergePatch({ a: null }, { a: { b: 1 } })).toEqual({ a: { b: 1 } });
  expect(mergePatch([1], { a: 2 })).toEqual({ a: 2 });
  const same = mergePatch({ a: 1 }, { a: undefined, b: undefined });
  expect(Object.keys(same as object)).toEqual(['a']);
});
