import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { proveBalance } from './prove-balance.ts';
import { anyRemittance } from './testing/any-remittance.ts';
import { adjustments, answerTo, loadedClaim, remittanceOf } from './testing/build-remittance.ts';

const claim = loadedClaim('C1', [15_000, 7500]);
const worked = () =>
  remittanceOf(
    [
      answerTo(claim, [
        [
          ['CO-45', 5000],
          ['PR-3', 2000],
        ],
        [
          ['CO-45', 2500],
          ['PR-2', 1000],
        ],
      ]),
    ],
    {
      providerAdjustments: [
        { providerId: '1234567893', fiscalPeriodEnd: '2026-12-31', reasonCode: 'WO', amountCents: 2000 },
      ],
    },
  );

describe('an 835 is proved in balance', () => {
  it('when all four equations hold, PLB included', () => {
    const remittance = worked();
    expect(remittance.claims[0]!.paidCents).toBe(12_000);
    expect(remittance.paymentCents).toBe(10_000);
    expect(proveBalance(remittance)).toEqual([]);
  });

  it('property: whatever a payer pays, denies, reverses and withholds', () => {
    fc.assert(
      fc.property(anyRemittance, ({ remittance }) => {
        expect(proveBalance(remittance)).toEqual([]);
      }),
    );
  });
});

describe('a cent too much is found where it is', () => {
  it('in a line', () => {
    const remittance = worked();
    remittance.claims[0]!.lines[1]!.paidCents += 1;
    expect(proveBalance(remittance)).toEqual([
      {
        level: 'line',
        rule: 'line',
        where: 'claim 1 (C1), line 2 (X0002)',
        claimOrdinal: 1,
        lineOrdinal: 2,
        expectedCents: 4000,
        actualCents: 4001,
        differenceCents: 1,
        text: 'The charge $75.00 less adjustments $35.00 is $40.00, but the line says it pays $40.01 (SVC03).',
      },
    ]);
  });

  it('in a claim', () => {
    const remittance = worked();
    remittance.claims[0]!.paidCents -= 1;
    remittance.paymentCents -= 1;
    expect(proveBalance(remittance)).toMatchObject([
      { level: 'claim', rule: 'claim', expectedCents: 12_000, actualCents: 11_999, differenceCents: -1 },
    ]);
  });

  it('in a charge that the lines do not make up', () => {
    const remittance = worked();
    const [answer] = remittance.claims;
    answer!.chargeCents += 500;
    answer!.adjustments = adjustments([['CO-45', 500]]);
    expect(proveBalance(remittance)).toMatchObject([
      { level: 'claim', rule: 'claim_charge', expectedCents: 22_500, actualCents: 23_000, differenceCents: 500 },
    ]);
  });

  it('in the payment, and in a provider adjustment', () => {
    const paid = worked();
    paid.paymentCents += 1;
    expect(proveBalance(paid)).toMatchObject([{ rule: 'transaction', expectedCents: 10_000, differenceCents: 1 }]);
    const withheld = worked();
    withheld.providerAdjustments[0]!.amountCents += 1;
    expect(proveBalance(withheld)).toMatchObject([{ rule: 'transaction', expectedCents: 9999, differenceCents: 1 }]);
  });

  it('and a payment below zero is none, even in balance', () => {
    const remittance = worked();
    remittance.paymentCents -= 20_000;
    remittance.providerAdjustments[0]!.amountCents += 20_000;
    expect(proveBalance(remittance)).toMatchObject([{ rule: 'negative_payment', actualCents: -10_000 }]);
  });

  it('property: any single amount changed by a cent is caught, with that difference, and named', () => {
    fc.assert(
      fc.property(anyRemittance, fc.nat(), fc.constantFrom(-1, 1), ({ remittance }, pick, cent) => {
        const amounts: { change: () => void; rule: string; difference: number }[] = [
          { change: () => (remittance.paymentCents += cent), rule: 'transaction', difference: cent },
        ];
        for (const plb of remittance.providerAdjustments) {
          amounts.push({ change: () => (plb.amountCents += cent), rule: 'transaction', difference: cent });
        }
        for (const answer of remittance.claims) {
          amounts.push({ change: () => (answer.paidCents += cent), rule: 'claim', difference: cent });
          amounts.push({ change: () => (answer.chargeCents += cent), rule: 'claim', difference: -cent });
          for (const own of answer.adjustments) {
            amounts.push({ change: () => (own.amountCents += cent), rule: 'claim', difference: cent });
          }
          for (const line of answer.lines) {
            amounts.push({ change: () => (line.paidCents += cent), rule: 'line', difference: cent });
            amounts.push({ change: () => (line.chargeCents += cent), rule: 'line', difference: -cent });
            for (const own of line.adjustments) {
              amounts.push({ change: () => (own.amountCents += cent), rule: 'line', difference: cent });
            }
          }
        }
        const { change, rule, difference } = amounts[pick % amounts.length]!;
        change();
        const found = proveBalance(remittance).find((imbalance) => imbalance.rule === rule);
        expect(found?.differenceCents).toBe(difference);
        expect(found!.actualCents - found!.expectedCents).toBe(difference);
      }),
      { numRuns: 500 },
    );
  });
});
