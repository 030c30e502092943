import type { ClaimCoverage } from '@claimwright/domain/claim';
import { relationshipCode } from '@claimwright/domain/coverage';
import type { Address, BillingProvider, Patient, Person } from '@claimwright/domain/party';
import {
  forgetPatient,
  takeBillingNumber,
  takeCoverageNumber,
  takePayToPlan,
  takePayToPlanNumber,
} from './claim-level-read.ts';
import type { X12Defect } from './defect.ts';
import type { TransactionSetOrigin } from './envelope.ts';
import { readPerson, readProvider } from './party-read.ts';
import { responsibilityCode, wordOf } from './professional-claim-codes.ts';
import { ProfessionalClaimDraft } from './professional-claim-draft.ts';
import type { ReadProfessionalSet } from './professional-set.ts';
import { readContact } from './situational-read.ts';
import type { SetReading } from './transaction-set.ts';

/** Every segment 005010X222A1 knows. */
const knownSegments = new Set(
  (
    'ST BHT NM1 PER HL PRV CUR N3 N4 REF SBR PAT DMG CLM DTP PWK CN1 AMT K3 NTE CR1 CR2 CRC HI HCP CAS OI MOA LX SV1 SV5 CR3 ' +
    'QTY MEA PS1 LIN CTP SVD LQ FRM SE'
  ).split(' '),
);

/** So many defects of a level are repeated with each claim below it; the set has them all. */
const mostLevelDefects = 50;

interface Subscriber {
  level: string;
  hasPatients: boolean;
  isPatient: boolean;
  coverage: ClaimCoverage;
  facts: Pick<Patient, 'deathDate' | 'weightPounds' | 'pregnant'>;
}

/** The defects of one claim, by the level they stand in: its subscriber's and patient's are those of every claim below them. */
interface ClaimDefects {
  subscriber: X12Defect[];
  patient: X12Defect[];
  claim: X12Defect[];
}

/** Builds the claims of one 837P set from its segments, one `take` a segment. */
export class ProfessionalSetBuilder {
  private readonly reading: SetReading;
  private readonly set: ReadProfessionalSet;
  private levels = 0;
  private billingLevel = '';
  private billing: BillingProvider = {};
  private subscriber: Subscriber | undefined;
  private patient: Patient | undefined;
  private claim: ProfessionalClaimDraft | undefined;
  /** Where the next N3 and N4 belong. */
  private placeAddress: ((address: Address) => void) | undefined;
  private address: Address | undefined;
  private defects: ClaimDefects = { subscriber: [], patient: [], claim: [] };
  /** Which of them the defects noted from `sectionStart` on belong to; above a subscriber they are the set's alone. */
  private section: keyof ClaimDefects | undefined;
  private sectionStart = 0;

  constructor(reading: SetReading, origin: TransactionSetOrigin) {
    this.reading = reading;
    this.set = {
      origin,
      batchReference: '',
      purposeCode: '',
      submitterName: '',
      submitterId: '',
      receiverName: '',
      receiverPayerId: '',
      claims: [],
      defects: [],
    };
  }

  /** Takes the segment the reading stands at. */
  take(): void {
    const { reading } = this;
    const { segments } = reading;
    const { id } = segments;
    if (!knownSegments.has(id)) {
      reading.error('segment_unexpected', '005010X222A1 has no such segment');
      return;
    }
    if (id === 'HL') this.takeLevel();
    else if (id === 'CLM') this.beginClaim();
    else if (id === 'BHT') {
      this.set.purposeCode = segments.element(2);
      this.set.batchReference = segments.element(3);
    } else if (id === 'N3' || id === 'N4') this.takeAddress(id);
    else if (id === 'SE') this.finishClaim();
    else if (!this.claim) this.takeContext(id);
    else if (id === 'NM1') this.placeAddress = this.claim.takeName();
    else this.claim.take(id);
  }

  finish(): ReadProfessionalSet {
    this.finishClaim();
    if (this.set.claims.length === 0) this.reading.error('segment_missing', 'The set has no CLM');
    return this.set;
  }

  private takeLevel(): void {
    const { reading } = this;
    const { segments } = reading;
    this.finishClaim();
    this.levels += 1;
    const level = segments.element(1);
    const parent = segments.element(2);
    const code = segments.element(3);
    this.placeAddress = undefined;
    if (code === '20') {
      reading.loop = '2000A';
      this.billingLevel = level;
      this.enterSection(undefined);
      this.billing = {};
      this.subscriber = undefined;
      this.patient = undefined;
    } else if (code === '22') {
      reading.loop = '2000B';
      this.enterSection('subscriber');
      this.defects = { subscriber: [], patient: [], claim: [] };
      if (parent !== this.billingLevel)
        reading.error('hierarchy_broken', 'HL02 is not the billing provider’s level', 2);
      this.subscriber = newSubscriber(level, segments.element(4) === '1');
      this.patient = undefined;
    } else if (code === '23') {
      reading.loop = '2000C';
      const { subscriber } = this;
      this.enterSection('patient');
      this.defects.patient = [];
      if (parent !== subscriber?.level) reading.error('hierarchy_broken', 'HL02 is not the subscriber’s level', 2);
      if (subscriber && !subscriber.hasPatients) {
        reading.warn('hierarchy_broken', 'A patient follows though HL04 of the subscriber says none does');
      }
      this.patient = { lastName: '' };
      if (subscriber) forgetPatient(subscriber.coverage);
    } else reading.error('element_code_unknown', 'HL03 is none of 20, 22, 23', 3);
    if (level !== String(this.levels)) reading.error('hierarchy_broken', 'HL01 does not count on by one', 1);
  }

  private takeContext(id: string): void {
    const { reading } = this;
    const { segments } = reading;
    const { loop } = reading;
    if (id === 'NM1') this.takeName();
    else if (id === 'SBR') this.takeSubscriber();
    else if (id === 'PAT') this.takePatientFacts();
    else if (id === 'DMG') this.takeDemographics();
    else if (id === 'PRV' && loop === '2000A' && segments.element(1) === 'BI') {
      this.billing.taxonomyCode = segments.element(3);
    } else if (id === 'PER') this.takeContact();
    else if (id === 'REF' && loop === '2010AC') takePayToPlanNumber(reading, this.billing);
    else if (id === 'REF' && loop === '2010AA') takeBillingNumber(reading, this.billing);
    else if (id === 'REF' && this.subscriber) takeCoverageNumber(reading, this.subscriber.coverage);
  }

  private takeContact(): void {
    const { segments } = this.reading;
    const { loop } = this.reading;
    if (loop === '2010BA' || loop === '2010CA') {
      const contact = readContact(this.reading);
      if (contact && this.subscriber) this.subscriber.coverage.propertyCasualtyContact = contact;
    }
    if (loop !== '2010AA') return;
    for (const element of [3, 5, 7]) {
      if (segments.element(element) !== 'TE' || this.billing.phone !== undefined) continue;
      this.billing.phone = segments.element(element + 1);
      if (segments.element(2) !== '') this.billing.contactName = segments.element(2);
    }
  }

  private takeName(): void {
    const { reading, set, subscriber } = this;
    const { segments } = reading;
    const entity = segments.element(1);
    this.placeAddress = undefined;
    if (segments.element(8) !== '' && segments.element(9) === '') {
      reading.error('element_missing', 'NM108 stands without NM109', 9);
    }
    if (entity === '41') {
      reading.loop = '1000A';
      set.submitterName = segments.element(3);
      set.submitterId = segments.element(9);
    } else if (entity === '40') {
      reading.loop = '1000B';
      set.receiverName = segments.element(3);
      set.receiverPayerId = segments.element(9);
    } else if (entity === '85') this.takeBillingProvider();
    else if (entity === '87') {
      reading.loop = '2010AB';
      const { billing } = this;
      this.placeAddress = (address) => {
        billing.payToAddress = address;
      };
    } else if (entity === 'PE') this.placeAddress = takePayToPlan(reading, this.billing);
    else if (entity === 'IL' && subscriber) this.takeSubscriberName(subscriber);
    else if (entity === 'PR' && subscriber) this.takePayer(subscriber);
    else if (entity === 'QC') this.takePatientName();
    else reading.error('segment_unexpected', 'NM1 of this entity has no place here', 1);
  }

  private takeBillingProvider(): void {
    const { reading, billing } = this;
    reading.loop = '2010AA';
    Object.assign(billing, readProvider(reading));
    this.placeAddress = (address) => {
      billing.address = address;
    };
  }

  private takeSubscriberName(subscriber: Subscriber): void {
    const { reading } = this;
    const { coverage } = subscriber;
    reading.loop = '2010BA';
    coverage.subscriber = readPerson(reading);
    coverage.memberId = reading.segments.element(9);
    this.placeAddress = (address) => {
      coverage.subscriber.address = address;
    };
  }

  private takePayer({ coverage }: Subscriber): void {
    const { reading } = this;
    const { segments } = reading;
    reading.loop = '2010BB';
    coverage.payerName = segments.element(3);
    coverage.payerId = segments.element(9);
    this.placeAddress = (address) => {
      coverage.payerAddress = address;
    };
  }

  private takePatientName(): void {
    const { reading } = this;
    reading.loop = '2010CA';
    if (!this.patient) {
      reading.error('hierarchy_broken', 'A patient is named outside a patient’s level');
      return;
    }
    const patient: Patient = Object.assign(this.patient, readPerson(reading));
    this.placeAddress = (address) => {
      patient.address = address;
    };
  }

  private takeSubscriber(): void {
    const { reading, subscriber } = this;
    const { segments } = reading;
    if (!subscriber) {
      reading.error('segment_unexpected', 'SBR stands outside a subscriber’s level');
      return;
    }
    if (subscriber.coverage.claimFilingCode !== '' || subscriber.isPatient) {
      reading.error('segment_unexpected', 'The subscriber’s level has two SBR');
    }
    const { coverage } = subscriber;
    const responsibility = wordOf(responsibilityCode, segments.element(1));
    if (responsibility) coverage.responsibility = responsibility;
    else reading.error('element_code_unknown', 'SBR01 is none of P, S, T', 1);
    subscriber.isPatient = segments.element(2) === '18';
    coverage.claimFilingCode = segments.element(9);
    if (segments.element(3) !== '') coverage.groupNumber = segments.element(3);
    if (segments.element(4) !== '') coverage.groupName = segments.element(4);
    if (segments.element(5) !== '') coverage.insuranceTypeCode = segments.element(5);
  }

  private takePatientFacts(): void {
    const { reading, subscriber } = this;
    const { segments } = reading;
    const target = this.patient ?? subscriber?.facts;
    if (!subscriber || !target) {
      reading.error('segment_unexpected', 'PAT stands outside a subscriber or patient');
      return;
    }
    if (this.patient) {
      const relationship = wordOf(relationshipCode, segments.element(1));
      if (relationship && relationship !== 'self') subscriber.coverage.relationship = relationship;
      else reading.error('element_code_unknown', 'PAT01 is no individual relationship code', 1);
    }
    const deathDate = reading.date(6);
    if (deathDate) target.deathDate = deathDate;
    const weight = reading.quantity(8);
    if (weight !== undefined) target.weightPounds = weight;
    if (segments.element(9) === 'Y') target.pregnant = true;
  }

  private takeDemographics(): void {
    const { reading, subscriber } = this;
    const person: Person | undefined = this.patient ?? subscriber?.coverage.subscriber;
    if (!person) {
      reading.error('segment_unexpected', 'DMG stands outside a subscriber or patient');
      return;
    }
    const birthDate = reading.date(2);
    if (birthDate) person.birthDate = birthDate;
    const sex = reading.segments.element(3);
    if (sex === 'F' || sex === 'M' || sex === 'U') person.sex = sex;
    else reading.error('element_code_unknown', 'DMG03 is none of F, M, U', 3);
  }

  private takeAddress(id: string): void {
    const { segments } = this.reading;
    if (id === 'N3' || !this.address) {
      this.address = { line1: id === 'N3' ? segments.element(1) : '', city: '' };
      if (id === 'N3' && segments.element(2) !== '') this.address.line2 = segments.element(2);
      this.placeAddress?.(this.address);
    }
    if (id === 'N3') return;
    const { address } = this;
    address.city = segments.element(1);
    const state = segments.element(2) || segments.element(7);
    if (state !== '') address.state = state;
    if (segments.element(3) !== '') address.postalCode = segments.element(3);
    if (segments.element(4) !== '') address.country = segments.element(4);
    this.address = undefined;
    this.placeAddress = undefined;
  }

  private beginClaim(): void {
    const { reading } = this;
    this.finishClaim();
    this.enterSection('claim');
    this.defects.claim = [];
    reading.loop = '2300';
    this.placeAddress = undefined;
    this.claim = new ProfessionalClaimDraft(reading, { billingProvider: this.billing, ...this.whoIsClaimedFor() });
  }

  private whoIsClaimedFor(): { destination: ClaimCoverage; patient: Patient } {
    const { reading, subscriber } = this;
    if (!subscriber) {
      reading.error('hierarchy_broken', 'CLM stands outside a subscriber’s level');
      return { destination: newSubscriber('', false).coverage, patient: this.patient ?? { lastName: '' } };
    }
    const { coverage } = subscriber;
    if (this.billing.npi === undefined && this.billing.organizationName === undefined && !this.billing.lastName) {
      reading.error('segment_missing', 'No billing provider (2010AA) is named for this claim');
    }
    if (coverage.subscriber.lastName === '')
      reading.error('segment_missing', 'No subscriber (2010BA) is named for this claim');
    if (this.patient?.lastName === '') reading.error('segment_missing', 'No patient (2010CA) is named for this claim');
    if (coverage.payerId === '') reading.error('element_missing', 'No payer (2010BB) is named for this claim');
    if (this.patient) return { destination: { ...coverage }, patient: this.patient };
    if (!subscriber.isPatient) {
      reading.error('hierarchy_broken', 'The subscriber is not the patient (SBR02), and no patient’s level follows');
    }
    return {
      destination: { ...coverage, relationship: 'self' },
      patient: { ...coverage.subscriber, ...subscriber.facts },
    };
  }

  private finishClaim(): void {
    const { claim, set } = this;
    if (!claim) return;
    this.claim = undefined;
    const content = claim.finish();
    this.enterSection(undefined);
    set.claims.push({
      transactionSetControlNumber: set.origin.transactionSetControlNumber,
      transactionSetPosition: claim.position,
      claim: content,
      defects: [
        ...this.defects.subscriber.slice(0, mostLevelDefects),
        ...this.defects.patient.slice(0, mostLevelDefects),
        ...this.defects.claim,
      ],
    });
  }

  /** Files the defects noted since the last call under the section that ends here. */
  private enterSection(next: keyof ClaimDefects | undefined): void {
    const { reading, section } = this;
    if (section) this.defects[section] = this.defects[section].concat(reading.defects.slice(this.sectionStart));
    this.section = next;
    this.sectionStart = reading.defects.length;
  }
}

function newSubscriber(level: string, hasPatients: boolean): Subscriber {
  return {
    level,
    hasPatients,
    isPatient: false,
    coverage: {
      responsibility: 'primary',
      payerId: '',
      payerName: '',
      memberId: '',
      relationship: 'unknown',
      subscriber: { lastName: '' },
      claimFilingCode: '',
    },
    facts: {},
  };
}
