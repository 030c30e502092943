import type { Id } from '@claimwright/domain/ids';
import type { RelatedClaim } from './claim-chain.ts';

export const voidStates = ['sent', 'accepted', 'carried_out'] as const;
export type VoidState = (typeof voidStates)[number];

/** How far the void (frequency 8) of a claim is. */
export interface ClaimVoid {
  state: VoidState;
  /** The void itself. */
  claimId: Id;
  words: string;
}

const words: Readonly<Record<VoidState, string>> = {
  sent: 'A void was made; the payer has not accepted it yet. The claim stands as it is.',
  accepted:
    'The payer accepted the void and takes its answer back with an 835 (CLP02 22); until then the claim stands.',
  carried_out: 'The claim is void: the payer took its answer back, or had not decided yet. Its encounters are free.',
};

/** The void of a claim, told from the claims it hangs together with; null when nobody voided it. */
export function voidOf(claimId: Id, family: readonly RelatedClaim[]): ClaimVoid | null {
  const own = family.find(({ id }) => id === claimId);
  const successor = family.find(({ id }) => id === own?.supersededById);
  if (own === undefined || successor?.frequencyCode !== '8') return null;
  const isOver = own.status === 'reversed' || own.status === 'closed';
  const isAccepted = successor.status === 'payer_accepted' || successor.status === 'pended';
  const state = isOver ? 'carried_out' : isAccepted ? 'accepted' : 'sent';
  return { state, claimId: successor.id, words: words[state] };
}
