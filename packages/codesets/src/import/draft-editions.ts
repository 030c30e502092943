import { type IsoDate, isIsoDate } from '@claimwright/domain/dates';
import {
  attributeBit,
  type CodeSetName,
  type EditionRow,
  type RowAttribute,
  type SeventhCharacterDefinition,
} from '../edition.ts';
import type { ErrorLog } from './import-error.ts';
import { type EditionWindow, nameEdition } from './name-edition.ts';
import type { Member } from './open-source.ts';
import { type CodeListSet, readCodeList } from './read-code-list.ts';
import { readHcpcsAlphaNumeric } from './read-hcpcs.ts';
import { readCodesFile, readOrderFile, readPoaExemptFile } from './read-icd10cm.ts';
import { mceAttributes, readMce } from './read-mce.ts';
import { readPosJson } from './read-pos.ts';
import { readTabular } from './read-tabular.ts';
import { readText } from './read-text.ts';
import type { SourceFormat } from './recognise-format.ts';
import {
  codesBand,
  definitionBand,
  hcpcsBand,
  mceBand,
  modifierBand,
  orderBand,
  poaExemptBand,
  posBand,
  type RowBand,
} from './row-bands.ts';

/** The part of a request that says how to read one file. */
export interface DraftOptions {
  set?: CodeSetName;
  edition?: string;
  effectiveFrom?: IsoDate;
  effectiveTo?: IsoDate;
  complete?: boolean;
  limits?: { minRows?: number; maxRows?: number };
}

/** An edition read from one file, before it is encoded. */
export interface Draft {
  set: CodeSetName;
  format: SourceFormat;
  path: string;
  window: EditionWindow;
  complete: boolean;
  rows: EditionRow[];
  rowCount: number;
  asserts: readonly RowAttribute[];
  seventhCharacters?: SeventhCharacterDefinition[];
  /** Empty but for ICD-10-CM. */
  billableCodes: readonly string[];
  skipped: Record<string, number>;
  notes: string[];
}

interface Work {
  member: Member;
  format: SourceFormat;
  options: DraftOptions;
  log: ErrorLog;
}

/** Reads one member into the editions it holds. Everything that is wrong with it goes to the log. */
export function draftEditions(member: Member, format: SourceFormat, options: DraftOptions, log: ErrorLog): Draft[] {
  const work: Work = { member, format, options, log };
  if (format === 'mce') return draftMce(work);
  const text = readText(member.bytes, format === 'hcpcs-alpha-numeric' ? 'windows-1252' : 'utf-8', log);
  if (text === undefined) return [];
  const plain = text.replace(/^\ufeff/, '');
  if (format === 'icd10cm-order') return draftDiagnoses(work, readOrderFile(plain, log));
  if (format === 'icd10cm-codes') return draftDiagnoses(work, readCodesFile(plain, log));
  if (format === 'icd10cm-tabular') return draftTabular(work, plain);
  if (format === 'poa-exempt') return draftPoaExempt(work, plain);
  if (format === 'pos-json') return draftPlaces(work, readPosJson(plain, log), true);
  if (format === 'hcpcs-alpha-numeric') return draftAlphaNumeric(work, plain);
  return draftCodeList(work, plain);
}

/** Where the log already has faults no window or band is worth a second complaint. */
function named(work: Work, set: CodeSetName): EditionWindow | undefined {
  const { options, member, log } = work;
  if (log.errors().length > 0) return undefined;
  const result = nameEdition(set, { ...options, path: member.path });
  if (result.ok) return result.window;
  log.add('edition', result.message);
  return undefined;
}

function checkBand({ log, options }: Work, count: number, band: RowBand, what: string): void {
  const minimum = options.limits?.minRows ?? (options.complete === false ? 1 : band.minimum);
  const maximum = options.limits?.maxRows ?? band.maximum;
  if (count < minimum || count > maximum)
    log.add(
      'row-band',
      `has ${count} ${what}; a whole file has ${minimum} to ${maximum}. It is cut short, doubled or another file`,
    );
}

function draftOf(
  work: Work,
  set: CodeSetName,
  window: EditionWindow,
  rows: EditionRow[],
  more: Partial<Draft> = {},
): Draft {
  return {
    set,
    format: work.format,
    path: work.member.path,
    window,
    complete: work.options.complete ?? set !== 'cpt',
    rows,
    rowCount: rows.length,
    asserts: [],
    billableCodes: [],
    skipped: {},
    notes: [],
    ...more,
  };
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
  const { version, definitions } = readTabular(text, log);
  if (!/^20\d\d$/.test(version)) log.add('header', `version ${JSON.stringify(version)} is no fiscal year`);
  const path = /20\d\d|FY\d\d/i.test(member.path) ? member.path : `${member.path}/${version}`;
  const window = named({ ...work, member: { ...member, path } }, 'icd10cm-tabular');
  if (!window) return [];
  if (!window.edition.startsWith(`FY${version}`) && /^FY\d{4}/.test(window.edition))
    log.add('edition', `names itself ${version}, not ${window.edition}`);
  checkBand(work, definitions.length, definitionBand, 'seventh-character definitions');
  const draft = draftOf({ ...work, options }, 'icd10cm-tabular', window, []);
  return [{ ...draft, rowCount: definitions.length, seventhCharacters: definitions }];
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
  return [draftOf(work, 'mce', window, content.rows, { asserts: mceAttributes })];
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

function draftCodeList(work: Work, text: string): Draft[] {
  const { options, log } = work;
  const set = (['hcpcs', 'modifier', 'pos', 'cpt'] as const).find((one) => one === options.set);
  const list = readCodeList(text, set, log);
  if (!list) return [];
  if (set && list.headedAs && list.headedAs !== set && !(set === 'modifier' && list.headedAs === 'hcpcs')) {
    log.add('wrong-set', `has a heading of ${list.headedAs}, not of ${set}`);
    return [];
  }
  if (list.rows.pos.length > 0)
    return draftPlaces(work, list.rows.pos, list.dated).map((draft) => ({ ...draft, skipped: { ...list.skipped } }));
  const drafts: Draft[] = [];
  for (const owner of ['hcpcs', 'modifier', 'cpt'] as const) {
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
