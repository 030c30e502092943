import type { PayerRequirement } from '@claimwright/domain/payer';
import { isListed, type Membership } from './code-group.ts';
import type { LineFacts, ScrubContext } from './scrub-context.ts';

/** The payer's requirement a line falls under; `unknown` when a code group would have to be loaded to tell. */
export function requirementOf(
  context: ScrubContext,
  requirements: readonly PayerRequirement[],
  facts: LineFacts,
): PayerRequirement | Extract<Membership, 'unknown'> | undefined {
  let unknown: 'unknown' | undefined;
  for (const requirement of requirements) {
    const { from, to, modifiers, places, codes } = requirement;
    if (facts.from < from || (to !== undefined && facts.from > to)) continue;
    if (places !== undefined && !places.includes(facts.place ?? '')) continue;
    if (modifiers !== undefined && !facts.modifiers.some(({ code }) => modifiers.includes(code))) continue;
    const listed = codes.length === 0 ? 'member' : isListed(context, codes, facts.procedure, facts.from);
    if (listed === 'member') return requirement;
    if (listed === 'unknown') unknown = 'unknown';
  }
  return unknown;
}
