import { hash } from 'node:crypto';
import { isUuid } from '@claimwright/domain/ids';
import { type Problem, problem } from './problem.ts';

/**
 * A place in a list: after which id the next page begins. It is bound to the list's filters, so that a cursor cannot be
 * carried over to another question. It needs no signature: it grants nothing, row-level security decides what is seen.
 */
export type Cursor = { ok: true; after: string | undefined } | { ok: false; problem: Problem };

/** The same in a list whose rows have no ids and do not move: how many rows come before the page. */
export type PlaceCursor = { ok: true; place: number } | { ok: false; problem: Problem };

function filterMark(filters: unknown): string {
  return hash('sha256', JSON.stringify(filters), 'base64url').slice(0, 8);
}

/** Writes a cursor that continues after an id, for the same filters. Opaque to the caller. */
export function writeCursor(after: string, filters: unknown): string {
  return Buffer.from(`1.${filterMark(filters)}.${after}`).toString('base64url');
}

/** Reads a cursor given by the caller; one that is damaged or belongs to other filters is refused. */
export function readCursor(cursor: string | undefined, filters: unknown): Cursor {
  if (cursor === undefined) return { ok: true, after: undefined };
  const [version, mark, after] = Buffer.from(cursor, 'base64url').toString('latin1').split('.');
  if (version === '1' && mark === filterMark(filters) && after !== undefined && isUuid(after))
    return { ok: true, after };
  return { ok: false, problem: unusable };
}

/** Writes a cursor that continues after so many rows, for the same filters. */
export function writePlaceCursor(place: number, filters: unknown): string {
  return Buffer.from(`2.${filterMark(filters)}.${place}`).toString('base64url');
}

/** Reads a cursor of `writePlaceCursor`; none is the beginning. */
export function readPlaceCursor(cursor: string | undefined, filters: unknown): PlaceCursor {
  if (cursor === undefined) return { ok: true, place: 0 };
  const [version, mark, place = ''] = Buffer.from(cursor, 'base64url').toString('latin1').split('.');
  if (version === '2' && mark === filterMark(filters) && /^\d{1,9}$/.test(place))
    return { ok: true, place: Number(place) };
  return { ok: false, problem: unusable };
}

const message = 'is not a cursor this list gave out for the same filters';
const unusable = problem('malformed_request', 'The cursor cannot be used.', {
  errors: [{ parameter: 'cursor', rule: 'cursor', message }],
});

/** The Link header (RFC 8288) to the next page: the request's own address with the cursor put in. */
export function nextLink(url: string, cursor: string): string {
  const [path = '', query = ''] = url.split('?', 2);
  const parameters = new URLSearchParams(query);
  parameters.set('cursor', cursor);
  return `<${path}?${parameters}>; rel="next"`;
}
