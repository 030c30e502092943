import type { EncounterInput, ServiceLine } from '@claimwright/domain/encounter';
import type { RuleSetting } from '@claimwright/domain/finding';
import type { InstitutionalBill } from '@claimwright/domain/institutional-encounter';
import type { Provider } from '@claimwright/domain/party';
import { type Repair, withRepairs } from '@claimwright/domain/repair';
import { resolveSeverities, type SettingScope } from './resolve-severities.ts';

/** A way in which a value may be written plainly: it changes how a code is written and never which code it is. */
export interface RepairKind {
  id: string;
  version: number;
  title: string;
  logic: string;
}

const trim: RepairKind = {
  id: 'RP001',
  version: 1,
  title: 'Blanks around a code',
  logic: 'Blanks before and after a code or identifier are taken away; a blank within it is a fault and stays.',
};
const upperCase: RepairKind = {
  id: 'RP002',
  version: 1,
  title: 'Small letters in a code',
  logic: 'The letters of a code are written as capitals, as every code set writes them.',
};
const stripDot: RepairKind = {
  id: 'RP003',
  version: 1,
  title: 'Dot of a diagnosis',
  logic: 'The dot after the third character of an ICD-10-CM code is taken away; a dot elsewhere is a fault and stays.',
};

/** All repairs, in the order in which one value goes through them. */
export const repairKinds: readonly RepairKind[] = [trim, upperCase, stripDot];

/** Ids of the repairs that are made. */
export type RepairsInForce = ReadonlySet<string>;

/** What is made when nobody has said otherwise. */
export const allRepairs: RepairsInForce = new Set(repairKinds.map(({ id }) => id));

/** Settings resolve as those of rules do: the narrowest in force counts, and `off` is off. */
export function repairsInForce(settings: readonly RuleSetting[], scope: SettingScope): RepairsInForce {
  const resolved = resolveSeverities(repairKinds, settings, scope);
  if (resolved.size === 0) return allRepairs;
  return new Set([...allRepairs].filter((id) => resolved.get(id)?.severity !== 'off'));
}

export interface RepairResult {
  /** The encounter given when nothing needed repair. */
  encounter: EncounterInput;
  repairs: readonly Repair[];
}

/**
 * Writes codes and identifiers the way tables and claims hold them. Pure: the encounter given is not changed, and one that needs
 * nothing comes back itself, with nothing copied. Repairing twice changes nothing more.
 */
export function repair(encounter: EncounterInput, inForce: RepairsInForce = allRepairs): RepairResult {
  const at = new Mending(inForce);
  const { diagnoses, lines } = encounter;
  for (let index = 0; index < diagnoses.length; index += 1) at.diagnosis('/diagnoses/', index, diagnoses[index]?.code);
  for (let index = 0; index < lines.length; index += 1) mendLine(at, index, lines[index] as ServiceLine);
  at.code('/placeOfService', encounter.placeOfService);
  at.code('/cliaNumber', encounter.cliaNumber);
  at.provider('/billingProvider', encounter.billingProvider);
  at.provider('/renderingProvider', encounter.renderingProvider);
  at.provider('/referringProvider', encounter.referringProvider);
  at.provider('/primaryCareProvider', encounter.primaryCareProvider);
  at.provider('/supervisingProvider', encounter.supervisingProvider);
  at.provider('/orderingProvider', encounter.orderingProvider);
  at.code('/serviceFacility/npi', encounter.serviceFacility?.npi);
  if (encounter.institutional) mendBill(at, encounter.institutional);
  return { encounter: withRepairs(encounter, at.repairs), repairs: at.repairs };
}

function mendLine(at: Mending, index: number, line: ServiceLine): void {
  at.code('/lines/', line.procedureCode, index, '/procedureCode');
  at.code('/lines/', line.revenueCode, index, '/revenueCode');
  at.code('/lines/', line.placeOfService, index, '/placeOfService');
  at.code('/lines/', line.cliaNumber, index, '/cliaNumber');
  at.code('/lines/', line.drug?.ndc, index, '/drug/ndc');
  const { modifiers } = line;
  for (let m = 0; m < modifiers.length; m += 1) {
    if (!isPlain(modifiers[m])) at.code(`/lines/${index}/modifiers/`, modifiers[m], m);
  }
  at.provider('/lines/', line.renderingProvider, index, '/renderingProvider');
  at.provider('/lines/', line.orderingProvider, index, '/orderingProvider');
  at.provider('/lines/', line.referringProvider, index, '/referringProvider');
  at.provider('/lines/', line.primaryCareProvider, index, '/primaryCareProvider');
  at.provider('/lines/', line.supervisingProvider, index, '/supervisingProvider');
  at.provider('/lines/', line.operatingProvider, index, '/operatingProvider');
  at.code('/lines/', line.serviceFacility?.npi, index, '/serviceFacility/npi');
  at.code('/lines/', line.purchasedService?.provider?.npi, index, '/purchasedService/provider/npi');
}

function mendBill(at: Mending, bill: InstitutionalBill): void {
  at.code('/institutional/typeOfBill', bill.typeOfBill);
  at.code('/institutional/patientStatusCode', bill.patientStatusCode);
  at.code('/institutional/admission/typeCode', bill.admission?.typeCode);
  at.code('/institutional/admission/sourceCode', bill.admission?.sourceCode);
  at.diagnosis('/institutional/admittingDiagnosis', undefined, bill.admittingDiagnosis);
  for (const [index, code] of bill.reasonsForVisit.entries()) {
    at.diagnosis('/institutional/reasonsForVisit/', index, code, '');
  }
  for (const [index, { code }] of bill.externalCauses.entries()) {
    at.diagnosis('/institutional/externalCauses/', index, code);
  }
  for (const name of ['procedures', 'occurrences', 'occurrenceSpans', 'values'] as const) {
    for (const [index, { code }] of bill[name].entries()) at.code(`/institutional/${name}/`, code, index, '/code');
  }
  for (const [index, code] of bill.conditions.entries()) at.code('/institutional/conditions/', code, index);
  at.provider('/institutional/attendingProvider', bill.attendingProvider);
  at.provider('/institutional/operatingProvider', bill.operatingProvider);
  at.provider('/institutional/otherOperatingProvider', bill.otherOperatingProvider);
}

/** Whether a value has neither a small letter nor a blank, nor anything beyond ASCII: nearly every value, told without a copy. */
function isPlain(value: string | undefined): boolean {
  if (value === undefined) return true;
  for (let index = 0; index < value.length; index += 1) {
    const unit = value.charCodeAt(index);
    if (unit <= 32 || (unit >= 97 && unit <= 122) || unit >= 127) return false;
  }
  return true;
}

const smallLetters = /[a-z]/;
/** Only the dot in its one right place: any other is a fault for DX003. */
const dotted = /^[A-Za-z][0-9A-Za-z]{2}\.[0-9A-Za-z]{1,4}$/;
const fourth = 3;
const dot = 46;

/** Collects repairs; a pointer is put together only where there is something to repair. */
class Mending {
  readonly repairs: Repair[] = [];
  readonly #inForce: RepairsInForce;

  constructor(inForce: RepairsInForce) {
    this.#inForce = inForce;
  }

  code(base: string, value: string | undefined, index?: number, leaf = ''): void {
    if (value === undefined || isPlain(value)) return;
    this.#letters(index === undefined ? base : `${base}${index}${leaf}`, value);
  }

  provider(base: string, provider: Provider | undefined, index?: number, leaf = ''): void {
    if (provider === undefined || (isPlain(provider.npi) && isPlain(provider.taxonomyCode))) return;
    const pointer = index === undefined ? base : `${base}${index}${leaf}`;
    this.code(`${pointer}/npi`, provider.npi);
    this.code(`${pointer}/taxonomyCode`, provider.taxonomyCode);
  }

  diagnosis(base: string, index: number | undefined, value: string | undefined, leaf = '/code'): void {
    if (value === undefined || (isPlain(value) && value.charCodeAt(fourth) !== dot)) return;
    const pointer = index === undefined ? base : `${base}${index}${leaf}`;
    const code = this.#letters(pointer, value);
    if (dotted.test(code)) this.#note(stripDot, pointer, code, code.replace('.', ''));
  }

  #letters(pointer: string, value: string): string {
    const bare = this.#note(trim, pointer, value, value.trim());
    // What is no letter of a code (an ß becomes two) is a fault, and not for us to write otherwise.
    const capital = smallLetters.test(bare) ? bare.replace(/[a-z]+/g, (letters) => letters.toUpperCase()) : bare;
    return this.#note(upperCase, pointer, bare, capital);
  }

  /** What stands there afterwards: the value itself where the repair is switched off or had nothing to do. */
  #note({ id, version }: RepairKind, pointer: string, before: string, after: string): string {
    if (before === after || !this.#inForce.has(id)) return before;
    this.repairs.push({ repairId: id, repairVersion: version, pointer, before, after });
    return after;
  }
}
