import type { ErrorLog } from './import-error.ts';

/**
 * Text of a member. UTF-8 must be faultless: a title with a replacement character is a wrong title. Windows-1252 is for the
 * HCPCS files alone, whose columns count bytes. Logs `encoding` and returns undefined when it cannot be that.
 */
export function readText(bytes: Uint8Array, encoding: 'utf-8' | 'windows-1252', log: ErrorLog): string | undefined {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    log.add('encoding', 'is UTF-16; the official file is plain text, save it as UTF-8', 1);
    return undefined;
  }
  const nul = bytes.indexOf(0);
  if (nul >= 0) {
    log.add('encoding', 'holds NUL bytes, so it is not text', lineOfByte(bytes, nul));
    return undefined;
  }
  if (encoding === 'windows-1252') return new TextDecoder('windows-1252').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    log.add('encoding', 'is not UTF-8', firstFaultyLine(bytes));
    return undefined;
  }
}

function lineOfByte(bytes: Uint8Array, at: number): number {
  let line = 1;
  for (let i = 0; i < at; i += 1) if (bytes[i] === 10) line += 1;
  return line;
}

function firstFaultyLine(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  for (let start = 0; start < bytes.length; line += 1) {
    const newline = bytes.indexOf(10, start);
    const end = newline < 0 ? bytes.length : newline;
    try {
      decoder.decode(bytes.subarray(start, end));
    } catch {
      return line;
    }
    start = end + 1;
  }
  return line;
}

export interface Line {
  number: number;
  text: string;
}

/** Lines without their endings (LF or CRLF); a last empty one is left out. */
export function* linesOf(text: string): Generator<Line> {
  let number = 1;
  for (let start = 0; start < text.length; number += 1) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    yield { number, text: text.slice(start, text[end - 1] === '\r' ? end - 1 : end) };
    start = end + 1;
  }
}
