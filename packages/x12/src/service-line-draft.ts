import type { AmbulanceTransport } from '@claimwright/domain/ambulance';
import type { ClaimLine } from '@claimwright/domain/claim';
import type { Drug } from '@claimwright/domain/encounter';
import type { Provider } from '@claimwright/domain/party';
import type { Contact } from '@claimwright/domain/provider-number';
import { dateRange } from './date-read.ts';
import { takeDrugReference, takeForm, takeLineSupplement } from './line-supplement-read.ts';
import { readLineAdjudication, takeLineAdjudication } from './other-payer-read.ts';
import { dropOffOf, type NamedParty, readFacility, readProvider } from './party-read.ts';
import type { SetReading } from './transaction-set.ts';

type ReferenceField =
  | 'mammographyCertification'
  | 'referralNumber'
  | 'priorAuthorizationNumber'
  | 'cliaNumber'
  | 'lineControlNumber';

/** REF01 of 2400 that a line keeps. */
const lineReferenceOf: Readonly<Record<string, ReferenceField>> = {
  EW: 'mammographyCertification',
  '9F': 'referralNumber',
  G1: 'priorAuthorizationNumber',
  X4: 'cliaNumber',
  '6R': 'lineControlNumber',
};

const drugUnits: readonly string[] = ['F2', 'GR', 'ME', 'ML', 'UN'] satisfies Drug['unit'][];

/** One service line while its segments are read: begins at LX. */
export class ServiceLineDraft {
  private readonly reading: SetReading;
  private readonly line: ClaimLine;
  private readonly diagnoses: number;
  private readonly seen = { service: false, date: false };

  constructor(reading: SetReading, place: { lineNumber: number; diagnoses: number }) {
    const { lineNumber } = place;
    this.reading = reading;
    this.diagnoses = place.diagnoses;
    reading.loop = '2400';
    const number = reading.segments.element(1);
    if (number !== String(lineNumber)) reading.error('element_malformed', 'LX01 does not count on by one', 1);
    this.line = {
      lineNumber,
      lineControlNumber: '',
      procedureCode: '',
      modifiers: [],
      chargeCents: 0,
      units: 0,
      unit: 'UN',
      diagnosisPointers: [],
      serviceFrom: '',
      serviceTo: '',
    };
  }

  take(id: string): void {
    const { reading, line } = this;
    const { segments } = reading;
    if (id === 'LIN') {
      reading.loop = '2410';
      if (segments.element(2) === 'N4') line.drug = { ndc: segments.element(3), quantity: 0, unit: 'UN' };
    } else if (id === 'CTP') this.takeDrugQuantity();
    else if (id === 'SVD') {
      reading.loop = '2430';
      line.adjudications ??= [];
      line.adjudications.push(readLineAdjudication(reading));
    } else if (id === 'LQ' || id === 'FRM') {
      reading.loop = '2440';
      takeForm(reading, line, id);
    } else if (reading.loop === '2430') {
      const decided = line.adjudications?.at(-1);
      if (decided) takeLineAdjudication(reading, id, decided);
    } else if (id === 'REF' && reading.loop === '2410') takeDrugReference(reading, line);
    else if (reading.loop !== '2400') return;
    else if (id === 'SV1') this.takeService();
    else if (id === 'DTP' && segments.element(1) === '472') this.takeDate();
    else {
      const field = id === 'REF' ? lineReferenceOf[segments.element(1)] : undefined;
      // REF04 names another payer, whose number this is then.
      if (field && segments.element(4) === '') line[field] = segments.element(2);
      else takeLineSupplement(reading, line, id);
    }
  }

  /** Takes NM1; gives back what PRV, N3, N4, REF and PER after it may add to. */
  takeName(): NamedParty | undefined {
    const { reading, line } = this;
    switch (reading.segments.element(1)) {
      case '82':
        line.renderingProvider = readProvider(reading);
        return this.named('2420A', line.renderingProvider);
      case 'QB': {
        const provider = reading.segments.element(9) === '' ? {} : { npi: reading.segments.element(9) };
        line.purchasedService = { chargeCents: 0, ...line.purchasedService, provider };
        return this.named('2420B', provider);
      }
      case '77':
        return this.takeFacility();
      case 'DQ':
        line.supervisingProvider = readProvider(reading);
        return this.named('2420D', line.supervisingProvider);
      case 'DK':
        return this.takeOrdering();
      case 'DN':
        line.referringProvider = readProvider(reading);
        return this.named('2420F', line.referringProvider);
      case 'P3':
        line.primaryCareProvider = readProvider(reading);
        return this.named('2420F', line.primaryCareProvider);
      case 'PW':
        reading.loop = '2420G';
        return { place: (pickUp) => Object.assign(this.transport(), { pickUp }) };
      case '45': {
        reading.loop = '2420H';
        return { place: dropOffOf(this.transport(), reading.segments.element(3)) };
      }
    }
    reading.error('segment_unexpected', 'NM1 of this entity has no place here', 1);
    return undefined;
  }

  private named(loop: string, provider: Provider): NamedParty {
    this.reading.loop = loop;
    return { taxonomyOf: provider, numbersOf: provider, place: (address) => Object.assign(provider, { address }) };
  }

  private takeFacility(): NamedParty {
    const { reading, line } = this;
    reading.loop = '2420C';
    const facility = readFacility(reading);
    line.serviceFacility = facility;
    return { numbersOf: facility, place: (address) => Object.assign(facility, { address }) };
  }

  private takeOrdering(): NamedParty {
    const { reading, line } = this;
    line.orderingProvider = readProvider(reading);
    const contactTo = (contact: Contact) => {
      line.orderingContact = contact;
    };
    return { ...this.named('2420E', line.orderingProvider), contactTo };
  }

  private transport(): AmbulanceTransport {
    this.line.ambulance ??= {};
    return this.line.ambulance;
  }

  /** The line, after its last segment; notes what it may not lack. */
  finish(): ClaimLine {
    const { reading, line, seen } = this;
    reading.loop = '2400';
    if (!seen.service) reading.error('segment_missing', `Line ${line.lineNumber} has no SV1`);
    if (!seen.date) reading.error('segment_missing', `Line ${line.lineNumber} has no DTP*472`);
    return line;
  }

  private takeService(): void {
    const { reading, line, seen } = this;
    const { segments } = reading;
    if (seen.service) {
      reading.error('segment_unexpected', 'The line has two SV1');
      return;
    }
    seen.service = true;
    if (segments.component(1, 1) !== 'HC') reading.warn('element_code_unknown', 'SV101-1 is not HC', 1, 1);
    line.procedureCode = segments.component(1, 2);
    if (line.procedureCode === '') reading.error('element_missing', 'SV101-2 is missing', 1, 2);
    for (let component = 3; component <= 6; component += 1) {
      const modifier = segments.component(1, component);
      if (modifier !== '') line.modifiers.push(modifier);
    }
    if (segments.component(1, 7) !== '') line.description = segments.component(1, 7);
    line.chargeCents = reading.cents(2);
    const unit = segments.element(3);
    if (unit === 'UN' || unit === 'MJ') line.unit = unit;
    else reading.error('element_code_unknown', 'SV103 is neither UN nor MJ', 3);
    const units = reading.quantity(4);
    if (units === undefined) reading.error('element_missing', 'SV104 gives no quantity', 4);
    else line.units = units;
    if (segments.element(5) !== '') line.placeOfService = segments.element(5);
    this.takePointers();
    if (segments.element(9) === 'Y') line.emergency = true;
    if (segments.element(11) === 'Y') line.epsdt = true;
    if (segments.element(12) === 'Y') line.familyPlanning = true;
    if (segments.element(15) === '0') line.copayExempt = true;
  }

  private takePointers(): void {
    const { reading, line } = this;
    const { segments } = reading;
    for (let component = 1; component <= 4; component += 1) {
      const pointer = segments.component(7, component);
      if (pointer === '') continue;
      if (!/^([1-9]|1[0-2])$/.test(pointer)) {
        reading.error('element_malformed', 'SV107 is no diagnosis pointer from 1 to 12', 7, component);
        continue;
      }
      line.diagnosisPointers.push(Number(pointer));
      if (Number(pointer) > this.diagnoses) {
        reading.warn('element_code_unknown', 'A diagnosis pointer points past the last diagnosis', 7, component);
      }
    }
    if (segments.element(7) === '') reading.error('element_missing', 'SV107-1 is missing', 7, 1);
  }

  private takeDate(): void {
    const { reading, line, seen } = this;
    seen.date = true;
    const [from, to] = dateRange(reading);
    if (!from || !to) return;
    line.serviceFrom = from;
    line.serviceTo = to;
  }

  private takeDrugQuantity(): void {
    const { reading, line } = this;
    const { drug } = line;
    if (!drug) return;
    drug.quantity = reading.quantity(4) ?? 0;
    const unit = reading.segments.component(5, 1);
    if (isDrugUnit(unit)) drug.unit = unit;
    else reading.error('element_code_unknown', 'CTP05-1 is no unit of a drug', 5, 1);
  }
}

function isDrugUnit(unit: string): unit is Drug['unit'] {
  return drugUnits.includes(unit);
}
