import { addDays, addMonths, type IsoDate, isIsoDate } from '@claimwright/domain/dates';
import type { CodeSetName } from '../edition.ts';

/** What an edition is called and which dates of service it serves. */
export interface EditionWindow {
  edition: string;
  effectiveFrom: IsoDate;
  effectiveTo?: IsoDate;
}

export type NamedEdition = { ok: true; window: EditionWindow } | { ok: false; message: string };

/** What there is to go by: what the user said, and the names of the file and the archives around it. */
export interface EditionClues {
  edition?: string;
  effectiveFrom?: IsoDate;
  effectiveTo?: IsoDate;
  /** Path of the member: "april-1-2026-code-descriptions.zip/icd10cm-order-2026.txt". */
  path: string;
}

/**
 * Names an edition and gives its window; an effective date the user gave always wins.
 * ICD-10-CM: "FY2026" is 2025-10-01 to 2026-09-30 (45 CFR 162.1002; fiscal year), "FY2026-04" the update that serves from
 * 2026-04-01. HCPCS: "2025-10", a calendar quarter. Places of service: the month of the list, open-ended.
 */
export function nameEdition(set: CodeSetName, clues: EditionClues): NamedEdition {
  for (const date of [clues.effectiveFrom, clues.effectiveTo])
    if (date !== undefined && !isIsoDate(date))
      return { ok: false, message: `effective date ${JSON.stringify(date)} is no date, write YYYY-MM-DD` };
  const named = impliedWindow(set, clues);
  if (!named.ok) return named;
  const { edition, effectiveTo } = named.window;
  const from = clues.effectiveFrom ?? named.window.effectiveFrom;
  const to = clues.effectiveTo ?? effectiveTo;
  if (to !== undefined && to < from)
    return { ok: false, message: `edition ${edition} would end ${to} before it begins ${from}` };
  return {
    ok: true,
    window: to === undefined ? { edition, effectiveFrom: from } : { edition, effectiveFrom: from, effectiveTo: to },
  };
}

function impliedWindow(set: CodeSetName, clues: EditionClues): NamedEdition {
  if (set === 'icd10cm' || set === 'icd10cm-tabular' || set === 'poa-exempt') return fiscalYear(clues);
  if (set === 'pos') return monthlyList(clues);
  if (set === 'taxonomy') return monthlyList(withTaxonomyVersion(clues));
  if (quarterlySets.has(set)) return quarter(clues);
  if (set === 'ncci-aoc' || set === 'gpci') return untilYearEnd(quarter(clues));
  return freelyNamed(clues);
}

const quarterlySets: ReadonlySet<CodeSetName> = new Set([
  'hcpcs',
  'modifier',
  'ncci-ptp-practitioner',
  'ncci-ptp-hospital',
  'ncci-mue-practitioner',
  'ncci-mue-hospital',
  'ncci-mue-dme',
  'physician-fee',
]);

/** Published once a year and replaced within it only when something changes. */
function untilYearEnd(named: NamedEdition): NamedEdition {
  if (!named.ok) return named;
  return { ok: true, window: { ...named.window, effectiveTo: `${named.window.effectiveFrom.slice(0, 4)}-12-31` } };
}

/** NUCC counts its lists: nucc_taxonomy_240.csv serves from January 2024, 241 from July. */
function withTaxonomyVersion(clues: EditionClues): EditionClues {
  const version = /taxonomy_(\d\d)([01])(?!\d)/i.exec(clues.path);
  if (clues.edition !== undefined || !version) return clues;
  return { ...clues, edition: `20${version[1]}-${version[2] === '0' ? '01' : '07'}` };
}

/** A list of the user's own: named and dated by him. */
function freelyNamed({ edition, effectiveFrom }: EditionClues): NamedEdition {
  if (edition && effectiveFrom) return { ok: true, window: { edition, effectiveFrom } };
  return {
    ok: false,
    message: 'say which edition this is and from which date of service it serves (edition, effectiveFrom)',
  };
}

const monthNumber: Readonly<Record<string, string>> = { jan: '01', apr: '04', jul: '07', oct: '10' };

function fiscalYear(clues: EditionClues): NamedEdition {
  const asked = clues.edition === undefined ? undefined : /^FY(20\d\d)(?:-(01|04|07|10))?$/.exec(clues.edition);
  if (clues.edition !== undefined && !asked) {
    if (clues.effectiveFrom) return freelyNamed(clues);
    return { ok: false, message: `edition ${JSON.stringify(clues.edition)} is not of the form FY2027 or FY2027-04` };
  }
  const [year, month] = asked ? [asked[1]!, asked[2] ?? '10'] : fiscalYearInNames(clues.path);
  if (year === undefined)
    return { ok: false, message: 'the file name gives no fiscal year; say which edition this is, for example FY2027' };
  const effectiveFrom = month === '10' ? `${Number(year) - 1}-10-01` : `${year}-${month}-01`;
  return { ok: true, window: { edition: `FY${year}-${month}`, effectiveFrom, effectiveTo: `${year}-09-30` } };
}

/** The month often stands only on the archive, the year on both; the innermost name is the most exact. */
function fiscalYearInNames(path: string): [string | undefined, string] {
  const names = path.split('/').reverse();
  const years = names.map((name) => /(?<!\d)(20\d\d)(?!\d)/.exec(name)?.[1] ?? fiscalTwoDigits(name));
  const year = years.find((found) => found !== undefined);
  const updates = names.map((name) => /(?<![a-z])(jan|apr|jul)[a-z]*[-_ ]/i.exec(name)?.[1]?.toLowerCase());
  const update = updates.find((found, index) => found !== undefined && years[index] === year);
  return [year, update ? monthNumber[update]! : '10'];
}

function fiscalTwoDigits(name: string): string | undefined {
  const digits = /FY(\d\d)(?!\d)/i.exec(name)?.[1];
  return digits === undefined ? undefined : `20${digits}`;
}

function quarter(clues: EditionClues): NamedEdition {
  const asked = clues.edition === undefined ? undefined : /^(20\d\d)-?(01|04|07|10|Q[1-4])$/.exec(clues.edition);
  if (clues.edition !== undefined && !asked) {
    if (clues.effectiveFrom) return freelyNamed(clues);
    return { ok: false, message: `edition ${JSON.stringify(clues.edition)} is not of the form 2025-10 or 2025Q4` };
  }
  const found = asked ? [asked[1]!, quarterMonth(asked[2]!)] : quarterInNames(clues.path);
  if (!found)
    return { ok: false, message: 'the file name gives no quarter; say which edition this is, for example 2025-10' };
  const [year, month] = found;
  const effectiveFrom = `${year}-${month}-01`;
  return {
    ok: true,
    window: { edition: `${year}-${month}`, effectiveFrom, effectiveTo: addDays(addMonths(effectiveFrom, 3), -1) },
  };
}

function quarterMonth(text: string): string {
  return text.startsWith('Q') ? String((Number(text[1]) - 1) * 3 + 1).padStart(2, '0') : text;
}

function quarterInNames(path: string): string[] | undefined {
  for (const name of path.split('/').reverse()) {
    const cms = /HCPC(20\d\d)(?:_(JAN|APR|JUL|OCT))?_/i.exec(name);
    // The file CMS once made a year carries no month: it is that of January.
    if (cms) return [cms[1]!, monthNumber[cms[2]?.toLowerCase() ?? 'jan']!];
    const ncci = ncciQuarter(name);
    if (ncci) return ncci;
    const fees = /RVU(\d\d)_?(JAN|APR|JUL|OCT)/i.exec(name) ?? /RVU(\d\d)([ABCD])(?![a-z])/i.exec(name);
    if (fees) return [`20${fees[1]}`, monthNumber[feeMonth[fees[2]!.toLowerCase()] ?? fees[2]!.toLowerCase()]!];
    const dated = /(20\d\d)[-_](01|04|07|10)(?!\d)/.exec(name);
    if (dated) return [dated[1]!, dated[2]!];
    const official = /(january|april|july|october)-(20\d\d)/i.exec(name);
    if (official) return [official[2]!, monthNumber[official[1]!.slice(0, 3).toLowerCase()]!];
  }
  return undefined;
}

const feeMonth: Readonly<Record<string, string>> = { a: 'jan', b: 'apr', c: 'jul', d: 'oct' };

/** NCCI counts its years from 1994: ccipra-v302r0 is the third quarter of the thirtieth, July 2024. */
function ncciQuarter(name: string): string[] | undefined {
  const version = /cci(?:pra|oph|mcd)?-?v(\d\d)([0-3])/i.exec(name);
  if (version) return [String(1994 + Number(version[1])), quarterMonth(`Q${Number(version[2]) + 1}`)];
  const effective = /Eff_(01|04|07|10)-\d\d-(20\d\d)/i.exec(name);
  if (effective) return [effective[2]!, effective[1]!];
  const addOns = /AOC_V(20\d\d)(Q[1-4])/i.exec(name);
  return addOns ? [addOns[1]!, quarterMonth(addOns[2]!)] : undefined;
}

function monthlyList(clues: EditionClues): NamedEdition {
  const text = clues.edition ?? clues.path.split('/').at(-1)!;
  const found = /(20\d\d)-(0[1-9]|1[0-2])/.exec(text);
  if (!found && clues.edition && clues.effectiveFrom) return freelyNamed(clues);
  if (!found)
    return { ok: false, message: 'the file name gives no month; say which edition this is, for example 2024-05' };
  return { ok: true, window: { edition: `${found[1]}-${found[2]}`, effectiveFrom: `${found[1]}-${found[2]}-01` } };
}
