/** Up to three characters as one integer, as the rows of the fee schedule keep their indicators. */
export function packCharacterCodes(text: string): number {
  let packed = 0;
  for (let i = 0; i < text.length && i < 3; i += 1) packed = packed * 256 + (text.charCodeAt(i) & 0xff);
  return packed;
}

/** The characters of a packed indicator. */
export function unpackCharacterCodes(packed: number): string {
  let text = '';
  for (let rest = packed; rest > 0; rest = Math.floor(rest / 256)) text = String.fromCharCode(rest % 256) + text;
  return text;
}
