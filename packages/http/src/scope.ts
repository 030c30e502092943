/** What an API key may be allowed to do. `admin` includes every other scope. */
export const scopes = {
  'encounters:write': 'post and change encounters',
  'encounters:read': 'read encounters, their findings and tasks',
  'findings:override': 'release an overridable finding with a reason',
  'tasks:write': 'take, comment and settle tasks',
  'claims:read': 'read claims, their timeline and ledger, and claim batches',
  'claims:write': 'correct, void and resubmit claims, and bill the next payer',
  'files:write': 'hand in clearinghouse files',
  'files:read': 'see clearinghouse files and parked items',
  'reports:read': 'query the reports',
  admin: 'everything',
} as const;

export type Scope = keyof typeof scopes;

/** True when the word is a scope this version knows. */
export function isScope(word: string): word is Scope {
  return Object.hasOwn(scopes, word);
}
