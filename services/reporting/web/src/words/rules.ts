import { sentence } from './format.ts';

/** How sure we are of a rule's legal basis, in words. */
export const evidenceWords: Readonly<Record<string, string>> = {
  V: 'checked against the official text',
  S: 'from a secondary source',
  M: 'from experience, not yet checked against the text',
};

/** The same where there is little room. */
export const shortEvidenceWords: Readonly<Record<string, string>> = {
  V: 'official text',
  S: 'secondary source',
  M: 'experience',
};

/** Everything a rule may be set to, heaviest first. */
export const severities = ['reject', 'deny', 'warn', 'info', 'off'] as const;
export type Severity = (typeof severities)[number];

export const severityWords: Readonly<Record<Severity, string>> = {
  reject: 'Reject: held, it would not get through',
  deny: 'Deny: held, the payer would deny it',
  warn: 'Warn: shown, not held',
  info: 'Info: a note',
  off: 'Off',
};

const special: Readonly<Record<string, string>> = { ncci: 'NCCI edits' };

/** A category of rules as people say it. */
export function categoryWord(category: string): string {
  return special[category] ?? sentence(category);
}
