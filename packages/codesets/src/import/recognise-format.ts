import type { Member } from './open-source.ts';
import { addOnTextLine } from './read-add-on-codes.ts';
import { coverageTable } from './read-coverage.ts';
import { recognisePtp } from './read-ptp.ts';

/** Files an importer knows. */
export type SourceFormat =
  | 'icd10cm-order'
  | 'icd10cm-codes'
  | 'icd10cm-tabular'
  | 'poa-exempt'
  | 'mce'
  | 'hcpcs-alpha-numeric'
  | 'pos-json'
  | 'code-list-csv'
  | 'ncci-ptp-text'
  | 'ncci-ptp-csv'
  | 'ncci-mue'
  | 'ncci-aoc'
  | 'ncci-aoc-text'
  | 'physician-fee'
  | 'gpci'
  | 'coverage-table'
  | 'taxonomy'
  | 'code-group-csv';

const headBytes = 16_384;

/** What a member is, by its content; undefined when it is none of ours. Names lie too often to be trusted. */
export function recogniseFormat({ bytes }: Member): SourceFormat | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, headBytes));
  if (bytes[0] === 0x0a && head.slice(4, 16).includes('Adult')) return 'mce';
  const text = head.replace(/^\u00ef\u00bb\u00bf/, '');
  if (/<ICD10CM\.tabular[\s>]/.test(text)) return 'icd10cm-tabular';
  if (/^\s*[[{]/.test(text)) return 'pos-json';
  const pairs = recognisePtp(text);
  if (pairs) return pairs;
  const lines = text.split(/\r?\n/);
  if (bytes.length > headBytes) lines.pop();
  const filled = lines.filter((line) => line.trim() !== '').slice(0, 60);
  if (/^Order\d*\tPOA ?exempt ?Code\t/i.test(filled[0] ?? '')) return 'poa-exempt';
  if (most(filled, /^\d{5} [A-Z][0-9A-Z]{2}[0-9A-Z ]{4} [01] /)) return 'icd10cm-order';
  if (filled.some((line) => /^( {3}[0-9A-Z]{2}|[A-Z]\d{4})\d{5}[3478]/.test(line))) return 'hcpcs-alpha-numeric';
  if (most(filled, /^[A-Z][0-9A-Z]{2}[0-9A-Z ]{4} \S/)) return 'icd10cm-codes';
  if (most(filled, addOnTextLine)) return 'ncci-aoc-text';
  const table = recogniseTable(text, filled);
  if (table) return table;
  if (/[,;\t]/.test(filled[0] ?? '') && /\bcode\b|_code\b|modifier|hcpcs?\b/i.test(filled[0]!)) return 'code-list-csv';
  return undefined;
}

/** Tables told by their headings; those of NCCI and the fee schedule stand below notices, their cells broken over lines. */
function recogniseTable(text: string, filled: readonly string[]): SourceFormat | undefined {
  const first = (filled[0] ?? '').toLowerCase();
  if (/\bmue[ _](values?|units)\b|mue\s+values?/i.test(text)) return 'ncci-mue';
  if (/add.?on.?code[",\t]|^aoc[",\t]/im.test(text) && /primary.?code/i.test(text)) return 'ncci-aoc';
  if (filled.some((line) => /^HCPCS,MOD,/i.test(line)) && /\bGLOB\b/i.test(text)) return 'physician-fee';
  if (/\bgpci\b|gpci_/i.test(text) && /locality/i.test(text)) return 'gpci';
  if (/^"?group"?,/.test(first)) return 'code-group-csv';
  if (/^"?code"?,"?grouping"?,/.test(first)) return 'taxonomy';
  return coverageTable(text) ? 'coverage-table' : undefined;
}

/** A damaged line must not make a file unknown: then nobody would be told which line it is. */
function most(lines: readonly string[], pattern: RegExp): boolean {
  return lines.length > 0 && lines.filter((line) => pattern.test(line)).length > lines.length / 2;
}
