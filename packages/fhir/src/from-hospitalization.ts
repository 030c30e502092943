import type { InstitutionalBill } from '@claimwright/domain/institutional-encounter';
import type { Provider } from '@claimwright/domain/party';
import type { Resource } from './bundle-index.ts';
import { codingsOf, type KnownSystem } from './code-systems.ts';
import type { Element } from './element.ts';
import { follow } from './follow.ts';
import { fromDateTime } from './from-date-time.ts';
import { fromProviderReference } from './from-practitioner.ts';
import { Issues } from './operation-outcome.ts';
import type { Reading } from './reading.ts';

const stayClasses = new Set(['IMP', 'ACUTE', 'NONAC']);

/** Last part of the URL of the extension in which EHRs send the type of bill on an Encounter; R4 has no element for it. */
const typeOfBillExtension = 'type-of-bill';

/**
 * Whether an Encounter is billed by an institution (837I): one of its charges has a revenue code, or it or a Claim for it names a type
 * of bill. The class alone says nothing: physicians bill their visits to inpatients too.
 */
export function isInstitutional(reading: Reading, holder: Resource, encounter: Element): boolean {
  const quiet = new Issues();
  return (
    extensionOf(encounter, typeOfBillExtension) !== undefined ||
    claimFact(reading, holder, 'typeofbill') !== undefined ||
    reading.links
      .chargesOf(holder)
      .some((charge) => codingsOf(charge.read(quiet).child('code')).some(({ known }) => known === 'revenueCode'))
  );
}

/** Whether the Encounter is a stay by its class. */
export function isStay(encounter: Element): boolean {
  return stayClasses.has(encounter.child('class')?.text('code') ?? '');
}

export interface Hospitalization {
  bill: Partial<InstitutionalBill>;
  /** Who operated, where a procedure of the stay says so. */
  operatingProvider: Provider | undefined;
}

/**
 * What a hospital's bill says besides, as far as an Encounter, its Procedures and a Claim for it tell. What is missing and every bill
 * needs is a warning that names the element; nothing is guessed, and the coding checks hold the encounter until it is there.
 */
export function fromHospitalization(
  reading: Reading,
  holder: Resource,
  encounter: Element,
  period: { start?: string; end?: string },
  organization: Resource | undefined,
): Hospitalization {
  const stay = isStay(encounter);
  const hospitalization = encounter.child('hospitalization');
  const typeOfBill = extensionOf(encounter, typeOfBillExtension) ?? claimFact(reading, holder, 'typeofbill');
  if (typeOfBill === undefined) {
    const text = `Nothing says the type of bill: neither an extension ${typeOfBillExtension} nor a Claim for the visit.`;
    encounter.issues.warning('required', text, encounter.at('extension'));
  }
  const patientStatusCode =
    codeIn(hospitalization?.child('dischargeDisposition'), 'dischargeStatus', dispositions) ??
    claimFact(reading, holder, 'discharge-status');
  if (patientStatusCode === undefined) {
    const text = 'Nothing says how the patient left in a code a claim carries.';
    encounter.issues.warning('required', text, encounter.at('hospitalization.dischargeDisposition'));
  }
  const procedures = proceduresOf(reading, holder, organization);
  const roles = diagnosisRoles(reading, holder, encounter);
  return {
    bill: {
      typeOfBill,
      statementFrom: period.start,
      statementTo: period.end ?? period.start,
      admission: admissionOf(reading, holder, encounter, stay ? period.start : undefined),
      dischargeHour: stay ? hourOf(encounter, 'end') : undefined,
      patientStatusCode,
      admittingDiagnosis: roles('AD')[0],
      reasonsForVisit: roles('CC'),
      procedures: procedures.list,
    },
    operatingProvider: procedures.operatingProvider,
  };
}

function admissionOf(reading: Reading, holder: Resource, encounter: Element, date: string | undefined) {
  const hospitalization = encounter.child('hospitalization');
  const admission = {
    date,
    hour: date === undefined ? undefined : hourOf(encounter, 'start'),
    typeCode: codeIn(encounter.child('priority'), 'admissionType', priorities) ?? claimFact(reading, holder, 'admtype'),
    sourceCode:
      codeIn(hospitalization?.child('admitSource'), 'pointOfOrigin', origins) ??
      claimFact(reading, holder, 'pointoforigin'),
  };
  return Object.values(admission).some((value) => value !== undefined) ? admission : undefined;
}

/** Codes of HL7 that mean one code of a claim and no other; the rest is for the sender to say in the claim's own codes. */
const priorities: Readonly<Record<string, string>> = { EM: '1', UR: '2', EL: '3' };
const origins: Readonly<Record<string, string>> = { 'hosp-trans': '4', born: '5' };
const dispositions: Readonly<Record<string, string>> = {
  home: '01',
  snf: '03',
  aadvice: '07',
  exp: '20',
  rehab: '62',
  long: '63',
  psy: '65',
};

/** The code a claim carries: as the licensed list has it, else the one an HL7 code stands for. */
function codeIn(
  concept: Element | undefined,
  system: KnownSystem,
  synonyms: Readonly<Record<string, string>>,
): string | undefined {
  const codings = codingsOf(concept);
  const own = codings.find(({ known }) => known === system)?.code;
  return own ?? codings.flatMap(({ code }) => (Object.hasOwn(synonyms, code) ? (synonyms[code] ?? []) : []))[0];
}

/** HHMM as the period writes it, in whatever offset; undefined for a date alone. */
function hourOf(encounter: Element, name: 'start' | 'end'): string | undefined {
  const time = /T(\d{2}):(\d{2})/.exec(encounter.child('period')?.text(name) ?? '');
  return time ? `${time[1]}${time[2]}` : undefined;
}

/** ICD-10-CM codes of the diagnoses listed in a role of HL7's diagnosis-role: AD admission, CC chief complaint. */
function diagnosisRoles(reading: Reading, holder: Resource, encounter: Element) {
  const listed = encounter.children('diagnosis').map((element) => ({
    roles: codingsOf(element.child('use')).map(({ code }) => code),
    condition: follow(reading, holder, element.child('condition'), {
      types: ['Condition', 'Procedure'],
      severity: 'information',
    }),
  }));
  return (role: string) =>
    listed.flatMap(({ roles, condition }) => {
      if (!roles.includes(role) || condition?.type !== 'Condition') return [];
      const codings = codingsOf(condition.read(new Issues()).child('code'));
      return codings.find(({ known }) => known === 'icd10cm')?.code ?? [];
    });
}

/** Procedures of the visit that are coded in ICD-10-PCS, in Bundle order. */
function proceduresOf(reading: Reading, holder: Resource, organization: Resource | undefined) {
  const list: InstitutionalBill['procedures'] = [];
  let operatingProvider: Provider | undefined;
  for (const resource of reading.index.ofType('Procedure')) {
    const quiet = new Issues();
    const element = resource.read(quiet);
    const reference = element.child('encounter');
    const visit = follow(reading, resource, reference, { types: ['Encounter'], severity: 'information' });
    if (visit?.path !== holder.path || element.text('status') !== 'completed') continue;
    const code = codingsOf(element.child('code')).find(({ known }) => known === 'icd10pcs')?.code;
    if (code === undefined) continue;
    const performed = element.child('performedPeriod');
    const date =
      fromDateTime(element, 'performedDateTime', 'warning') ??
      (performed && fromDateTime(performed, 'start', 'warning'));
    list.push({ code, ...(date === undefined ? {} : { date }) });
    const [performer] = element.children('performer');
    const found = fromProviderReference(reading, resource, performer?.child('actor'), organization);
    if (found?.organizationName === undefined) operatingProvider ??= found;
  }
  return { list, operatingProvider };
}

/** What a Claim for the visit says in supportingInfo under a category of the CARIN guide for claims ("typeofbill"). */
function claimFact(reading: Reading, holder: Resource, category: string): string | undefined {
  for (const claim of reading.links.claimsOf(holder)) {
    const code = supportingCode(claim, category);
    if (code !== undefined) return code;
  }
  return undefined;
}

/** Whether a Claim is of use here: of all that it repeats, only the facts of a hospital's bill are read. */
export function tellsTypeOfBill(resource: Resource): boolean {
  return resource.type === 'Claim' && supportingCode(resource, 'typeofbill') !== undefined;
}

function supportingCode(claim: Resource, category: string): string | undefined {
  for (const info of claim.read(new Issues()).children('supportingInfo')) {
    if (!codingsOf(info.child('category')).some(({ code }) => code === category)) continue;
    const code = codingsOf(info.child('code'))[0]?.code;
    if (code !== undefined) return code;
  }
  return undefined;
}

/** The value of the extension whose URL ends with a name, as code, text or coding. */
export function extensionOf(element: Element, name: string): string | undefined {
  const extension = element.children('extension').find((one) => one.text('url')?.split('/').at(-1) === name);
  return (
    extension?.text('valueCode') ??
    extension?.text('valueString') ??
    extension?.child('valueCoding')?.text('code') ??
    codingsOf(extension?.child('valueCodeableConcept'))[0]?.code
  );
}
