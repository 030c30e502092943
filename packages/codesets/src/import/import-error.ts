/** One reason why an import was refused: where, which rule, and in words what to do about it. */
export interface ImportError {
  /** File, and member when it came out of an archive: "2026.zip/icd10cm-order-2026.txt". */
  file: string;
  /** 1-based. */
  line?: number;
  rule: ImportRule;
  message: string;
}

export type ImportRule =
  | 'archive'
  | 'size'
  | 'encoding'
  | 'format'
  | 'wrong-set'
  | 'edition'
  | 'header'
  | 'record'
  | 'code'
  | 'duplicate'
  | 'date'
  | 'date-order'
  | 'header-flag'
  | 'truncated'
  | 'row-band'
  | 'lists-differ'
  | 'licence';

const keptErrors = 50;

/** Collects what is wrong with one file; keeps the first 50 and counts the rest. */
export interface ErrorLog {
  add(rule: ImportRule, message: string, line?: number): void;
  errors(): ImportError[];
}

export function errorLog(file: string): ErrorLog {
  const kept: ImportError[] = [];
  let count = 0;
  return {
    add(rule, message, line) {
      count += 1;
      if (kept.length < keptErrors)
        kept.push(line === undefined ? { file, rule, message } : { file, line, rule, message });
    },
    errors() {
      if (count <= keptErrors) return kept;
      return [...kept, { file, rule: 'record', message: `and ${count - keptErrors} more faults in this file` }];
    },
  };
}
