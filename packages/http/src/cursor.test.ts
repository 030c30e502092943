import { expect, test } from 'vitest';
import { nextLink, readCursor, readPlaceCursor, writeCursor, writePlaceCursor } from './cursor.ts';

const id = '019a0000-0000-7000-8000-000000000000';

test('a cursor leads back to its place, for the same filters only', () => {
  const cursor = writeCursor(id, { status: 'ready' });
  expect(readCursor(cursor, { status: 'ready' })).toEqual({ ok: true, after: id });
  expect(readCursor(cursor, { status: 'billed' }).ok).toBe(false);
});

test('no cursor is the beginning; a damaged one is refused', () => {
  expect(readCursor(undefined, {})).toEqual({ ok: true, after: undefined });
  for (const damaged of ['', 'x', writeCursor("' or 1=1", {}), `${writeCursor(id, {}).slice(0, -4)}`]) {
    expect(readCursor(damaged, {}).ok).toBe(false);
  }
});

test('a place is a number of rows, and no cursor of another list', () => {
  const cursor = writePlaceCursor(400, { kind: 'added' });
  expect(readPlaceCursor(cursor, { kind: 'added' })).toEqual({ ok: true, place: 400 });
  expect(readPlaceCursor(undefined, {})).toEqual({ ok: true, place: 0 });
  for (const wrong of [writeCursor(id, { kind: 'added' }), writePlaceCursor(400, { kind: 'removed' }), 'x']) {
    expect(readPlaceCursor(wrong, { kind: 'added' }).ok).toBe(false);
  }
  expect(readCursor(cursor, { kind: 'added' }).ok).toBe(false);
});

test('the Link keeps the parameters and replaces the cursor', () => {
  expect(nextLink('/v1/encounters?status=ready&cursor=old', 'new')).toBe(
    '</v1/encounters?status=ready&cursor=new>; rel="next"',
  );
});
