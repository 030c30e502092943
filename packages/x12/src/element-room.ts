import { toX12Text } from './writer.ts';

/** Characters that elements have room for (005010). */
export const room = {
  lastName: 60,
  firstName: 35,
  middleName: 25,
  suffix: 10,
  id: 80,
  reference: 50,
  claimNumber: 38,
} as const;

/** `toX12Text` of what another sender told, cut to what its element holds: an answer repeats also what was too long. */
export function textUpTo(value: string | undefined, longest: number): string {
  const text = value === undefined ? '' : toX12Text(value);
  return text.length > longest ? text.slice(0, longest).trimEnd() : text;
}

/** What stands where a guide wants a name or number and there was none. */
const unknownName = 'UNKNOWN';

/** NM103 and N102 that cannot be empty. */
export function nameOrUnknown(value: string | undefined): string {
  return textUpTo(value, room.lastName) || unknownName;
}

/** NM109 and N104 that cannot be empty: at least two characters. */
export function idOrUnknown(value: string | undefined): string {
  const text = textUpTo(value, room.id);
  return text.length < 2 ? unknownName : text;
}

/** REF, cut likewise; nothing when there is nothing to say. */
export function shortReference(qualifier: string, value: string | undefined): string {
  const text = textUpTo(value, room.reference);
  return text === '' ? '' : `REF*${qualifier}*${text}~`;
}
