import type { CodeSetName, EditionRow } from '../edition.ts';
import { checkBand, type Draft, draftOf, named, type Work } from './draft.ts';
import { readAddOnCodes, readAddOnText } from './read-add-on-codes.ts';
import { readPhysicianFees, readPracticeCosts } from './read-fee-schedule.ts';
import { mueSettingIn, readMue } from './read-ncci-tables.ts';
import { readCodeGroups, readTaxonomy } from './read-own-lists.ts';
import type { SourceFormat } from './recognise-format.ts';
import {
  addOnBand,
  feeBand,
  levelTwoFeeBand,
  levelTwoLimitBand,
  limitBand,
  localityBand,
  type RowBand,
  taxonomyBand,
} from './row-bands.ts';

/** How sets that say more of a code than that it exists are drafted, by format. */
export const recordDrafts: Readonly<Partial<Record<SourceFormat, (work: Work, text: string) => Draft[]>>> = {
  'ncci-mue': draftMue,
  'ncci-aoc': (work, text) => draftAddOns(work, readAddOnCodes(text, work.log)),
  'ncci-aoc-text': (work, text) => draftAddOns(work, readAddOnText(text, work.log)),
  'physician-fee': draftFees,
  gpci: (work, text) => draftRecords(work, 'gpci', readPracticeCosts(text, work.log), localityBand, 'localities'),
  taxonomy: (work, text) => draftRecords(work, 'taxonomy', readTaxonomy(text, work.log), taxonomyBand, 'codes'),
  'code-group-csv': draftGroups,
};

const draftAddOns = (work: Work, rows: EditionRow[]) => draftRecords(work, 'ncci-aoc', rows, addOnBand, 'add-on codes');

function draftRecords(work: Work, set: CodeSetName, rows: EditionRow[], band: RowBand, what: string): Draft[] {
  const window = named(work, set);
  if (!window) return [];
  checkBand(work, rows.length, band, what);
  return [draftOf(work, set, window, rows, { notes: levelTwoNote(work, set, rows) })];
}

function draftMue(work: Work, text: string): Draft[] {
  const content = readMue(text, work.log);
  if (!content) return [];
  const asked = /^ncci-mue-(practitioner|hospital|dme)$/.exec(work.options.set ?? '')?.[1];
  const setting = content.setting ?? mueSettingIn(work.member.path) ?? asked;
  if (!setting) {
    work.log.add(
      'edition',
      'does not say whose limits it holds; give the set: ncci-mue-practitioner, -hospital or -dme',
    );
    return [];
  }
  if (asked !== undefined && asked !== setting) {
    work.log.add('wrong-set', `holds the limits of ncci-mue-${setting}, not of ${work.options.set}`);
    return [];
  }
  const small = setting === 'dme' || levelTwoOnly(content.rows);
  const set: CodeSetName =
    setting === 'practitioner'
      ? 'ncci-mue-practitioner'
      : setting === 'hospital'
        ? 'ncci-mue-hospital'
        : 'ncci-mue-dme';
  return draftRecords(work, set, content.rows, small ? levelTwoLimitBand : limitBand, 'limits');
}

function draftFees(work: Work, text: string): Draft[] {
  const rows = readPhysicianFees(text, work.log);
  return draftRecords(work, 'physician-fee', rows, levelTwoOnly(rows) ? levelTwoFeeBand : feeBand, 'rows');
}

/** A user's groups are as he wants them, however many. */
function draftGroups(work: Work, text: string): Draft[] {
  const rows = readCodeGroups(text, work.log);
  if (rows.length === 0 && work.log.errors().length === 0) work.log.add('truncated', 'holds no group');
  const window = named(work, 'code-group');
  if (!window) return [];
  const members = rows.reduce((sum, row) => sum + (row.list?.length ?? 0), 0);
  return [{ ...draftOf(work, 'code-group', window, rows), rowCount: members }];
}

function levelTwoOnly(rows: readonly EditionRow[]): boolean {
  return !rows.some((row) => /^\d/.test(row.code));
}

const withCpt: ReadonlySet<CodeSetName> = new Set(['ncci-mue-practitioner', 'ncci-mue-hospital', 'physician-fee']);

function levelTwoNote({ member }: Work, set: CodeSetName, rows: readonly EditionRow[]): string[] {
  return withCpt.has(set) && rows.length > 0 && levelTwoOnly(rows)
    ? [`${member.path} holds no CPT code: of those it says nothing`]
    : [];
}
