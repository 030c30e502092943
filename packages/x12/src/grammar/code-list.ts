import { CodedText } from '../coded-text.ts';

/** Up to three characters as one number; -1 for more. */
function packed(codes: CodedText['codes'], from: number, to: number): number {
  switch (to - from) {
    case 1:
      return (codes[from] ?? 0) << 16;
    case 2:
      return ((codes[from] ?? 0) << 16) | ((codes[from + 1] ?? 0) << 8);
    case 3:
      return ((codes[from] ?? 0) << 16) | ((codes[from + 1] ?? 0) << 8) | (codes[from + 2] ?? 0);
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
    this.numbers = codes
      .map((code) => packed(new CodedText(code).codes, 0, code.length))
      .filter((number) => number >= 0);
    this.manyNumbers = this.numbers.length > 6 ? new Set(this.numbers) : undefined;
    this.long = new Set(codes.filter((code) => code.length > 3));
  }

  /** Whether the characters between two offsets are one of the codes. */
  has(coded: CodedText, from: number, to: number): boolean {
    const number = packed(coded.codes, from, to);
    if (number < 0) return this.long.has(coded.slice(from, to));
    if (this.manyNumbers) return this.manyNumbers.has(number);
    const { numbers } = this;
    for (let index = 0; index < numbers.length; index += 1) if (numbers[index] === number) return true;
    return false;
  }
}
