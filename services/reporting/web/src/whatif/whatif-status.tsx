import { counted, days, whole } from '../words/format.ts';
import type { WhatIf } from './whatif-query.ts';

/** What a run compares with, in a line. */
export function subjectOf({ candidateEditions, ruleSettings }: WhatIf): string {
  const words = [
    ...candidateEditions,
    ...ruleSettings.slice(0, 3).map(({ ruleId, severity }) => `${ruleId} → ${severity}`),
  ];
  if (ruleSettings.length > 3) words.push(`${counted(ruleSettings.length - 3, 'more setting')}`);
  return words.join(', ');
}

/** Whether a run still works. */
export function isUnderWay({ status }: Pick<WhatIf, 'status'>): boolean {
  return status !== 'done' && status !== 'failed' && status !== 'cancelled';
}

/** How far a run is, in words. */
export function progressOf(run: WhatIf): string {
  const { status, checked, toCheck } = run;
  if (isUnderWay(run))
    return toCheck === null ? 'waiting to begin' : `${whole(checked)} of ${counted(toCheck, 'encounter')}`;
  const words = { done: 'done', failed: 'failed', cancelled: 'stopped' }[status as 'done' | 'failed' | 'cancelled'];
  return `${words}, ${counted(checked, 'encounter')}`;
}

/** Which encounters a run compares, in words. */
export function scopeOf({ scope, from, to }: Pick<WhatIf, 'scope' | 'from' | 'to'>): string {
  const window = days(from, to);
  return scope === 'window' ? `services of ${window}` : `what is open, and services of ${window}`;
}
