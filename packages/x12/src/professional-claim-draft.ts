import type { AmbulanceTransport } from '@claimwright/domain/ambulance';
import type { ClaimCoverage, ClaimLine } from '@claimwright/domain/claim';
import type { ClaimDates } from '@claimwright/domain/encounter';
import type { Address, BillingProvider, Patient, Provider } from '@claimwright/domain/party';
import { takeClaimIndicators, takeClaimSupplement } from './claim-supplement-read.ts';
import { dateRange } from './date-read.ts';
import { OtherPayerDraft } from './other-payer-read.ts';
import { dropOffOf, type NamedParty, readFacility, readProvider, takePartyDetail } from './party-read.ts';
import type { CarriedClaim } from './professional-claim-carried.ts';
import { accidentCode, assignmentCode, benefitsCode, releaseCode, wordOf } from './professional-claim-codes.ts';
import { ServiceLineDraft } from './service-line-draft.ts';
import type { SetReading } from './transaction-set.ts';

/** DTP01 of 2300 that a claim keeps. */
const claimDateOf: Readonly<Record<string, keyof ClaimDates>> = {
  '431': 'onset',
  '454': 'initialTreatment',
  '304': 'lastSeen',
  '453': 'acuteManifestation',
  '484': 'lastMenstrualPeriod',
  '455': 'lastXray',
  '471': 'prescription',
  '360': 'disabilityFrom',
  '361': 'disabilityTo',
  '297': 'lastWorked',
  '296': 'returnToWork',
  '435': 'admission',
  '096': 'discharge',
  '090': 'assumedCare',
  '091': 'relinquishedCare',
  '444': 'firstContact',
  '050': 'repricerReceived',
};

type ReferenceField =
  | 'mammographyCertification'
  | 'referralNumber'
  | 'priorAuthorizationNumber'
  | 'payerClaimControlNumber'
  | 'cliaNumber'
  | 'medicalRecordNumber';

/** REF01 of 2300 that a claim keeps. */
const claimReferenceOf: Readonly<Record<string, ReferenceField>> = {
  EW: 'mammographyCertification',
  '9F': 'referralNumber',
  G1: 'priorAuthorizationNumber',
  F8: 'payerClaimControlNumber',
  X4: 'cliaNumber',
  EA: 'medicalRecordNumber',
};

/** One claim while its segments are read: begins at CLM, ends before the next CLM, HL or SE. */
export class ProfessionalClaimDraft {
  /** Of CLM in the set. */
  readonly position: number;
  private readonly reading: SetReading;
  private readonly claim: CarriedClaim;
  private line: ServiceLineDraft | undefined;
  /** Named by the last NM1 of 2310 or 2420. */
  private party: NamedParty | undefined;
  private otherPayer: OtherPayerDraft | undefined;

  constructor(
    reading: SetReading,
    context: { billingProvider: BillingProvider; destination: ClaimCoverage; patient: Patient },
  ) {
    this.reading = reading;
    this.position = reading.segments.position;
    const { segments } = reading;
    this.claim = {
      claimType: 'professional',
      patientControlNumber: segments.element(1),
      totalChargeCents: reading.cents(2),
      placeOfService: segments.component(5, 1),
      frequencyCode: this.frequency(),
      signatures: {
        providerSignatureOnFile: segments.element(6) === 'Y',
        assignment: this.word(assignmentCode, 7) ?? 'not_assigned',
        benefitsAssigned: this.word(benefitsCode, 8) ?? 'not_applicable',
        releaseOfInformation: this.word(releaseCode, 9) ?? 'informed_consent',
      },
      dates: {},
      ...context,
      diagnoses: [],
      lines: [],
    };
    if (this.claim.patientControlNumber === '') reading.error('element_missing', 'CLM01 is missing', 1);
    if (this.claim.patientControlNumber.length > 38) reading.error('element_malformed', 'CLM01 is too long', 1);
    if (!/^\d\d$/.test(this.claim.placeOfService)) {
      reading.error('element_code_unknown', 'CLM05-1 is no place of service', 5, 1);
    }
    if (segments.component(5, 2) !== 'B') reading.error('element_code_unknown', 'CLM05-2 is not B', 5, 2);
    this.takeAccident();
    takeClaimIndicators(reading, this.claim);
    if (segments.element(20) !== '') this.claim.delayReasonCode = segments.element(20);
  }

  /** Takes any segment of 2300 and below but NM1, N3 and N4. */
  take(id: string): void {
    const { reading, claim } = this;
    const { segments } = reading;
    if (id === 'LX') {
      this.beginLine();
      return;
    }
    if ((id === 'PRV' || id === 'REF' || id === 'PER') && /^(2310|2420)/.test(reading.loop)) {
      takePartyDetail(reading, this.party, id);
      return;
    }
    if (this.line) {
      this.line.take(id);
      return;
    }
    if (id === 'SBR') {
      this.beginOtherPayer();
      return;
    }
    if (id === 'SV1') reading.error('segment_unexpected', 'SV1 stands before any LX');
    if (this.otherPayer) this.otherPayer.take(id);
    if (reading.loop !== '2300') return;
    if (id === 'DTP') this.takeDate();
    else if (id === 'HI' && !['BP', 'BG'].includes(segments.component(1, 1))) this.takeDiagnoses();
    else if (id === 'REF' && claimReferenceOf[segments.element(1)]) {
      const field = claimReferenceOf[segments.element(1)];
      if (field) claim[field] = segments.element(2);
    } else if (id === 'AMT') {
      const paid = segments.element(1) === 'F5' ? reading.optionalCents(2) : undefined;
      if (paid !== undefined) claim.patientPaidCents = paid;
    } else takeClaimSupplement(reading, claim, id);
  }

  /** Takes NM1; gives back where the address that may follow belongs. */
  takeName(): ((address: Address) => void) | undefined {
    this.party = undefined;
    if (!this.line && this.otherPayer) return this.otherPayer.takeName();
    this.party = this.line ? this.line.takeName() : this.takeParty();
    return this.party?.place;
  }

  /** NM1 of 2310. */
  private takeParty(): NamedParty | undefined {
    const { reading, claim } = this;
    const { segments } = reading;
    if (segments.element(8) !== '' && segments.element(9) === '') {
      reading.error('element_missing', 'NM108 stands without NM109', 9);
    }
    switch (segments.element(1)) {
      case 'DN':
        claim.referringProvider = readProvider(reading);
        return this.named('2310A', claim.referringProvider);
      case 'P3':
        claim.primaryCareProvider = readProvider(reading);
        return this.named('2310A', claim.primaryCareProvider);
      case '82':
        claim.renderingProvider = readProvider(reading);
        return this.named('2310B', claim.renderingProvider);
      case '77':
        return this.takeFacility();
      case 'DQ':
        claim.supervisingProvider = readProvider(reading);
        return this.named('2310D', claim.supervisingProvider);
      case 'PW':
        reading.loop = '2310E';
        return { place: (pickUp) => Object.assign(this.transport(), { pickUp }) };
      case '45':
        reading.loop = '2310F';
        return { place: dropOffOf(this.transport(), segments.element(3)) };
    }
    reading.error('segment_unexpected', 'NM1 of this entity has no place here', 1);
    return undefined;
  }

  /** The address of these providers is not sent; one that stands there all the same is passed over. */
  private named(loop: string, provider: Provider): NamedParty {
    this.reading.loop = loop;
    return { taxonomyOf: provider, numbersOf: provider };
  }

  private takeFacility(): NamedParty {
    const { reading, claim } = this;
    reading.loop = '2310C';
    const facility = readFacility(reading);
    claim.serviceFacility = facility;
    return {
      numbersOf: facility,
      place: (address) => Object.assign(facility, { address }),
      contactTo: (contact) => Object.assign(facility, { contact }),
    };
  }

  private transport(): AmbulanceTransport {
    this.claim.ambulance ??= {};
    return this.claim.ambulance;
  }

  /** The claim, after its last segment; notes what it may not lack. */
  finish(): CarriedClaim {
    const { reading, claim } = this;
    this.finishLine();
    reading.loop = '2300';
    if (claim.diagnoses.length === 0)
      reading.error('segment_missing', 'The claim has no HI with a principal diagnosis');
    if (claim.lines.length === 0) reading.error('segment_missing', 'The claim has no LX');
    if (claim.lines.length > 50) reading.error('segment_unexpected', 'The claim has more than 50 LX');
    if (claim.frequencyCode !== '1' && claim.payerClaimControlNumber === undefined) {
      reading.error('segment_missing', 'Frequency 7 or 8 stands without REF*F8');
    }
    return claim;
  }

  private word<Word extends string>(table: Readonly<Record<Word, string>>, element: number): Word | undefined {
    const { reading } = this;
    const word = wordOf(table, reading.segments.element(element));
    if (!word) reading.error('element_code_unknown', `CLM0${element} is missing or no code of the guide`, element);
    return word;
  }

  private frequency(): '1' | '7' | '8' {
    const { reading } = this;
    const code = reading.segments.component(5, 3);
    if (code === '1' || code === '7' || code === '8') return code;
    reading.error('element_code_unknown', 'CLM05-3 is none of 1, 7, 8', 5, 3);
    return '1';
  }

  private takeAccident(): void {
    const { reading, claim } = this;
    const { segments } = reading;
    const code = segments.component(11, 1);
    if (code === '') return;
    const kind = wordOf(accidentCode, code);
    if (!kind) {
      reading.error('element_code_unknown', 'CLM11-1 is none of AA, EM, OA', 11, 1);
      return;
    }
    claim.accident = { kind };
    const alsoKind = wordOf(accidentCode, segments.component(11, 2));
    if (alsoKind) claim.accident.alsoKind = alsoKind;
    const state = segments.component(11, 4);
    if (state !== '') claim.accident.state = state;
    const country = segments.component(11, 5);
    if (country !== '') claim.accident.country = country;
  }

  private takeDate(): void {
    const { reading, claim } = this;
    const { segments } = reading;
    const qualifier = segments.element(1);
    if (qualifier === '314') {
      const [from, to] = dateRange(reading);
      if (from) claim.dates.disabilityFrom = from;
      if (to) claim.dates.disabilityTo = to;
      return;
    }
    const field = claimDateOf[qualifier];
    if (!field && qualifier !== '439') return;
    const [date] = dateRange(reading);
    if (!date) return;
    if (field) claim.dates[field] = date;
    else if (claim.accident) claim.accident.date = date;
    else reading.warn('segment_unexpected', 'DTP*439 stands without an accident in CLM11');
  }

  private takeDiagnoses(): void {
    const { reading, claim } = this;
    const { segments } = reading;
    for (let element = 1; element <= 12; element += 1) {
      const code = segments.component(element, 2);
      if (segments.element(element) === '') break;
      const qualifier = segments.component(element, 1);
      const expected = element === 1 ? ['ABK', 'BK'] : ['ABF', 'BF'];
      if (!expected.includes(qualifier)) {
        reading.error('element_code_unknown', 'HI has a qualifier that is no diagnosis’s', element, 1);
      }
      if (code === '') reading.error('element_missing', 'HI lacks a code', element, 2);
      else claim.diagnoses.push(code);
    }
  }

  private beginOtherPayer(): void {
    this.party = undefined;
    this.otherPayer = new OtherPayerDraft(this.reading);
    this.claim.otherPayers ??= [];
    this.claim.otherPayers.push(this.otherPayer.payer);
  }

  private beginLine(): void {
    this.finishLine();
    this.party = undefined;
    this.line = new ServiceLineDraft(this.reading, {
      lineNumber: this.claim.lines.length + 1,
      diagnoses: this.claim.diagnoses.length,
    });
  }

  private finishLine(): void {
    if (!this.line) return;
    const line: ClaimLine = this.line.finish();
    this.claim.lines.push(line);
    this.line = undefined;
  }
}
