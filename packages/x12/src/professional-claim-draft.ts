import type { ClaimCoverage, ClaimLine } from '@claimwright/domain/claim';
import type { ClaimDates } from '@claimwright/domain/encounter';
import type { Address, BillingProvider, Patient, Provider } from '@claimwright/domain/party';
import { dateRange } from './date-read.ts';
import { OtherPayerDraft } from './other-payer-read.ts';
import { readProvider } from './party-read.ts';
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
  private provider: Provider | undefined;
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
    if (id === 'PRV') {
      this.takeTaxonomy();
      return;
    }
    if (this.line) {
      this.line.take(id);
      return;
    }
    if (id === 'SBR') this.beginOtherPayer();
    else if (this.otherPayer) this.otherPayer.take(id);
    else if (id === 'DTP' && reading.loop === '2300') this.takeDate();
    else if (id === 'HI' && reading.loop === '2300') this.takeDiagnoses();
    else if (id === 'REF' && reading.loop === '2300') {
      const field = claimReferenceOf[segments.element(1)];
      if (field) claim[field] = segments.element(2);
    } else if (id === 'AMT' && reading.loop === '2300' && segments.element(1) === 'F5') {
      const paid = reading.optionalCents(2);
      if (paid !== undefined) claim.patientPaidCents = paid;
    } else if (id === 'NTE' && segments.element(1) === 'ADD') claim.note = segments.element(2);
    else if (id === 'SV1') reading.error('segment_unexpected', 'SV1 stands before any LX');
  }

  /** Takes NM1; gives back where the address that may follow belongs. */
  takeName(): ((address: Address) => void) | undefined {
    const { reading, claim } = this;
    if (this.line) {
      const provider = this.line.takeName();
      this.provider = provider;
      return provider && ((address) => Object.assign(provider, { address }));
    }
    const { segments } = reading;
    const entity = segments.element(1);
    this.provider = undefined;
    if (this.otherPayer) return this.otherPayer.takeName();
    if (segments.element(8) !== '' && segments.element(9) === '') {
      reading.error('element_missing', 'NM108 stands without NM109', 9);
    }
    if (entity === '77') return this.takeFacility();
    if (entity === 'DN') {
      reading.loop = '2310A';
      this.provider = claim.referringProvider = readProvider(reading);
    } else if (entity === '82') {
      reading.loop = '2310B';
      this.provider = claim.renderingProvider = readProvider(reading);
    } else if (entity === 'DQ') {
      reading.loop = '2310D';
      this.provider = claim.supervisingProvider = readProvider(reading);
    } else if (['P3', 'PW', '45'].includes(entity)) reading.loop = '2310';
    else reading.error('segment_unexpected', 'NM1 of this entity has no place here', 1);
    return undefined;
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
    const first = segments.component(1, 1);
    if (['BP', 'BG'].includes(first)) return;
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

  private takeFacility(): (address: Address) => void {
    const { reading, claim } = this;
    const { segments } = reading;
    reading.loop = '2310C';
    const facility = { name: segments.element(3), address: { line1: '', city: '' } };
    claim.serviceFacility = segments.element(9) === '' ? facility : { ...facility, npi: segments.element(9) };
    return (address) => {
      if (claim.serviceFacility) claim.serviceFacility.address = address;
    };
  }

  private takeTaxonomy(): void {
    const { reading, provider } = this;
    const { segments } = reading;
    if (provider && segments.element(1) === 'PE') provider.taxonomyCode = segments.element(3);
  }

  private beginOtherPayer(): void {
    this.provider = undefined;
    this.otherPayer = new OtherPayerDraft(this.reading);
    this.claim.otherPayers ??= [];
    this.claim.otherPayers.push(this.otherPayer.payer);
  }

  private beginLine(): void {
    this.finishLine();
    this.provider = undefined;
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
