import type { Remittance, RemittanceClaim } from '@claimwright/domain/remittance';
import fc from 'fast-check';
import type { LoadedClaim } from '../loaded-claim.ts';
import { type AdjustmentDraft, adjustments, answerTo, loadedClaim, remittanceOf } from './build-remittance.ts';

const reasons = [
  'CO-45',
  'CO-253',
  'CO-97',
  'CO-16',
  'CO-777',
  'PR-1',
  'PR-2',
  'PR-3',
  'PR-204',
  'OA-23',
  'OA-18',
  'PI-45',
  'PI-50',
];

/** Adjustments of one line that leave between nothing and the whole charge to be paid. */
function anyAdjustments(chargeCents: number): fc.Arbitrary<AdjustmentDraft[]> {
  return fc
    .record({
      named: fc.array(fc.tuple(fc.constantFrom(...reasons), fc.integer({ min: 0, max: chargeCents })), {
        maxLength: 4,
      }),
      takeAll: fc.boolean(),
    })
    .map(({ named, takeAll }) => {
      let left = chargeCents;
      const drafts = named.map(([reason, wanted]): AdjustmentDraft => {
        const amount = Math.min(wanted, left);
        left -= amount;
        return [reason, amount];
      });
      if (takeAll && left > 0) drafts.push([named[0]?.[0] ?? 'CO-45', left]);
      return drafts;
    });
}

interface AnsweredClaim {
  claim: LoadedClaim;
  answer: RemittanceClaim;
}

function anyAnswer(number: string): fc.Arbitrary<AnsweredClaim> {
  return fc
    .array(fc.integer({ min: 0, max: 500_000 }), { minLength: 1, maxLength: 6 })
    .chain((charges) =>
      fc.record({
        perLine: fc.tuple(...charges.map(anyAdjustments)),
        statusCode: fc.constantFrom('1', '1', '1', '2', '3', '4', '19', '20', '21'),
        withoutLines: fc.boolean(),
        sequestrationPercent: fc.constantFrom(0, 0, 2),
        charges: fc.constant(charges),
      }),
    )
    .map(({ perLine, statusCode, withoutLines, sequestrationPercent, charges }) => {
      const claim = loadedClaim(number, charges);
      const byLine = answerTo(claim, perLine, { statusCode });
      if (withoutLines) {
        const moved = byLine.lines.flatMap((line) => line.adjustments);
        return { claim, answer: { ...byLine, lines: [], adjustments: moved } };
      }
      const taken = Math.floor((byLine.paidCents * sequestrationPercent) / 100);
      if (taken === 0) return { claim, answer: byLine };
      return { claim, answer: answerTo(claim, perLine, { statusCode, adjustments: adjustments([['CO-253', taken]]) }) };
    });
}

const anyProviderAdjustment = fc.record({
  providerId: fc.constant('1234567893'),
  fiscalPeriodEnd: fc.constant('2026-12-31'),
  reasonCode: fc.constantFrom('WO', 'FB', 'L6', '72', 'IR', 'CS'),
  amountCents: fc.integer({ min: -50_000, max: 50_000 }),
});

/** A balanced remittance, the claims of ours that it answers, and those among them that we do not know. */
export const anyRemittance: fc.Arbitrary<{ remittance: Remittance; claims: LoadedClaim[]; unknown: string[] }> = fc
  .integer({ min: 1, max: 5 })
  .chain((count) =>
    fc.record({
      answered: fc.tuple(...Array.from({ length: count }, (_, index) => anyAnswer(`C${index + 1}`))),
      unknown: fc.array(fc.boolean(), { minLength: count, maxLength: count }),
      providerAdjustments: fc.array(anyProviderAdjustment, { maxLength: 3 }),
    }),
  )
  .map(({ answered, unknown, providerAdjustments }) => {
    const known = answered.filter((_, index) => !unknown[index]);
    return {
      remittance: remittanceOf(
        answered.map(({ answer }) => answer),
        { providerAdjustments },
      ),
      claims: known.map(({ claim }) => claim),
      unknown: answered.filter((_, index) => unknown[index]).map(({ claim }) => claim.patientControlNumber),
    };
  });
