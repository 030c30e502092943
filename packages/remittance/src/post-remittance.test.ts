import type { LedgerEntry } from '@claimwright/domain/ledger';
import type { Remittance } from '@claimwright/domain/remittance';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chargePosting } from './charge-posting.ts';
import type { LoadedClaim } from './loaded-claim.ts';
import { postClaim } from './post-claim.ts';
import { postRemittance } from './post-remittance.ts';
import { anyRemittance } from './testing/any-remittance.ts';
import { adjustments, answerTo, loadedClaim, remittanceOf, reversalOf } from './testing/build-remittance.ts';

const charged = (claim: LoadedClaim): LedgerEntry[] =>
  chargePosting({ frequencyCode: '1', lines: claim.lines }, '2026-03-05');

function post(remittance: Remittance, claims: LoadedClaim[], remittanceId = 'r1') {
  const result = postRemittance({ remittance, remittanceId, claims });
  if (!result.ok) throw new Error(result.reason);
  return result;
}

function balances(entries: readonly LedgerEntry[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { account, amountCents } of entries) sums[account] = (sums[account] ?? 0) + amountCents;
  return Object.fromEntries(Object.entries(sums).filter(([, cents]) => cents !== 0));
}

function sumsByPosting(entries: readonly LedgerEntry[]): number[] {
  const sums = new Map<string, number>();
  for (const { posting, amountCents } of entries) sums.set(posting, (sums.get(posting) ?? 0) + amountCents);
  return [...sums.values()];
}

const twoLines = () => loadedClaim('C1', [15_000, 7500]);

describe('a balanced remittance is posted', () => {
  it('each amount to the account that says what became of it, line by line', () => {
    const claim = twoLines();
    const answer = answerTo(claim, [
      [
        ['CO-45', 5000],
        ['PR-3', 2000],
      ],
      [['CO-97', 7500]],
    ]);
    const { claims } = post(remittanceOf([answer]), [claim]);
    expect(claims).toHaveLength(1);
    const [posted] = claims;
    expect(posted).toMatchObject({ event: 'partially_paid', fromStatus: 'payer_accepted', toStatus: 'partially_paid' });
    const base = { posting: 'remit/r1/1', effectiveDate: '2026-04-01' };
    expect(posted!.entries).toEqual([
      { ...base, account: 'cash', amountCents: 8000, lineNumber: 1 },
      { ...base, account: 'contractual_adjustment', amountCents: 5000, lineNumber: 1, reason: 'CO-45' },
      { ...base, account: 'patient_receivable', amountCents: 2000, lineNumber: 1, reason: 'PR-3' },
      { ...base, account: 'insurance_receivable', amountCents: -15_000, lineNumber: 1 },
      { ...base, account: 'denial_pending', amountCents: 7500, lineNumber: 2, reason: 'CO-97' },
      { ...base, account: 'insurance_receivable', amountCents: -7500, lineNumber: 2 },
    ]);
    expect(posted).toMatchObject({ paidCents: 8000, patientResponsibilityCents: 2000, claimPaidCents: 8000 });
    expect(posted!.detail.denial).toMatchObject({ category: 'bundling', reasons: ['CO-97'], amountCents: 7500 });
    expect(posted!.detail.lineDenials).toMatchObject([{ lineNumber: 2, category: 'bundling' }]);
    expect(balances([...charged(claim), ...posted!.entries])).toEqual({
      cash: 8000,
      contractual_adjustment: 5000,
      patient_receivable: 2000,
      denial_pending: 7500,
      revenue: -22_500,
    });
  });

  it('OA, PI and a claim-level adjustment to accounts of their own', () => {
    const claim = loadedClaim('C1', [10_000]);
    const perLine = [
      [
        ['OA-23', 3000],
        ['PI-45', 500],
      ],
    ] as const;
    const answer = answerTo(claim, perLine, { adjustments: adjustments([['CO-253', 130]]) });
    const { claims } = post(remittanceOf([answer]), [claim]);
    expect(claims[0]!.event).toBe('paid');
    expect(balances(claims[0]!.entries)).toEqual({
      cash: 6370,
      other_adjustment: 3000,
      payer_reduction: 500,
      contractual_adjustment: 130,
      insurance_receivable: -10_000,
    });
    expect(claims[0]!.detail.allowedCents).toBe(9500);
  });

  it('provider adjustments without a claim, interest apart from the rest', () => {
    const claim = loadedClaim('C1', [10_000]);
    const plb = (reasonCode: string, amountCents: number) => ({
      providerId: '1234567893',
      fiscalPeriodEnd: '2026-12-31',
      reasonCode,
      amountCents,
    });
    const remittance = remittanceOf([answerTo(claim, [[]])], {
      providerAdjustments: [plb('WO', 2000), plb('L6', -15)],
    });
    const { providerPostings } = post(remittance, [claim]);
    expect(remittance.paymentCents).toBe(8015);
    expect(balances(providerPostings)).toEqual({ provider_adjustment: 2000, interest_income: -15, cash: -1985 });
    expect(providerPostings.map(({ posting, reason }) => [posting, reason])).toEqual([
      ['remit/r1/provider/1', 'PLB-WO'],
      ['remit/r1/provider/1', 'PLB-WO'],
      ['remit/r1/provider/2', 'PLB-L6'],
      ['remit/r1/provider/2', 'PLB-L6'],
    ]);
  });

  it('property: every posting sums to zero, the cash is the payment, receivables fall by what was answered', () => {
    fc.assert(
      fc.property(anyRemittance, ({ remittance, claims, unknown }) => {
        const result = post(remittance, claims);
        expect(result.unmatched.map(({ answer }) => answer.patientControlNumber)).toEqual(unknown);
        expect(result.claims).toHaveLength(claims.length);
        const entries = [
          ...[...result.claims, ...result.unmatched].flatMap((each) => each.entries),
          ...result.providerPostings,
        ];
        expect(sumsByPosting(entries).every((sum) => sum === 0)).toBe(true);
        expect(balances(entries).cash ?? 0).toBe(remittance.paymentCents);
        for (const { after, entries: own } of result.claims) {
          expect(balances([...charged(after), ...own]).insurance_receivable ?? 0).toBe(0);
          expect(after.paidCents).toBe(balances(own).cash ?? 0);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('property: a claim that was found later takes its money out of unapplied cash', () => {
    fc.assert(
      fc.property(anyRemittance, ({ remittance, claims }) => {
        const parked = post(remittance, []).unmatched;
        for (const claim of claims) {
          const { answer, ordinal, entries } = parked.find(
            (p) => p.answer.patientControlNumber === claim.patientControlNumber,
          )!;
          const later = postClaim({
            answer,
            ordinal,
            claim,
            matchedBy: 'patient_control_number',
            remittanceId: 'r1',
            traceNumber: 'T',
            paymentDate: '2026-04-01',
            cashAccount: 'unapplied_cash',
          });
          if (!later.ok) throw new Error(later.reason);
          const all = balances([...charged(claim), ...entries, ...later.posted.entries]);
          expect(all.unapplied_cash ?? 0).toBe(0);
          expect(all.cash ?? 0).toBe(answer.paidCents);
          expect(later.posted.claimPaidCents).toBe(answer.paidCents);
        }
      }),
    );
  });
});

describe('an unbalanced one is not', () => {
  it('and says by how much and where', () => {
    const claim = twoLines();
    const remittance = remittanceOf([answerTo(claim, [[['CO-45', 5000]], []])]);
    remittance.paymentCents += 1;
    expect(postRemittance({ remittance, remittanceId: 'r1', claims: [claim] })).toMatchObject({
      ok: false,
      reasonCode: 'out_of_balance',
      reason: expect.stringContaining('but the payment is $175.01 (BPR02)'),
      imbalances: [{ differenceCents: 1 }],
    });
  });

  it('nor is an announcement of transfers to come', () => {
    const remittance = remittanceOf([], { handlingCode: 'P' });
    expect(postRemittance({ remittance, remittanceId: 'r1', claims: [] })).toMatchObject({
      reasonCode: 'prenotification',
    });
  });
});

describe('what cannot be taken is parked alone, its money unapplied', () => {
  const cases: [string, () => { remittance: Remittance; claims: LoadedClaim[] }][] = [
    ['claim_unknown', () => ({ remittance: remittanceOf([answerTo(loadedClaim('C9', [100]), [[]])]), claims: [] })],
    [
      'content_differs',
      () => ({
        remittance: remittanceOf([answerTo(loadedClaim('C1', [100, 200]), [[], []])].map(strange)),
        claims: [twoLines()],
      }),
    ],
    ['status_code_unknown', () => with1({ statusCode: '10' })],
    ['informational_with_money', () => with1({ statusCode: '25' })],
    ['status_does_not_allow', () => with1({}, { status: 'rejected' })],
    [
      'reversal_without_adjudication',
      () => ({ remittance: remittanceOf([reversalOf(answerTo(twoLines(), [[], []]))]), claims: [twoLines()] }),
    ],
  ];
  function strange<T extends { lines: { lineControlNumber?: string; procedureCode: string }[] }>(answer: T): T {
    for (const line of answer.lines) {
      line.lineControlNumber = undefined;
      line.procedureCode = 'Z9999';
    }
    return answer;
  }
  function with1(answer: object, claim: Partial<LoadedClaim> = {}) {
    const own = { ...twoLines(), ...claim };
    return { remittance: remittanceOf([answerTo(own, [[], []], answer)]), claims: [own] };
  }

  it.each(cases)('%s', (reasonCode, build) => {
    const good = loadedClaim('GOOD', [4000]);
    const { remittance, claims } = build();
    const both = remittanceOf([...remittance.claims, answerTo(good, [[]])]);
    const result = post(both, [...claims, good]);
    const [paid] = remittance.claims.map((answer) => answer.paidCents);
    expect(result.unmatched).toMatchObject([{ ordinal: 1, reasonCode, reason: expect.stringMatching(/\w/) }]);
    expect(balances(result.unmatched[0]!.entries)).toEqual({ cash: paid, unapplied_cash: -paid! });
    expect(result.claims.map((claim) => claim.claimId)).toEqual([good.claimId]);
  });

  it('without entries when no money moved', () => {
    const denied = answerTo(loadedClaim('C9', [100]), [[['CO-29', 100]]]);
    expect(post(remittanceOf([denied]), []).unmatched[0]!.entries).toEqual([]);
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

it('what is odd is posted and pointed out', () => {
  const claim = twoLines();
  const answer = answerTo(claim, [[['PR-1', 1000]], []], { patientResponsibilityCents: 900 });
  answer.lines[1]!.lineControlNumber = undefined;
  answer.lines[1]!.procedureCode = 'Z9999';
  answer.lines[1]!.serviceFrom = '2026-03-03';
  const posted = post(remittanceOf([answer]), [claim]).claims[0]!;
  expect(posted.warnings.map(({ code }) => code)).toEqual(['patient_responsibility_differs', 'lines_matched_by_order']);
  expect(posted.detail.warnings).toHaveLength(2);
  answer.lines.push({ ...answer.lines[1]!, chargeCents: 0, paidCents: 0, procedureCode: 'Z9998' });
  const extra = post(remittanceOf([answer]), [claim]).claims[0]!;
  expect(extra.warnings.map(({ code }) => code)).toEqual(['patient_responsibility_differs', 'lines_not_found']);
  expect(
    extra.entries.filter(({ account, lineNumber }) => account === 'cash' && lineNumber === undefined),
  ).toMatchObject([{ amountCents: 7500 }]);
});
