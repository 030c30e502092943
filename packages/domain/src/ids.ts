import * as z from 'zod';

/** Every row of ours is named by a UUID version 7: sortable by creation, opaque to people. */
export type Id = string;

export const id = z.uuid();

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** True for the text form of a UUID of any version. */
export function isUuid(text: string): boolean {
  return uuidPattern.test(text);
}

/**
 * Builds a UUID version 7 (RFC 9562, 5.7) from a Unix time in milliseconds and 10 random bytes.
 * Pure, so that deciding code can be given its ids.
 */
export function uuidV7(unixMilliseconds: number, random: Uint8Array): Id {
  const time = unixMilliseconds.toString(16).padStart(12, '0');
  let tail = '';
  for (let index = 0; index < 10; index += 1) {
    let byte = random[index] ?? 0;
    if (index === 0) byte = 0x70 | (byte & 0x0f);
    if (index === 2) byte = 0x80 | (byte & 0x3f);
    tail += byte.toString(16).padStart(2, '0');
  }
  return `${time.slice(0, 8)}-${time.slice(8)}-${tail.slice(0, 4)}-${tail.slice(4, 8)}-${tail.slice(8)}`;
}

/**
 * True when a National Provider Identifier has ten digits, starts with 1 or 2 and passes the Luhn check over `80840` + NPI
 * (45 CFR 162.406; the prefix adds the constant 24 to the sum).
 */
export function npiHasValidCheckDigit(npi: string): boolean {
  if (!/^[12]\d{9}$/.test(npi)) return false;
  let sum = 24;
  for (let index = 9; index >= 0; index -= 1) {
    let digit = npi.charCodeAt(index) - 48;
    if ((9 - index) % 2 === 1) {
      digit *= 2;
      if (digit > 9) digit -= 9;
    }
    sum += digit;
  }
  return sum % 10 === 0;
}
