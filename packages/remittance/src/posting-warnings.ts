import { formatDollars } from '@claimwright/domain/money';
import type { RemittanceClaim } from '@claimwright/domain/remittance';
import { patientShareOf } from './claim-outcome.ts';
import type { LoadedClaim } from './loaded-claim.ts';
import type { LineMatches } from './match-lines.ts';

/** Posted all the same, but a biller should look. */
export interface PostingWarning {
  code:
    | 'patient_responsibility_differs'
    | 'charge_differs'
    | 'lines_not_found'
    | 'lines_matched_by_order'
    | 'adjudicated_twice'
    | 'duplicate_denial'
    | 'prior_payer_unknown';
  text: string;
}

/** CLP05 is only trusted where the payer answers first; reversals and later payers use it in other ways. */
const firstPayer: ReadonlySet<string> = new Set(['1', '4', '19']);

/** What is odd about a posted answer; `found` are the oddities the posting itself came upon. */
export function postingWarnings(
  answer: RemittanceClaim,
  claim: LoadedClaim,
  lines: LineMatches,
  found: readonly PostingWarning['code'][],
): PostingWarning[] {
  const warnings: PostingWarning[] = [];
  const share = patientShareOf(answer);
  if (firstPayer.has(answer.statusCode) && share !== answer.patientResponsibilityCents) {
    warnings.push({
      code: 'patient_responsibility_differs',
      text:
        `The claim says the patient owes ${formatDollars(answer.patientResponsibilityCents)} (CLP05), ` +
        `its PR adjustments make ${formatDollars(share)}; the adjustments were posted.`,
    });
  }
  if (Math.abs(answer.chargeCents) !== claim.chargeCents) {
    warnings.push({
      code: 'charge_differs',
      text: `We charged ${formatDollars(claim.chargeCents)}, the payer answers ${formatDollars(answer.chargeCents)}.`,
    });
  }
  if (lines.unmatched.length > 0) {
    const named = lines.unmatched.map(({ index, reason }) => `line ${index + 1}: ${reason}`).join(' ');
    warnings.push({ code: 'lines_not_found', text: `Posted to the claim without a line. ${named}` });
  }
  const byOrder = lines.matched.filter(({ by }) => by === 'order').length;
  if (byOrder > 0) {
    warnings.push({
      code: 'lines_matched_by_order',
      text: `${byOrder} line(s) were told by their order and charge alone.`,
    });
  }
  for (const code of found) warnings.push({ code, text: foundTexts[code] ?? code });
  return warnings;
}

const foundTexts: Partial<Record<PostingWarning['code'], string>> = {
  adjudicated_twice:
    'The claim was paid before and not reversed; with this answer more than its charge has been answered.',
  prior_payer_unknown:
    'The payer takes off what a payer before it answered for (CARC 23), but none has answered before it: ask which payer it means.',
  duplicate_denial:
    'The payer calls the claim a repetition of one it answered; the first answer stands, nothing was posted.',
};
