import { relationshipCode } from '@claimwright/domain/coverage';
import type { LineAdjudication, OtherPayer } from '@claimwright/domain/other-payer';
import type { Address } from '@claimwright/domain/party';
import type { Adjustment } from '@claimwright/domain/remittance';
import { outpatientIn, remarkElements } from './adjudication-amounts.ts';
import { isAdjustmentGroup } from './adjustment-group.ts';
import { readPerson } from './party-read.ts';
import { benefitsCode, releaseCode, responsibilityCode, wordOf } from './professional-claim-codes.ts';
import type { SetReading } from './transaction-set.ts';

/** One loop 2320 while its segments are read: begins at SBR. */
export class OtherPayerDraft {
  readonly payer: OtherPayer;
  private readonly reading: SetReading;

  constructor(reading: SetReading) {
    this.reading = reading;
    const { segments } = reading;
    reading.loop = '2320';
    const responsibility = wordOf(responsibilityCode, segments.element(1));
    // The guide lets eleven payers answer; we know the first three.
    if (!responsibility) reading.warn('element_code_unknown', 'SBR01 is none of P, S, T', 1);
    this.payer = {
      responsibility: responsibility ?? 'tertiary',
      relationship: wordOf(relationshipCode, segments.element(2)) ?? 'unknown',
      claimFilingCode: segments.element(9),
      memberId: '',
      subscriber: { lastName: '' },
      payerId: '',
      payerName: '',
      benefitsAssigned: 'not_applicable',
      releaseOfInformation: 'informed_consent',
    };
    if (segments.element(3) !== '') this.payer.groupNumber = segments.element(3);
    if (segments.element(4) !== '') this.payer.groupName = segments.element(4);
    if (segments.element(5) !== '') this.payer.insuranceTypeCode = segments.element(5);
  }

  /** Takes any segment of 2320, 2330A and 2330B but NM1, N3 and N4. */
  take(id: string): void {
    const { reading, payer } = this;
    const { segments, loop } = reading;
    if (loop === '2330B') {
      if (id === 'DTP' && segments.element(1) === '573') {
        const date = reading.date(3);
        if (date) this.decided().adjudicatedOn = date;
      } else if (id === 'REF' && segments.element(1) === 'F8') payer.payerClaimControlNumber = segments.element(2);
      else if (id === 'REF' && segments.element(1) === 'G1') payer.priorAuthorizationNumber = segments.element(2);
      return;
    }
    if (loop !== '2320') return;
    if (id === 'CAS') this.decided().adjustments.push(...readAdjustments(reading));
    else if (id === 'AMT') this.takeAmount();
    else if (id === 'OI') {
      payer.benefitsAssigned = wordOf(benefitsCode, segments.element(3)) ?? 'not_applicable';
      payer.releaseOfInformation = wordOf(releaseCode, segments.element(6)) ?? 'informed_consent';
    } else if (id === 'MOA') {
      for (const element of remarkElements.MOA) {
        if (segments.element(element) !== '') this.decided().remarkCodes.push(segments.element(element));
      }
      const outpatient = outpatientIn((element) => segments.element(element));
      if (outpatient) this.decided().outpatient = outpatient;
    }
  }

  /** Takes NM1; gives back where the address that may follow belongs. */
  takeName(): ((address: Address) => void) | undefined {
    const { reading, payer } = this;
    const { segments } = reading;
    const entity = segments.element(1);
    if (entity === 'IL') {
      reading.loop = '2330A';
      payer.subscriber = readPerson(reading);
      payer.memberId = segments.element(9);
      return (address) => {
        payer.subscriber.address = address;
      };
    }
    if (entity === 'PR') {
      reading.loop = '2330B';
      payer.payerName = segments.element(3);
      payer.payerId = segments.element(9);
      return (address) => {
        payer.payerAddress = address;
      };
    }
    // 2330C–G: providers under the numbers of the other payer, which the claim keeps nothing of.
    reading.loop = '2330C';
    return undefined;
  }

  private takeAmount(): void {
    const { reading } = this;
    const cents = reading.optionalCents(2);
    if (cents === undefined) return;
    const qualifier = reading.segments.element(1);
    if (qualifier === 'D') this.decided().paidCents = cents;
    else if (qualifier === 'A8') this.decided().nonCoveredCents = cents;
    else if (qualifier === 'EAF') this.decided().remainingPatientLiabilityCents = cents;
  }

  private decided() {
    this.payer.adjudication ??= { paidCents: 0, adjustments: [], remarkCodes: [] };
    return this.payer.adjudication;
  }
}

/** Begins a loop 2430 at SVD. */
export function readLineAdjudication(reading: SetReading): LineAdjudication {
  const { segments } = reading;
  const modifiers: string[] = [];
  for (let component = 3; component <= 6; component += 1) {
    const modifier = segments.component(3, component);
    if (modifier !== '') modifiers.push(modifier);
  }
  const adjudication: LineAdjudication = {
    payerId: segments.element(1),
    paidCents: reading.cents(2),
    procedureCode: segments.component(3, 2),
    modifiers,
    units: reading.quantity(5) ?? 0,
    adjustments: [],
    adjudicatedOn: '',
  };
  const bundled = segments.element(6);
  if (/^[1-9]\d{0,5}$/.test(bundled)) adjudication.bundledLineNumber = Number(bundled);
  return adjudication;
}

/** Takes the segments of 2430 after SVD. */
export function takeLineAdjudication(reading: SetReading, id: string, into: LineAdjudication): void {
  const { segments } = reading;
  if (id === 'CAS') into.adjustments.push(...readAdjustments(reading));
  else if (id === 'DTP' && segments.element(1) === '573') into.adjudicatedOn = reading.date(3) ?? '';
  else if (id === 'AMT' && segments.element(1) === 'EAF') {
    const cents = reading.optionalCents(2);
    if (cents !== undefined) into.remainingPatientLiabilityCents = cents;
  }
}

function readAdjustments(reading: SetReading): Adjustment[] {
  const { segments } = reading;
  const group = segments.element(1);
  if (!isAdjustmentGroup(group)) {
    reading.error('element_code_unknown', 'CAS01 is no adjustment group', 1);
    return [];
  }
  const list: Adjustment[] = [];
  for (let element = 2; element <= 17; element += 3) {
    const reasonCode = segments.element(element);
    if (reasonCode === '') continue;
    const adjustment: Adjustment = { group, reasonCode, amountCents: reading.cents(element + 1) };
    const quantity = reading.quantity(element + 2);
    if (quantity !== undefined) adjustment.quantity = quantity;
    list.push(adjustment);
  }
  return list;
}
