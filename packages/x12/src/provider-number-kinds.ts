import type { ProviderNumber } from '@claimwright/domain/provider-number';

/** REF01 that the guide has a place for, by the loop a provider stands in. */
const kindsOf = {
  /** 2010AA. */
  billing: ['0B', '1G'],
  /** 2010BB: what the payer knows the billing provider by. */
  billingWithPayer: ['G2', 'LU'],
  /** 2010BB of an 837I, which takes one of them. */
  hospitalWithPayer: ['G2', 'LU'],
  /** 2310B, 2310D, 2420A, 2420D. */
  rendering: ['0B', '1G', 'G2', 'LU'],
  /** 2310A, 2420B, 2420E, 2420F. */
  referring: ['0B', '1G', 'G2'],
  /** 2310C. */
  facility: ['0B', 'G2', 'LU'],
  /** 2420C. */
  lineFacility: ['G2', 'LU'],
} as const;

export type ProviderRole = keyof typeof kindsOf;

/** The numbers that have a place in the loop of this role, one of each kind, in the guide's order. */
export function writableNumbers(numbers: readonly ProviderNumber[] | undefined, role: ProviderRole): ProviderNumber[] {
  if (numbers === undefined || numbers.length === 0) return [];
  const found = kindsOf[role].flatMap((kind) => numbers.find((each) => each.kind === kind) ?? []);
  return role === 'hospitalWithPayer' ? found.slice(0, 1) : found;
}
