import { isIsoDate } from '@claimwright/domain/dates';
import { attributeBit, type EditionRow, type RowAttribute } from '../edition.ts';
import { type CompiledNotes, compileNotes } from './compile-notes.ts';
import { checkBand, type Draft, type DraftOptions, draftOf, named, type Work } from './draft.ts';
import { recordDrafts } from './draft-records.ts';
import type { ErrorLog } from './import-error.ts';
import type { EditionWindow } from './name-edition.ts';
import type { Member } from './open-source.ts';
import { type CodeListSet, readCodeList } from './read-code-list.ts';
import { readHcpcsAlphaNumeric } from './read-hcpcs.ts';
import { readCodesFile, readOrderFile, readPoaExemptFile } from './read-icd10cm.ts';
import { mceAttributes, mceProcedureAttributes, readMce } from './read-mce.ts';
import { readPosJson } from './read-pos.ts';
import { readTabular } from './read-tabular.ts';
import { readText } from './read-text.ts';
import type { SourceFormat } from './recognise-format.ts';
import {
  codesBand,
  definitionBand,
  hcpcsBand,
  mceBand,
  mceProcedureBand,
  modifierBand,
  orderBand,
  poaExemptBand,
  posBand,
} from './row-bands.ts';

/** CMS's own files that are not UTF-8; of most only the codes are kept. */
const inWindows1252: ReadonlySet<SourceFormat> = new Set([
  'hcpcs-alpha-numeric',
  'ncci-mue',
  'ncci-aoc',
  'ncci-aoc-text',
  'physician-fee',
  'gpci',
  'coverage-table',
]);

/** Reads one member into the editions it holds. Everything that is wrong with it goes to the log. */
export function draftEditions(member: Member, format: SourceFormat, options: DraftOptions, log: ErrorLog): Draft[] {
  const work: Work = { member, format, options, log };
  if (format === 'mce') return draftMce(work);
  const text = readText(member.bytes, inWindows1252.has(format) ? 'windows-1252' : 'utf-8', log);
  if (text === undefined) return [];
  const plain = text.replace(/^\ufeff/, '');
  if (format === 'icd10cm-order') return draftDiagnoses(work, readOrderFile(plain, log));
  if (format === 'icd10cm-codes') return draftDiagnoses(work, readCodesFile(plain, log));
  if (format === 'icd10cm-tabular') return draftTabular(work, plain);
  if (format === 'poa-exempt') return draftPoaExempt(work, plain);
  if (format === 'pos-json') return draftPlaces(work, readPosJson(plain, log), true);
  if (format === 'hcpcs-alpha-numeric') return draftAlphaNumeric(work, plain);
  const draftRecords = recordDrafts[format];
  return draftRecords ? draftRecords(work, plain) : draftCodeList(work, plain);
}

function draftDiagnoses(work: Work, rows: EditionRow[]): Draft[] {
  const window = named(work, 'icd10cm');
  if (!window) return [];
  const billableCodes = rows.filter((row) => row.attributes & attributeBit.billable).map((row) => row.code);
  const fiscalYear = Number(/^FY(\d{4})/.exec(window.edition)?.[1] ?? window.effectiveFrom.slice(0, 4));
  const headers = rows.length - billableCodes.length;
  if (work.format === 'icd10cm-order') checkBand(work, rows.length, orderBand(fiscalYear), 'rows');
  else checkBand(work, rows.length, codesBand(fiscalYear), 'codes');
  return [draftOf(work, 'icd10cm', window, rows, { billableCodes, skipped: headers > 0 ? { headers } : {} })];
}

function draftTabular(work: Work, text: string): Draft[] {
  const { options, log, member } = work;
  const { version, definitions, nodes } = readTabular(text, log);
  if (!/^20\d\d$/.test(version)) log.add('header', `version ${JSON.stringify(version)} is no fiscal year`);
  const path = /20\d\d|FY\d\d/i.test(member.path) ? member.path : `${member.path}/${version}`;
  const window = named({ ...work, member: { ...member, path } }, 'icd10cm-tabular');
  if (!window) return [];
  if (!window.edition.startsWith(`FY${version}`) && /^FY\d{4}/.test(window.edition))
    log.add('edition', `names itself ${version}, not ${window.edition}`);
  checkBand(work, definitions.length, definitionBand, 'seventh-character definitions');
  if (log.errors().length > 0) return [];
  const { rows, extra, counts } = compileNotes(nodes);
  const draft = draftOf({ ...work, options }, 'icd10cm-tabular', window, rows, { extra, notes: [noteCounts(counts)] });
  return [{ ...draft, rowCount: definitions.length, seventhCharacters: definitions }];
}

/** What part of the notes a program can decide; the rest stays `no_data`. */
function noteCounts(counts: CompiledNotes['counts']): string {
  const parts = Object.entries(counts)
    .filter(([kind]) => kind !== 'includes')
    .map(
      ([kind, { notes, withCodes, unread }]) =>
        `${kind} ${withCodes} of ${notes}${unread ? ` (${unread} brackets unread)` : ''}`,
    );
  return `notes that name codes: ${parts.join(', ')}`;
}

function draftPoaExempt(work: Work, text: string): Draft[] {
  const rows = readPoaExemptFile(text, work.log);
  const window = named(work, 'poa-exempt');
  if (!window) return [];
  checkBand(work, rows.length, poaExemptBand, 'codes');
  return [draftOf(work, 'poa-exempt', window, rows)];
}

function draftMce(work: Work): Draft[] {
  const { options, log, member } = work;
  const content = readMce(member.bytes, log);
  if (!content || log.errors().length > 0) return [];
  checkBand(work, content.rows.length, mceBand, 'diagnosis entries');
  const first = content.rows.map((row) => row.effectiveFrom!).sort()[0];
  if (first === undefined) return [];
  const window: EditionWindow = {
    edition: options.edition ?? content.version,
    effectiveFrom: options.effectiveFrom ?? first,
    effectiveTo: options.effectiveTo ?? content.terminationDate,
  };
  if (options.edition !== undefined && options.edition !== content.version)
    log.add('edition', `is version ${content.version} of the Medicare Code Editor, not ${options.edition}`);
  for (const date of [window.effectiveFrom, window.effectiveTo!])
    if (!isIsoDate(date)) log.add('edition', `effective date ${JSON.stringify(date)} is no date, write YYYY-MM-DD`);
  const diagnoses = draftOf(work, 'mce', window, content.rows, { asserts: mceAttributes });
  if (content.procedures.length === 0) return [diagnoses];
  checkBand(work, content.procedures.length, mceProcedureBand, 'procedure entries');
  return [diagnoses, draftOf(work, 'icd10pcs', window, content.procedures, { asserts: mceProcedureAttributes })];
}

function draftPlaces(work: Work, rows: EditionRow[], dated: boolean): Draft[] {
  const window = named(work, 'pos');
  if (!window) return [];
  checkBand(work, rows.length, posBand, 'places');
  const asserts: RowAttribute[] = rows.some((row) => row.attributes) ? ['facility', 'nonFacility'] : [];
  // Places are never withdrawn, so a list that says when each began answers for the years before it was printed.
  const effectiveFrom = dated && !work.options.effectiveFrom ? '2003-10-01' : window.effectiveFrom;
  return [draftOf(work, 'pos', { ...window, effectiveFrom }, rows, { asserts })];
}

function draftAlphaNumeric(work: Work, text: string): Draft[] {
  const { codes, modifiers, skipped } = readHcpcsAlphaNumeric(text, work.log);
  const window = named(work, 'hcpcs');
  if (!window) return [];
  checkBand(work, codes.length, hcpcsBand(Number(window.effectiveFrom.slice(0, 4))), 'codes');
  checkBand(work, modifiers.length, modifierBand, 'modifiers');
  const reached = reachingBack(work, window, codes);
  return [
    draftOf(work, 'hcpcs', reached.window, codes, { skipped, notes: reached.notes }),
    draftOf(work, 'modifier', reached.window, modifiers),
  ];
}

/**
 * A dated HCPCS file keeps the codes that ended in the last years, so it is complete back to the first New Year after the
 * earliest end it lists; before that a code may be missing because it ended too long ago.
 */
function reachingBack(
  work: Work,
  window: EditionWindow,
  rows: readonly EditionRow[],
): { window: EditionWindow; notes: string[] } {
  const earliestEnd = rows.reduce(
    (least, row) => (row.effectiveTo && row.effectiveTo < least ? row.effectiveTo : least),
    '9999',
  );
  const effectiveFrom = `${Number(earliestEnd.slice(0, 4)) + 1}-01-01`;
  if (work.options.effectiveFrom || earliestEnd === '9999' || effectiveFrom >= window.effectiveFrom)
    return { window, notes: [] };
  const note = `${work.member.path} lists codes that ended since ${earliestEnd}: it answers from ${effectiveFrom} on`;
  return { window: { ...window, effectiveFrom }, notes: [note] };
}

const codeListSets = [
  'hcpcs',
  'modifier',
  'pos',
  'cpt',
  'revenue-code',
  'carc',
  'rarc',
] as const satisfies readonly CodeListSet[];

function draftCodeList(work: Work, text: string): Draft[] {
  const { options, log } = work;
  const set = codeListSets.find((one) => one === options.set);
  const list = readCodeList(text, set, log);
  if (!list) return [];
  if (set && list.headedAs && list.headedAs !== set && !(set === 'modifier' && list.headedAs === 'hcpcs')) {
    log.add('wrong-set', `has a heading of ${list.headedAs}, not of ${set}`);
    return [];
  }
  if (list.rows.pos.length > 0)
    return draftPlaces(work, list.rows.pos, list.dated).map((draft) => ({ ...draft, skipped: { ...list.skipped } }));
  const drafts: Draft[] = [];
  for (const owner of codeListSets) {
    const rows = list.rows[owner];
    if (rows.length > 0)
      drafts.push(...draftList(work, owner, rows, list.dated, drafts.length === 0 ? { ...list.skipped } : {}));
  }
  if (drafts.length === 0 && log.errors().length === 0) log.add('truncated', 'holds no code');
  return drafts;
}

function draftList(
  work: Work,
  set: CodeListSet,
  rows: EditionRow[],
  dated: boolean,
  skipped: Record<string, number>,
): Draft[] {
  const window = named(work, set);
  if (!window) return [];
  if (set === 'hcpcs') checkBand(work, rows.length, hcpcsBand(Number(window.effectiveFrom.slice(0, 4))), 'codes');
  if (set === 'modifier') checkBand(work, rows.length, modifierBand, 'modifiers');
  if (set !== 'hcpcs') return [draftOf(work, set, window, rows, { skipped })];
  const reached = dated ? reachingBack(work, window, rows) : { window, notes: [undatedNote(work)] };
  return [draftOf(work, set, reached.window, rows, { skipped, notes: reached.notes })];
}

/** CMS keeps ended codes in its file; a copy without the date columns cannot tell them from living ones. */
function undatedNote({ member }: Work): string {
  return `${member.path} has no dates: codes that ended in the last years may be among its codes and count as valid`;
}
