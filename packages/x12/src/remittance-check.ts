import type { Cents } from '@claimwright/domain/money';
import { centsOf } from './grammar/element-cents.ts';
import type { ElementCuts } from './grammar/element-cuts.ts';
import type { SegmentRule } from './grammar/grammar.ts';
import type { SegmentLocation, SetContext } from './report.ts';

interface Open {
  location: SegmentLocation;
  chargeCents: Cents | undefined;
  paidCents: Cents | undefined;
  adjustedCents: Cents;
}

/** A predetermination is a price, not a payment (CLP02). */
const predetermination = '25';

/**
 * Proves that an 835 balances to the cent, as X12's RFI 358 and 689 have it: the line SVC02 − CAS = SVC03, the claim
 * CLP03 − all its CAS = CLP04, the set ΣCLP04 − ΣPLB = BPR02. Holds sums only.
 */
export class RemittanceCheck {
  private readonly context: SetContext;
  private payment: { location: SegmentLocation; cents: Cents | undefined } | undefined;
  private claim: (Open & { linesPaidCents: Cents; lines: number; status: string }) | undefined;
  private line: Open | undefined;
  private claimsPaidCents: Cents = 0;
  private providerCents: Cents = 0;
  private hasProviderAdjustments = false;
  /** False once an amount had no reading: a sum without it proves nothing. */
  private readable = true;

  constructor(context: SetContext) {
    this.context = context;
  }

  segment(rule: SegmentRule, cuts: ElementCuts): void {
    switch (rule.id) {
      case 'BPR':
        this.payment = { location: this.context.location(), cents: this.cents(cuts, 2) };
        return;
      case 'CLP':
        this.finishClaim();
        this.claim = {
          ...this.opened(cuts, 3, 4),
          linesPaidCents: 0,
          lines: 0,
          status: cuts.value(2),
        };
        return;
      case 'SVC':
        this.finishLine();
        this.line = this.opened(cuts, 2, 3);
        return;
      case 'CAS':
        this.adjust(cuts);
        return;
      case 'PLB':
        this.hasProviderAdjustments = true;
        for (let element = 4; element <= 14; element += 2) {
          if (!cuts.isEmpty(element)) this.providerCents += this.cents(cuts, element) ?? 0;
        }
        return;
      default:
    }
  }

  end(): void {
    this.finishClaim();
    const { payment, claimsPaidCents, providerCents } = this;
    if (!payment || payment.cents === undefined || !this.readable) return;
    const net = claimsPaidCents - providerCents;
    if (payment.cents === net) return;
    const words = 'BPR02 is not the sum of CLP04 less the provider adjustments (PLB)';
    const at = payment.location;
    if (payment.cents === 0 && net < 0) {
      // BPR02 cannot be negative: a set that owes carries the rest forward.
      const message = `${words}: the set is negative and no PLB carries it forward`;
      this.context.report({ rule: 'balance', snipType: 3, severity: 'warning', message, element: 2, at });
    } else if (this.hasProviderAdjustments && payment.cents === claimsPaidCents) {
      const message = `${words}: it balances only when PLB is left out`;
      this.context.report({ rule: 'balance', snipType: 3, severity: 'warning', message, element: 2, at });
    } else this.context.report({ rule: 'balance', snipType: 3, message: words, element: 2, at });
  }

  private opened(cuts: ElementCuts, chargeElement: number, paidElement: number): Open {
    return {
      location: this.context.location(),
      chargeCents: this.cents(cuts, chargeElement),
      paidCents: this.cents(cuts, paidElement),
      adjustedCents: 0,
    };
  }

  private adjust(cuts: ElementCuts): void {
    const target = this.line ?? this.claim;
    if (!target) return;
    for (let element = 3; element <= 18; element += 3) {
      if (!cuts.isEmpty(element)) target.adjustedCents += this.cents(cuts, element) ?? 0;
    }
  }

  private finishLine(): void {
    const { line, claim } = this;
    this.line = undefined;
    if (!line || !claim) return;
    claim.lines += 1;
    claim.linesPaidCents += line.paidCents ?? 0;
    claim.adjustedCents += line.adjustedCents;
    if (line.chargeCents === undefined || line.paidCents === undefined || !this.readable) return;
    if (line.chargeCents - line.adjustedCents !== line.paidCents) {
      const message = 'SVC03 is not SVC02 less the adjustments of the line (CAS)';
      this.context.report({ rule: 'balance', snipType: 3, message, element: 3, at: line.location });
    }
  }

  private finishClaim(): void {
    this.finishLine();
    const { claim } = this;
    this.claim = undefined;
    if (!claim) return;
    if (claim.status !== predetermination) this.claimsPaidCents += claim.paidCents ?? 0;
    if (claim.chargeCents === undefined || claim.paidCents === undefined || !this.readable) return;
    if (claim.chargeCents - claim.adjustedCents !== claim.paidCents) {
      const message = 'CLP04 is not CLP03 less the adjustments of the claim and its lines (CAS)';
      this.context.report({ rule: 'balance', snipType: 3, message, element: 4, at: claim.location });
    }
  }

  private cents(cuts: ElementCuts, element: number): Cents | undefined {
    const cents = centsOf(cuts, element);
    if (cents === undefined) this.readable = false;
    return cents;
  }
}
