/** What a line bills: its revenue code where it has one, its procedure code and modifiers. */
export function serviceCode(line: {
  revenueCode?: string | null;
  procedureCode?: string | null;
  modifiers: readonly string[];
}): string {
  return [line.revenueCode, line.procedureCode, ...line.modifiers].filter(Boolean).join(' ');
}

/** What the units of a line count. */
export function unitWord(unit: string): string {
  if (unit === 'MJ') return 'minute';
  return unit === 'DA' ? 'day' : 'unit';
}
