import type { Cents } from '@claimwright/domain/money';
import { centsOf } from './grammar/element-cents.ts';
import type { ElementCuts } from './grammar/element-cuts.ts';
import type { SegmentRule } from './grammar/grammar.ts';
import type { SegmentLocation, SetContext } from './report.ts';

/** Another payer that has decided about the claim (2320). */
interface OtherPayer {
  location: SegmentLocation;
  id: string;
  paidCents: Cents | undefined;
  adjustedCents: Cents;
  lineAdjustedCents: Cents;
  /** It reported adjustments, at the claim or at a line: then everything must add up. */
  explains: boolean;
}

/** What is kept of a claim has an end, however long a damaged one goes on: no guide lets a claim have so many. */
const keptEntries = 200;

/** A line while its 2430 loops pass. */
interface OpenLine {
  chargeCents: Cents | undefined;
  adjudications: { payerId: string; cents: Cents; isBundled: boolean; location: SegmentLocation }[];
}

/**
 * Whether one claim adds up: CLM02 is the sum of its lines; and for each payer that has decided (coordination of benefits),
 * CLM02 = AMT*D + CAS of 2320 + CAS of its 2430, and each line's charge = SVD02 + CAS of 2430.
 */
export class ClaimBalance {
  private readonly context: SetContext;
  private readonly location: SegmentLocation;
  private readonly chargeCents: Cents | undefined;
  private linesCents: Cents = 0;
  private readable = true;
  private readonly others: OtherPayer[] = [];
  private line: OpenLine | undefined;

  /** Begins at CLM. */
  constructor(context: SetContext, cuts: ElementCuts) {
    this.context = context;
    this.location = context.location();
    this.chargeCents = this.cents(cuts, 2);
  }

  /** Takes the segments after CLM. */
  segment(rule: SegmentRule, cuts: ElementCuts): void {
    const loop = rule.loop.name;
    switch (rule.id) {
      case 'LX':
        this.finishLine();
        this.line = { chargeCents: undefined, adjudications: [] };
        return;
      case 'SV1':
        this.charge(this.cents(cuts, 2));
        return;
      case 'SV2':
        this.charge(this.cents(cuts, 3));
        return;
      case 'SBR':
        this.enterOther();
        return;
      case 'CAS':
        this.adjust(loop, cuts);
        return;
      case 'AMT':
        if (loop === '2320' && cuts.key(1) === 'D') this.setPaid(this.cents(cuts, 2));
        return;
      case 'NM1':
        if (loop === '2330B') this.setPayer(cuts.value(9));
        return;
      case 'SVD':
        this.enterAdjudication(cuts);
        return;
      default:
    }
  }

  /** Judges what has come. */
  end(): void {
    this.finishLine();
    const { chargeCents } = this;
    if (chargeCents === undefined || !this.readable) return;
    if (chargeCents !== this.linesCents) {
      const message = 'CLM02 is not the sum of the charges of the lines';
      this.context.report({ rule: 'balance', snipType: 3, message, element: 2, at: this.location });
    }
    for (const other of this.others) {
      if (other.paidCents === undefined) continue;
      if (other.paidCents + other.adjustedCents + other.lineAdjustedCents === chargeCents) continue;
      const message =
        'What this payer paid (AMT*D) and all its adjustments (CAS of 2320 and 2430) do not add up to CLM02';
      const severity = other.explains ? 'error' : 'warning';
      this.context.report({ rule: 'balance', snipType: 3, severity, message, at: other.location });
    }
  }

  private enterOther(): void {
    if (this.others.length >= keptEntries) return;
    const location = this.context.location();
    this.others.push({
      location,
      id: '',
      paidCents: undefined,
      adjustedCents: 0,
      lineAdjustedCents: 0,
      explains: false,
    });
  }

  private enterAdjudication(cuts: ElementCuts): void {
    if (!this.line || this.line.adjudications.length >= keptEntries) return;
    this.line.adjudications.push({
      payerId: cuts.value(1),
      cents: this.cents(cuts, 2) ?? 0,
      isBundled: !cuts.isEmpty(6),
      location: this.context.location(),
    });
  }

  private charge(cents: Cents | undefined): void {
    if (this.line) this.line.chargeCents = cents;
    this.linesCents += cents ?? 0;
  }

  private setPaid(cents: Cents | undefined): void {
    const other = this.others.at(-1);
    if (other) other.paidCents = cents;
  }

  private setPayer(id: string): void {
    const other = this.others.at(-1);
    if (other) other.id = id;
  }

  private adjust(loop: string, cuts: ElementCuts): void {
    let total = 0;
    for (let element = 3; element <= 18; element += 3) {
      if (!cuts.isEmpty(element)) total += this.cents(cuts, element) ?? 0;
    }
    if (loop === '2320') {
      const other = this.others.at(-1);
      if (other) {
        other.adjustedCents += total;
        other.explains = true;
      }
      return;
    }
    const adjudication = this.line?.adjudications.at(-1);
    if (!adjudication) return;
    adjudication.cents += total;
    const other = this.others.find((each) => each.id === adjudication.payerId);
    if (other) {
      other.lineAdjustedCents += total;
      other.explains = true;
    }
  }

  /** A payer may answer one line by several (unbundling): its answers add up to the charge. A bundled answer stands elsewhere. */
  private finishLine(): void {
    const { line } = this;
    this.line = undefined;
    if (!line || line.chargeCents === undefined || !this.readable) return;
    for (const payerId of new Set(line.adjudications.map((each) => each.payerId))) {
      const own = line.adjudications.filter((each) => each.payerId === payerId);
      if (own.some((each) => each.isBundled)) continue;
      const total = own.reduce((sum, each) => sum + each.cents, 0);
      if (total === line.chargeCents) continue;
      const message = 'What this payer paid for the line (SVD02) and its adjustments (CAS) do not add up to the charge';
      this.context.report({
        rule: 'balance',
        snipType: 3,
        message,
        element: 2,
        ...(own[0] ? { at: own[0].location } : {}),
      });
    }
  }

  private cents(cuts: ElementCuts, element: number): Cents | undefined {
    const cents = centsOf(cuts, element);
    if (cents === undefined) this.readable = false;
    return cents;
  }
}
