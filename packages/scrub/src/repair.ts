import type { Diagnosis } from '@claimwright/domain/diagnosis';
import type { EncounterInput, ServiceLine } from '@claimwright/domain/encounter';

/** What a repair does; it changes how a value is written and never which code it is. */
export type RepairKind = 'trim' | 'upper_case' | 'strip_dot' | 'strip_separators';

/** One value that was written anew. `from` and `to` are the value before and after; several kinds may have had a part. */
export interface Repaired {
  pointer: string;
  from: string;
  to: string;
  repair: RepairKind;
}

export interface RepairResult {
  encounter: EncounterInput;
  diff: Repaired[];
}

/** Whitespace around and inside a code. */
const blanks = /\s+/g;
const npiShape = /^\d[\d\s-]*\d$/;

/**
 * Writes codes and identifiers the way tables and claims hold them: no blanks, capitals, no dot in a diagnosis, no separators
 * in an NPI. Pure: the encounter given is not changed, and one that needs nothing comes back itself.
 * Repairing twice changes nothing more.
 */
export function repair(encounter: EncounterInput): RepairResult {
  const diff: Repaired[] = [];
  const diagnoses = mapChanged(encounter.diagnoses, (diagnosis, index) => repairDiagnosis(diff, diagnosis, index));
  const lines = mapChanged(encounter.lines, (line, index) => repairLine(diff, line, index));
  const placeOfService = code(diff, '/placeOfService', encounter.placeOfService);
  const cliaNumber = code(diff, '/cliaNumber', encounter.cliaNumber);
  const billingProvider = withNpi(diff, '/billingProvider', encounter.billingProvider);
  const renderingProvider = withNpi(diff, '/renderingProvider', encounter.renderingProvider);
  const referringProvider = withNpi(diff, '/referringProvider', encounter.referringProvider);
  if (diff.length === 0) return { encounter, diff };
  const repaired = { ...encounter, diagnoses, lines, billingProvider };
  const optional = { placeOfService, cliaNumber, renderingProvider, referringProvider };
  return { encounter: { ...repaired, ...withoutAbsent(optional) }, diff };
}

function repairDiagnosis(diff: Repaired[], diagnosis: Diagnosis, index: number): Diagnosis {
  const pointer = `/diagnoses/${index}/code`;
  const capital = code(diff, pointer, diagnosis.code) ?? diagnosis.code;
  // Only the dot in its one right place: any other is a fault for DX003.
  const bare = /^[A-Z][0-9A-Z]{2}\.[0-9A-Z]{1,4}$/.test(capital) ? capital.replace('.', '') : capital;
  note(diff, pointer, capital, bare, 'strip_dot');
  return bare === diagnosis.code ? diagnosis : { ...diagnosis, code: bare };
}

function repairLine(diff: Repaired[], line: ServiceLine, index: number): ServiceLine {
  const at = `/lines/${index}`;
  const before = diff.length;
  const procedureCode = code(diff, `${at}/procedureCode`, line.procedureCode) ?? line.procedureCode;
  const modifiers = line.modifiers.map((modifier, m) => code(diff, `${at}/modifiers/${m}`, modifier) ?? modifier);
  const placeOfService = code(diff, `${at}/placeOfService`, line.placeOfService);
  const cliaNumber = code(diff, `${at}/cliaNumber`, line.cliaNumber);
  const renderingProvider = withNpi(diff, `${at}/renderingProvider`, line.renderingProvider);
  const orderingProvider = withNpi(diff, `${at}/orderingProvider`, line.orderingProvider);
  if (diff.length === before) return line;
  const optional = { placeOfService, cliaNumber, renderingProvider, orderingProvider };
  return { ...line, procedureCode, modifiers, ...withoutAbsent(optional) };
}

/** A code without blanks and in capitals. */
function code(diff: Repaired[], pointer: string, value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const tight = value.replace(blanks, '');
  note(diff, pointer, value, tight, 'trim');
  const capital = tight.toUpperCase();
  note(diff, pointer, tight, capital, 'upper_case');
  return capital;
}

function withNpi<P extends { npi?: string }>(diff: Repaired[], pointer: string, provider: P): P;
function withNpi<P extends { npi?: string }>(diff: Repaired[], pointer: string, provider: P | undefined): P | undefined;
function withNpi<P extends { npi?: string }>(diff: Repaired[], pointer: string, provider?: P): P | undefined {
  const npi = provider?.npi;
  if (provider === undefined || npi === undefined || !npiShape.test(npi)) return provider;
  const bare = npi.replace(/[\s-]/g, '');
  note(diff, `${pointer}/npi`, npi, bare, 'strip_separators');
  return bare === npi ? provider : { ...provider, npi: bare };
}

function note(diff: Repaired[], pointer: string, from: string, to: string, kind: RepairKind): void {
  if (from !== to) diff.push({ pointer, from, to, repair: kind });
}

/** The same list when no member changed. */
function mapChanged<T>(list: T[], change: (one: T, index: number) => T): T[] {
  const changed = list.map(change);
  return changed.some((one, index) => one !== list[index]) ? changed : list;
}

function withoutAbsent<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;
}
