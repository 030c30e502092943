import type { IsoDate } from '@claimwright/domain/dates';
import type { CodeAnswer, DiagnosisFlags, SeventhCharacterRule } from './code-sets.ts';
import { attributeBit, type Edition } from './edition.ts';
import { packCode } from './packed-code.ts';
import { validityKnownTo } from './resolve-code.ts';
import {
  billableBelow,
  datesOf,
  firstRow,
  isBillable,
  rowOn,
  seventhCharactersAt,
  validitiesOf,
} from './search-edition.ts';
import {
  noEditionServes,
  notInIncomplete,
  rememberByDate,
  type Source,
  servingOn,
  sourcesOf,
} from './serving-editions.ts';

const examplesInAnswer = 6;

/** Everything to do with ICD-10-CM codes. */
export interface DiagnosisResolver {
  resolve(code: string, on: IsoDate): CodeAnswer;
  flags(code: string, on: IsoDate): DiagnosisFlags & { edition?: string };
  seventhCharacter(code: string, on: IsoDate): SeventhCharacterRule | undefined;
}

/** Who answers for a day. */
interface Plan {
  day: number;
  /** The fiscal year's list: decides alone what may be billed. */
  list: Source | undefined;
  /** The Medicare Code Editor: knows every code since 2015-10-01 by date. */
  mce: Source | undefined;
  /** Codes the MCE saw come or go inside the window of the list (the update of 1 April), for which it decides. */
  amended: ReadonlySet<number> | undefined;
  incomplete: readonly Source[];
  flagged: readonly FlagSource[];
  tabular: readonly Source[];
}

/**
 * Resolver over all ICD-10-CM, MCE and tabular editions. The fiscal year's list decides; where none serves the date the MCE
 * does; where neither, the incomplete editions say what they know.
 */
export function diagnosisResolver(editions: readonly Edition[]): DiagnosisResolver {
  const lists = sourcesOf(editions, 'icd10cm');
  const mce = sourcesOf(editions, 'mce');
  const all = [...lists, ...mce];
  const tabular = [
    ...sourcesOf(editions, 'icd10cm-tabular'),
    ...lists.filter((s) => s.edition.sevenths.categories.length > 0),
  ];
  const flagSources = [...mce, ...lists].filter(({ edition }) => edition.assertsBits !== 0).map(flagSource);
  const amendedBy = rememberAmendments();
  const planFor = rememberByDate((day): Plan => {
    const serving = servingOn(lists, day);
    const list = serving.find(({ edition }) => edition.complete);
    const editor = servingOn(mce, day)[0];
    return {
      day,
      list,
      mce: editor,
      amended: list && editor ? amendedBy(list.edition, editor.edition) : undefined,
      incomplete: serving.filter(({ edition }) => !edition.complete),
      flagged: flagSources.filter(({ edition }) => edition.fromDay <= day && day <= edition.toDay),
      tabular: servingOn(tabular, day),
    };
  });
  return {
    resolve: (code, on) => resolveOn(planFor(on), all, code, on),
    flags: (code, on) => flagsOn(planFor(on), code),
    seventhCharacter: (code, on) => seventhOn(planFor(on), code),
  };
}

function resolveOn(plan: Plan, all: readonly Source[], code: string, on: IsoDate): CodeAnswer {
  const { day, list, mce } = plan;
  const packed = packCode(code);
  const decider = list && !plan.amended?.has(packed) ? list : (mce ?? list);
  if (packed < 0) {
    if (decider) return { status: 'unknown', edition: decider.edition.id };
    return plan.incomplete[0] ? notInIncomplete(plan.incomplete[0], code) : noEditionServes('icd10cm', all, on);
  }
  if (decider) {
    const held = heldAnswer(decider, packed, code.length, day);
    if (held) return held;
    // A subdivision made in April turns its parent into a header the list of October has never heard of.
    const header = decider === list && mce ? headerAnswer(mce.edition, packed, code.length, day) : undefined;
    if (header) return header;
    const span = validityKnownTo(all, decider.edition, packed, day);
    if (span) return { status: 'not_effective', edition: decider.edition.id, ...datesOf(span) };
    return { status: 'unknown', edition: decider.edition.id };
  }
  return incompleteAnswer(plan, all, code, packed, on);
}

function incompleteAnswer(plan: Plan, all: readonly Source[], code: string, packed: number, on: IsoDate): CodeAnswer {
  for (const source of plan.incomplete) {
    const held = heldAnswer(source, packed, code.length, plan.day);
    if (held) return held;
  }
  const holder = plan.incomplete.find(({ edition }) => firstRow(edition, packed) >= 0);
  if (holder) {
    const span = validityKnownTo([holder], holder.edition, packed, plan.day)!;
    return { status: 'not_effective', edition: holder.edition.id, ...datesOf(span) };
  }
  return plan.incomplete[0] ? notInIncomplete(plan.incomplete[0], code) : noEditionServes('icd10cm', all, on);
}

/** Valid or header as one edition sees it; undefined when it does not hold the code on the day. */
function heldAnswer(source: Source, packed: number, length: number, day: number): CodeAnswer | undefined {
  const { edition } = source;
  const row = rowOn(edition, packed, day);
  if (row >= 0 && isBillable(edition, row)) return source.valid;
  const header = headerAnswer(edition, packed, length, day);
  if (header || row < 0) return header;
  return { status: 'header', edition: edition.id, billableExamples: [] };
}

/** The codes file has no headers: a proper prefix of a billable code is one. */
function headerAnswer(edition: Edition, packed: number, length: number, day: number): CodeAnswer | undefined {
  // ICD-10-CM codes have 3 characters or more; "E1" is no header, it is no code.
  if (length < 3) return undefined;
  const billableExamples = billableBelow(edition, packed, length, day, examplesInAnswer);
  return billableExamples.length > 0 ? { status: 'header', edition: edition.id, billableExamples } : undefined;
}

/** Undefined where nothing changed inside the year, which spares every lookup a look. */
function rememberAmendments(): (list: Edition, mce: Edition) => ReadonlySet<number> | undefined {
  const known = new Map<string, ReadonlySet<number>>();
  return (list, mce) => {
    const key = `${list.id} ${mce.id}`;
    let amended = known.get(key);
    if (!amended) {
      amended = amendmentsIn(list, mce);
      known.set(key, amended);
    }
    return amended.size > 0 ? amended : undefined;
  };
}

function amendmentsIn(list: Edition, mce: Edition): Set<number> {
  const amended = new Set<number>();
  const { rowFromDays, rowToDays, codes } = mce;
  if (!rowFromDays || !rowToDays) return amended;
  const inside = (day: number) => list.fromDay < day && day <= list.toDay;
  for (let row = 0; row < codes.length; row += 1) {
    if (!inside(rowFromDays[row]!) && !inside(rowToDays[row]! + 1)) continue;
    const spans = validitiesOf(mce, codes[row]!);
    if (spans.some((span) => inside(span.fromDay) || inside(span.toDay + 1))) amended.add(codes[row]!);
  }
  return amended;
}

interface FlagSource {
  edition: Edition;
  /** By attribute bits: the flags are few combinations over many codes. */
  byBits: Map<number, DiagnosisFlags & { edition: string }>;
}

function flagSource({ edition }: Source): FlagSource {
  return { edition, byBits: new Map() };
}

const nothingSaid: DiagnosisFlags = Object.freeze({});

const flagNames = [
  'manifestation',
  'newborn',
  'pediatric',
  'maternity',
  'adult',
  'unspecified',
  'unacceptablePrincipal',
  'externalCause',
  'female',
  'male',
  'questionableAdmission',
] as const satisfies readonly (keyof DiagnosisFlags)[];

function flagsOn(plan: Plan, code: string): DiagnosisFlags & { edition?: string } {
  const packed = packCode(code);
  if (packed < 0) return nothingSaid;
  for (const source of plan.flagged) {
    const row = rowOn(source.edition, packed, plan.day);
    if (row < 0) continue;
    const bits = source.edition.attributes[row]!;
    let flags = source.byBits.get(bits);
    if (!flags) {
      flags = flagsOf(source.edition, bits);
      source.byBits.set(bits, flags);
    }
    return flags;
  }
  return nothingSaid;
}

function flagsOf(edition: Edition, bits: number): DiagnosisFlags & { edition: string } {
  const flags: DiagnosisFlags & { edition: string } = { edition: edition.id };
  for (const name of flagNames)
    if (edition.assertsBits & attributeBit[name]) flags[name] = (bits & attributeBit[name]) !== 0;
  return Object.freeze(flags);
}

function seventhOn(plan: Plan, code: string): SeventhCharacterRule | undefined {
  for (const { edition } of plan.tabular) {
    for (let length = Math.min(code.length, 6); length >= 3; length -= 1) {
      const category = code.slice(0, length);
      const characters = seventhCharactersAt(edition, packCode(category));
      if (characters) return { edition: edition.id, category, characters };
    }
    // The tabular list of the year says that no definition stands above this code.
    if (edition.set === 'icd10cm-tabular' && edition.complete) return undefined;
  }
  return undefined;
}
