import { addDays } from '@claimwright/domain/dates';
import { claimStatuses } from '@claimwright/domain/lifecycle';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fullRecount } from './full-recount.ts';
import { mergeCounts } from './merge-counts.ts';
import type { ClaimMilestones, StageCounts } from './stage-contributions.ts';
import { stageDeltas } from './stage-deltas.ts';

const assembled: ClaimMilestones = {
  payerId: 'PAY01',
  status: 'assembled',
  chargeCents: 15_000,
  serviceTo: '2026-03-30',
  acceptedByGatewayOn: '2026-04-01',
};
const submitted: ClaimMilestones = { ...assembled, status: 'submitted', submittedOn: '2026-04-02' };
const accepted: ClaimMilestones = { ...submitted, status: 'payer_accepted', acceptedOn: '2026-04-03' };
const paid: ClaimMilestones = { ...accepted, status: 'paid', firstRemittanceOn: '2026-05-02', paidOn: '2026-05-02' };

const day = (stage: string, cohortMonth: string, days: number, claims = 1) => ({
  payerId: 'PAY01',
  stage,
  cohortMonth,
  days,
  claims,
  cents: claims * 15_000,
});
const open = (stage: string, startDate: string, claims = 1) => ({
  payerId: 'PAY01',
  stage,
  startDate,
  claims,
  cents: claims * 15_000,
});

describe('an event changes the counts of the stages it touches', () => {
  it('assembly ends the charge lag and opens the claim lag', () => {
    expect(stageDeltas(undefined, assembled)).toEqual({
      dayCounts: [day('charge_lag', '2026-03-01', 2)],
      openCounts: [open('claim_lag', '2026-03-30')],
    });
  });

  it('submission ends the claim lag and opens what the payer answers for', () => {
    expect(stageDeltas(assembled, submitted)).toEqual({
      dayCounts: [day('claim_lag', '2026-03-01', 3)],
      openCounts: [
        open('acknowledgement', '2026-04-02'),
        open('first_remittance', '2026-04-02'),
        open('days_to_pay', '2026-04-02'),
        open('claim_lag', '2026-03-30', -1),
      ],
    });
  });

  it('acceptance and payment end them', () => {
    expect(stageDeltas(submitted, accepted)).toEqual({
      dayCounts: [day('acknowledgement', '2026-04-01', 1)],
      openCounts: [open('acknowledgement', '2026-04-02', -1)],
    });
    expect(stageDeltas(accepted, paid)).toEqual({
      dayCounts: [day('first_remittance', '2026-04-01', 30), day('days_to_pay', '2026-04-01', 30)],
      openCounts: [open('first_remittance', '2026-04-02', -1), open('days_to_pay', '2026-04-02', -1)],
    });
  });

  it('a denial ends the wait for an answer, and no payment is waited for', () => {
    const denied: ClaimMilestones = { ...accepted, status: 'denied', firstRemittanceOn: '2026-05-02' };
    expect(stageDeltas(accepted, denied)).toEqual({
      dayCounts: [day('first_remittance', '2026-04-01', 30)],
      openCounts: [open('first_remittance', '2026-04-02', -1), open('days_to_pay', '2026-04-02', -1)],
    });
    const reversed: ClaimMilestones = { ...denied, status: 'reversed' };
    expect(stageDeltas(denied, reversed)).toEqual({ dayCounts: [], openCounts: [open('days_to_pay', '2026-04-02')] });
  });

  it('a rejection leaves nothing open', () => {
    expect(stageDeltas(submitted, { ...submitted, status: 'rejected' })).toEqual({
      dayCounts: [],
      openCounts: ['acknowledgement', 'first_remittance', 'days_to_pay'].map((stage) => open(stage, '2026-04-02', -1)),
    });
  });

  it('a corrected date takes the old row back', () => {
    expect(stageDeltas(paid, { ...paid, paidOn: '2026-05-04' })).toEqual({
      dayCounts: [day('days_to_pay', '2026-04-01', 32), day('days_to_pay', '2026-04-01', 30, -1)],
      openCounts: [],
    });
  });

  it('an event that touches no stage changes nothing', () => {
    expect(stageDeltas(paid, { ...paid })).toEqual({ dayCounts: [], openCounts: [] });
    expect(stageDeltas(paid, { ...paid, status: 'reversed' })).toEqual({ dayCounts: [], openCounts: [] });
  });

  it('a claim without a charge, and a void, are not counted', () => {
    expect(stageDeltas(undefined, { ...paid, chargeCents: 0 })).toEqual({ dayCounts: [], openCounts: [] });
    expect(stageDeltas(undefined, { ...paid, frequencyCode: '8' })).toEqual({ dayCounts: [], openCounts: [] });
  });
});

const anyDate = fc.integer({ min: 0, max: 120 }).map((days) => addDays('2026-01-01', days));
const maybeDate = fc.option(anyDate, { nil: undefined });
const anyState: fc.Arbitrary<ClaimMilestones> = fc.record({
  payerId: fc.constantFrom('PAY01', 'PAY02'),
  status: fc.constantFrom(...claimStatuses),
  chargeCents: fc.constantFrom(0, 100, 2500),
  frequencyCode: fc.constantFrom(undefined, '1' as const, '7' as const, '8' as const),
  serviceTo: anyDate,
  acceptedByGatewayOn: maybeDate,
  submittedOn: maybeDate,
  acceptedOn: maybeDate,
  firstRemittanceOn: maybeDate,
  paidOn: maybeDate,
});

const inOrder = ({ dayCounts, openCounts }: StageCounts) => ({
  dayCounts: dayCounts.map((row) => JSON.stringify(Object.entries(row).sort())).sort(),
  openCounts: openCounts.map((row) => JSON.stringify(Object.entries(row).sort())).sort(),
});

it('property: the sum of all deltas, in any order, is the full recount', () => {
  const histories = fc.array(fc.array(anyState, { minLength: 1, maxLength: 6 }), { maxLength: 12 });
  fc.assert(
    fc.property(histories, fc.infiniteStream(fc.nat(1000)), (claims, shuffle) => {
      const deltas = claims.flatMap((states) => states.map((state, at) => stageDeltas(states[at - 1], state)));
      const shuffled = deltas
        .map((delta) => ({ delta, at: shuffle.next().value as number }))
        .sort((a, b) => a.at - b.at)
        .map(({ delta }) => delta);
      const half = Math.floor(shuffled.length / 2);
      const folded = mergeCounts([mergeCounts(shuffled.slice(0, half)), mergeCounts(shuffled.slice(half))]);
      expect(inOrder(folded)).toEqual(inOrder(fullRecount(claims.map((states) => states.at(-1)!))));
    }),
    { numRuns: 200 },
  );
});

describe('a chain of corrections counts each stage once', () => {
  const denied: ClaimMilestones = { ...accepted, status: 'denied', firstRemittanceOn: '2026-05-02' };
  const replaced: ClaimMilestones = { ...denied, supersededOn: '2026-05-05' };
  const successor: ClaimMilestones = {
    ...submitted,
    frequencyCode: '7',
    submittedOn: '2026-05-06',
    visitIsCounted: true,
    earlier: { submittedOn: '2026-04-02', acceptedOn: '2026-04-03', firstRemittanceOn: '2026-05-02' },
  };

  it('the claim that is replaced keeps what it reached, and is open in nothing', () => {
    expect(fullRecount([replaced]).openCounts).toEqual([]);
    expect(fullRecount([replaced]).dayCounts.map((row) => row.stage)).toEqual(
      fullRecount([denied]).dayCounts.map((row) => row.stage),
    );
    const stillOpen = { ...accepted, supersededOn: '2026-04-10' };
    expect(fullRecount([stillOpen]).openCounts).toEqual([]);
  });

  it('its successor counts what is still to come, from the first submission of the chain', () => {
    expect(fullRecount([successor])).toEqual({ dayCounts: [], openCounts: [open('days_to_pay', '2026-04-02')] });
    const paidAtLast = { ...successor, status: 'paid' as const, firstRemittanceOn: '2026-06-01', paidOn: '2026-06-01' };
    expect(fullRecount([paidAtLast])).toEqual({ dayCounts: [day('days_to_pay', '2026-04-01', 60)], openCounts: [] });
  });

  it('what a payer says of the old claim after it was replaced counts no more', () => {
    const late = {
      ...accepted,
      supersededOn: '2026-04-10',
      status: 'paid' as const,
      firstRemittanceOn: '2026-05-02',
      paidOn: '2026-05-02',
    };
    expect(fullRecount([late]).dayCounts.map((row) => row.stage)).not.toContain('first_remittance');
  });

  it('a claim to a later payer counts that payer’s days and not the visit’s again', () => {
    const second: ClaimMilestones = { ...submitted, payerId: 'PAY02', visitIsCounted: true };
    expect(fullRecount([second]).dayCounts).toEqual([]);
    expect(fullRecount([second]).openCounts.map((row) => [row.payerId, row.stage])).toEqual([
      ['PAY02', 'acknowledgement'],
      ['PAY02', 'first_remittance'],
      ['PAY02', 'days_to_pay'],
    ]);
  });
});
