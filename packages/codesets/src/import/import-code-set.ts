import { createHash } from 'node:crypto';
import type { IsoDate } from '@claimwright/domain/dates';
import { type CodeSetName, codeSetNames } from '../edition.ts';
import { encodeEdition } from '../encode-edition.ts';
import type { Draft } from './draft.ts';
import { draftCoverage } from './draft-coverage.ts';
import { draftEditions } from './draft-editions.ts';
import { errorLog, type ImportError } from './import-error.ts';
import { pairImports } from './import-pairs.ts';
import { type Member, type OpenOptions, openSource, type SourceFile } from './open-source.ts';
import { recogniseFormat, type SourceFormat } from './recognise-format.ts';

export interface ImportRequest {
  /** What the user believes the files are; another set is refused. Absent: whatever they turn out to be. */
  set?: CodeSetName;
  /** Plain, zip, jar or gzip; a folder is all its files. */
  files: readonly SourceFile[];
  /** "FY2027", "FY2026-04", "2025-10"; absent: from the file names. */
  edition?: string;
  /** First and last date of service it serves, when not what the edition's name implies. */
  effectiveFrom?: IsoDate;
  effectiveTo?: IsoDate;
  /** False for a list of the user's own that leaves codes out: an absent code is then `no_data`. CPT lists are incomplete unless true. */
  complete?: boolean;
  /** `minRows` and `maxRows` replace the row band of the set; `maxBytes` bounds what the files unpack to (512 MiB). */
  limits?: { minRows?: number; maxRows?: number; maxBytes?: number };
  /**
   * Whoever imports has accepted the licence of the American Medical Association for the CPT codes in these files. Without it
   * NCCI edits, relative values and coverage articles are refused.
   */
  amaLicenseAccepted?: boolean;
  /** Told now and then while a large file is read. */
  onProgress?: (rows: number, file: string) => void;
}

/** One edition ready to be stored; the fields are the columns of `code_set_editions`. */
export interface ImportedEdition {
  set: CodeSetName;
  edition: string;
  effectiveFrom: IsoDate;
  effectiveTo?: IsoDate;
  complete: boolean;
  rowCount: number;
  /** Hex. Of the file as given, or over names and hashes of all when there are several. */
  sourceSha256: string;
  bytes: Uint8Array;
}

export interface ImportReport {
  files: { name: string; format: SourceFormat; rows: number }[];
  /** Files and members no edition was made of. */
  ignored: string[];
  /** Rows left out because they are licensed (`cpt`, `cdt`) or stand for nothing (`unassigned`), and headers among the rows kept. */
  skipped: Record<string, number>;
  /** What the user should know though nothing is wrong. */
  notes: string[];
}

export type ImportResult =
  | { ok: true; editions: ImportedEdition[]; report: ImportReport }
  | { ok: false; errors: ImportError[]; report: ImportReport };

const defaultMaxBytes = 512 * 1024 * 1024;

/**
 * Makes editions of official or own code-set files. One fault refuses the whole import: a list with holes that calls itself
 * complete would reject good claims. Several editions come out where a file holds several sets (HCPCS and its modifiers).
 */
export async function importCodeSet(request: ImportRequest): Promise<ImportResult> {
  const report: ImportReport = { files: [], ignored: [], skipped: {}, notes: [] };
  const refuse = (errors: ImportError[]): ImportResult => ({ ok: false, errors, report });
  if (request.files.length === 0) return refuse([{ file: '', rule: 'format', message: 'no file was given' }]);
  const pairs = pairImports(request);
  const opened = await openAll(request, report, pairs.takeOver);
  if (opened.errors.length > 0) return refuse(opened.errors);
  const recognised = recogniseAll(opened.members, request, report, pairs.taken());
  if (!recognised.ok) return refuse(recognised.errors);
  const unaccepted = licenceFaults(
    [...recognised.members.map(({ member, format }) => ({ path: member.path, format })), ...pairs.taken()],
    request,
  );
  if (unaccepted.length > 0) return refuse(unaccepted);
  const drafts: Draft[] = [];
  const errors: ImportError[] = [];
  for (const finished of [pairs.finish(), draftCoverage(recognised.members, request)]) {
    drafts.push(...finished.drafts);
    errors.push(...finished.errors);
    report.files.push(...finished.files);
  }
  for (const { member, format } of recognised.members) {
    if (format === 'coverage-table') continue;
    const log = errorLog(member.path);
    const made = draftEditions(member, format, request, log).filter((draft) => wanted(draft.set, request.set));
    const faults = log.errors();
    errors.push(...faults);
    if (faults.length === 0) drafts.push(...made);
    report.files.push({ name: member.path, format, rows: made.reduce((sum, draft) => sum + draft.rowCount, 0) });
  }
  if (errors.length > 0) return refuse(errors);
  const chosen = chooseDrafts(drafts, report);
  if (!chosen.ok) return refuse(chosen.errors);
  for (const draft of chosen.drafts) {
    report.notes.push(...draft.notes);
    for (const [kind, count] of Object.entries(draft.skipped))
      report.skipped[kind] = (report.skipped[kind] ?? 0) + count;
  }
  return { ok: true, editions: chosen.drafts.map((draft) => encoded(draft, opened.sha256)), report };
}

const amaFormats: ReadonlySet<SourceFormat> = new Set([
  'ncci-ptp-text',
  'ncci-ptp-csv',
  'ncci-mue',
  'ncci-aoc',
  'ncci-aoc-text',
  'physician-fee',
  'coverage-table',
]);

/** CMS ships these behind a click on the licence of the AMA (the codes are AMA's, the edits are CMS's). */
function licenceFaults(
  files: readonly { path: string; format: SourceFormat }[],
  request: ImportRequest,
): ImportError[] {
  if (request.amaLicenseAccepted) return [];
  return files
    .filter(({ format }) => amaFormats.has(format))
    .map(({ path, format }) => ({
      file: path,
      rule: 'licence' as const,
      message: `${format} files carry CPT codes, licensed by the American Medical Association; accept its licence (--accept-ama-license)`,
    }));
}

async function openAll(
  request: ImportRequest,
  report: ImportReport,
  takeOver: OpenOptions['takeOver'],
): Promise<{ members: Member[]; errors: ImportError[]; sha256: string }> {
  const members: Member[] = [];
  const errors: ImportError[] = [];
  const hashes: string[] = [];
  let bytesLeft = request.limits?.maxBytes ?? defaultMaxBytes;
  for (const file of request.files) {
    const opened = await openSource(file, { maxBytes: bytesLeft, takeOver });
    if (!opened.ok) {
      errors.push(...opened.errors);
      continue;
    }
    members.push(...opened.members);
    report.ignored.push(...opened.ignored);
    bytesLeft -= opened.members.reduce((sum, member) => sum + member.bytes.length, 0);
    hashes.push(request.files.length === 1 ? opened.sha256 : `${opened.sha256}  ${file.name}\n`);
  }
  const sha256 =
    hashes.length === 1 && request.files.length === 1
      ? hashes[0]!
      : createHash('sha256').update(hashes.sort().join('')).digest('hex');
  return { members, errors, sha256 };
}

const setsOfFormat: Readonly<Record<SourceFormat, readonly CodeSetName[]>> = {
  'icd10cm-order': ['icd10cm'],
  'icd10cm-codes': ['icd10cm'],
  'icd10cm-tabular': ['icd10cm-tabular'],
  'poa-exempt': ['poa-exempt'],
  mce: ['mce', 'icd10pcs'],
  'hcpcs-alpha-numeric': ['hcpcs', 'modifier'],
  'pos-json': ['pos'],
  'code-list-csv': ['hcpcs', 'modifier', 'pos', 'cpt', 'revenue-code', 'carc', 'rarc'],
  'ncci-ptp-text': ['ncci-ptp-practitioner', 'ncci-ptp-hospital'],
  'ncci-ptp-csv': ['ncci-ptp-practitioner', 'ncci-ptp-hospital'],
  'ncci-mue': ['ncci-mue-practitioner', 'ncci-mue-hospital', 'ncci-mue-dme'],
  'ncci-aoc': ['ncci-aoc'],
  'ncci-aoc-text': ['ncci-aoc'],
  'physician-fee': ['physician-fee'],
  gpci: ['gpci'],
  'coverage-table': ['coverage'],
  taxonomy: ['taxonomy'],
  'code-group-csv': ['code-group'],
};

type Recognised =
  | { ok: true; members: { member: Member; format: SourceFormat }[] }
  | { ok: false; errors: ImportError[] };

function recogniseAll(
  members: readonly Member[],
  request: ImportRequest,
  report: ImportReport,
  taken: readonly { path: string; format: SourceFormat }[],
): Recognised {
  const fitting: { member: Member; format: SourceFormat }[] = [];
  const other: { member: Member; format: SourceFormat }[] = [];
  const unknown: Member[] = [];
  for (const member of members) {
    const format = recogniseFormat(member);
    if (!format) unknown.push(member);
    else if (setsOfFormat[format].some((set) => wanted(set, request.set))) fitting.push({ member, format });
    else other.push({ member, format });
  }
  if (fitting.length === 0 && taken.length === 0 && other.length > 0)
    return {
      ok: false,
      errors: other.map(({ member, format }) => ({
        file: member.path,
        rule: 'wrong-set',
        message: `is a file of ${setsOfFormat[format].join(' or ')} (${format}), not of ${request.set}`,
      })),
    };
  if (fitting.length === 0 && taken.length === 0) {
    const names = request.files.map((file) => file.name).join(', ');
    const sets = request.set ?? codeSetNames.join(', ');
    return {
      ok: false,
      errors: [{ file: names, rule: 'format', message: `holds no file of a known format for ${sets}` }],
    };
  }
  report.ignored.push(...[...unknown, ...other.map(({ member }) => member)].map((member) => member.path));
  return { ok: true, members: fitting };
}

/** Sets that come along when a user asks for the one whose publisher issues them together. */
const companions: Readonly<Partial<Record<CodeSetName, readonly CodeSetName[]>>> = {
  hcpcs: ['modifier'],
  icd10cm: ['icd10cm-tabular', 'poa-exempt'],
  'physician-fee': ['gpci'],
};

function wanted(set: CodeSetName, asked: CodeSetName | undefined): boolean {
  return asked === undefined || set === asked || (companions[asked]?.includes(set) ?? false);
}

type Chosen = { ok: true; drafts: Draft[] } | { ok: false; errors: ImportError[] };

/** One draft an edition: the order file holds the codes file and its headers, and the two must agree. */
function chooseDrafts(drafts: readonly Draft[], report: ImportReport): Chosen {
  const byId = new Map<string, Draft>();
  const errors: ImportError[] = [];
  for (const draft of drafts) {
    const id = `${draft.set}@${draft.window.edition}`;
    const earlier = byId.get(id);
    if (!earlier) {
      byId.set(id, draft);
      continue;
    }
    const order = [earlier, draft].find((one) => one.format === 'icd10cm-order');
    const codes = [earlier, draft].find((one) => one.format === 'icd10cm-codes');
    if (!order || !codes) {
      errors.push({
        file: draft.path,
        rule: 'edition',
        message: `gives ${id}, and so does ${earlier.path}; import one of them`,
      });
      continue;
    }
    const difference = differenceOf(order, codes);
    if (difference) errors.push({ file: codes.path, rule: 'lists-differ', message: difference });
    report.notes.push(`${codes.path} agrees with ${order.path}, which also has the headers`);
    byId.set(id, order);
  }
  return errors.length > 0 ? { ok: false, errors } : { ok: true, drafts: [...byId.values()] };
}

function differenceOf(order: Draft, codes: Draft): string | undefined {
  const billable = new Set(order.billableCodes);
  const listed = new Set(codes.billableCodes);
  const missing = [...billable].find((code) => !listed.has(code));
  if (missing) return `lacks ${missing}, which the order file ${order.path} has as billable`;
  const extra = [...listed].find((code) => !billable.has(code));
  return extra ? `has ${extra}, which the order file ${order.path} has not as billable` : undefined;
}

function encoded(draft: Draft, sourceSha256: string): ImportedEdition {
  const { set, window, complete, rows, rowCount, asserts, seventhCharacters, extra } = draft;
  const bytes = encodeEdition({ set, ...window, complete, sourceSha256, asserts, rows, seventhCharacters, extra });
  return { set, ...window, complete, rowCount, sourceSha256, bytes };
}
