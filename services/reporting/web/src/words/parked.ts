/** What a person does about a piece of a file that could not be used, by the reason it was parked for. */
const steps: Readonly<Record<string, string>> = {
  claim_unknown:
    'No claim of this installation goes by these numbers. Look whether another system billed it, or whether the payer changed the number; then name the claim it means.',
  claim_not_found:
    'No claim of this installation goes by these numbers. Look whether another system billed it; ask the clearinghouse which file it means, or name the claim.',
  claim_ambiguous: 'Several claims fit. Ask the payer which one it means, and name that claim.',
  content_differs:
    'The numbers fit a claim, and what is said of it does not. Compare the two; ask the payer whom it answered.',
  batch_not_found:
    'It answers a file that this installation did not send. Ask the clearinghouse which file it means, or whether it was meant for another sender.',
  provider_not_found: 'It refuses a provider that is not in the file it names. Ask the clearinghouse what it means.',
  claims_contradict: 'It says different things of one claim. Ask the clearinghouse which of them holds.',
  questions_refused:
    'The payer did not take the question after claims. What it says is with the item; ask by telephone or portal.',
  out_of_balance:
    'Its sums do not come out, so nothing of it was posted. Ask the payer for a corrected file and hand that in.',
  prenotification: 'A trial of a bank connection without money. Nothing is to be posted.',
  status_code_unknown: 'The payer used a claim status that is not in the standard. Ask what it means.',
  informational_with_money:
    'It says it is for information only, and carries money. Ask the payer which of the two holds.',
  status_does_not_allow:
    'The claim is not where such an answer can be taken: look at the claim and at what came before, then ask the payer.',
  reversal_without_adjudication: 'It takes back an answer that never came. Ask the payer for the first one.',
  reversal_differs: 'It takes back other amounts than were posted. Ask the payer for a corrected file.',
  empty: 'The file has no content. Ask the clearinghouse for it again.',
  internal_error: 'It broke something of ours. Tell whoever runs this installation; the log of that moment says more.',
};

/** Why whole payments are parked: they answer many claims, or none. */
const wholePayments: ReadonlySet<string> = new Set([
  'out_of_balance',
  'already_posted',
  'prenotification',
  'internal_error',
]);

/** Whether it is one answer to one claim, so that a person can say which. */
export function meansOneClaim({ kind, reasonCode }: { kind: string; reasonCode: string }): boolean {
  if (kind === '277CA') return reasonCode === 'claim_not_found';
  return kind === '835' && !wholePayments.has(reasonCode);
}

/** What to do about a parked item. What cannot be read at all is asked for again. */
export function whatToDo({ kind, reasonCode }: { kind: string; reasonCode: string }): string {
  const known = steps[reasonCode];
  if (known !== undefined) return known;
  return kind === 'unreadable'
    ? 'It cannot be read as X12. Ask the clearinghouse for the file again, and hand that in.'
    : 'Look at the reason, and ask the one who sent it.';
}
