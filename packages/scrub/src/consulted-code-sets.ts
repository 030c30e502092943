import type {
  AddOnAnswer,
  CodeAnswer,
  CodeSets,
  CoverageAnswer,
  DiagnosisFlags,
  ExcludesAnswer,
  GroupAnswer,
  MueAnswer,
  MueSetting,
  PhysicianFeeAnswer,
  ProcedureFlags,
  PtpAnswer,
  PtpSetting,
  TabularNotes,
} from '@claimwright/codesets/code-sets';
import type { IsoDate } from '@claimwright/domain/dates';

/** What rules ask of code sets beyond the codes of the encounter; every edition that answers is noted. */
export class ConsultedCodeSets {
  readonly #codeSets: CodeSets;
  readonly #editions: Set<string>;
  /** Whether a table of code groups is loaded at all: rules ask for many groups of every line. */
  readonly hasGroups: boolean;

  constructor(codeSets: CodeSets, editions: Set<string>) {
    this.#codeSets = codeSets;
    this.#editions = editions;
    this.hasGroups = codeSets.editions()['code-group'] !== undefined;
  }

  excludes1Conflict(a: string, b: string, on: IsoDate): ExcludesAnswer {
    return this.#noted(this.#codeSets.excludes1Conflict(a, b, on));
  }

  /** Of another day than that of the visit: those are in the facts of the diagnosis. */
  diagnosisFlags(code: string, on: IsoDate): DiagnosisFlags & { edition?: string } {
    const flags = this.#codeSets.diagnosisFlags(code, on);
    if (flags.edition !== undefined) this.#editions.add(flags.edition);
    return flags;
  }

  codeFirst(code: string, on: IsoDate): TabularNotes {
    return this.#noted(this.#codeSets.codeFirst(code, on));
  }

  useAdditional(code: string, on: IsoDate): TabularNotes {
    return this.#noted(this.#codeSets.useAdditional(code, on));
  }

  excludes2(code: string, on: IsoDate): TabularNotes {
    return this.#noted(this.#codeSets.tabularNotes(code, 'excludes2', on));
  }

  ptp(setting: PtpSetting, column1: string, column2: string, on: IsoDate): PtpAnswer {
    return this.#noted(this.#codeSets.ptp(setting, column1, column2, on));
  }

  mue(code: string, setting: MueSetting, on: IsoDate): MueAnswer {
    return this.#noted(this.#codeSets.mue(code, setting, on));
  }

  addOn(code: string, on: IsoDate): AddOnAnswer {
    return this.#noted(this.#codeSets.addOn(code, on));
  }

  physicianFee(code: string, on: IsoDate): PhysicianFeeAnswer {
    return this.#noted(this.#codeSets.physicianFee(code, on));
  }

  coverage(code: string, jurisdiction: string | undefined, on: IsoDate): CoverageAnswer {
    return this.#noted(this.#codeSets.coverage(code, jurisdiction, on));
  }

  codeGroup(group: string, code: string, on: IsoDate): GroupAnswer {
    return this.#noted(this.#codeSets.codeGroup(group, code, on));
  }

  revenueCode(code: string, on: IsoDate): CodeAnswer {
    return this.#noted(this.#codeSets.revenueCode(code, on));
  }

  poaExempt(code: string, on: IsoDate): CodeAnswer {
    return this.#noted(this.#codeSets.poaExempt(code, on));
  }

  icd10pcs(code: string, on: IsoDate): CodeAnswer {
    return this.#noted(this.#codeSets.icd10pcs(code, on));
  }

  procedureFlags(code: string, on: IsoDate): ProcedureFlags & { edition?: string } {
    const flags = this.#codeSets.procedureFlags(code, on);
    if (flags.edition !== undefined) this.#editions.add(flags.edition);
    return flags;
  }

  #noted<Answer extends { status: string; edition?: string }>(answer: Answer): Answer {
    if (answer.edition !== undefined) this.#editions.add(answer.edition);
    return answer;
  }
}
