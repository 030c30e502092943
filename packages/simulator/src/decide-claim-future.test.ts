import { addDays, daysBetween } from '@claimwright/domain/dates';
import { sumCents } from '@claimwright/domain/money';
import type { RemittanceClaim } from '@claimwright/domain/remittance';
import { describe, expect, it } from 'vitest';
import type { ClaimFuture } from './claim-future.ts';
import { testClaim } from './claims-for-tests.ts';
import { type ArrivedClaim, decideClaimFuture, weekdayOnOrAfter } from './decide-claim-future.ts';
import { ordinaryPayer, type SimulatedPayer, simulatedPayers } from './payer-profiles.ts';

function payerOf(payerId: string): SimulatedPayer {
  return simulatedPayers.find((payer) => payer.payerId === payerId) ?? ordinaryPayer(payerId, 'PLAN NOBODY KNOWS');
}

function arrive(index: number, more: Partial<ArrivedClaim> = {}): ArrivedClaim {
  const claim = more.claim ?? testClaim(index);
  const payer = payerOf(claim.destination.payerId);
  return { payer, seed: 's', receivedOn: '2026-03-02', unreadable: false, earlierCopies: 0, ...more, claim };
}

/** A payer that pays everything at once in full detail: only what a test changes can happen. */
const plain: SimulatedPayer = {
  ...payerOf('GSH01'),
  rejectedShare: 0,
  lostShare: 0,
  pendedShare: 0,
  deniedShare: 0,
  lineDeniedShare: 0,
  underpaidShare: 0,
  takenBackShare: 0,
};

function reasonCodes(claim: RemittanceClaim | undefined): string[] {
  const all = [...(claim?.adjustments ?? []), ...(claim?.lines ?? []).flatMap((line) => line.adjustments)];
  return [...new Set(all.map((adjustment) => adjustment.reasonCode))].sort();
}

function paid(future: ClaimFuture): RemittanceClaim {
  const claim = future.payment?.claims.at(-1);
  if (!claim) throw new Error(`claim ${future.patientControlNumber} was not adjudicated`);
  return claim;
}

describe('decideClaimFuture', () => {
  const futures = Array.from({ length: 6000 }, (_, index) => decideClaimFuture(arrive(index)));

  it('balances every line and claim to the cent and answers every claim or says why not', () => {
    let adjudicated = 0;
    for (const future of futures) {
      const ends = [
        !future.forwarding.accepted,
        future.receipt?.accepted === false,
        !!future.payment,
        !!future.silence,
      ];
      expect(ends.filter(Boolean)).toHaveLength(1);
      const claim = future.payment?.claims.at(-1);
      if (!claim) continue;
      adjudicated += 1;
      for (const line of claim.lines) {
        expect(line.chargeCents - sumCents(line.adjustments.map((a) => a.amountCents))).toBe(line.paidCents);
        expect(line.paidCents).toBeGreaterThanOrEqual(0);
        for (const { amountCents } of line.adjustments) expect(amountCents).toBeGreaterThan(0);
      }
      const everything = [...claim.adjustments, ...claim.lines.flatMap((line) => line.adjustments)];
      expect(claim.chargeCents - sumCents(everything.map((a) => a.amountCents))).toBe(claim.paidCents);
      const patient = everything.filter((a) => a.group === 'PR');
      expect(claim.patientResponsibilityCents).toBe(sumCents(patient.map((a) => a.amountCents)));
    }
    expect(adjudicated).toBeGreaterThan(5000);
  });

  it('keeps each payer within its days, pays on weekdays, and never before its own 277CA', () => {
    const bounds: Record<string, [number, number]> = {
      'MCRB-MA': [14, 18],
      'MCD-MA': [21, 47],
      GSH01: [10, 27],
      CHM77: [20, 77],
      'FBA-QA': [18, 62],
    };
    for (const future of futures) {
      const { receipt, payment } = future;
      if (!receipt) continue;
      expect(receipt.on > future.receivedOn).toBe(true);
      if (!payment) continue;
      const weekday = new Date(`${payment.on}T00:00:00Z`).getUTCDay();
      expect(weekday).not.toBe(0);
      expect(weekday).not.toBe(6);
      const [low, high] = bounds[future.payerId] ?? [10, 27];
      const days = daysBetween(receipt.on, payment.on);
      expect(days).toBeGreaterThanOrEqual(low);
      expect(days).toBeLessThanOrEqual(high);
      expect(payment.claims.at(-1)?.receivedDate).toBe(receipt.on);
    }
  });

  it('shows every kind of outcome, at about the shares of the profile', () => {
    const of = (payerId: string) => futures.filter((future) => future.payerId === payerId);
    const share = (payerId: string, test: (future: ClaimFuture) => boolean) =>
      of(payerId).filter(test).length / of(payerId).length;
    expect(share('MCD-MA', (future) => future.receipt?.accepted === false)).toBeCloseTo(0.05, 1);
    expect(share('FBA-QA', (future) => future.silence !== undefined)).toBeCloseTo(0.08, 1);
    expect(share('CHM77', (future) => (future.payment?.underpaidCents ?? 0) > 0)).toBeGreaterThan(0.08);
    expect(share('MCRB-MA', (future) => (future.payment?.underpaidCents ?? 0) > 0)).toBe(0);
    const codes = new Set(futures.flatMap((future) => reasonCodes(future.payment?.claims.at(-1))));
    for (const code of ['1', '2', '3', '45', '253', '16', '50', '197', '97', '22', '27', '31', '204', '151', '96']) {
      expect(codes).toContain(code);
    }
    expect(futures.some((future) => future.payment?.claims[0]?.statusCode === '4')).toBe(true);
    expect(futures.some((future) => (future.payment?.interestCents ?? 0) > 0)).toBe(true);
  });

  it('gives another seed another future and the same seed the same', () => {
    const again = Array.from({ length: 300 }, (_, index) => decideClaimFuture(arrive(index)));
    const other = Array.from({ length: 300 }, (_, index) => decideClaimFuture(arrive(index, { seed: 'other' })));
    expect(again).toEqual(futures.slice(0, 300));
    expect(other.filter((future, index) => JSON.stringify(future) !== JSON.stringify(futures[index]))).toHaveLength(
      300,
    );
  });

  it('denies what the payer has already with CARC 18', () => {
    const future = decideClaimFuture(arrive(2, { payer: plain, earlierCopies: 1 }));
    expect(reasonCodes(paid(future))).toEqual(['18']);
    expect(paid(future).paidCents).toBe(0);
    expect(paid(future).statusCode).toBe('1');
  });

  it('denies what is late with CARC 29 from the day after the limit, unless the delay is excused', () => {
    const claim = testClaim(2);
    const served = claim.lines[0]?.serviceFrom ?? '';
    // The payer's receipt counts, which is one to four days after ours.
    const limit = plain.filingLimit.count;
    const inTime = decideClaimFuture(arrive(2, { payer: plain, receivedOn: addDays(served, limit - 4) }));
    const late = decideClaimFuture(arrive(2, { payer: plain, receivedOn: addDays(served, limit) }));
    const excused = decideClaimFuture(
      arrive(2, { payer: plain, receivedOn: addDays(served, limit), claim: { ...claim, delayReasonCode: '7' } }),
    );
    expect(reasonCodes(paid(inTime))).toContain('45');
    expect(reasonCodes(paid(late))).toEqual(['29']);
    expect(reasonCodes(paid(excused))).toContain('45');
  });

  it('counts the Medicare limit in calendar months', () => {
    const payer = { ...plain, filingLimit: { unit: 'months' as const, count: 12 }, receiptDays: [[0, 1]] as const };
    const claim = testClaim(2, '2025-03-01');
    const served = claim.lines[0]?.serviceFrom ?? '';
    const anniversary = `2026${served.slice(4)}`;
    const receiptOn = (receivedOn: string) => decideClaimFuture(arrive(2, { payer, receivedOn, claim }));
    for (let back = 6; back >= 0; back -= 1) {
      const future = receiptOn(addDays(anniversary, -back));
      const inTime = (future.receipt?.on ?? '') <= anniversary;
      expect(reasonCodes(paid(future)).includes('29')).toBe(!inTime);
    }
  });

  it('rejects at the clearinghouse what no payer should see', () => {
    const claim = testClaim(2);
    const wrongTotal = decideClaimFuture(
      arrive(2, { claim: { ...claim, totalChargeCents: claim.totalChargeCents + 1 } }),
    );
    const wrongNpi = decideClaimFuture(
      arrive(2, { claim: { ...claim, billingProvider: { ...claim.billingProvider, npi: '1900000000' } } }),
    );
    const unreadable = decideClaimFuture(arrive(2, { unreadable: true }));
    const noRoute = decideClaimFuture(arrive(2, { payer: payerOf('NOROUTE') }));
    expect(wrongTotal.forwarding.statuses[0]?.category).toBe('A8');
    expect(wrongNpi.forwarding.statuses).toEqual([{ category: 'A7', statusCode: '562', entity: '85' }]);
    expect(unreadable.forwarding.statuses[0]?.category).toBe('A6');
    expect(noRoute.forwarding.statuses[0]?.statusCode).toBe('116');
    for (const future of [wrongTotal, wrongNpi, unreadable, noRoute]) {
      expect(future.forwarding.accepted).toBe(false);
      expect(future.receipt).toBeUndefined();
      expect(future.payment).toBeUndefined();
    }
  });

  it('reverses the adjudicated claim that a replacement names, after it was paid', () => {
    const original = decideClaimFuture(arrive(2, { payer: plain }));
    const adjudicated = { on: original.payment?.on ?? '', claim: paid(original) };
    const claim = { ...testClaim(2), frequencyCode: '7' as const, payerClaimControlNumber: 'X' };
    const future = decideClaimFuture(arrive(2, { payer: plain, claim, corrects: { adjudicated } }));
    const [reversal, corrected] = future.payment?.claims ?? [];
    expect(reversal?.statusCode).toBe('22');
    expect(reversal?.paidCents).toBe(0 - adjudicated.claim.paidCents);
    expect(sumCents((reversal?.lines ?? []).map((line) => line.paidCents))).toBe(reversal?.paidCents);
    expect(corrected?.statusCode).toBe('1');
    expect((future.payment?.on ?? '') > adjudicated.on).toBe(true);
  });

  it('takes some payments back, and then pays less than before or nothing', () => {
    const payer = { ...plain, takenBackShare: 1 };
    const decided = Array.from({ length: 400 }, (_, index) => decideClaimFuture(arrive(index, { payer })));
    let denied = 0;
    for (const { payment, takeback } of decided) {
      const before = payment?.claims.at(-1);
      if (!before || before.paidCents === 0) {
        expect(takeback).toBeUndefined();
        continue;
      }
      const [reversal, after] = takeback?.claims ?? [];
      expect(reversal?.statusCode).toBe('22');
      expect(reversal?.paidCents).toBe(0 - before.paidCents);
      expect(after?.paidCents).toBeLessThan(before.paidCents);
      expect(after?.payerClaimControlNumber).toBe(before.payerClaimControlNumber);
      expect(daysBetween(payment?.on ?? '', takeback?.on ?? '')).toBeGreaterThanOrEqual(30);
      if (after?.paidCents === 0) denied += 1;
    }
    expect(denied).toBeGreaterThan(100);
    expect(denied).toBeLessThan(300);
  });

  it('answers a void with the reversal alone, and rejects corrections it cannot place', () => {
    const original = decideClaimFuture(arrive(2, { payer: plain }));
    const adjudicated = { on: original.payment?.on ?? '', claim: paid(original) };
    const voided = { ...testClaim(2), frequencyCode: '8' as const, payerClaimControlNumber: 'X' };
    const future = decideClaimFuture(arrive(2, { payer: plain, claim: voided, corrects: { adjudicated } }));
    expect(future.payment?.claims.map((claim) => claim.statusCode)).toEqual(['22']);
    const unknown = decideClaimFuture(arrive(2, { payer: plain, claim: voided, corrects: 'nothing_known' }));
    expect(unknown.receipt?.statuses[0]?.statusCode).toBe('464');
    const medicare = decideClaimFuture(arrive(0, { claim: { ...testClaim(0), frequencyCode: '7' }, corrects: {} }));
    expect(medicare.receipt?.statuses[0]?.statusCode).toBe('535');
  });
});

describe('weekdayOnOrAfter', () => {
  it('moves Saturday and Sunday to Monday', () => {
    expect(['2026-03-06', '2026-03-07', '2026-03-08', '2026-03-09'].map(weekdayOnOrAfter)).toEqual([
      '2026-03-06',
      '2026-03-09',
      '2026-03-09',
      '2026-03-09',
    ]);
  });
});
