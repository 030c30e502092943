import type { Coverage } from '@claimwright/domain/coverage';
import type { EncounterInput } from '@claimwright/domain/encounter';
import type { InstitutionalClaimSnapshot } from '@claimwright/domain/institutional-claim';
import type { OtherPayer } from '@claimwright/domain/other-payer';
import { type ClaimOrigin, coverInEncounter, lineInEncounter, plain } from './claim-origin.ts';
import type { ClaimPlace } from './claim-place.ts';

/** A place of a claim with the encounter it speaks of. `index`: of its line, diagnosis or code there. */
export interface PlaceContext {
  place: ClaimPlace;
  origin: ClaimOrigin;
  content: EncounterInput;
  index?: number;
}

/**
 * A pointer with its positions found; undefined when one of them is not there. `root` is what the pointer goes into, the encounter
 * or the claim.
 */
export function filledIn(pointer: string, context: PlaceContext, root: unknown): string | undefined {
  let filled = '';
  for (const member of pointer.split('/').slice(1)) {
    const word = /^\{(\w+)\}$/.exec(member)?.[1];
    const found = word === undefined ? member : positions[word]?.(context, valueAt(root, filled));
    if (found === undefined) return undefined;
    filled += `/${found}`;
  }
  return filled;
}

/** The value at a JSON Pointer (RFC 6901) without escapes; undefined when there is none. */
export function valueAt(content: unknown, pointer: string): unknown {
  let value = content;
  for (const member of pointer.split('/').slice(1)) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[member];
  }
  return value;
}

/** The coverage whose payer a place of 2320, 2330 or 2430 speaks of. */
export function otherCoverage({ place, origin, content }: PlaceContext): Coverage | undefined {
  const payer = otherPayer(place, origin);
  if (!payer) return undefined;
  const same = ({ payer: { id }, responsibility }: Coverage) =>
    responsibility === payer.responsibility && (id === undefined || plain(id) === plain(payer.payerId));
  return content.coverages.find(same) ?? content.coverages.find((cover) => cover.payer.id === payer.payerId);
}

/** The payer of the claim that a place of 2320, 2330 or 2430 speaks of. */
export function otherPayer(place: ClaimPlace, { claim }: ClaimOrigin): OtherPayer | undefined {
  const { otherPayers = [] } = claim;
  if (!place.loop.startsWith('243')) return otherPayers[place.loopsBefore ?? 0];
  const line = claim.lines.find(({ lineNumber }) => lineNumber === place.lineNumber);
  const decision = line?.adjudications?.[place.loopsBefore ?? 0];
  return otherPayers.find(({ payerId }) => payerId === decision?.payerId);
}

/** Finds a position; `list` is what stands at the pointer so far. */
type Finder = (context: PlaceContext, list: unknown) => string | number | undefined;

const positions: Readonly<Record<string, Finder>> = {
  line: ({ index }) => index,
  first: ({ origin }) => lineInEncounter(origin, origin.claim.lines[0]?.lineNumber ?? 1)?.index,
  cover: ({ origin, content }) => coverInEncounter(origin, content),
  diagnosis: ({ index, place }) => index ?? (place.element === undefined && !place.qualifier ? 0 : undefined),
  name: (_, party) =>
    (party as { organizationName?: string } | undefined)?.organizationName ? 'organizationName' : 'lastName',
  kind: ({ place }, list) => indexOf(list, ({ kind }) => kind === place.qualifier),
  nth: ({ place }) => place.earlierOfId ?? 0,
  same: ({ place }) => place.earlier ?? 0,
  loop: ({ place }) => place.loopsBefore ?? 0,
  item: ({ place }) => itemOf(place),
  procedure: ({ place }) => itemOf(place) + 1,
  condition: ({ place, origin: { claim } }, list) => {
    const codes = claim.claimType === 'institutional' ? claim.conditions : (claim.conditionCodes ?? []);
    const code = codes[itemOf(place)];
    if (code === undefined || !Array.isArray(list)) return undefined;
    const index = list.findIndex((each) => plain(String(each)) === plain(code));
    return index < 0 ? undefined : index;
  },
  vision: ({ place, origin: { claim } }) => {
    const before = claim.claimType === 'professional' ? (claim.ambulance?.conditions?.length ?? 0) : 0;
    return (place.earlierOfId ?? 0) - before;
  },
  cause: ({ place, origin: { claim } }, list) => {
    if (claim.claimType !== 'institutional') return undefined;
    const code = claim.diagnoses.externalCauses[itemOf(place)]?.code;
    return indexOf(list, (each) => code !== undefined && plain(String(each.code)) === plain(code));
  },
  value: ({ place, origin: { claim } }, list) => {
    if (claim.claimType !== 'institutional') return undefined;
    const codes = valueCodes(claim);
    const code = codes[itemOf(place)];
    const before = codes.slice(0, itemOf(place)).filter((each) => each === code).length;
    return nthIndex(list, (each) => plain(String(each.code)) === code, before);
  },
  days: ({ place, origin: { claim } }) => {
    if (claim.claimType !== 'institutional') return undefined;
    return dayKinds[Number(valueCodes(claim)[itemOf(place)]) - 80];
  },
  other: (context) => {
    const cover = otherCoverage(context);
    return cover && context.content.coverages.indexOf(cover);
  },
  told: ({ place, origin, index }, list) => {
    const line = origin.claim.lines.find(({ lineNumber }) => lineNumber === place.lineNumber);
    const decisions = line?.adjudications ?? [];
    const payerId = decisions[place.loopsBefore ?? 0]?.payerId;
    const before = decisions.slice(0, place.loopsBefore ?? 0).filter((each) => each.payerId === payerId).length;
    return nthIndex(list, (each) => each.lineNumber === (index ?? -1) + 1, before);
  },
  adjustment: ({ place }, list) => {
    // CAS holds six adjustments of one group, three elements each.
    const nth = 6 * (place.earlier ?? 0) + Math.floor(((place.element ?? 2) - 2) / 3);
    return nthIndex(list, (each) => each.group === place.qualifier, Math.max(nth, 0));
  },
  claimLine: ({ place, origin }) => indexOf(origin.claim.lines, (each) => each.lineNumber === place.lineNumber),
};

/** 0-based position of an element of HI among those of its kind. */
function itemOf({ element = 1, elementsBefore = 0 }: ClaimPlace): number {
  return elementsBefore + element - 1;
}

const dayKinds = ['covered', 'nonCovered', 'coinsurance', 'lifetimeReserve'] as const;

/** The value codes of a hospital bill in the order in which they are written: days first (80 to 83). */
function valueCodes({ days = {}, values }: InstitutionalClaimSnapshot): string[] {
  const ofDays = dayKinds.flatMap((kind, index) => (days[kind] === undefined ? [] : [String(80 + index)]));
  return [...ofDays, ...values.map(({ code }) => code)];
}

type Item = Readonly<Record<string, unknown>>;

function indexOf(list: unknown, isIt: (item: Item) => boolean): number | undefined {
  return nthIndex(list, isIt, 0);
}

function nthIndex(list: unknown, isIt: (item: Item) => boolean, nth: number): number | undefined {
  if (!Array.isArray(list)) return undefined;
  let left = nth;
  for (const [index, item] of (list as Item[]).entries()) {
    if (!isIt(item)) continue;
    if (left === 0) return index;
    left -= 1;
  }
  return undefined;
}
