/** Who has a task, in words: "you", a name, or the end of a key. */
export function holderInWords(assignee: string | null, me: string | undefined): string {
  if (assignee === null) return 'nobody';
  if (assignee === me) return 'you';
  return assignee.startsWith('key/') ? `key …${assignee.slice(-6)}` : assignee;
}
