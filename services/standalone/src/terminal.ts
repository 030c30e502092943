/** What the command line shows. Everything a person reads goes through here; logs go to a file. */

/** Prints a line. */
export function say(text = ''): void {
  console.log(text);
}

/** Prints a line to the error output. */
export function complain(text: string): void {
  console.error(text);
}

/** Shows progress on one line that is written over; where the output is no terminal, each change of phase is a line. */
export function progress(text: string): void {
  if (process.stdout.isTTY) process.stdout.write(`\r\u001b[2K${text}`);
  else console.log(text);
}

/** Ends a progress line. */
export function endProgress(): void {
  if (process.stdout.isTTY) process.stdout.write('\n');
}

/** Formats rows as a table with left-aligned text and right-aligned numbers. */
export function table(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const widths = header.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => String(row[column] ?? '').length)),
  );
  const line = (cells: readonly (string | number)[]) =>
    cells
      .map((cell, column) =>
        typeof cell === 'number' ? String(cell).padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return [line(header), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
