/** By character: 1 stands as it is, 2 is a small letter, 3 a blank; 0 needs a closer look. */
const plainCharacters = new Uint8Array(128);
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!"&\'()+,-./;?=%@[]_{}\\<>#$') {
  plainCharacters[character.charCodeAt(0)] = 1;
}
plainCharacters.fill(2, 97, 123);
plainCharacters[32] = 3;

const notWritable = /[^A-Z0-9 !"&'()+,\-./;?=%@[\]_{}\\<>#$]+/g;

/** Letters that Unicode does not take apart into a base letter and a mark, and typographic signs with a plain twin. */
const plainTwin: Readonly<Record<string, string>> = {
  Ø: 'O',
  Æ: 'AE',
  Œ: 'OE',
  Ł: 'L',
  Đ: 'D',
  Ð: 'D',
  Þ: 'TH',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
};

/**
 * Text as X12 carries it: upper case, accents folded to their base letter, the delimiters `* ~ : ^` and everything else outside
 * the character sets of X12.6 turned into a space, runs of space collapsed. Empty when nothing writable remains.
 */
export function wireText(text: string): string {
  let isSmall = false;
  let afterBlank = true;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const kind = code < 128 ? plainCharacters[code] : 0;
    if (kind === 0 || (kind === 3 && afterBlank)) return folded(text);
    if (kind === 2) isSmall = true;
    afterBlank = kind === 3;
  }
  if (afterBlank) return text.trim().toUpperCase();
  return isSmall ? text.toUpperCase() : text;
}

function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toUpperCase()
    .replace(/[ØÆŒŁĐÐÞ‘’“”–—]/g, (letter) => plainTwin[letter] ?? ' ')
    .replace(notWritable, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** As `wireText`; undefined when the text is absent or nothing writable remains of it. */
export function optionalWireText(text: string | undefined): string | undefined {
  return text === undefined ? undefined : wireText(text) || undefined;
}

/** Characters of NTE02. */
export const longestNote = 80;

/** As `wireText`, cut to the room of its element: a sign spelled out takes more of it than it had (Æ is AE). */
export function fittingText(text: string, longest: number): string {
  const written = wireText(text);
  return written.length > longest ? written.slice(0, longest).trimEnd() : written;
}

/** As `fittingText`; undefined when the text is absent or nothing writable remains of it. */
export function optionalFittingText(text: string | undefined, longest: number): string | undefined {
  return text === undefined ? undefined : fittingText(text, longest) || undefined;
}

/** A code or identifier: upper case, without blanks. */
export function wireCode(text: string): string {
  return wireText(text).replaceAll(' ', '');
}

/** As `wireCode`; undefined when absent or empty. */
export function optionalWireCode(text: string | undefined): string | undefined {
  return text === undefined ? undefined : wireCode(text) || undefined;
}

/** An ICD-10-CM code without its dot (X12 HI carries none). */
export function wireDiagnosis(code: string): string {
  return wireCode(code).replaceAll('.', '');
}

/** Only the digits: tax ids, US ZIP codes. */
export function digitsOf(text: string): string {
  return text.replace(/\D+/g, '');
}

/** A US telephone number of ten digits; a leading country code 1 is taken off. Undefined when no digit is there. */
export function wirePhone(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const digits = digitsOf(text);
  return (digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits) || undefined;
}

/**
 * A National Drug Code in the 11 digits of LIN03 (5-4-2). A hyphenated ten-digit label code says by its shape which part lacks
 * its leading zero; anything else is left as its digits, for the rules to judge.
 */
export function wireNdc(ndc: string): string {
  const parts = /^(\d{4,5})-(\d{3,4})-(\d{1,2})$/.exec(ndc.trim());
  if (!parts) return digitsOf(ndc);
  const [, labeler = '', product = '', pack = ''] = parts;
  return labeler.padStart(5, '0') + product.padStart(4, '0') + pack.padStart(2, '0');
}

/** A copy without its undefined members, so that a snapshot read back from JSON equals the one that was stored. */
export function withoutAbsent<T extends object>(value: T): T {
  // Deleting members would turn the object into a hash table, which everything after reads slowly.
  const present = {} as T;
  for (const key in value) {
    const member = value[key];
    if (member !== undefined) present[key] = member;
  }
  return present;
}
