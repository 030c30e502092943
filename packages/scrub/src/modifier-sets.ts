import type { LineFacts } from './scrub-context.ts';

/**
 * Modifiers that open an NCCI edit with indicator 1 (NCCI Policy Manual ch. 1). 50, 51, 76 and 77 do not. Of 24, 25 and 57 the
 * line must be a visit.
 */
export const nonVisitAssociated = new Set(
  'E1 E2 E3 E4 FA F1 F2 F3 F4 F5 F6 F7 F8 F9 TA T1 T2 T3 T4 T5 T6 T7 T8 T9 LT RT LC LD RC LM RI 58 78 79 27 59 91 XE XS XP XU'.split(
    ' ',
  ),
);
export const visitAssociated = new Set(['24', '25', '57']);

const rightModifiers = new Set('RT T5 T6 T7 T8 T9 F5 F6 F7 F8 F9 E3 E4'.split(' '));
const leftModifiers = new Set('LT TA T1 T2 T3 T4 FA F1 F2 F3 F4 E1 E2'.split(' '));

/** The side a line's modifiers name; undefined when they name none, or both, as 50 does. */
export function modifierSide({ modifiers }: LineFacts): 'right' | 'left' | undefined {
  let right = false;
  let left = false;
  for (const { code } of modifiers) {
    if (code === '50') return undefined;
    if (rightModifiers.has(code)) right = true;
    else if (leftModifiers.has(code)) left = true;
  }
  if (right === left) return undefined;
  return right ? 'right' : 'left';
}

/** Whether a line carries a modifier. */
export function carries(facts: LineFacts, ...modifiers: readonly string[]): boolean {
  return facts.modifiers.some(({ code }) => modifiers.includes(code));
}
