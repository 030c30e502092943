import { fromX12Date, type IsoDate } from '@claimwright/domain/dates';
import { PbfReader } from 'pbf';
import { attributeBit, type EditionRow, type RowAttribute } from '../edition.ts';
import type { ErrorLog } from './import-error.ts';
import { icd10cmPattern } from './read-icd10cm.ts';

export interface MceRows {
  rows: EditionRow[];
  /** ICD-10-PCS; empty where the file has no such list. */
  procedures: EditionRow[];
  /** "V43.1". */
  version: string;
  /** Last discharge date the release is made for. */
  terminationDate: IsoDate;
}

/** Flags of the Medicare Code Editor on diagnoses that a rule can use; the rest (coverage by combination) is left out. */
const attributeOfFlag: Readonly<Record<string, RowAttribute>> = {
  manifestation: 'manifestation',
  newborn: 'newborn',
  pediatric: 'pediatric',
  maternity: 'maternity',
  adult: 'adult',
  unspecified: 'unspecified',
  unacceptable: 'unacceptablePrincipal',
  ecodepdx: 'externalCause',
  female: 'female',
  male: 'male',
  qadm: 'questionableAdmission',
};

/** On procedures. */
const attributeOfProcedureFlag: Readonly<Record<string, RowAttribute>> = {
  noncovered: 'nonCovered',
  lcov: 'limitedCoverage',
  female: 'female',
  male: 'male',
};

/** One of the two lists of codes. */
interface CodeList {
  name: string;
  pattern: RegExp;
  flags: Readonly<Record<string, RowAttribute>>;
  rows: EditionRow[];
}

/** Seven characters, no I and no O (45 CFR 162.1002; ICD-10-PCS Official Guidelines A1). */
const icd10pcsPattern = /^[0-9A-HJ-NP-Z]{7}$/;

export const mceAttributes: readonly RowAttribute[] = Object.values(attributeOfFlag);
export const mceProcedureAttributes: readonly RowAttribute[] = Object.values(attributeOfProcedureFlag);

const lengthDelimited = 2;

/**
 * Rows of CMS's `mce.bin`, protobuf: root {3: ICD-10-CM list {1: entry}, 4: ICD-10-PCS list, 8: version, 9: termination date}; entry
 * {1 code, 2 start, 3 end or empty, 4 flags}. Every length is checked against its parent, since the reader itself would run on.
 */
export function readMce(bytes: Uint8Array, log: ErrorLog): MceRows | undefined {
  const reader = new PbfReader(bytes);
  const diagnoses: CodeList = { name: 'ICD-10-CM', pattern: icd10cmPattern, flags: attributeOfFlag, rows: [] };
  const procedures: CodeList = {
    name: 'ICD-10-PCS',
    pattern: icd10pcsPattern,
    flags: attributeOfProcedureFlag,
    rows: [],
  };
  let version = 0;
  let termination = '';
  const whole = eachField(reader, bytes.length, (field, end) => {
    if (field === 3 || field === 4) {
      const list = field === 3 ? diagnoses : procedures;
      if (!eachField(reader, end, (inner, entryEnd) => inner === 1 && addEntry(reader, entryEnd, list, log)))
        log.add('truncated', `the ${list.name} list is cut short`);
    } else if (field === 8) version = reader.readVarint();
    else if (field === 9) termination = textTo(reader, end);
  });
  if (!whole) log.add('truncated', 'is cut short: a field is longer than what is left of the file');
  const terminationDate = fromX12Date(termination);
  if (whole && !terminationDate) log.add('header', `termination date ${JSON.stringify(termination)} is no date`);
  if (whole && version < 10) log.add('header', `version ${version} is none of the Medicare Code Editor`);
  checkOverlaps(diagnoses.rows, log);
  checkOverlaps(procedures.rows, log);
  if (!terminationDate) return undefined;
  return { rows: diagnoses.rows, procedures: procedures.rows, version: versionName(version), terminationDate };
}

/** 431 is V43.1, 430 is V43. */
function versionName(version: number): string {
  return version % 10 === 0 ? `V${version / 10}` : `V${Math.floor(version / 10)}.${version % 10}`;
}

/** Visits the fields up to `end`; leaves what the visitor did not read. False when a length points past the end. */
function eachField(reader: PbfReader, end: number, visit: (field: number, fieldEnd: number) => unknown): boolean {
  while (reader.pos < end) {
    const tag = reader.readVarint();
    const wire = tag & 7;
    if (wire === lengthDelimited) {
      const fieldEnd = reader.readVarint() + reader.pos;
      if (!(fieldEnd <= end)) return false;
      visit(tag >>> 3, fieldEnd);
      reader.pos = fieldEnd;
    } else if (wire === 0) {
      const start = reader.pos;
      visit(tag >>> 3, end);
      if (reader.pos === start) reader.readVarint();
    } else return false;
  }
  return reader.pos === end;
}

function textTo(reader: PbfReader, end: number): string {
  return String.fromCharCode(...reader.buf.subarray(reader.pos, end));
}

function addEntry(reader: PbfReader, end: number, list: CodeList, log: ErrorLog): void {
  const { flags, rows, pattern, name } = list;
  let code = '';
  let start = '';
  let finish = '';
  let attributes: number = attributeBit.billable;
  const whole = eachField(reader, end, (field, fieldEnd) => {
    const text = textTo(reader, fieldEnd);
    if (field === 1) code = text;
    else if (field === 2) start = text;
    else if (field === 3) finish = text;
    else if (field === 4 && flags[text]) attributes |= attributeBit[flags[text]];
  });
  const effectiveFrom = fromX12Date(start);
  const effectiveTo = finish === '' ? undefined : fromX12Date(finish);
  if (!whole || !pattern.test(code))
    log.add('code', `entry ${rows.length + 1}: ${JSON.stringify(code)} is no ${name} code`);
  else if (!effectiveFrom || (finish !== '' && !effectiveTo))
    log.add(
      'date',
      `entry ${rows.length + 1}: ${code} runs from ${JSON.stringify(start)} to ${JSON.stringify(finish)}`,
    );
  else if (effectiveTo && effectiveTo < effectiveFrom)
    log.add('date-order', `${code} ends ${effectiveTo} before it begins ${effectiveFrom}`);
  else rows.push({ code, attributes, effectiveFrom, ...(effectiveTo ? { effectiveTo } : {}) });
}

function checkOverlaps(rows: readonly EditionRow[], log: ErrorLog): void {
  const ordered = [...rows].sort((a, b) =>
    a.code === b.code ? (a.effectiveFrom! < b.effectiveFrom! ? -1 : 1) : a.code < b.code ? -1 : 1,
  );
  for (let i = 1; i < ordered.length; i += 1) {
    const before = ordered[i - 1]!;
    const row = ordered[i]!;
    if (before.code === row.code && row.effectiveFrom! <= (before.effectiveTo ?? '9999-12-31'))
      log.add('duplicate', `${row.code} has two entries for ${row.effectiveFrom}`);
  }
}
