/** Letters that do not come apart into an ASCII letter and an accent. */
const spelledOut: Readonly<Record<string, string>> = {
  Æ: 'AE',
  Đ: 'D',
  Ð: 'D',
  Ł: 'L',
  Œ: 'OE',
  Ø: 'O',
  Þ: 'TH',
  '’': "'",
  '‘': "'",
  '–': '-',
  '—': '-',
};

/** Text as the scanners of paper claims read it: upper case ASCII, accents folded; what has no such form becomes a blank. */
export function printedText(value: string): string {
  let text = '';
  for (const character of value.toUpperCase().normalize('NFKD')) {
    const code = character.codePointAt(0) ?? 0;
    if (code >= 0x300 && code <= 0x36f) continue;
    text += code >= 32 && code < 127 ? character : (spelledOut[character] ?? ' ');
  }
  return text.replace(/ {2,}/g, ' ').trim();
}

/** A part of a name or an address: without the commas and periods that the form keeps for itself. */
export function printedPart(value: string | undefined): string {
  return printedText((value ?? '').replace(/[.,#]/g, ' '));
}

/** "LAST SUFFIX, FIRST, M" */
export function printedSurnameFirst(name: {
  lastName?: string;
  firstName?: string;
  middleName?: string;
  suffix?: string;
}): string {
  const last = [printedPart(name.lastName), printedPart(name.suffix)].filter(Boolean).join(' ');
  return [last, printedPart(name.firstName), printedPart(name.middleName).slice(0, 1)].filter(Boolean).join(', ');
}

/** "FIRST M LAST SUFFIX", or an organization's name. */
export function printedFullName(name: {
  organizationName?: string;
  lastName?: string;
  firstName?: string;
  middleName?: string;
  suffix?: string;
}): string {
  if (name.organizationName) return printedPart(name.organizationName);
  const parts = [name.firstName, name.middleName?.slice(0, 1), name.lastName, name.suffix];
  return parts.map(printedPart).filter(Boolean).join(' ');
}

/** Five digits, or nine with the hyphen the form wants; anything else as it is. */
export function printedZip(postalCode: string | undefined): string {
  const digits = (postalCode ?? '').replace(/\D/g, '');
  return digits.length === 9 ? `${digits.slice(0, 5)}-${digits.slice(5)}` : printedText(postalCode ?? '');
}

/** Area code and number of a North American telephone number, without separators. */
export function printedPhone(phone: string | undefined): { areaCode: string; number: string } | undefined {
  const digits = (phone ?? '').replace(/\D/g, '').replace(/^1(?=\d{10})/, '');
  return digits.length >= 10 ? { areaCode: digits.slice(0, 3), number: digits.slice(3, 10) } : undefined;
}
