/** Every edition, built-in ones included. */
export const editionsQuery = `{
  codeSetEditions { id set edition status builtIn effectiveFrom effectiveTo complete rowCount sourceSha256 importedAt importedBy }
}`;

/** A page of what changed between two editions. */
export const diffQuery = `query ($set: String!, $from: String!, $to: String!, $kind: ChangeKind!, $offset: Int) {
  codeSetDiff(set: $set, from: $from, to: $to) {
    added removed changed cut
    changes(kind: $kind, first: 100, offset: $offset) {
      totalCount hasNextPage nextOffset
      nodes { key title parts }
    }
  }
}`;

export interface Edition {
  id: string;
  set: string;
  edition: string;
  status: 'candidate' | 'active' | 'retired';
  builtIn: boolean;
  effectiveFrom: string;
  effectiveTo: string | null;
  complete: boolean;
  rowCount: number;
  sourceSha256: string;
  importedAt: string | null;
  importedBy: string | null;
}

export const changeKinds = ['added', 'removed', 'changed'] as const;
export type ChangeKind = (typeof changeKinds)[number];

export interface EditionDiff {
  added: number;
  removed: number;
  changed: number;
  cut: boolean;
  changes: {
    totalCount: number;
    hasNextPage: boolean;
    nextOffset: number | null;
    nodes: { key: string; title: string | null; parts: string[] }[];
  };
}
