import { relationshipCode } from '@claimwright/domain/coverage';
import type { IsoDate } from '@claimwright/domain/dates';
import type {
  InstitutionalClaimLine,
  InstitutionalClaimSnapshot,
  StayDays,
} from '@claimwright/domain/institutional-claim';
import type { Cents } from '@claimwright/domain/money';
import type { Address, Provider } from '@claimwright/domain/party';
import {
  printedFullName,
  printedPart,
  printedPhone,
  printedSurnameFirst,
  printedText,
  printedZip,
} from './printed-text.ts';

/** A code with its date, `YYYY-MM-DD`. */
export interface DatedCode {
  code: string;
  date: IsoDate;
}

/** A diagnosis with its present-on-admission indicator, where one is told. */
export interface CodedDiagnosis {
  code: string;
  presentOnAdmission?: string;
}

/** FL 76 to 79. */
export interface NamedProvider {
  /** FL 78 and 79: DN referring, ZZ other operating, 82 rendering. */
  qualifier?: string;
  npi?: string;
  lastName: string;
  firstName: string;
}

/** FL 42 to 48 of one service line. */
export interface Ub04Line {
  lineNumber: number;
  fl42: string;
  /** The drug as N4, its NDC, unit and quantity; else the description. */
  fl43: string;
  /** Procedure code and modifiers. */
  fl44: string;
  fl45?: IsoDate;
  fl46: number;
  fl47: Cents;
  fl48?: Cents;
}

/**
 * What the form locators (FL) of a UB-04 say of an institutional claim. Members are named by their locators; those the claim has nothing
 * for are absent or empty. FL 7, 19–28 beyond the codes told, 30, 37, 49, 57, 65, 68, 73 and 75 stay empty: no claim of ours has
 * anything for them.
 */
export interface Ub04Data {
  /** Billing provider: name, street, city and telephone. */
  fl1: string[];
  /** Pay-to name and address. */
  fl2: string[];
  /** Patient control number. */
  fl3a: string;
  /** Medical record number. */
  fl3b?: string;
  /** Type of bill, four characters. */
  fl4: string;
  /** Federal tax number. */
  fl5?: string;
  fl6: { from: IsoDate; through: IsoDate };
  /** Patient's name, last first. */
  fl8b: string;
  fl9: { street: string; city: string; state: string; zip: string; country: string };
  fl10?: IsoDate;
  fl11?: string;
  fl12?: IsoDate;
  /** HH. */
  fl13?: string;
  fl14?: string;
  fl15?: string;
  /** HH. */
  fl16?: string;
  fl17: string;
  /** Condition codes. */
  fl18: string[];
  fl29?: string;
  /** Occurrences, FL 31–34. */
  fl31: DatedCode[];
  /** Occurrence spans, FL 35–36. */
  fl35: { code: string; from: IsoDate; through: IsoDate }[];
  /** Responsible party. */
  fl38: string[];
  /** Value codes, FL 39–41, in hundredths. */
  fl39: { code: string; hundredths: number }[];
  lines: Ub04Line[];
  /** FL 47 of line 23. */
  totalChargeCents: Cents;
  /** FL 48 of line 23. */
  nonCoveredCents: Cents;
  /** Payer, FL 50–65, line A. */
  fl50: string;
  fl51: string;
  fl52: 'Y' | 'I';
  fl53: 'Y' | 'N' | 'W';
  /** Paid by the patient before (value code FC). */
  fl54?: Cents;
  fl55?: Cents;
  /** NPI of the billing provider. */
  fl56?: string;
  fl58: string;
  fl59: string;
  fl60: string;
  fl61?: string;
  fl62?: string;
  fl63?: string;
  fl64?: string;
  /** ICD-10. */
  fl66: '0';
  /** Principal diagnosis. */
  fl67: CodedDiagnosis;
  /** A to Q, then the rest. */
  fl67a: CodedDiagnosis[];
  fl69?: string;
  fl70: string[];
  /** DRG. */
  fl71?: string;
  fl72: CodedDiagnosis[];
  fl74?: DatedCode;
  /** Other procedures, a to e, then the rest. */
  fl74a: DatedCode[];
  fl76?: NamedProvider;
  fl77?: NamedProvider;
  /** FL 78, 79, then the rest. */
  fl78: NamedProvider[];
  fl80: string;
  /** Qualifier and code: B3 taxonomy of the billing provider. */
  fl81: { qualifier: string; code: string }[];
}

/** Form-locator data of a claim: everything it has, also what a page of paper has no room for. */
export function ub04Data(claim: InstitutionalClaimSnapshot): Ub04Data {
  const { admission, billingProvider, destination, diagnoses, patient, procedures, signatures } = claim;
  return {
    fl1: [
      printedFullName(billingProvider),
      ...addressLines(billingProvider.address),
      phone(billingProvider.phone),
    ].filter(Boolean),
    fl2: billingProvider.payToAddress
      ? [printedFullName(billingProvider), ...addressLines(billingProvider.payToAddress)].filter(Boolean)
      : [],
    fl3a: claim.patientControlNumber,
    fl3b: claim.medicalRecordNumber,
    fl4: `0${claim.facilityCode}${claim.frequencyCode}`,
    fl5: billingProvider.taxId,
    fl6: { from: claim.statementFrom, through: claim.statementTo },
    fl8b: printedSurnameFirst(patient),
    fl9: patientAddress(patient.address),
    fl10: patient.birthDate,
    fl11: patient.sex,
    fl12: admission?.date,
    fl13: admission?.time?.slice(0, 2),
    fl14: admission?.typeCode,
    fl15: admission?.sourceCode,
    fl16: claim.dischargeTime?.slice(0, 2),
    fl17: claim.patientStatusCode,
    fl18: claim.conditions,
    fl29: claim.autoAccidentState,
    fl31: claim.occurrences,
    fl35: claim.occurrenceSpans.map(({ code, from, to }) => ({ code, from, through: to })),
    fl38: [printedFullName(destination.subscriber), ...addressLines(destination.subscriber.address)].filter(Boolean),
    fl39: [...dayValues(claim.days), ...claim.values],
    lines: claim.lines.map(line),
    totalChargeCents: claim.totalChargeCents,
    nonCoveredCents: claim.lines.reduce((sum, { nonCoveredCents = 0 }) => sum + nonCoveredCents, 0),
    fl50: printedPart(destination.payerName),
    fl51: destination.payerId,
    fl52: signatures.releaseOfInformation === 'signed' ? 'Y' : 'I',
    fl53: ({ yes: 'Y', no: 'N', not_applicable: 'W' } as const)[signatures.benefitsAssigned],
    fl54: claim.values.find(({ code }) => code === 'FC')?.hundredths,
    fl55: claim.patientEstimatedDueCents,
    fl56: billingProvider.npi,
    fl58: printedSurnameFirst(destination.subscriber),
    fl59: relationshipCode[destination.relationship],
    fl60: destination.memberId,
    fl61: destination.groupName,
    fl62: destination.groupNumber,
    fl63: claim.priorAuthorizationNumber ?? claim.referralNumber,
    fl64: claim.payerClaimControlNumber,
    fl66: '0',
    fl67: diagnoses.principal,
    fl67a: diagnoses.other,
    fl69: diagnoses.admitting,
    fl70: diagnoses.reasonsForVisit,
    fl71: diagnoses.drg,
    fl72: diagnoses.externalCauses,
    fl74: procedures.principal,
    fl74a: procedures.other,
    fl76: named(claim.attendingProvider),
    fl77: named(claim.operatingProvider),
    fl78: [
      named(claim.otherOperatingProvider, 'ZZ'),
      named(claim.renderingProvider, '82'),
      named(claim.referringProvider, 'DN'),
    ].filter((provider) => provider !== undefined),
    fl80: printedText(claim.billingNote ?? ''),
    fl81: billingProvider.taxonomyCode ? [{ qualifier: 'B3', code: billingProvider.taxonomyCode }] : [],
  };
}

function line({ drug, ...of }: InstitutionalClaimLine): Ub04Line {
  return {
    lineNumber: of.lineNumber,
    fl42: of.revenueCode,
    fl43: drug ? `N4${drug.ndc} ${drug.unit}${drug.quantity}` : printedText(of.description ?? ''),
    fl44: [of.procedureCode ?? '', ...of.modifiers].join(''),
    fl45: of.serviceFrom,
    fl46: of.units,
    fl47: of.chargeCents,
    fl48: of.nonCoveredCents,
  };
}

const dayCodes: readonly [keyof StayDays, string][] = [
  ['covered', '80'],
  ['nonCovered', '81'],
  ['coinsurance', '82'],
  ['lifetimeReserve', '83'],
];

/** On paper the days of a stay are value codes with whole numbers. */
function dayValues(days: StayDays = {}) {
  return dayCodes.flatMap(([kind, code]) => {
    const count = days[kind];
    return count === undefined ? [] : [{ code, hundredths: count * 100 }];
  });
}

function named(provider: Provider | undefined, qualifier?: string): NamedProvider | undefined {
  if (!provider) return undefined;
  return {
    ...(qualifier ? { qualifier } : {}),
    npi: provider.npi,
    lastName: printedPart(provider.organizationName ?? provider.lastName),
    firstName: printedPart(provider.firstName),
  };
}

function addressLines(address: Address | undefined): string[] {
  if (!address) return [];
  const street = [address.line1, address.line2].map(printedPart).filter(Boolean).join(' ');
  const city = [printedPart(address.city), printedText(address.state ?? ''), printedZip(address.postalCode)];
  return [street, city.filter(Boolean).join(' ')];
}

function patientAddress(address: Address | undefined): Ub04Data['fl9'] {
  return {
    street: [address?.line1, address?.line2].map(printedPart).filter(Boolean).join(' '),
    city: printedPart(address?.city),
    state: printedText(address?.state ?? ''),
    zip: printedZip(address?.postalCode),
    country: printedText(address?.country ?? ''),
  };
}

function phone(number: string | undefined): string {
  const parts = printedPhone(number);
  return parts ? `${parts.areaCode}${parts.number}` : '';
}
