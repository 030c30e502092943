import type { EncounterInput } from '@claimwright/domain/encounter';
import type { Id } from '@claimwright/domain/ids';
import { type ClaimField, claimFields } from './claim-field-table.ts';
import { type ClaimOrigin, coverInEncounter, diagnosisInEncounter, lineInEncounter } from './claim-origin.ts';

/** A place of an 837: as much of it as is known. */
export interface ClaimPlace {
  loop: string;
  segment?: string;
  /** First element of the segment, where it tells namesakes apart: NM1*85, REF*G1, HI*ABK. */
  qualifier?: string;
  element?: number;
  component?: number;
  /** LX01. */
  lineNumber?: number;
}

/** The field a place comes from. */
export interface FoundField {
  words: string;
  formBox?: string;
  encounterId?: Id;
  pointer?: string;
}

/** The field of the encounter a place of a claim was filled from; undefined when nothing is known of the place. */
export function findField(place: ClaimPlace, origin: ClaimOrigin | undefined): FoundField | undefined {
  const field = fieldOf(place);
  if (!field) return undefined;
  const found: FoundField = { words: inLine(field.words, place), ...(field.formBox ? { formBox: field.formBox } : {}) };
  const target = origin && encounterOf(place, origin);
  if (!origin || !target) return found;
  // The insured who is the patient has no entry of its own.
  const isSelf = origin.claim.destination.relationship === 'self';
  const pointers = field.pointers
    .filter((pointer) => !(isSelf && pointer.includes('/subscriber')))
    .flatMap((pointer) => filledIn(pointer, place, origin, target) ?? []);
  const pointer = pointers.find((each) => surroundingsExist(target.content, each)) ?? pointers[0];
  if (pointer === undefined) return found;
  if (place.loop === '2010BA' && pointer.startsWith('/patient')) Object.assign(found, patientBox(found));
  return { ...found, encounterId: target.id, pointer };
}

/** The row of the most exact name; `2310B NM1*82 09`, else `2310B NM1*82`, `2310B NM1`, `2310B`. */
function fieldOf({ loop, segment, qualifier, element, component }: ClaimPlace): ClaimField | undefined {
  const names: string[] = [];
  const number = element === undefined ? undefined : String(element).padStart(2, '0');
  for (const name of segment === undefined ? [] : [`${loop} ${segment}*${qualifier ?? ''}`, `${loop} ${segment}`]) {
    if (number !== undefined && component !== undefined) names.push(`${name} ${number}-${component}`);
    if (number !== undefined) names.push(`${name} ${number}`);
    names.push(name);
  }
  names.push(loop);
  return names.map((name) => claimFields.get(name)).find((field) => field !== undefined);
}

interface Target {
  id: Id;
  content: EncounterInput;
  index?: number;
}

function encounterOf(place: ClaimPlace, origin: ClaimOrigin): Target | undefined {
  if (place.lineNumber !== undefined) return lineInEncounter(origin, place.lineNumber) ?? origin.encounters[0];
  if (place.segment === 'HI' && place.element !== undefined) {
    return diagnosisInEncounter(origin, place.element) ?? origin.encounters[0];
  }
  return origin.encounters[0];
}

/** A pointer with its positions; undefined when one of them is not known. */
function filledIn(pointer: string, place: ClaimPlace, origin: ClaimOrigin, target: Target): string | undefined {
  let known = true;
  const filled = pointer.replace(/\{(\w+)\}/g, (_, what: string) => {
    if (what === 'cover') return String(coverInEncounter(origin, target.content));
    if (what === 'name') return '{name}';
    if (what === 'diagnosis' && place.element === undefined) return '0';
    if (target.index === undefined) known = false;
    return String(target.index);
  });
  if (!known) return undefined;
  if (!filled.endsWith('/{name}')) return filled;
  const party = filled.slice(0, -'/{name}'.length);
  const isOrganization = valueAt(target.content, `${party}/organizationName`) !== undefined;
  return `${party}/${isOrganization ? 'organizationName' : 'lastName'}`;
}

/** Whether what the pointer's last member belongs to is there: a member that is missing can be filled in, a party cannot. */
function surroundingsExist(content: EncounterInput, pointer: string): boolean {
  return valueAt(content, pointer.slice(0, pointer.lastIndexOf('/'))) !== undefined;
}

/** The value at a JSON Pointer (RFC 6901) without escapes; undefined when there is none. */
function valueAt(content: unknown, pointer: string): unknown {
  let value = content;
  for (const member of pointer.split('/').slice(1)) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[member];
  }
  return value;
}

/** Box 4, 7 and 11a are the insured's, 2, 5 and 3 the patient's. */
function patientBox({ formBox }: FoundField): { formBox?: string } {
  const box = { '4': '2', '7': '5', '11a': '3' }[formBox ?? ''];
  return box === undefined ? {} : { formBox: box };
}

function inLine(words: string, { lineNumber, element, segment }: ClaimPlace): string {
  if (lineNumber !== undefined) return `${words} of line ${lineNumber}`;
  return segment === 'HI' && element !== undefined ? `diagnosis ${element}` : words;
}
