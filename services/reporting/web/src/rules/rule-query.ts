import type { Severity } from '../words/rules.ts';

const settingFields = 'ruleId payerId claimType severity who why until inForce';
const ruleFields = `id version title category severity claimTypes logic citation evidence needs overridable alsoWarns offByDefault formBox fires passes
  x12 { loop segment element } settings { ${settingFields} }`;
const volume = '{ count amountCents }';
const effect = `caught ${volume} overridden ${volume} missed ${volume} falseAlarms ${volume}`;

/** The catalogue, with what the rules foretold and missed over the last 90 days. */
export const rulesQuery = `{
  rules { ${ruleFields} }
  repairKinds { id version title logic settings { ${settingFields} } }
  payers { payerId name }
  ruleEffectiveness { from to rules { ruleId ${effect} } }
}`;

/** One rule. */
export const ruleQuery = `query ($ids: [String!]) {
  payers { payerId name }
  rules(ids: $ids) { ${ruleFields} }
  ruleEffectiveness { from to rules { ruleId ${effect} } }
}`;

/** What all rules did within a window. */
export const effectivenessQuery = `query ($from: Date, $to: Date, $payerId: String) {
  payers { payerId name }
  ruleEffectiveness(from: $from, to: $to, payerId: $payerId) {
    from to
    rules { ruleId title ${effect} }
    denials { category covered denied ${volume} missed ${volume} }
  }
}`;

export interface Volume {
  count: number;
  amountCents: number;
}

export interface Effect {
  ruleId: string;
  title: string | null;
  caught: Volume;
  overridden: Volume;
  missed: Volume;
  falseAlarms: Volume;
}

export interface RuleSetting {
  ruleId: string;
  payerId: string | null;
  claimType: string | null;
  severity: Severity;
  who: string;
  why: string;
  until: string | null;
  inForce: boolean;
}

export interface Rule {
  id: string;
  version: number;
  title: string;
  category: string;
  severity: Severity;
  claimTypes: string[];
  logic: string;
  citation: string;
  evidence: string;
  needs: string[];
  overridable: boolean;
  /** Some findings only warn. */
  alsoWarns: boolean;
  offByDefault: boolean;
  formBox: string;
  fires: string;
  passes: string;
  x12: { loop: string; segment: string; element: string };
  settings: RuleSetting[];
}

/** A way in which values are written plainly before the rules look. */
export interface RepairKind {
  id: string;
  version: number;
  title: string;
  logic: string;
  settings: RuleSetting[];
}

export interface Payer {
  payerId: string;
  name: string;
}

export interface RulesData {
  rules: Rule[];
  ruleEffectiveness: { from: string; to: string; rules: Effect[] };
}
