import type { ErrorLog } from './import-error.ts';

/** On which line of a file each code stood first: no list may hold a code twice. */
export class FirstLines {
  private readonly lines = new Map<string, number>();
  private readonly log: ErrorLog;

  constructor(log: ErrorLog) {
    this.log = log;
  }

  /** Notes where a code stands. False, with an entry in the log, when it stood on an earlier line. */
  note(code: string, line: number): boolean {
    const earlier = this.lines.get(code);
    if (earlier === undefined) {
      this.lines.set(code, line);
      return true;
    }
    this.log.add('duplicate', `${code} is already on line ${earlier}`, line);
    return false;
  }

  of(code: string): number | undefined {
    return this.lines.get(code);
  }
}
