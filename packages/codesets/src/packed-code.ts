/**
 * Codes as numbers: base 37 (0 pad, 1–10 digits, 11–36 letters), seven places, left-aligned. Numeric order is then the order of
 * the codes as text, and all codes below a prefix lie in one range; 37^7 fits a double exactly.
 */
const base = 37;
const places = 7;

const placeValue: readonly number[] = Array.from({ length: places + 1 }, (_, used) => base ** (places - used));

const digitOfCharCode = new Int8Array(128).fill(-1);
const characters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
for (let i = 0; i < characters.length; i += 1) digitOfCharCode[characters.charCodeAt(i)] = i + 1;

/** The packed form of 1 to 7 characters A–Z and 0–9; -1 for anything else (a dot, lower case, too long). */
export function packCode(code: string): number {
  const length = code.length;
  if (length === 0 || length > places) return -1;
  let packed = 0;
  for (let i = 0; i < length; i += 1) {
    const charCode = code.charCodeAt(i);
    const digit = charCode < 128 ? digitOfCharCode[charCode]! : -1;
    if (digit < 0) return -1;
    packed = packed * base + digit;
  }
  return packed * placeValue[length]!;
}

/** First packed number after every code that begins with the prefix. */
export function packedPrefixEnd(packedPrefix: number, prefixLength: number): number {
  return packedPrefix + placeValue[prefixLength]!;
}

/** The text of a packed code. */
export function unpackCode(packed: number): string {
  let code = '';
  let rest = packed;
  for (let place = 1; place <= places && rest > 0; place += 1) {
    const value = placeValue[place]!;
    const digit = Math.floor(rest / value);
    code += characters[digit - 1];
    rest -= digit * value;
  }
  return code;
}

/** A set of characters (36 of them) as an exact number. */
export function packCharacters(set: readonly string[]): number {
  let mask = 0;
  for (const character of new Set(set)) {
    const index = characters.indexOf(character);
    if (index < 0 || character.length !== 1) throw new RangeError(`not a code character: ${JSON.stringify(character)}`);
    mask += 2 ** index;
  }
  return mask;
}

/** The characters of a set, digits first. */
export function unpackCharacters(mask: number): string[] {
  return [...characters].filter((_, index) => Math.floor(mask / 2 ** index) % 2 === 1);
}

/** Where a packed code is first looked for in a table of 2^bits slots: its low 32 bits, spread by the golden ratio. */
export function slotOf(packed: number, bits: number): number {
  return Math.imul(packed | 0, 0x9e3779b1) >>> (32 - bits);
}
