import type { DiagnosisFacts } from './scrub-context.ts';

/** An injury under active treatment (S00 to T79, 7th character A, B or C), adverse effects and underdosing of drugs apart. */
export function isFreshInjury({ code }: DiagnosisFacts): boolean {
  if (code === undefined || code.length !== 7 || code < 'S' || code >= 'T80') return false;
  if (!/[ABC]/.test(code.charAt(6))) return false;
  const drug = code >= 'T36' && code < 'T51';
  return !(drug && /[56]/.test(code.charAt(5)));
}
