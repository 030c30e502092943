import type { IsoDate } from '@claimwright/domain/dates';
import type { SideAnswer } from './code-sets.ts';
import type { Edition } from './edition.ts';
import { packCode } from './packed-code.ts';
import { firstRow, titleOf } from './search-edition.ts';
import {
  noEditionServes,
  notInIncomplete,
  rememberByDate,
  type Source,
  servingOn,
  sourcesOf,
} from './serving-editions.ts';

type Side = Extract<SideAnswer, { status: 'found' }>['side'] | 'none';

const characters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Parts of which everybody has a right and a left one, where no twin title says so. */
const pairedPart = /\bunspecified (?:side|ears?|eyes?|hands?|fingers?|foot|toes?|limb)\b/;

/**
 * The side a diagnosis names, read from the official titles. A digit does not say it (1, 2, 3 and 9 are common, not universal),
 * and the words alone do not either (a left bundle branch has no right twin that is the same disease): a title speaks of a side
 * only when a code that differs in one character has the same title with the other word. A code keeps its meaning over the
 * years, so that an edition of another year answers where none serves the date. Each code is worked out once an edition.
 */
export function sideResolver(editions: readonly Edition[]): (code: string, on: IsoDate) => SideAnswer {
  const all = sourcesOf(editions, 'icd10cm');
  const titled = all.filter(({ edition }) => edition.complete && edition.titles !== undefined);
  const known = new Map(titled.map(({ edition }) => [edition, rememberedSides(edition)]));
  const planFor = rememberByDate((day) => [...servingOn(titled, day), ...titled]);
  return (code, on) => {
    for (const { edition } of planFor(on)) {
      const answer = known.get(edition)?.(code);
      if (answer !== undefined) return answer;
    }
    return noTitle(all, titled, code, on);
  };
}

function noTitle(all: readonly Source[], titled: readonly Source[], code: string, on: IsoDate): SideAnswer {
  const first = titled[0];
  if (first !== undefined) return { status: 'none', edition: first.edition.id };
  const answer = all[0] === undefined ? noEditionServes('icd10cm', all, on) : notInIncomplete(all[0], code);
  return answer.status === 'no_data' ? answer : { status: 'no_data', reason: 'no loaded edition has official titles' };
}

/** Undefined where the edition does not hold the code. */
function rememberedSides(edition: Edition): (code: string) => SideAnswer | undefined {
  const sides = new Map<string, SideAnswer>();
  return (code) => {
    const remembered = sides.get(code);
    if (remembered !== undefined) return remembered;
    const title = titleAt(edition, code);
    if (title === undefined) return undefined;
    const side = sideOf(edition, code, title);
    const answer: SideAnswer = Object.freeze(
      side === 'none' ? { status: 'none', edition: edition.id } : { status: 'found', edition: edition.id, side },
    );
    sides.set(code, answer);
    return answer;
  };
}

function sideOf(edition: Edition, code: string, title: string): Side {
  if (/\bbilateral\b/.test(title)) return 'bilateral';
  const right = /\bright\b/.test(title);
  const left = /\bleft\b/.test(title);
  if (right && left) return 'none';
  if (right) return hasTwin(edition, code, title.replace(/\bright\b/, 'left')) ? 'right' : 'none';
  if (left) return hasTwin(edition, code, title.replace(/\bleft\b/, 'right')) ? 'left' : 'none';
  return leavesSideOpen(edition, code, title) ? 'unspecified' : 'none';
}

function leavesSideOpen(edition: Edition, code: string, title: string): boolean {
  if (pairedPart.test(title)) return true;
  for (const { index } of title.matchAll(/\bunspecified\b/g)) {
    const named = (side: string) => title.slice(0, index) + side + title.slice(index + 'unspecified'.length);
    if (hasTwin(edition, code, named('right')) && hasTwin(edition, code, named('left'))) return true;
  }
  return false;
}

/** Whether a code that differs in one character after the category bears the title. */
function hasTwin(edition: Edition, code: string, title: string): boolean {
  for (let at = code.length - 1; at >= 3; at -= 1) {
    for (const character of characters) {
      if (titleAt(edition, code.slice(0, at) + character + code.slice(at + 1)) === title) return true;
    }
  }
  return false;
}

function titleAt(edition: Edition, code: string): string | undefined {
  const packed = packCode(code);
  const row = packed < 0 ? -1 : firstRow(edition, packed);
  return row < 0 ? undefined : titleOf(edition, row)?.toLowerCase();
}
