import { binaryArray } from '../intake/binary-array.ts';

/**
 * Documents as a text[] in binary form, to be cast to jsonb row by row: in the text form of an array every quotation mark would be
 * escaped, once here and once in the server. Undefined is SQL null.
 */
export function jsonArray(documents: readonly unknown[]): Buffer {
  return binaryArray(
    'text',
    documents.map((document) => (document === undefined ? null : JSON.stringify(document))),
  );
}

/** The same for plain text. */
export function textArray(texts: readonly (string | null | undefined)[]): Buffer {
  return binaryArray('text', texts);
}
