/** Strings of up to four ASCII characters by what they are packed to: qualifiers, groups and reasons stand in a file by the hundred thousand. */
const cacheBits = 12;
const packedKeys = new Int32Array(1 << cacheBits);
const packedTexts: string[] = new Array(1 << cacheBits).fill('');

const encoder = new TextEncoder();

/**
 * A stretch of text beside the codes of its characters. Looking at a character of a string asks each time how the string is kept
 * (flat, joined, a slice of another); an array of codes is read at once, and the strings that are wanted are cut from the text.
 */
export class CodedText {
  readonly text: string;
  /** Code of the character at offset `base + index` of the text. */
  readonly codes: Uint8Array | Uint16Array;
  /** Offset of the stretch's first character in the text. */
  readonly base: number;

  /** The stretch of `text` from `from` up to `to`. */
  constructor(text: string, from = 0, to = text.length) {
    this.text = text;
    this.base = from;
    this.codes = codesOf(from === 0 && to === text.length ? text : text.substring(from, to));
  }

  /** The characters between two indexes of `codes`. */
  slice(from: number, to: number): string {
    const length = to - from;
    if (length > 4 || length < 1) return length < 1 ? '' : this.text.substring(this.base + from, this.base + to);
    const { codes } = this;
    let key = 1;
    for (let at = from; at < to; at += 1) {
      const code = codes[at] ?? 128;
      if (code > 127) return this.text.substring(this.base + from, this.base + to);
      key = (key << 7) | code;
    }
    const slot = Math.imul(key, 0x9e3779b1) >>> (32 - cacheBits);
    if (packedKeys[slot] === key) return packedTexts[slot] ?? '';
    const made = this.text.substring(this.base + from, this.base + to);
    packedKeys[slot] = key;
    packedTexts[slot] = made;
    return made;
  }
}

function codesOf(text: string): Uint8Array | Uint16Array {
  const bytes = new Uint8Array(text.length);
  const { read, written } = encoder.encodeInto(text, bytes);
  // ASCII, as X12 is: as many bytes as characters. Anything else takes more bytes than there is room for.
  if (read === text.length && written === read) return bytes;
  const codes = new Uint16Array(text.length);
  for (let at = 0; at < text.length; at += 1) codes[at] = text.charCodeAt(at);
  return codes;
}
