import type { IsoDate } from '@claimwright/domain/dates';
import type {
  AddOnAnswer,
  GroupAnswer,
  MueAnswer,
  MueSetting,
  NoData,
  NoneFound,
  PhysicianFeeAnswer,
  PracticeCostAnswer,
  TaxonomyAnswer,
} from './code-sets.ts';
import type { CodeSetName, Edition } from './edition.ts';
import { packCode, unpackCode } from './packed-code.ts';
import { unpackCharacterCodes } from './physician-fee-row.ts';
import { firstRow, rowOn, titleOf } from './search-edition.ts';
import {
  noEditionServes,
  notInIncomplete,
  rememberByDate,
  type Source,
  servingOn,
  sourcesOf,
} from './serving-editions.ts';

type RecordLookup<Found> = (key: string, on: IsoDate) => Found | NoneFound | NoData;

/**
 * Lookup in a set that says more of a code than that it exists. What a row says is read once and kept. A set without a single CPT
 * code (a copy from which they were taken) answers `no_data` for those.
 */
function recordResolver<Found extends { edition: string }>(
  editions: readonly Edition[],
  set: CodeSetName,
  read: (edition: Edition, row: number, day: number) => Found,
): RecordLookup<Found> {
  const sources = sourcesOf(editions, set);
  const records = new Map(sources.map((source) => [source, recordsOf(source)]));
  const planFor = rememberByDate((day, on) => ({
    day,
    serving: servingOn(sources, day).map((source) => records.get(source)!),
    nobody: noEditionServes(set, sources, on),
  }));
  return (key, on) => {
    const { day, serving, nobody } = planFor(on);
    const packed = packCode(key);
    let answer: NoneFound | NoData = nobody;
    for (const { source, none, levelTwoOnly } of serving) {
      const row = packed < 0 ? -1 : rowOn(source.edition, packed, day);
      if (row >= 0) return read(source.edition, row, day);
      answer =
        levelTwoOnly && key.charCodeAt(0) < 58
          ? levelTwoOnly
          : source.edition.complete
            ? none
            : notInIncomplete(source, key);
      if (answer.status === 'none') return answer;
    }
    return answer;
  };
}

interface Records {
  source: Source;
  none: NoneFound;
  levelTwoOnly: NoData | undefined;
}

function recordsOf(source: Source): Records {
  const { edition } = source;
  return {
    source,
    none: Object.freeze({ status: 'none', edition: edition.id } as const),
    levelTwoOnly: holdsNoCpt(edition)
      ? Object.freeze({ status: 'no_data', reason: `${edition.id} holds HCPCS Level II codes only` } as const)
      : undefined,
  };
}

/** Digits sort before letters, so the first code tells. */
function holdsNoCpt({ codes }: Edition): boolean {
  return codes.length > 0 && codes[0]! >= packCode('A');
}

/** Keeps what rows say, by edition: the same few hundred codes are asked for again and again. */
function remembered<Found>(read: (edition: Edition, row: number) => Found): (edition: Edition, row: number) => Found {
  const known = new Map<Edition, Map<number, Found>>();
  return (edition, row) => {
    const ofEdition = known.get(edition) ?? new Map<number, Found>();
    known.set(edition, ofEdition);
    const found = ofEdition.get(row) ?? read(edition, row);
    ofEdition.set(row, found);
    return found;
  };
}

function numberIn(edition: Edition, row: number, at: number): number {
  return edition.values[row * edition.valuesWidth + at] ?? 0;
}

export function mueResolver(
  editions: readonly Edition[],
  setting: MueSetting,
): RecordLookup<Extract<MueAnswer, { status: 'limit' }>> {
  const read = remembered((edition, row) => {
    const mai = numberIn(edition, row, 1);
    return Object.freeze({
      status: 'limit' as const,
      edition: edition.id,
      units: numberIn(edition, row, 0),
      mai: mai === 1 ? (1 as const) : mai === 2 ? (2 as const) : (3 as const),
    });
  });
  return recordResolver(editions, `ncci-mue-${setting}`, read);
}

export function addOnResolver(editions: readonly Edition[]): RecordLookup<Extract<AddOnAnswer, { status: 'add_on' }>> {
  return recordResolver(editions, 'ncci-aoc', (edition, row, day) => {
    const type = numberIn(edition, row, 0);
    return {
      status: 'add_on',
      edition: edition.id,
      type: type === 1 ? 1 : type === 2 ? 2 : 3,
      primaries: listOn(edition, row, day).map(unpackCode),
    };
  });
}

/** Items of a row's list in force on the day, ascending. */
function listOn({ lists }: Edition, row: number, day: number): number[] {
  const found: number[] = [];
  if (!lists) return found;
  for (let entry = lists.offsets[row]!; entry < lists.offsets[row + 1]!; entry += 1)
    if (lists.fromDays[entry]! <= day && day <= lists.toDays[entry]! && found.at(-1) !== lists.items[entry])
      found.push(lists.items[entry]!);
  return found;
}

export function physicianFeeResolver(
  editions: readonly Edition[],
): RecordLookup<Extract<PhysicianFeeAnswer, { status: 'found' }>> {
  const read = remembered((edition, row) => {
    const text = (at: number): string => unpackCharacterCodes(numberIn(edition, row, at));
    return Object.freeze({
      status: 'found' as const,
      edition: edition.id,
      statusCode: text(0),
      professionalTechnical: text(1),
      globalDays: text(2),
      multipleProcedure: text(3),
      bilateralSurgery: text(4),
      assistantAtSurgery: text(5),
      coSurgeons: text(6),
      teamSurgery: text(7),
      workRvuHundredths: numberIn(edition, row, 8),
      nonFacilityPracticeRvuHundredths: numberIn(edition, row, 9),
      facilityPracticeRvuHundredths: numberIn(edition, row, 10),
      malpracticeRvuHundredths: numberIn(edition, row, 11),
      conversionFactorTenThousandths: numberIn(edition, row, 12),
    });
  });
  return recordResolver(editions, 'physician-fee', read);
}

export function practiceCostResolver(
  editions: readonly Edition[],
): (contractor: string, locality: string, on: IsoDate) => PracticeCostAnswer {
  const sources = sourcesOf(editions, 'gpci');
  return (contractor, locality, on) => {
    const planned = planForGpci(sources, on);
    if (!planned) return noEditionServes('gpci', sources, on);
    const { edition } = planned;
    const packed = packCode(contractor + locality);
    const row = packed < 0 ? -1 : firstRow(edition, packed);
    if (row < 0)
      return edition.complete ? { status: 'none', edition: edition.id } : notInIncomplete(planned, contractor);
    return {
      status: 'found',
      edition: edition.id,
      workThousandths: numberIn(edition, row, 0),
      practiceThousandths: numberIn(edition, row, 1),
      malpracticeThousandths: numberIn(edition, row, 2),
    };
  };
}

function planForGpci(sources: readonly Source[], on: IsoDate): Source | undefined {
  return sources.find(({ edition }) => edition.effectiveFrom <= on && on <= (edition.effectiveTo ?? '9999-12-31'));
}

export function taxonomyResolver(editions: readonly Edition[]): (code: string, on: IsoDate) => TaxonomyAnswer {
  const sources = sourcesOf(editions, 'taxonomy');
  const tables = new Map(sources.map(({ edition }) => [edition, taxonomyTable(edition)]));
  const planFor = rememberByDate((day, on) => ({
    serving: servingOn(sources, day),
    nobody: noEditionServes('taxonomy', sources, on),
  }));
  return (code, on) => {
    const { serving, nobody } = planFor(on);
    for (const { edition } of serving) {
      const found = tables.get(edition)!.get(code);
      if (found) return found;
      if (edition.complete) return { status: 'unknown', edition: edition.id };
    }
    return serving[0] ? notInIncomplete(serving[0], code) : nobody;
  };
}

/** Some 900 codes of ten characters, which no packed code holds: each row has its code before its names. */
function taxonomyTable(edition: Edition): Map<string, TaxonomyAnswer> {
  const table = new Map<string, TaxonomyAnswer>();
  for (let row = 0; row < edition.codes.length; row += 1) {
    const [code, classification, specialization] = (titleOf(edition, row) ?? '').split('\t');
    table.set(
      code!,
      Object.freeze({
        status: 'valid' as const,
        edition: edition.id,
        ...(classification ? { classification } : {}),
        ...(specialization ? { specialization } : {}),
      }),
    );
  }
  return table;
}

/**
 * Membership of named groups: any serving edition that lists the code makes it a member. Level II members ship as facts; what a
 * group holds of CPT is known only where a licensed user's list names CPT codes in it.
 */
export function groupResolver(editions: readonly Edition[]): (group: string, code: string, on: IsoDate) => GroupAnswer {
  const sources = sourcesOf(editions, 'code-group');
  const tables = new Map(sources.map(({ edition }) => [edition, groupTable(edition)]));
  const planFor = rememberByDate((day, on) => ({
    day,
    serving: servingOn(sources, day),
    nobody: noEditionServes('code-group', sources, on),
  }));
  return (group, code, on) => {
    const { day, serving, nobody } = planFor(on);
    const packed = packCode(code);
    let decider: string | undefined;
    let known = false;
    for (const { edition } of serving) {
      const found = tables.get(edition)!.get(group);
      if (!found) continue;
      known = true;
      if (packed >= 0 && memberOn(edition, found.row, packed, day)) return { status: 'member', edition: edition.id };
      if (found.holdsCpt || code.charCodeAt(0) >= 58) decider ??= edition.id;
    }
    if (decider !== undefined) return { status: 'not_member', edition: decider };
    if (known)
      return { status: 'no_data', reason: `no loaded list of ${group} names CPT codes; ${code} may be one of them` };
    return serving.length === 0
      ? nobody
      : { status: 'no_data', reason: `no loaded edition of code-group has a group ${group}` };
  };
}

function groupTable(edition: Edition): Map<string, { row: number; holdsCpt: boolean }> {
  const table = new Map<string, { row: number; holdsCpt: boolean }>();
  const firstLetter = packCode('A');
  for (let row = 0; row < edition.codes.length; row += 1) {
    // Entries ascend and digits come first.
    const start = edition.lists?.offsets[row] ?? 0;
    const filled = start < (edition.lists?.offsets[row + 1] ?? 0);
    table.set(titleOf(edition, row) ?? '', { row, holdsCpt: filled && edition.lists!.items[start]! < firstLetter });
  }
  return table;
}

function memberOn({ lists }: Edition, row: number, packed: number, day: number): boolean {
  if (!lists) return false;
  let low = lists.offsets[row]!;
  let high = lists.offsets[row + 1]!;
  const end = high;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (lists.items[middle]! < packed) low = middle + 1;
    else high = middle;
  }
  for (let entry = low; entry < end && lists.items[entry] === packed; entry += 1)
    if (lists.fromDays[entry]! <= day && day <= lists.toDays[entry]!) return true;
  return false;
}
