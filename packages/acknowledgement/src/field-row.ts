/** A field of an encounter as it is sent: where in the encounter, in which box of the form, and its name for people. */
export interface ClaimField {
  /**
   * Where the value may come from, the likeliest first: a JSON Pointer into the encounter, meant when what it belongs to is there;
   * with `?` before it only when it has a value itself; `@guide` and the other sources when none of those before it is meant.
   * `{line}` and other words in braces are positions, which `place-index.ts` finds; `{name}` is organizationName or lastName.
   */
  candidates: readonly string[];
  /** Where the claim itself holds it, as a pointer into its snapshot: said of what other payers decided. */
  claimPointer?: string;
  formBox?: string;
  words: string;
}

// A place is "loop segment[*qualifier] [element[-component]]"; a shorter one stands for all of it that has no row of its own.
export type Row = readonly [place: string, candidates: string, formBox: string, words: string, claimPointer?: string];

/** Rows by the names of their places. */
export function indexed(rows: readonly Row[]): ReadonlyMap<string, ClaimField> {
  return new Map(
    rows.map(([place, candidates, formBox, words, claimPointer]) => [
      place,
      {
        candidates: candidates.split(' ').filter(Boolean),
        words,
        ...(formBox ? { formBox } : {}),
        ...(claimPointer ? { claimPointer } : {}),
      },
    ]),
  );
}

/** Pointers of a party that may stand at several places of the encounter. */
export function each(places: readonly string[], member: string): string {
  return places.map((place) => `${place}/${member}`).join(' ');
}
