import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { postClaim } from './post-claim.ts';
import { anyRemittance } from './testing/any-remittance.ts';
import { answerTo, loadedClaim, remittanceOf, reversalOf } from './testing/build-remittance.ts';
import { balances, charged, post, sumsByPosting } from './testing/post.ts';

const twoLines = () => loadedClaim('C1', [15_000, 7500]);

describe('CARC 23 from the payer that answers first', () => {
  const whole = (claim: ReturnType<typeof twoLines>, changes = {}) =>
    answerTo(claim, [[['OA-23', 15_000]], [['OA-23', 7500]]], changes);

  it('for the whole charge is a denial to be worked, not a payment of nothing', () => {
    const [posted] = post(remittanceOf([whole(twoLines())]), [twoLines()]).claims;
    expect(posted).toMatchObject({
      event: 'denied',
      toStatus: 'denied',
      detail: { denial: { category: 'coordination_of_benefits', reasons: ['OA-23'], amountCents: 22_500 } },
    });
    expect(balances(posted!.entries)).toEqual({ denial_pending: 22_500, insurance_receivable: -22_500 });
    expect(posted!.warnings.map(({ code }) => code)).toEqual(['prior_payer_unknown']);
    expect(posted!.detail.denial?.nextAction).toMatch(/which payer answers first.*Group OA/);
  });

  it('also when it says that it answered second, for nobody has answered before it', () => {
    const answer = whole(twoLines(), { statusCode: '2' });
    expect(post(remittanceOf([answer]), [twoLines()]).claims[0]?.event).toBe('denied');
  });

  it('is what the payer before did where there is one', () => {
    const claim = { ...twoLines(), responsibility: 'secondary' as const };
    const [posted] = post(remittanceOf([whole(claim)]), [claim]).claims;
    expect(posted).toMatchObject({ event: 'paid', warnings: [] });
    expect(posted!.detail.denial).toBeUndefined();
  });

  it('for a part of a line that was paid is posted, with a warning', () => {
    const claim = twoLines();
    const answer = answerTo(claim, [[['OA-23', 5000]], []]);
    const [posted] = post(remittanceOf([answer]), [claim]).claims;
    expect(posted).toMatchObject({ event: 'paid', warnings: [{ code: 'prior_payer_unknown' }] });
    expect(balances(posted!.entries).other_adjustment).toBe(5000);
  });
});

describe('reversal and correction', () => {
  it('property: a reversal takes every balance back to where it was, denials included', () => {
    fc.assert(
      fc.property(anyRemittance, ({ remittance, claims }) => {
        const first = post(remittance, claims);
        for (const { after, entries, ordinal } of first.claims) {
          const loaded = { ...after, ledger: [...charged(after), ...entries] };
          const reversal = reversalOf(remittance.claims[ordinal - 1]!);
          const second = post(remittanceOf([reversal]), [loaded], 'r2');
          if (loaded.chargeCents === 0) continue;
          expect(second.claims[0]).toMatchObject({ event: 'reversed', toStatus: 'reversed', claimPaidCents: 0 });
          expect(second.claims[0]!.claimPatientResponsibilityCents).toBe(0);
          expect(balances([...loaded.ledger, ...second.claims[0]!.entries])).toEqual(balances(charged(after)));
        }
      }),
      { numRuns: 200 },
    );
  });

  it('the correction stands, wherever in the file the reversal came', () => {
    const claim = twoLines();
    const old = answerTo(claim, [[['CO-45', 5000]], [['CO-45', 2500]]]);
    const paid = post(remittanceOf([old]), [claim]).claims[0]!;
    const loaded = { ...paid.after, ledger: [...charged(claim), ...paid.entries] };
    const corrected = answerTo(claim, [[['CO-45', 4000]], [['PR-1', 7500]]]);
    for (const answers of [
      [reversalOf(old), corrected],
      [corrected, reversalOf(old)],
    ]) {
      const { claims, unmatched } = post(remittanceOf(answers), [loaded], 'r2');
      expect(unmatched).toEqual([]);
      expect(claims.map(({ event }) => event)).toEqual(['reversed', 'paid']);
      expect(claims[0]!.detail.reverses).toBe('remit/r1/1');
      const last = claims.at(-1)!;
      expect(last).toMatchObject({ toStatus: 'paid', claimPaidCents: 11_000, claimPatientResponsibilityCents: 7500 });
      expect(balances([...loaded.ledger, ...claims.flatMap(({ entries }) => entries)])).toEqual({
        cash: 11_000,
        contractual_adjustment: 4000,
        patient_receivable: 7500,
        revenue: -22_500,
      });
    }
  });

  it('a reversal of an answer in the same file follows it', () => {
    const claim = twoLines();
    const answer = answerTo(claim, [[], []]);
    const { claims, unmatched } = post(remittanceOf([answer, reversalOf(answer)]), [claim]);
    expect(unmatched).toEqual([]);
    expect(claims.map(({ event }) => event)).toEqual(['paid', 'reversed']);
    expect(claims[1]!.claimPaidCents).toBe(0);
  });

  it('happens once: the second reversal of the same answer is parked', () => {
    const claim = twoLines();
    const answer = answerTo(claim, [[], []]);
    const { claims, unmatched } = post(remittanceOf([answer, reversalOf(answer), reversalOf(answer)]), [claim]);
    expect(claims).toHaveLength(2);
    expect(unmatched).toMatchObject([{ ordinal: 3, reasonCode: 'reversal_without_adjudication' }]);
  });

  it('of a claim that took its money out of unapplied cash gives it back from the bank, once', () => {
    const claim = twoLines();
    const answer = answerTo(claim, [[], []]);
    const later = postClaim({
      answer,
      ordinal: 1,
      claim,
      matchedBy: 'member_date_charge',
      remittanceId: 'r1',
      traceNumber: 'T',
      paymentDate: '2026-04-01',
      cashAccount: 'unapplied_cash',
    });
    if (!later.ok) throw new Error(later.reason);
    const reversals = [reversalOf(answer), reversalOf(answer)];
    const { claims, unmatched } = post(remittanceOf(reversals), [later.posted.after], 'r2');
    expect(claims.map(({ ordinal }) => ordinal)).toEqual([1]);
    expect(balances(claims[0]!.entries)).toEqual({ cash: -22_500, insurance_receivable: 22_500 });
    expect(unmatched).toMatchObject([{ ordinal: 2, reasonCode: 'reversal_without_adjudication' }]);
  });

  it('of other amounts than were posted is parked', () => {
    const claim = twoLines();
    const paid = post(remittanceOf([answerTo(claim, [[], []])]), [claim]).claims[0]!;
    const other = reversalOf(answerTo(claim, [[['CO-45', 1]], []]));
    expect(post(remittanceOf([other]), [paid.after], 'r2').unmatched).toMatchObject([
      { reasonCode: 'reversal_differs' },
    ]);
  });

  it('needs the ledger; a claim loaded without it is a bug', () => {
    const claim = { ...twoLines(), status: 'paid' as const };
    expect(() => post(remittanceOf([reversalOf(answerTo(claim, [[], []]))]), [claim])).toThrow(/ledger was not loaded/);
  });
});

describe('a second answer without a reversal', () => {
  it('replaces a denial, which moved no money', () => {
    const claim = twoLines();
    const denied = post(remittanceOf([answerTo(claim, [[['CO-16', 15_000]], [['CO-16', 7500]]])]), [claim]).claims[0]!;
    expect(denied.event).toBe('denied');
    const again = post(remittanceOf([answerTo(claim, [[['CO-45', 5000]], []])]), [denied.after], 'r2').claims[0]!;
    expect(again).toMatchObject({
      event: 'paid',
      toStatus: 'paid',
      detail: { supersedes: ['remit/r1/1'] },
      warnings: [],
    });
    expect(sumsByPosting(again.entries)).toEqual([0, 0]);
    expect(balances([...charged(claim), ...denied.entries, ...again.entries])).toEqual({
      cash: 17_500,
      contractual_adjustment: 5000,
      revenue: -22_500,
    });
  });

  it('after a payment is kept beside it and pointed out', () => {
    const claim = twoLines();
    const paid = post(remittanceOf([answerTo(claim, [[], []])]), [claim]).claims[0]!;
    const again = post(remittanceOf([answerTo(claim, [[], []])]), [paid.after], 'r2').claims[0]!;
    expect(again.warnings.map(({ code }) => code)).toEqual(['adjudicated_twice']);
    expect(again.claimPaidCents).toBe(45_000);
  });

  it('that only says "duplicate" changes nothing', () => {
    const claim = twoLines();
    const paid = post(remittanceOf([answerTo(claim, [[], []])]), [claim]).claims[0]!;
    const duplicate = answerTo(claim, [[['OA-18', 15_000]], [['OA-18', 7500]]]);
    const again = post(remittanceOf([duplicate]), [paid.after], 'r2').claims[0]!;
    expect(again).toMatchObject({ event: 'informed', toStatus: 'paid', entries: [], claimPaidCents: 22_500 });
    expect(post(remittanceOf([duplicate]), [claim]).claims[0]!.event).toBe('denied');
  });

  it('for the other half of a claim the payer split is no second answer', () => {
    const claim = twoLines();
    const whole = answerTo(claim, [[], [['CO-50', 7500]]]);
    const half = (index: number) => {
      const line = whole.lines[index]!;
      return { ...whole, lines: [line], chargeCents: line.chargeCents, paidCents: line.paidCents };
    };
    const { claims } = post(remittanceOf([half(1), half(0)]), [claim]);
    expect(claims.map(({ event }) => event)).toEqual(['denied', 'paid']);
    expect(claims.flatMap(({ warnings }) => warnings.map(({ code }) => code))).toEqual([
      'charge_differs',
      'charge_differs',
    ]);
    expect(balances([...charged(claim), ...claims.flatMap(({ entries }) => entries)])).toEqual({
      cash: 15_000,
      denial_pending: 7500,
      revenue: -22_500,
    });
  });
});
