/** Up to three characters as one number; -1 for more. */
function packed(text: string, from: number, to: number): number {
  switch (to - from) {
    case 1:
      return text.charCodeAt(from) << 16;
    case 2:
      return (text.charCodeAt(from) << 16) | (text.charCodeAt(from + 1) << 8);
    case 3:
      return (text.charCodeAt(from) << 16) | (text.charCodeAt(from + 1) << 8) | text.charCodeAt(from + 2);
    default:
      return -1;
  }
}

/** The codes that may stand in an element. Short ones are compared as numbers where they stand, without making a string. */
export class CodeList {
  readonly codes: readonly string[];
  private readonly numbers: readonly number[];
  private readonly manyNumbers: ReadonlySet<number> | undefined;
  private readonly long: ReadonlySet<string>;

  constructor(codes: readonly string[]) {
    this.codes = codes;
    this.numbers = codes.map((code) => packed(code, 0, code.length)).filter((number) => number >= 0);
    this.manyNumbers = this.numbers.length > 6 ? new Set(this.numbers) : undefined;
    this.long = new Set(codes.filter((code) => code.length > 3));
  }

  /** Whether the characters between two offsets are one of the codes. */
  has(text: string, from: number, to: number): boolean {
    const number = packed(text, from, to);
    if (number < 0) return this.long.has(text.substring(from, to));
    if (this.manyNumbers) return this.manyNumbers.has(number);
    const { numbers } = this;
    for (let index = 0; index < numbers.length; index += 1) if (numbers[index] === number) return true;
    return false;
  }
}
