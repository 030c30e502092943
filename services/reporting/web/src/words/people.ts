import type { MeValue } from '../session/me.ts';

/** Who has a task, in words: "you", a name, or the end of a key. */
export function holderInWords(assignee: string | null, me: Pick<MeValue, 'actor' | 'nameOf'>): string {
  if (assignee === null) return 'nobody';
  if (assignee === me.actor) return 'you';
  if (!assignee.startsWith('key/')) return assignee;
  return me.nameOf(assignee) ?? `key …${assignee.slice(-6)}`;
}

/** Whom an encounter or a claim is about; what the sender left out is null. */
export interface Patient {
  firstName: string | null;
  lastName: string | null;
  birthDate?: string | null;
}

/** Whom a page is about, as an office lists people: "Rivera, Ana"; undefined when no name was sent. */
export function patientInWords(patient: Patient | null): string | undefined {
  const parts = [patient?.lastName, patient?.firstName].filter(Boolean);
  return parts.length === 0 ? undefined : parts.join(', ');
}
