import type { ClaimStatusInquiry } from '@claimwright/domain/claim-status';
import type { Person } from '@claimwright/domain/party';
import { claimStatusLoopOfLevel } from './claim-status-levels.ts';
import type { TransactionSetsRead } from './envelope.ts';
import { readTransactionSets, type SetReading, type TransactionReader } from './transaction-set.ts';

/** One 276 (005010X212) as read. */
export interface ClaimStatusRequestSet {
  /** BHT03. */
  reference: string;
  /** Loop 2100B. */
  receiver: { name: string; id: string };
  /** One a TRN of 2200D and 2200E, in file order. */
  inquiries: ClaimStatusInquiry[];
}

/** Reads every 276 of a text. Never throws. */
export function read276(text: string): TransactionSetsRead<ClaimStatusRequestSet> {
  return readTransactionSets(text, claimStatusRequestReader);
}

/** How one ST…SE of a 276 is read: the side of the payer, where the simulator sits. */
export const claimStatusRequestReader: TransactionReader<ClaimStatusRequestSet> = {
  identifier: '276',
  version: '005010X212',
  read(reading) {
    const builder = new RequestBuilder(reading);
    while (reading.segments.next()) builder.take();
    return builder.finish();
  },
};

class RequestBuilder {
  private readonly reading: SetReading;
  private readonly set: ClaimStatusRequestSet = { reference: '', receiver: { name: '', id: '' }, inquiries: [] };
  private payer = { id: '', name: '' };
  private provider: ClaimStatusInquiry['provider'] = {};
  private subscriber: Person & { memberId: string } = { lastName: '', memberId: '' };
  private patient: Person | undefined;
  private born: Pick<Person, 'birthDate' | 'sex'> = {};
  private inquiry: ClaimStatusInquiry | undefined;
  private inLine = false;

  constructor(reading: SetReading) {
    this.reading = reading;
  }

  take(): void {
    const { reading } = this;
    const { segments } = reading;
    const { id } = segments;
    if (id === 'BHT') this.set.reference = segments.element(3);
    else if (id === 'HL') this.takeLevel();
    else if (id === 'NM1') this.takeName();
    else if (id === 'DMG') this.takeBirth();
    else if (id === 'TRN') this.beginInquiry();
    else if (id === 'SVC') this.inLine = true;
    else if (id === 'REF') this.takeReference();
    else if (id === 'AMT' && this.inquiry) this.inquiry.chargeCents = reading.cents(2);
    else if (id === 'DTP') this.takePeriod();
    else if (!['ST', 'SE'].includes(id)) reading.warn('segment_unexpected', '005010X212 has no such segment');
  }

  finish(): ClaimStatusRequestSet {
    const { reading, set } = this;
    reading.loop = '';
    if (set.inquiries.length === 0) reading.error('segment_missing', 'The 276 asks of no claim (2200D, 2200E)');
    return set;
  }

  private takeLevel(): void {
    const { reading } = this;
    const code = reading.segments.element(3);
    reading.loop = claimStatusLoopOfLevel[code] ?? '';
    this.inquiry = undefined;
    this.inLine = false;
    this.born = {};
    if (code === '22') this.patient = undefined;
    if (reading.loop === '') reading.error('element_code_unknown', 'HL03 is none of 20, 21, 19, 22, 23', 3);
  }

  private takeName(): void {
    const { reading } = this;
    const { segments } = reading;
    const [name, id] = [segments.element(3), segments.element(9)];
    const [firstName, middleName, suffix] = [4, 5, 7].map((element) => segments.element(element) || undefined);
    const person: Person = {
      ...this.born,
      lastName: name,
      ...(firstName ? { firstName } : {}),
      ...(middleName ? { middleName } : {}),
      ...(suffix ? { suffix } : {}),
    };
    if (reading.loop === '2000A') this.payer = { id, name };
    else if (reading.loop === '2000B') this.set.receiver = { name, id };
    else if (reading.loop === '2000C') {
      const who = segments.element(2) === '1' ? person : { organizationName: name };
      const qualifier = segments.element(8);
      this.provider = { ...who, ...(qualifier === 'XX' ? { npi: id } : qualifier === 'FI' ? { taxId: id } : {}) };
    } else if (reading.loop === '2000D') this.subscriber = { ...person, memberId: id };
    else if (reading.loop === '2000E') this.patient = person;
  }

  /** DMG stands before the name. */
  private takeBirth(): void {
    const { reading } = this;
    const birthDate = reading.date(2);
    const sex = reading.segments.element(3);
    this.born = {
      ...(birthDate ? { birthDate } : {}),
      ...(sex === 'F' || sex === 'M' || sex === 'U' ? { sex } : {}),
    };
  }

  private beginInquiry(): void {
    const { reading, set } = this;
    if (reading.loop !== '2000D' && reading.loop !== '2000E') {
      reading.error('segment_unexpected', 'TRN stands outside a subscriber or dependent');
      return;
    }
    const trace = reading.segments.element(2);
    if (trace === '') reading.error('element_missing', 'TRN02 is missing', 2);
    this.inLine = false;
    this.inquiry = {
      trace,
      patientControlNumber: '',
      chargeCents: 0,
      serviceFrom: '',
      serviceTo: '',
      payer: this.payer,
      provider: this.provider,
      subscriber: this.subscriber,
      ...(reading.loop === '2000E' && this.patient ? { patient: this.patient } : {}),
    };
    set.inquiries.push(this.inquiry);
  }

  private takeReference(): void {
    const { inquiry, reading } = this;
    if (!inquiry || this.inLine) return;
    const value = reading.segments.element(2);
    const qualifier = reading.segments.element(1);
    if (qualifier === 'EJ') inquiry.patientControlNumber = value;
    else if (qualifier === '1K') inquiry.payerClaimControlNumber = value;
    else if (qualifier === 'BLT') inquiry.typeOfBill = value;
  }

  private takePeriod(): void {
    const { inquiry, reading } = this;
    if (!inquiry || this.inLine || reading.segments.element(1) !== '472') return;
    const [from = '', to = from] = reading.segments.element(3).split('-');
    inquiry.serviceFrom = reading.dateOf(from, 3) ?? '';
    inquiry.serviceTo = reading.dateOf(to, 3) ?? '';
  }
}
