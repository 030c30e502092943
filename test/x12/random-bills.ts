import type {
  ClaimValue,
  InstitutionalClaimLine,
  InstitutionalClaimSnapshot,
  InstitutionalDiagnosis,
} from '@claimwright/domain/institutional-claim';
import {
  type LineAdjudication,
  type OtherPayer,
  type OtherPayerAdjudication,
  patientShareCents,
} from '@claimwright/domain/other-payer';
import type { Address, Provider } from '@claimwright/domain/party';
import type { Adjustment } from '@claimwright/domain/remittance';
import { institutional, stay } from './institutional-snapshots.ts';
import { npiOf } from './snapshots.ts';

// Hospital bills put together by chance: every optional part there or not, names as long as they may be, signs in data that
// would end an element, as many codes as a claim has room for, other payers before and after.

type Next = () => number;

/** Draws of one bill. */
class Draw {
  private readonly next: Next;

  constructor(next: Next) {
    this.next = next;
  }

  chance(share = 0.5): boolean {
    return this.next() < share;
  }

  upTo(most: number): number {
    return Math.floor(this.next() * (most + 1));
  }

  pick<Value>(values: readonly Value[]): Value {
    return values[this.upTo(values.length - 1)] as Value;
  }

  maybe<Value>(make: () => Value, share = 0.5): Value | undefined {
    return this.chance(share) ? make() : undefined;
  }

  many<Value>(most: number, make: (index: number) => Value): Value[] {
    return Array.from({ length: this.upTo(most) }, (_, index) => make(index));
  }

  /** A text of at most so many characters once it is written, with what must not get through. */
  text(longest: number): string {
    return this.pick(['ROE', 'Núñez', 'O~NEIL*A', 'A:B^C', "D'ARCY-POE", 'X'.repeat(longest), 'Y '.repeat(longest)])
      .slice(0, longest)
      .trim();
  }

  npi(): string {
    return npiOf(`1${String(this.upTo(99_999_999)).padStart(8, '0')}`);
  }

  day(from = 1, to = 28): string {
    return `2026-11-${String(from + this.upTo(to - from)).padStart(2, '0')}`;
  }
}

function address(draw: Draw): Address {
  const line = { line1: draw.text(55), line2: draw.maybe(() => draw.text(55)) };
  if (draw.chance(0.1)) return { ...line, city: 'TORONTO', state: 'ON', postalCode: 'M5V 2T6', country: 'CA' };
  return { ...line, city: draw.text(30), state: 'GA', postalCode: draw.pick(['30301', '303011234', '30301-1234']) };
}

function provider(draw: Draw, isPerson = draw.chance(0.9)): Provider {
  const npi = draw.maybe(() => draw.npi(), 0.9);
  if (!isPerson) return { npi, organizationName: draw.text(60) };
  return {
    npi,
    lastName: draw.text(60),
    firstName: draw.maybe(() => draw.text(35), 0.9),
    middleName: draw.maybe(() => draw.text(25)),
    suffix: draw.maybe(() => draw.text(10), 0.2),
    taxonomyCode: draw.maybe(() => '207R00000X'),
  };
}

const code = (letter: string) => (index: number) => `${letter}${String.fromCharCode(65 + index)}`;

function diagnosis(draw: Draw, index: number, tells: boolean, letter = 'Z'): InstitutionalDiagnosis {
  const presentOnAdmission = tells ? draw.pick([undefined, 'Y', 'N', 'U', 'W'] as const) : undefined;
  return { code: `${letter}${String(10 + index)}${draw.pick(['', '1', '12', '1234'])}`, presentOnAdmission };
}

function revenueLine(draw: Draw, lineNumber: number, isStay: boolean): InstitutionalClaimLine {
  const procedureCode = draw.maybe(() => draw.pick(['G0463', 'J1885', 'A0425']));
  const from = isStay ? undefined : draw.maybe(() => draw.day(2, 10), 0.9);
  return {
    lineNumber,
    lineControlNumber: `L${lineNumber}`,
    revenueCode: draw.pick(['0120', '0250', '0450', '0636']),
    procedureCode,
    modifiers: procedureCode === undefined ? [] : draw.many(4, (index) => `M${index}`),
    description: procedureCode === undefined ? undefined : draw.maybe(() => draw.text(80)),
    chargeCents: draw.pick([0, 1, 12_345, 99_999_999]),
    units: draw.pick([0, 1, 2.5, 0.125, 999]),
    unit: draw.pick(['UN', 'DA']),
    nonCoveredCents: draw.maybe(() => draw.pick([0, 50])),
    serviceFrom: from,
    serviceTo: from && draw.pick([from, draw.day(10, 20)]),
    drug: draw.maybe(() => ({ ndc: '00002120001', quantity: draw.pick([1, 0.5]), unit: draw.pick(['ML', 'F2']) }), 0.2),
    operatingProvider: draw.maybe(() => provider(draw), 0.2),
    renderingProvider: draw.maybe(() => provider(draw), 0.2),
  };
}

/** Group by group what makes up for an amount that was not paid; may be in two parts, one of them negative. */
function adjustments(draw: Draw, leftCents: number): Adjustment[] {
  if (leftCents === 0 && draw.chance()) return [];
  const over = draw.pick([0, 100]);
  const rest = { group: draw.pick(['PR', 'CO', 'OA', 'PI', 'CR'] as const), reasonCode: draw.pick(['1', '45', '253']) };
  const whole: Adjustment[] = [{ ...rest, amountCents: leftCents + over, quantity: draw.maybe(() => 1, 0.2) }];
  if (over !== 0) whole.push({ group: 'OA', reasonCode: 'B13', amountCents: -over });
  return whole;
}

function decided(draw: Draw, payerId: string, line: InstitutionalClaimLine): LineAdjudication {
  const paidCents = draw.pick([0, Math.floor(line.chargeCents / 2), line.chargeCents]);
  const own = adjustments(draw, line.chargeCents - paidCents);
  return {
    payerId,
    paidCents,
    procedureCode: line.procedureCode,
    revenueCode: draw.maybe(() => line.revenueCode),
    modifiers: line.procedureCode === undefined ? [] : line.modifiers,
    units: line.units,
    bundledLineNumber: undefined,
    adjustments: own,
    adjudicatedOn: '2026-12-05',
    remainingPatientLiabilityCents: draw.maybe(() => patientShareCents(own)),
  };
}

/** Figures of a stay or a visit beside the remarks, each there or not. */
function figures(draw: Draw): Pick<OtherPayerAdjudication, 'inpatient' | 'outpatient'> {
  const cents = () => draw.maybe(() => draw.pick([0, 1, 160_050, 99_999_999_999]));
  return {
    inpatient: draw.maybe(() => ({
      coveredDays: draw.pick([0, 4, 99_999]),
      lifetimePsychiatricDays: draw.maybe(() => 12.5),
      drgCents: cents(),
      capitalCents: cents(),
      costReportDays: draw.maybe(() => 3),
      nonpayableProfessionalCents: cents(),
      capitalExceptionCents: cents(),
    })),
    outpatient: draw.maybe(() => ({
      reimbursementRate: 0.54321,
      payableCents: cents(),
      renalDiseaseCents: cents(),
      nonpayableProfessionalCents: cents(),
    })),
  };
}

const responsibilities = ['primary', 'secondary', 'tertiary'] as const;

/** Payers around the one the bill is sent to: those before it have decided, by line or as a whole. */
function others(draw: Draw, lines: InstitutionalClaimLine[], position: number): OtherPayer[] {
  const count = Math.max(position, draw.upTo(2));
  return responsibilities
    .filter((_, index) => index !== position && index <= count)
    .map((responsibility, index): OtherPayer => {
      const payerId = `7700${index}`;
      const hasDecided = index < position;
      const byLine = draw.chance();
      if (hasDecided && byLine) {
        for (const line of lines) line.adjudications = [...(line.adjudications ?? []), decided(draw, payerId, line)];
      }
      const own = lines.flatMap((line) => (line.adjudications ?? []).filter((each) => each.payerId === payerId));
      const charge = lines.reduce((sum, line) => sum + line.chargeCents, 0);
      const paidCents = byLine ? own.reduce((sum, each) => sum + each.paidCents, 0) : Math.floor(charge / 3);
      const remarkCodes = draw.many(5, (remark) => `N${remark + 1}`);
      return {
        responsibility,
        relationship: draw.pick(['self', 'spouse', 'child', 'other']),
        groupNumber: draw.maybe(() => draw.text(50)),
        groupName: draw.maybe(() => draw.text(60)),
        claimFilingCode: draw.pick(['MB', 'CI', 'BL', 'MA']),
        insuranceTypeCode: draw.maybe(() => '12'),
        memberId: 'W9',
        subscriber: { lastName: draw.text(60), firstName: draw.text(35), address: draw.maybe(() => address(draw)) },
        payerId,
        payerName: draw.text(60),
        payerAddress: draw.maybe(() => address(draw)),
        benefitsAssigned: draw.pick(['yes', 'no', 'not_applicable']),
        releaseOfInformation: draw.pick(['signed', 'informed_consent']),
        payerClaimControlNumber: draw.maybe(() => 'ICN1'),
        priorAuthorizationNumber: draw.maybe(() => 'AUTH9'),
        adjudication: hasDecided
          ? {
              paidCents,
              adjustments: byLine ? [] : adjustments(draw, charge - paidCents),
              nonCoveredCents: undefined,
              remainingPatientLiabilityCents: byLine ? undefined : draw.maybe(() => 100),
              adjudicatedOn: byLine ? undefined : '2026-12-05',
              remarkCodes,
              ...figures(draw),
            }
          : undefined,
      };
    });
}

function values(draw: Draw, room: number): ClaimValue[] {
  return draw.many(room, (index) => ({ code: code('A')(index), hundredths: draw.pick([0, 1, 160_050, 99_999_999]) }));
}

/** One bill, the same for the same draws. */
export function randomBill(next: Next, number: number): InstitutionalClaimSnapshot {
  const draw = new Draw(next);
  const isStay = draw.chance();
  const base = isStay ? stay() : institutional();
  const lines = Array.from({ length: 1 + draw.upTo(4) }, (_, index) => revenueLine(draw, index + 1, isStay));
  const position = draw.upTo(2);
  const otherPayers = others(draw, lines, position);
  const frequencyCode = draw.pick(isStay ? ['1', '2', '3', '4', '7', '8'] : ['1', '7', '8', '5']);
  const isOver = frequencyCode !== '2' && frequencyCode !== '3';
  const patient = {
    lastName: draw.text(60),
    firstName: draw.text(35),
    birthDate: '1980-01-02',
    sex: draw.pick([undefined, 'F', 'M', 'U'] as const),
    address: address(draw),
  };
  return {
    ...base,
    patientControlNumber: `R${number}`,
    totalChargeCents: lines.reduce((sum, line) => sum + line.chargeCents, 0),
    facilityCode: isStay ? draw.pick(['11', '21', '18']) : draw.pick(['13', '14', '32', '72', '81']),
    frequencyCode,
    payerClaimControlNumber: frequencyCode === '7' || frequencyCode === '8' ? 'ICN1' : undefined,
    patientStatusCode: isOver ? '01' : '30',
    dischargeTime: isStay && isOver ? '1400' : undefined,
    admission: isStay
      ? { date: '2026-11-02', time: draw.maybe(() => '0830'), typeCode: '1', sourceCode: '1' }
      : draw.maybe(() => ({ date: '2026-11-02', typeCode: draw.maybe(() => '4'), sourceCode: draw.maybe(() => '5') })),
    statementFrom: '2026-11-02',
    statementTo: '2026-11-20',
    days: isStay ? { covered: draw.upTo(18), nonCovered: draw.maybe(() => 1) } : undefined,
    delayReasonCode: draw.maybe(() => '7', 0.2),
    patientEstimatedDueCents: draw.maybe(() => draw.pick([0, 5_000])),
    priorAuthorizationNumber: draw.maybe(() => draw.text(50)),
    referralNumber: draw.maybe(() => draw.text(50)),
    medicalRecordNumber: draw.maybe(() => draw.text(50)),
    autoAccidentState: draw.maybe(() => 'GA', 0.2),
    billingNote: draw.maybe(() => draw.text(80)),
    diagnoses: {
      principal: diagnosis(draw, 0, isStay, 'A'),
      admitting: isStay ? 'R079' : undefined,
      reasonsForVisit: isStay ? [] : draw.many(3, (index) => `R${10 + index}`),
      externalCauses: draw.many(12, (index) => diagnosis(draw, index, isStay, 'W')),
      other: draw.many(24, (index) => diagnosis(draw, index, isStay)),
      drg: draw.maybe(() => '282'),
    },
    procedures: {
      principal: draw.maybe(() => ({ code: '02703ZZ', date: draw.day() })),
      other: draw.many(24, () => ({ code: '4A023N7', date: draw.day() })),
    },
    occurrences: draw.many(24, (index) => ({ code: code('A')(index), date: draw.day() })),
    occurrenceSpans: draw.many(24, (index) => ({ code: code('M')(index), from: draw.day(1, 9), to: draw.day(9, 20) })),
    values: values(draw, 22),
    conditions: draw.many(24, code('C')),
    treatmentCodes: draw.many(24, code('T')),
    billingProvider: {
      ...base.billingProvider,
      ...(draw.chance(0.1) ? { organizationName: undefined, lastName: 'POE', firstName: 'ANN', taxIdType: 'ssn' } : {}),
      phone: draw.maybe(() => '4045550100'),
      contactName: draw.maybe(() => draw.text(60)),
      payToAddress: draw.maybe(() => address(draw)),
      payToPlan: draw.maybe(
        () => ({
          name: draw.text(60),
          id: 'PLAN1',
          address: address(draw),
          number: draw.maybe(() => ({ kind: 'NF' as const, number: '12345' })),
          taxId: '12-3456789',
        }),
        0.2,
      ),
    },
    attendingProvider: provider(draw),
    operatingProvider: draw.maybe(() => provider(draw)),
    otherOperatingProvider: draw.maybe(() => provider(draw)),
    renderingProvider: draw.maybe(() => provider(draw)),
    referringProvider: draw.maybe(() => provider(draw)),
    serviceFacility: draw.maybe(() => ({
      name: draw.text(60),
      npi: draw.maybe(() => draw.npi()),
      address: address(draw),
    })),
    destination: {
      ...base.destination,
      ...(draw.chance()
        ? { relationship: 'self', subscriber: patient }
        : {
            relationship: draw.pick(['child', 'spouse', 'unknown', 'other', 'life_partner']),
            subscriber: { lastName: draw.text(60), firstName: draw.maybe(() => draw.text(35)) },
          }),
      responsibility: responsibilities[position] ?? 'primary',
      memberId: 'W1234',
      groupNumber: draw.maybe(() => draw.text(50)),
      groupName: draw.maybe(() => draw.text(60)),
      payerAddress: draw.maybe(() => address(draw)),
      payerNumbers: draw.maybe(() => [
        { kind: '2U', number: '1' },
        { kind: 'NF', number: '2' },
        { kind: 'FY', number: '3' },
      ]),
      billingProviderNumbers: draw.maybe(() => [
        { kind: 'LU', number: '9' },
        { kind: 'G2', number: '8' },
      ]),
      propertyCasualtyClaimNumber: draw.maybe(() => 'PC77', 0.2),
      patientSocialSecurityNumber: draw.maybe(() => '123-45-6788', 0.2),
      patientMemberId: draw.maybe(() => 'PM1', 0.2),
    },
    otherPayers: otherPayers.length > 0 ? otherPayers : undefined,
    patient,
    lines,
  };
}
