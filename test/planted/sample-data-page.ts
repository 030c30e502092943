import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** docs/rules-on-sample-data.md, whose two parts two tests write: what the rules say of the sample encounters, and of hospital bills. */
const page = join(import.meta.dirname, '..', '..', 'docs', 'rules-on-sample-data.md');
const hospitalHeading = '\n## Hospital bills\n';

type Part = 'samples' | 'hospital';

/** One part of the page as it is stored. */
export function storedPart(part: Part): string {
  const text = readFileSync(page, 'utf8');
  const at = text.indexOf(hospitalHeading);
  if (at < 0) return part === 'samples' ? text : '';
  return part === 'samples' ? text.slice(0, at) : text.slice(at + hospitalHeading.length);
}

/** Replaces one part and keeps the other. */
export function storePart(part: Part, text: string): void {
  const samples = part === 'samples' ? text : storedPart('samples');
  const hospital = part === 'hospital' ? text : storedPart('hospital');
  writeFileSync(page, samples + hospitalHeading + hospital);
}

/** A Markdown table with columns of even width. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) => `| ${cells.map((text, at) => text.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)];
}
