import { type EncounterInput, primaryCoverage } from '@claimwright/domain/encounter';
import { toldImbalances } from '@claimwright/domain/told-balance';
import { canBeNamed } from './other-payers.ts';
import type { Refusal } from './refuse.ts';

/**
 * What an earlier payer decided, as the sender tells it, must explain every cent, and come from a payer and a member whom loops 2330A
 * and 2330B can name: else the payer after it would not learn what was decided. Of either claim type.
 */
export function refusePriorAdjudication(encounter: EncounterInput): Refusal | undefined {
  const destination = primaryCoverage(encounter);
  const unnamed = encounter.coverages.findIndex(
    (cover) => cover !== destination && cover.priorAdjudication && !canBeNamed(cover),
  );
  if (unnamed >= 0) {
    return {
      reasonCode: 'prior_payer_unnamed',
      reason: `/coverages/${unnamed}: it has a priorAdjudication, so its payer id, member id and subscriber have to be told (2330A, 2330B).`,
    };
  }
  const [imbalance] = toldImbalances(encounter);
  if (!imbalance) return undefined;
  return { reasonCode: 'prior_adjudication_unbalanced', reason: `${imbalance.pointer}: ${imbalance.says}.` };
}
