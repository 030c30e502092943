import type { LedgerEntry } from '@claimwright/domain/ledger';
import type { Adjustment } from '@claimwright/domain/remittance';
import { describe, expect, it } from 'vitest';
import { chargeAgain, chargePosting, restoreCharge, withdrawCharge } from './charge-posting.ts';
import { type ClaimAfterOthers, carriedByPart, followsOthers, transferPosting } from './transfer-posting.ts';

const day = '2026-03-20';
const sums = (entries: readonly LedgerEntry[]) => {
  const totals: Record<string, number> = {};
  for (const { account, amountCents } of entries) totals[account] = (totals[account] ?? 0) + amountCents;
  return Object.fromEntries(Object.entries(totals).filter(([, cents]) => cents !== 0));
};
const cas = (group: Adjustment['group'], reasonCode: string, amountCents: number): Adjustment => ({
  group,
  reasonCode,
  amountCents,
});

function claim(
  lines: { charge: number; paid: number; adjustments: Adjustment[] }[],
  whole: Adjustment[] = [],
): ClaimAfterOthers {
  return {
    frequencyCode: '1',
    otherPayers: [
      { payerId: 'P1', adjudication: { paidCents: 0, adjustments: whole, remarkCodes: [] } },
    ] as unknown as ClaimAfterOthers['otherPayers'],
    lines: lines.map(({ charge, paid, adjustments }, index) => ({
      lineNumber: index + 1,
      chargeCents: charge,
      adjudications: [{ payerId: 'P1', paidCents: paid, adjustments }],
    })) as unknown as ClaimAfterOthers['lines'],
  };
}

const twoLines = claim([
  { charge: 10_000, paid: 6_000, adjustments: [cas('CO', '45', 2_000), cas('PR', '2', 2_000)] },
  { charge: 5_000, paid: 5_000, adjustments: [] },
]);

describe('the account of a claim to a later payer', () => {
  it('opens with what the payer before left to the patient, line by line', () => {
    const entries = transferPosting(twoLines, true, day);
    expect(sums(entries)).toEqual({ insurance_receivable: 2_000, patient_receivable: -2_000 });
    expect(new Set(entries.map((entry) => entry.lineNumber))).toEqual(new Set([1]));
  });

  it('opens with the charge where another system billed the payer before, less what that one answered for', () => {
    expect(sums(transferPosting(twoLines, false, day))).toEqual({
      insurance_receivable: 2_000,
      other_adjustment: 13_000,
      revenue: -15_000,
    });
  });

  it('knows of each line what is answered for', () => {
    expect([...carriedByPart(twoLines)]).toEqual([
      [1, 8_000],
      [2, 5_000],
    ]);
    expect(followsOthers(twoLines)).toBe(true);
    expect(followsOthers({ otherPayers: [] })).toBe(false);
  });

  it('is none for a void, and nothing is carried with a first payer', () => {
    expect(transferPosting({ ...twoLines, frequencyCode: '8' }, true, day)).toEqual([]);
    expect([...carriedByPart({ ...twoLines, otherPayers: [] })]).toEqual([]);
  });
});

describe('the charge of a claim', () => {
  const lines = [
    { lineNumber: 1, chargeCents: 100 },
    { lineNumber: 2, chargeCents: 50 },
  ];
  const opening = chargePosting({ frequencyCode: '1', lines }, day);

  it('is posted anew by a further submission only as far as it differs', () => {
    expect(chargeAgain(opening, opening, 2, day)).toEqual([]);
    const dearer = chargePosting({ frequencyCode: '1', lines: [{ lineNumber: 1, chargeCents: 130 }] }, day);
    const entries = chargeAgain(dearer, opening, 3, day);
    expect(sums(entries)).toEqual({ insurance_receivable: -20, revenue: 20 });
    expect(new Set(entries.map((entry) => entry.posting))).toEqual(new Set(['charge/3']));
    expect(sums([...opening, ...entries])).toEqual(sums(dearer));
  });

  it('is withdrawn whole, restored whole, and what a payer answered is not touched', () => {
    const answer: LedgerEntry[] = [
      { posting: 'remit/r/1', account: 'cash', amountCents: 150, effectiveDate: day },
      { posting: 'remit/r/1', account: 'insurance_receivable', amountCents: -150, effectiveDate: day },
    ];
    const ledger = [...opening, ...answer];
    const moved = withdrawCharge(ledger, 'moved/x/1', day);
    expect(sums([...ledger, ...moved])).toEqual({ cash: 150, insurance_receivable: -150 });
    expect(withdrawCharge([...ledger, ...moved], 'again', day)).toEqual([]);
    const back = restoreCharge([...ledger, ...moved], 'moved/x/1', day);
    expect(sums([...ledger, ...moved, ...back])).toEqual(sums(ledger));
  });
});
