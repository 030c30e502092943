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

/**
 * Documents of which many are the same, each once: to be joined by its place, from 1 on, so that the server reads it once and not
 * once a row.
 */
export function sharedDocuments(documents: readonly object[]): { documents: Buffer; places: number[] } {
  const placeOf = new Map<string, number>();
  const places = documents.map((document) => {
    const text = JSON.stringify(document);
    const place = placeOf.get(text) ?? placeOf.size + 1;
    placeOf.set(text, place);
    return place;
  });
  return { documents: textArray([...placeOf.keys()]), places };
}
