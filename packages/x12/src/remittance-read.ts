import type { Adjustment, Remittance, RemittanceClaim, RemittanceLine } from '@claimwright/domain/remittance';
import { inpatientIn, outpatientIn, remarkElements } from './adjudication-amounts.ts';
import { isAdjustmentGroup } from './adjustment-group.ts';
import type { TransactionSetsRead } from './envelope.ts';
import { segmentTag } from './reader.ts';
import { readTransactionSets, type SetReading, type TransactionReader } from './transaction-set.ts';

/**
 * Reads every 835 (005010X221A1) of a text. A set that is truncated, miscounted or has an amount or date that cannot be read
 * exactly is in `broken` with its reason and position and never in `sets`; its neighbours are not touched. Whether a set
 * balances is not judged here. Never throws.
 */
export function read835(text: string): TransactionSetsRead<Remittance> {
  return readTransactionSets(text, remittanceReader);
}

/** How one ST…SE of an 835 becomes a `Remittance`. */
export const remittanceReader: TransactionReader<Remittance> = {
  identifier: '835',
  version: '005010X221',
  read(reading) {
    const builder = new RemittanceBuilder(reading);
    while (reading.segments.next()) builder.take();
    return builder.finish();
  },
};

/** The segments a file is full of, the most frequent first in `take`. */
const tags = {
  CAS: segmentTag('CAS'),
  SVC: segmentTag('SVC'),
  DTM: segmentTag('DTM'),
  REF: segmentTag('REF'),
  AMT: segmentTag('AMT'),
  CLP: segmentTag('CLP'),
  NM1: segmentTag('NM1'),
  LQ: segmentTag('LQ'),
  MOA: segmentTag('MOA'),
  MIA: segmentTag('MIA'),
  PLB: segmentTag('PLB'),
  LX: segmentTag('LX'),
} as const;

/** Segments that 005010X221A1 has but a `Remittance` does not keep. */
const keptElsewhere = new Set('ST SE NTE CUR N3 N4 PER RDM TS2 TS3 QTY'.split(' '));

/** Builds one remittance from its segments, one `take` a segment. */
export class RemittanceBuilder {
  private readonly reading: SetReading;
  private readonly remittance: Remittance;
  private claim: RemittanceClaim | undefined;
  private line: RemittanceLine | undefined;
  private memberIdIsSubscribers = false;
  private seen = { payment: false, trace: false, payer: false, payee: false };

  constructor(reading: SetReading) {
    this.reading = reading;
    this.remittance = {
      transactionSetControlNumber: '',
      handlingCode: '',
      paymentCents: 0,
      paymentMethod: '',
      paymentDate: '',
      traceNumber: '',
      payerName: '',
      payeeName: '',
      payeeId: '',
      claims: [],
      providerAdjustments: [],
    };
  }

  /** Takes the segment the reading stands at. */
  take(): void {
    const { reading } = this;
    const { tag } = reading.segments;
    if (tag === tags.CAS) this.takeAdjustments();
    else if (tag === tags.SVC) this.beginLine();
    else if (tag === tags.DTM) this.takeDate();
    else if (tag === tags.REF) this.takeReference();
    else if (tag === tags.AMT) this.takeAmount();
    else if (tag === tags.CLP) this.beginClaim();
    else if (tag === tags.NM1) this.takeName();
    else if (tag === tags.LQ) this.takeRemark();
    else if (tag === tags.MOA) this.takeRemarks('MOA');
    else if (tag === tags.MIA) this.takeRemarks('MIA');
    else if (tag === tags.PLB) this.takeProviderAdjustments();
    else if (tag === tags.LX) {
      this.claim = undefined;
      this.line = undefined;
      reading.loop = '2000';
    } else this.takeHeader(reading.segments.id);
  }

  /** The remittance, after the last segment; notes what a set may not lack. */
  finish(): Remittance {
    const { reading, seen } = this;
    reading.loop = '';
    if (!seen.payment) reading.error('segment_missing', 'The set has no BPR');
    if (!seen.trace) reading.error('segment_missing', 'The set has no TRN');
    if (!seen.payer) reading.error('segment_missing', 'The set has no N1*PR');
    if (!seen.payee) reading.error('segment_missing', 'The set has no N1*PE');
    return this.remittance;
  }

  private takeHeader(id: string): void {
    const { reading, remittance } = this;
    const { segments } = reading;
    if (id === 'BPR') this.takePayment();
    else if (id === 'TRN') this.takeTrace();
    else if (id === 'N1') this.takeParty();
    else if (id === 'ST') remittance.transactionSetControlNumber = segments.element(2);
    else if (!keptElsewhere.has(id)) reading.warn('segment_unexpected', '005010X221A1 has no such segment here');
  }

  private takePayment(): void {
    const { reading, remittance, seen } = this;
    const { segments } = reading;
    if (seen.payment) {
      reading.error('segment_unexpected', 'The set has two BPR');
      return;
    }
    seen.payment = true;
    remittance.handlingCode = segments.element(1);
    remittance.paymentCents = reading.cents(2);
    if (remittance.paymentCents < 0) reading.error('element_malformed', 'BPR02 is negative', 2);
    if (segments.element(3) === 'D') reading.error('element_code_unknown', 'BPR03 is a debit, not a payment', 3);
    remittance.paymentMethod = segments.element(4);
    const date = reading.date(16);
    if (date) remittance.paymentDate = date;
    else reading.error('element_missing', 'BPR16 gives no date of payment', 16);
  }

  private takeTrace(): void {
    const { reading, remittance, seen } = this;
    const { segments } = reading;
    // Which of two traces the money came under cannot be told.
    if (seen.trace) {
      reading.error('segment_unexpected', 'The set has two TRN');
      return;
    }
    seen.trace = true;
    remittance.traceNumber = segments.element(2);
    if (remittance.traceNumber === '') reading.error('element_missing', 'TRN02 is missing', 2);
    const company = segments.element(3);
    if (company !== '') remittance.originatingCompanyId = company;
  }

  private takeParty(): void {
    const { reading, remittance, seen } = this;
    const { segments } = reading;
    const entity = segments.element(1);
    const id = segments.element(4);
    if (entity === 'PR') {
      seen.payer = true;
      reading.loop = '1000A';
      remittance.payerName = segments.element(2);
      if (id !== '') remittance.payerId = id;
    } else if (entity === 'PE') {
      seen.payee = true;
      reading.loop = '1000B';
      remittance.payeeName = segments.element(2);
      remittance.payeeId = id;
      if (id === '') reading.error('element_missing', 'N104 of the payee is missing', 4);
    } else reading.warn('element_code_unknown', 'N101 is neither PR nor PE', 1);
  }

  private beginClaim(): void {
    const { reading } = this;
    const { segments } = reading;
    reading.loop = '2100';
    const claim: RemittanceClaim = {
      patientControlNumber: segments.element(1),
      statusCode: segments.element(2),
      chargeCents: reading.cents(3),
      paidCents: reading.cents(4),
      patientResponsibilityCents: reading.optionalCents(5) ?? 0,
      adjustments: [],
      remarkCodes: [],
      lines: [],
    };
    if (claim.patientControlNumber === '') reading.warn('element_missing', 'CLP01 is missing', 1);
    if (claim.statusCode === '') reading.error('element_missing', 'CLP02 is missing', 2);
    const filing = segments.element(6);
    if (filing !== '') claim.claimFilingCode = filing;
    const control = segments.element(7);
    if (control !== '') claim.payerClaimControlNumber = control;
    const facility = segments.element(8);
    if (facility !== '') claim.facilityCode = facility;
    const frequency = segments.element(9);
    if (frequency !== '') claim.frequencyCode = frequency;
    this.remittance.claims.push(claim);
    this.claim = claim;
    this.line = undefined;
    this.memberIdIsSubscribers = false;
  }

  private beginLine(): void {
    const { reading, claim } = this;
    const { segments } = reading;
    if (!claim) {
      reading.error('segment_unexpected', 'SVC stands before any CLP');
      return;
    }
    reading.loop = '2110';
    const line: RemittanceLine = {
      procedureQualifier: segments.component(1, 1),
      procedureCode: segments.component(1, 2),
      modifiers: this.modifiers(1),
      chargeCents: reading.cents(2),
      paidCents: reading.cents(3),
      // 005010X221A1: an absent SVC05 means one unit.
      units: reading.quantity(5) ?? 1,
      adjustments: [],
      remarkCodes: [],
    };
    const revenueCode = segments.element(4);
    if (revenueCode !== '') line.revenueCode = revenueCode;
    const submitted = segments.component(6, 2);
    if (submitted !== '') {
      line.submittedProcedureCode = submitted;
      line.submittedModifiers = this.modifiers(6);
    }
    claim.lines = appended(claim.lines, line);
    this.line = line;
  }

  private modifiers(element: number): string[] {
    const { segments } = this.reading;
    let modifiers: string[] = [];
    for (let component = 3; component <= 6; component += 1) {
      const modifier = segments.component(element, component);
      if (modifier !== '') modifiers = appended(modifiers, modifier);
    }
    return modifiers;
  }

  private takeAdjustments(): void {
    const { reading } = this;
    const { segments } = reading;
    const target: { adjustments: Adjustment[] } | undefined = this.line ?? this.claim;
    if (!target) {
      reading.error('segment_unexpected', 'CAS stands before any CLP');
      return;
    }
    const group = segments.element(1);
    if (!isAdjustmentGroup(group)) {
      reading.error('element_code_unknown', 'CAS01 is no adjustment group', 1);
      return;
    }
    for (let element = 2; element <= 17; element += 3) {
      const reasonCode = segments.element(element);
      if (reasonCode === '') {
        if (segments.element(element + 1) !== '') reading.error('element_missing', 'CAS lacks a reason', element);
        continue;
      }
      const adjustment: Adjustment = { group, reasonCode, amountCents: reading.cents(element + 1) };
      const quantity = reading.quantity(element + 2);
      if (quantity !== undefined) adjustment.quantity = quantity;
      target.adjustments = appended(target.adjustments, adjustment);
    }
  }

  private takeDate(): void {
    const { reading, claim, line, remittance } = this;
    const { segments } = reading;
    const date = reading.date(2);
    if (!date) return;
    if (line) {
      const isOneDay = segments.elementIs(1, '472');
      if (isOneDay || segments.elementIs(1, '150')) line.serviceFrom = date;
      if (isOneDay || segments.elementIs(1, '151')) line.serviceTo = date;
    } else if (claim) {
      if (segments.elementIs(1, '232')) claim.statementFrom = date;
      else if (segments.elementIs(1, '233')) claim.statementTo = date;
      else if (segments.elementIs(1, '050')) claim.receivedDate = date;
    } else if (segments.elementIs(1, '405')) remittance.productionDate = date;
  }

  private takeAmount(): void {
    const { reading, claim, line } = this;
    const { segments } = reading;
    if (line) {
      if (segments.elementIs(1, 'B6')) line.allowedCents = reading.cents(2);
    } else if (claim) {
      if (segments.elementIs(1, 'I')) claim.interestCents = reading.cents(2);
    } else reading.warn('segment_unexpected', 'AMT stands before any CLP');
  }

  private takeReference(): void {
    const { reading, claim, line, remittance } = this;
    const { segments } = reading;
    if (line) {
      if (segments.elementIs(1, '6R')) line.lineControlNumber = segments.element(2);
    } else if (!claim && segments.elementIs(1, '2U') && remittance.payerId === undefined) {
      remittance.payerId = segments.element(2);
    }
  }

  private takeName(): void {
    const { reading, claim } = this;
    const { segments } = reading;
    if (!claim) {
      reading.warn('segment_unexpected', 'NM1 stands before any CLP');
      return;
    }
    const entity = segments.element(1);
    const id = segments.element(9);
    if (entity === 'TT') claim.crossoverCarrier = { name: segments.element(3), ...(id === '' ? {} : { id }) };
    if (entity !== 'QC' && entity !== 'IL') return;
    // The subscriber's id is the one a claim was sent under; the patient's stands in when there is no subscriber.
    if (id !== '' && !this.memberIdIsSubscribers) claim.memberId = id;
    if (entity === 'IL') {
      this.memberIdIsSubscribers = id !== '';
      return;
    }
    const lastName = segments.element(3);
    if (lastName !== '') claim.patientLastName = lastName;
    const firstName = segments.element(4);
    if (firstName !== '') claim.patientFirstName = firstName;
  }

  private takeRemark(): void {
    const { reading, line } = this;
    const { segments } = reading;
    if (!line) {
      reading.warn('segment_unexpected', 'LQ stands before any SVC');
      return;
    }
    if (segments.element(1) === 'HE') line.remarkCodes.push(segments.element(2));
  }

  private takeRemarks(id: keyof typeof remarkElements): void {
    const { reading, claim } = this;
    if (!claim) {
      reading.warn('segment_unexpected', 'Remarks stand before any CLP');
      return;
    }
    const element = (place: number) => reading.segments.element(place);
    for (const place of remarkElements[id]) {
      const code = element(place);
      if (code !== '') claim.remarkCodes.push(code);
    }
    if (id === 'MOA') {
      const outpatient = outpatientIn(element);
      if (outpatient) claim.outpatient = outpatient;
      return;
    }
    const inpatient = inpatientIn(element);
    if (inpatient) claim.inpatient = inpatient;
    else reading.warn('element_missing', 'MIA01 gives no covered days', 1);
  }

  private takeProviderAdjustments(): void {
    const { reading, remittance } = this;
    const { segments } = reading;
    reading.loop = '';
    this.claim = undefined;
    this.line = undefined;
    const providerId = segments.element(1);
    const fiscalPeriodEnd = reading.date(2);
    if (!fiscalPeriodEnd) {
      reading.error('element_missing', 'PLB02 gives no date', 2);
      return;
    }
    for (let element = 3; element <= 13; element += 2) {
      const reasonCode = segments.component(element, 1);
      const reference = segments.component(element, 2);
      if (reasonCode === '') {
        if (segments.element(element + 1) !== '') reading.error('element_missing', 'PLB lacks a reason', element);
        continue;
      }
      const amountCents = reading.cents(element + 1);
      remittance.providerAdjustments.push({
        providerId,
        fiscalPeriodEnd,
        reasonCode,
        ...(reference === '' ? {} : { reference }),
        amountCents,
      });
    }
  }
}

/**
 * A list with one more item. The first two are lists of their own exact size: `push` onto an empty one makes room for
 * seventeen, and a file has hundreds of thousands of lists with one or two items.
 */
function appended<Item>(list: Item[], item: Item): Item[] {
  const first = list[0];
  if (first === undefined) return [item];
  if (list.length === 1) return [first, item];
  list.push(item);
  return list;
}
