import { expect, it } from 'vitest';
import { measurePostings } from './measure-postings.ts';
import { answerTo, loadedClaim, remittanceOf } from './testing/build-remittance.ts';

it('counts what it posts and refuses to time what does not post', () => {
  const claims = ['C1', 'C2', 'C3'].map((number) => loadedClaim(number, [10_000, 5000]));
  const remittance = remittanceOf(claims.map((claim) => answerTo(claim, [[['CO-45', 4000]], [['PR-1', 5000]]])));
  let ticks = 0;
  const now = () => (ticks += 250);
  expect(measurePostings(remittance, claims, 2, now)).toEqual({
    claims: 6,
    entries: 30,
    milliseconds: 250,
    claimsPerSecond: 24,
  });
  expect(() => measurePostings({ ...remittance, paymentCents: 1 }, claims, 1, now)).toThrow(/does not post/);
});
