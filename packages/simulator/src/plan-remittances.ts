import type { IsoDate } from '@claimwright/domain/dates';
import { type Cents, sumCents } from '@claimwright/domain/money';
import type { BillingProvider } from '@claimwright/domain/party';
import type { ProviderAdjustment, Remittance, RemittanceClaim } from '@claimwright/domain/remittance';
import { write835 } from '@claimwright/x12/remittance-write';
import type { ClaimPayment } from './claim-future.ts';
import type { SimulatedPayer } from './payer-profiles.ts';
import { morningOf } from './plan-acknowledgements.ts';
import { fileName, type PlannedFile, partiesOf, type Wire } from './planned-file.ts';
import { hash53 } from './seeded-draw.ts';

/** Who pays whom along which wire. */
export interface PaymentRelation {
  wire: Wire;
  /** `tradingPartner` of the wire. */
  partner: string;
  payer: SimulatedPayer;
  payee: BillingProvider;
}

/** Changes a remittance or its text on the way out: how a test gets faulty files. */
export interface RemittanceTampering {
  remittance(fileName: string, remittance: Remittance): Remittance;
  text(fileName: string, text: string): string;
}

/** Passes the ABA check and is nobody's: routing numbers above 80 are not issued. */
const inventedRoutingNumber = '999999992';

/** All payments of one relation, by day. */
interface PaymentStream extends PaymentRelation {
  key: string;
  days: Map<IsoDate, { payments: ClaimPayment[]; netCents: Cents }>;
}

/** Collects what each payer owes and turns it into one 835 file a payer and day, with one interchange a payee. */
export class RemittanceSchedule {
  readonly #streams = new Map<string, PaymentStream>();
  readonly #files = new Map<string, { file: PlannedFile; streams: Set<PaymentStream> }>();
  readonly #tampering: RemittanceTampering;

  constructor(tampering: RemittanceTampering) {
    this.#tampering = tampering;
  }

  /** Adds one payment; gives the file it will be in when that file is new. */
  add(relation: PaymentRelation, payment: ClaimPayment): PlannedFile | undefined {
    const stream = this.#stream(relation);
    const day = stream.days.get(payment.on) ?? { payments: [], netCents: 0 };
    day.payments.push(payment);
    day.netCents += payment.interestCents + sumCents(payment.claims.map((claim) => claim.paidCents));
    stream.days.set(payment.on, day);
    const fileKey = `${relation.partner}|${relation.payer.payerId}|${payment.on}`;
    const known = this.#files.get(fileKey);
    if (known) {
      known.streams.add(stream);
      return undefined;
    }
    const streams = new Set([stream]);
    const name = fileName(payment.on, '835', relation.payer.payerId, fileKey);
    const render = () => this.#render(name, payment.on, streams);
    const file: PlannedFile = { name, kind: '835', dueOn: payment.on, render };
    this.#files.set(fileKey, { file, streams });
    return file;
  }

  /** TRN02 of the payment of a day, whether or not there is one. */
  traceOf(relation: PaymentRelation, on: IsoDate): string {
    return traceNumber(this.#stream(relation), on);
  }

  #stream(relation: PaymentRelation): PaymentStream {
    const { partner, payer, payee } = relation;
    const key = `${partner}|${payer.payerId}|${payee.npi ?? ''}|${payee.taxId ?? ''}`;
    const known = this.#streams.get(key);
    if (known) return known;
    const stream: PaymentStream = { ...relation, key, days: new Map() };
    this.#streams.set(key, stream);
    return stream;
  }

  #render(name: string, on: IsoDate, streams: ReadonlySet<PaymentStream>): string {
    const ordered = [...streams].sort((left, right) => (left.key < right.key ? -1 : 1));
    const texts = ordered.map((stream, index) => {
      const { wire, payer, payee } = stream;
      return write835({
        parties: partiesOf(wire, name, index),
        at: morningOf(on),
        payer: {
          address: payer.address,
          technicalContactName: `${payer.name} EDI`.slice(0, 60),
          technicalContactPhone: '5555550199',
          bank: { routingNumber: inventedRoutingNumber, accountNumber: payer.taxId },
        },
        payee: {
          idQualifier: payee.npi ? 'XX' : 'FI',
          taxId: payee.taxId,
          bank: { routingNumber: inventedRoutingNumber, accountNumber: payeeId(payee) },
        },
        remittances: [this.#tampering.remittance(name, remittanceOf(stream, on))],
      });
    });
    return this.#tampering.text(name, texts.join('\n'));
  }
}

/** The payment of one day and what it is for; it balances: BPR02 = sum of CLP04 less sum of PLB (005010X221A1, 1.10.2.1). */
function remittanceOf(stream: PaymentStream, on: IsoDate): Remittance {
  const { payer, payee } = stream;
  const payments = (stream.days.get(on)?.payments ?? []).toSorted(byControlNumber);
  const providerAdjustments = [...interest(stream, on, payments), ...balanceForward(stream, on)];
  const claims = payments.flatMap((payment) => payment.claims);
  const paymentCents =
    sumCents(claims.map((claim) => claim.paidCents)) -
    sumCents(providerAdjustments.map((adjustment) => adjustment.amountCents));
  return {
    transactionSetControlNumber: '0001',
    handlingCode: paymentCents === 0 ? 'H' : 'I',
    paymentCents,
    paymentMethod: paymentCents === 0 ? 'NON' : payer.paymentMethod,
    paymentDate: on,
    traceNumber: traceNumber(stream, on),
    originatingCompanyId: `1${payer.taxId}`,
    productionDate: on,
    payerName: payer.name,
    payerId: payer.payerId,
    payeeName: payee.organizationName ?? payee.lastName ?? 'PAYEE',
    payeeId: payeeId(payee),
    claims,
    providerAdjustments,
  };
}

function interest(stream: PaymentStream, on: IsoDate, payments: readonly ClaimPayment[]): ProviderAdjustment[] {
  return payments
    .filter((payment) => payment.interestCents !== 0)
    .map((payment) => ({
      ...providerAdjustment(stream, on),
      reasonCode: 'L6',
      reference: payment.claims.at(-1)?.payerClaimControlNumber,
      amountCents: 0 - payment.interestCents,
    }));
}

/**
 * A day whose takebacks exceed its payments cannot pay less than nothing: the rest goes forward (PLB FB, negative) and comes
 * off the next payments (FB, positive), with the earlier payment's trace number as reference.
 */
function balanceForward(stream: PaymentStream, on: IsoDate): ProviderAdjustment[] {
  let owedCents: Cents = 0;
  let owedSince: string | undefined;
  for (const day of [...stream.days.keys()].sort()) {
    const netCents = stream.days.get(day)?.netCents ?? 0;
    const before = { owedCents, owedSince };
    owedCents = Math.max(0, owedCents - netCents);
    owedSince = traceNumber(stream, day);
    if (day !== on) continue;
    return [
      {
        ...providerAdjustment(stream, on),
        reasonCode: 'FB',
        reference: before.owedSince,
        amountCents: before.owedCents,
      },
      { ...providerAdjustment(stream, on), reasonCode: 'FB', reference: owedSince, amountCents: 0 - owedCents },
    ].filter((adjustment) => adjustment.amountCents !== 0);
  }
  return [];
}

function providerAdjustment(stream: PaymentStream, on: IsoDate) {
  return { providerId: payeeId(stream.payee), fiscalPeriodEnd: `${on.slice(0, 4)}-12-31` };
}

function payeeId(payee: BillingProvider): string {
  return payee.npi ?? payee.taxId ?? '';
}

/** TRN02: the date, then eight digits that belong to payer, payee and wire. STC09 of a 277 has room for sixteen characters. */
function traceNumber(stream: PaymentStream, on: IsoDate): string {
  const digits = String(hash53(`${stream.key}|${on}`) % 100_000_000).padStart(8, '0');
  return `${on.replaceAll('-', '')}${digits}`;
}

function byControlNumber(left: ClaimPayment, right: ClaimPayment): number {
  const [a, b] = [sortKey(left.claims.at(-1)), sortKey(right.claims.at(-1))];
  return a < b ? -1 : a > b ? 1 : 0;
}

function sortKey(claim: RemittanceClaim | undefined): string {
  return `${claim?.patientControlNumber}|${claim?.payerClaimControlNumber}`;
}
