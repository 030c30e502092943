import { describe, expect, test } from 'vitest';
import { type ClaimStanding, claimOperations, whyNotAsked } from './claim-operations.ts';
import type { ClaimStatus } from './lifecycle.ts';

const standing = (status: ClaimStatus, parts: Partial<ClaimStanding> = {}): ClaimStanding => ({
  status,
  frequencyCode: '1',
  supersededBy: null,
  priorClaimId: null,
  ...parts,
});
const allowed = (claim: ClaimStanding) => claimOperations.filter((name) => whyNotAsked(name, claim) === undefined);

describe('what may be asked of a claim', () => {
  test.each<[ClaimStatus, string[]]>([
    // A void asked for before the payer has the claim waits for the payer's word.
    ['batched', ['void']],
    ['submitted', ['correct', 'void', 'resubmit']],
    ['rejected', ['correct', 'resubmit']],
    ['paid', ['correct', 'void', 'bill_next']],
    ['denied', ['correct', 'void', 'bill_next']],
    ['closed', []],
  ])('of one that is %s: %s', (status, operations) => {
    expect(allowed(standing(status))).toEqual(operations);
  });

  test('nothing of one whose place another took, nothing but billing on of a void', () => {
    expect(allowed(standing('paid', { supersededBy: 'other' }))).toEqual([]);
    expect(allowed(standing('payer_accepted', { frequencyCode: '8' }))).not.toContain('void');
    expect(whyNotAsked('correct', standing('paid', { frequencyCode: '8' }))).toContain('a void');
  });

  test('what follows from a payer before is corrected there', () => {
    expect(whyNotAsked('correct', standing('paid', { priorClaimId: 'first' }))).toContain('the first payer');
  });
});
