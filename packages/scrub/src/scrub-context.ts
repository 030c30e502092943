import type { CodeAnswer, CodeSets, DiagnosisFlags, SideAnswer } from '@claimwright/codesets/code-sets';
import type { Coverage } from '@claimwright/domain/coverage';
import type { IsoDate } from '@claimwright/domain/dates';
import { type EncounterInput, primaryCoverage, type ServiceLine, serviceDates } from '@claimwright/domain/encounter';
import type { HistoryLine } from '@claimwright/domain/finding';
import { carriesRate } from '@claimwright/domain/institutional-encounter';
import type { PayerProfile } from '@claimwright/domain/payer';
import type { TenantFacts } from '@claimwright/domain/tenant-facts';
import { type BillFacts, billFacts } from './bill-facts.ts';
import { diagnosisCode, type ProcedureShape, procedureShape, upperCode } from './code-shapes.ts';
import { ConsultedCodeSets } from './consulted-code-sets.ts';
import { medicareFilingCodes } from './medicare-policies-table.ts';
import { type ProviderMention, providerMentions } from './provider-mentions.ts';
import { type SeventhCharacterFault, seventhCharacterFault } from './seventh-character.ts';

/** What the context is made from. */
export interface ContextSources {
  encounter: EncounterInput;
  /** As it was sent, where repairs made another of it; messages name diagnoses as their sender wrote them. */
  received?: EncounterInput;
  /** Profile of the payer of the encounter's primary coverage. */
  payer: PayerProfile;
  /** The patient's other lines, in any order; never those of this encounter. */
  history: readonly HistoryLine[];
  codeSets: CodeSets;
  today: IsoDate;
  /** The day the encounter came in. */
  receivedOn: IsoDate;
  /** Tables the tenant loaded; without one the rules that ask for it have no data. */
  tenant?: TenantFacts;
}

/** What code sets say of one diagnosis on one date of service. */
export interface DiagnosisCheck {
  on: IsoDate;
  answer: CodeAnswer;
  /** Set when the code's trouble is its 7th character: DX004 speaks, DX001 and DX002 keep silent. */
  seventh?: SeventhCharacterFault;
}

export interface DiagnosisFacts {
  index: number;
  /** As it was sent. */
  raw: string;
  /** No dot, capitals; undefined when the shape is not one of ICD-10-CM. */
  code: string | undefined;
  /** One for each date of service whose lines point here, earliest first; the first date of the encounter when none does. */
  checks: readonly DiagnosisCheck[];
  /** On the first of these dates. */
  flags: DiagnosisFlags & { edition?: string };
  /** The side its title names; known without a date of service, since a code keeps its meaning. */
  side: SideAnswer;
}

export interface ModifierFacts {
  code: string;
  /** Undefined when the shape is wrong: it is not looked up. */
  answer: CodeAnswer | undefined;
}

export interface LineFacts {
  index: number;
  line: ServiceLine;
  /** Capitals; empty on a revenue line without one. */
  procedure: string;
  shape: ProcedureShape;
  /** Undefined unless the code has the shape of HCPCS Level II or of CPT. */
  procedureAnswer: CodeAnswer | undefined;
  modifiers: readonly ModifierFacts[];
  from: IsoDate;
  to: IsoDate;
  /** The line's own place, else the encounter's. */
  place: string | undefined;
  placeAnswer: CodeAnswer | undefined;
}

/** The encounter as rules see it: codes normalised and looked up once, dates resolved, providers listed. */
export interface ScrubContext {
  encounter: EncounterInput;
  payer: PayerProfile;
  /** The patient's other lines on claims of this type: a hospital's and a physician's services do not repeat each other. */
  history: readonly HistoryLine[];
  /** On claims of the other type. */
  otherHistory: readonly HistoryLine[];
  today: IsoDate;
  receivedOn: IsoDate;
  /** Of an institutional encounter. */
  bill: BillFacts | undefined;
  diagnoses: readonly DiagnosisFacts[];
  lines: readonly LineFacts[];
  /** First and last date of service; undefined without lines. */
  service: { from: IsoDate; to: IsoDate } | undefined;
  totalChargeCents: number;
  /** The coverage that answers first, and where it stands. */
  coverage: Coverage | undefined;
  coverageIndex: number;
  providers: readonly ProviderMention[];
  codeSets: ConsultedCodeSets;
  tenant: TenantFacts;
  /** Original Medicare answers first. */
  medicare: boolean;
  /** Editions the answers came from, each "set@edition". */
  editions: ReadonlySet<string>;
}

const noFacts: TenantFacts = {};
const placePattern = /^[0-9A-Z]{2}$/;
const noFlags: DiagnosisFlags = {};
const noSide: SideAnswer = { status: 'no_data', reason: 'the code has no shape of ICD-10-CM' };

/** What a line bills, for a message: its procedure code, else its revenue code. */
export function serviceName({ procedure, line }: LineFacts): string {
  return procedure === '' && line.revenueCode !== undefined ? `revenue code ${line.revenueCode}` : procedure;
}

/** Looks up and lays out everything the rules share. Pure; throws on nothing an encounter can hold. */
export function gatherContext(sources: ContextSources): ScrubContext {
  const { encounter, codeSets } = sources;
  const editions = new Set<string>();
  const lines: LineFacts[] = [];
  let total = 0;
  for (const line of encounter.lines) {
    lines.push(lineFacts(encounter, line, lines, codeSets));
    total += line.chargeCents;
  }
  const service = serviceDates(encounter);
  const bill = billFacts(encounter, codeSets, sources.received);
  const diagnoses = diagnosisFacts(encounter, lines, bill?.codesOn ?? service?.from, sources);
  noteEditions(editions, diagnoses, lines);
  // The payer the claim goes to: the first, or where that one has decided already the next.
  const billed = primaryCoverage(encounter);
  const coverageIndex = billed ? encounter.coverages.indexOf(billed) : 0;
  return {
    encounter,
    payer: sources.payer,
    ...sidesOf(sources.history, bill !== undefined),
    today: sources.today,
    receivedOn: sources.receivedOn,
    bill,
    diagnoses,
    lines,
    service,
    totalChargeCents: total,
    coverage: encounter.coverages[coverageIndex],
    coverageIndex,
    providers: providerMentions(encounter),
    codeSets: new ConsultedCodeSets(codeSets, editions),
    tenant: sources.tenant ?? noFacts,
    medicare: medicareFilingCodes.has(encounter.coverages[coverageIndex]?.claimFilingCode ?? ''),
    editions,
  };
}

function sidesOf(history: readonly HistoryLine[], institutional: boolean) {
  // Nearly every patient has claims of one type, and no list is copied for them.
  if (!history.some((past) => isHospitalLine(past) !== institutional)) return { history, otherHistory: [] };
  return {
    history: history.filter((past) => isHospitalLine(past) === institutional),
    otherHistory: history.filter((past) => isHospitalLine(past) !== institutional),
  };
}

/** Whether an earlier line stood on a hospital's bill. */
function isHospitalLine({ typeOfBill, revenueCode }: HistoryLine): boolean {
  return Boolean(typeOfBill ?? revenueCode);
}

function lineFacts(
  encounter: EncounterInput,
  line: ServiceLine,
  earlier: readonly LineFacts[],
  codeSets: CodeSets,
): LineFacts {
  const procedure = upperCode(line.procedureCode ?? '');
  const shape = line.procedureCode === undefined ? 'none' : procedureShape(procedure, carriesRate(line.revenueCode));
  const from = line.serviceFrom;
  const place = line.placeOfService ?? encounter.placeOfService;
  const before = earlier[earlier.length - 1];
  const samePlace = before !== undefined && before.place === place && before.from === from;
  return {
    index: earlier.length,
    line,
    procedure,
    shape,
    procedureAnswer: shape === 'hcpcs' || shape === 'cpt' ? codeSets.hcpcs(procedure, from) : undefined,
    modifiers: line.modifiers.map((raw) => {
      const code = upperCode(raw);
      return { code, answer: placePattern.test(code) ? codeSets.modifier(code, from) : undefined };
    }),
    from,
    to: line.serviceTo ?? from,
    place,
    placeAnswer: samePlace ? before.placeAnswer : placeAnswer(place, from, codeSets),
  };
}

function placeAnswer(place: string | undefined, on: IsoDate, codeSets: CodeSets): CodeAnswer | undefined {
  if (place === undefined) return undefined;
  const code = upperCode(place);
  return placePattern.test(code) ? codeSets.placeOfService(code, on) : undefined;
}

function diagnosisFacts(
  encounter: EncounterInput,
  lines: readonly LineFacts[],
  firstDate: IsoDate | undefined,
  { codeSets, receivedOn, received = encounter }: ContextSources,
): DiagnosisFacts[] {
  return encounter.diagnoses.map((diagnosis, index) => {
    const raw = received.diagnoses[index]?.code ?? diagnosis.code;
    const code = diagnosisCode(diagnosis.code);
    if (code === undefined) return { index, raw, code, checks: [], flags: noFlags, side: noSide };
    const checks: DiagnosisCheck[] = [];
    for (const { line, from } of lines) {
      if (!line.diagnosisPointers.includes(index + 1)) continue;
      if (!checks.some((check) => check.on === from)) checks.push(checkDiagnosis(code, from, codeSets));
    }
    if (checks.length === 0 && firstDate) checks.push(checkDiagnosis(code, firstDate, codeSets));
    // Lines have no order that means anything: the earliest date speaks.
    if (checks.length > 1) checks.sort((one, other) => (one.on < other.on ? -1 : 1));
    const on = checks[0]?.on;
    const flags = on === undefined ? noFlags : codeSets.diagnosisFlags(code, on);
    return { index, raw, code, checks, flags, side: codeSets.side(code, on ?? receivedOn) };
  });
}

function checkDiagnosis(code: string, on: IsoDate, codeSets: CodeSets): DiagnosisCheck {
  const answer = codeSets.icd10cm(code, on);
  if (answer.status === 'valid') return { on, answer };
  return { on, answer, seventh: seventhCharacterFault(code, on, answer, codeSets) };
}

function noteEditions(editions: Set<string>, diagnoses: readonly DiagnosisFacts[], lines: readonly LineFacts[]): void {
  for (const diagnosis of diagnoses) {
    for (const { answer } of diagnosis.checks) noteAnswer(editions, answer);
    if (diagnosis.flags.edition !== undefined) editions.add(diagnosis.flags.edition);
    if (diagnosis.side.status !== 'no_data') editions.add(diagnosis.side.edition);
  }
  for (const line of lines) {
    noteAnswer(editions, line.procedureAnswer);
    noteAnswer(editions, line.placeAnswer);
    for (const { answer } of line.modifiers) noteAnswer(editions, answer);
  }
}

function noteAnswer(editions: Set<string>, answer: CodeAnswer | undefined): void {
  if (answer !== undefined && answer.status !== 'no_data') editions.add(answer.edition);
}
