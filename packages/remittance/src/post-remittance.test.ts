import type { Remittance } from '@claimwright/domain/remittance';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LoadedClaim } from './loaded-claim.ts';
import { postClaim } from './post-claim.ts';
import { postRemittance } from './post-remittance.ts';
import { anyRemittance } from './testing/any-remittance.ts';
import { adjustments, answerTo, loadedClaim, remittanceOf, reversalOf } from './testing/build-remittance.ts';
import { balances, charged, post, sumsByPosting } from './testing/post.ts';

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
