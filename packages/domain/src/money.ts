import * as z from 'zod';

/** Money is a whole number of US cents, everywhere, always. No floating-point dollars exist in this project. */
export type Cents = number;

/** A charge, payment or balance that cannot be negative; the cap is what an X12 R element of 18 digits and JSON both carry safely. */
export const nonNegativeCents = /* @__PURE__ */ z.int().min(0).max(99_999_999_999);

/** A signed amount in cents (adjustments, reversals, ledger entries). */
export const signedCents = /* @__PURE__ */ z.int().min(-99_999_999_999).max(99_999_999_999);

const decimalAmount = /^([+-]?)(\d*)(?:\.(\d*))?$/;

/**
 * Reads a decimal dollar amount as it stands in X12 or FHIR ("150", "-20.5", ".05") into cents, exactly.
 * Returns undefined when the text is not an amount or has a non-zero third decimal: nothing is ever rounded.
 */
export function parseCents(text: string): Cents | undefined {
  const parts = decimalAmount.exec(text);
  if (!parts) return undefined;
  const [, sign, whole = '', fraction = ''] = parts;
  if (whole === '' && fraction === '') return undefined;
  if (/[1-9]/.test(fraction.slice(2))) return undefined;
  const cents = Number(whole || '0') * 100 + Number(fraction.slice(0, 2).padEnd(2, '0'));
  if (!Number.isSafeInteger(cents)) return undefined;
  return sign === '-' ? 0 - cents : cents;
}

/** Writes cents as X12 wants an R element: no trailing zeros, no plus sign, no thousands separator ("150", "20.5", "-.05" as "-0.05"). */
export function formatX12Amount(cents: Cents): string {
  const sign = cents < 0 ? '-' : '';
  const absolute = Math.abs(cents);
  const fraction = absolute % 100;
  const whole = (absolute - fraction) / 100;
  if (fraction === 0) return `${sign}${whole}`;
  return fraction % 10 === 0
    ? `${sign}${whole}.${fraction / 10}`
    : `${sign}${whole}.${fraction < 10 ? '0' : ''}${fraction}`;
}

/** Writes cents for a person: "$1,234.50", "-$20.00". */
export function formatDollars(cents: Cents): string {
  const absolute = Math.abs(cents);
  const whole = Math.floor(absolute / 100)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',');
  return `${cents < 0 ? '-' : ''}$${whole}.${String(absolute % 100).padStart(2, '0')}`;
}

/** Adds cents; an empty list is 0. */
export function sumCents(amounts: Iterable<Cents>): Cents {
  let total = 0;
  for (const amount of amounts) total += amount;
  return total;
}
