import type { TenantTransaction } from '@claimwright/db/database';
import {
  type AnswerWithFindings,
  type DenialReviewRow,
  isReviewed,
  loadAnswers,
  saveDenialReviews,
} from '@claimwright/db/review/denial-reviews';
import { reviewDenials } from '@claimwright/remittance/review-denials';

/** Answers held against what our checks had said of their encounters. */
export function reviewsOf(answers: readonly AnswerWithFindings[]): DenialReviewRow[] {
  return answers.flatMap((given) => {
    const { ordinal, claimId, encounterId, payerId, paymentDate } = given;
    return reviewDenials(given).map((review) => ({ ordinal, claimId, encounterId, payerId, paymentDate, ...review }));
  });
}

/** The same for an answer that found its claim after its remittance was reviewed; one that is not yet reviewed takes it along. */
export async function reviewLateAnswer(tx: TenantTransaction, remittanceId: string, ordinal: number): Promise<void> {
  if (!(await isReviewed(tx, remittanceId))) return;
  const found = await loadAnswers(tx, remittanceId, ordinal - 1, 1);
  await saveDenialReviews(tx, remittanceId, reviewsOf(found.filter((answer) => answer.ordinal === ordinal)));
}
