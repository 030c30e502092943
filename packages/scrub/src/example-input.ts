import { type EncounterInput, encounterInput } from '@claimwright/domain/encounter';
import type { RuleSetting } from '@claimwright/domain/finding';
import { cleanOutpatient, cleanStay } from './clean-bill.ts';
import { cleanEncounter, cleanPayer, cleanTenant, cleanToday } from './clean-encounter.ts';
import { exampleCodeSets } from './example-code-sets.ts';
import { mergePatch } from './merge-patch.ts';
import type { RuleExample } from './rule.ts';
import { rules } from './rules.ts';
import { type ScrubInput, scrub } from './scrub.ts';

const codeSets = exampleCodeSets();

/** Examples show the rules that run only when asked for as well. */
const asked: readonly RuleSetting[] = rules
  .filter(({ offByDefault }) => offByDefault)
  .map(({ id, severity }) => ({ ruleId: id, scope: {}, severity, who: 'example', why: 'to show it' }));

/** The clean encounter with an example's changes, ready to run. Throws when the changes make no readable encounter. */
export function exampleInput(example: Omit<RuleExample, 'words'> = {}): ScrubInput {
  const today = example.today ?? cleanToday;
  return {
    encounter: changedEncounter(example),
    payer: { ...cleanPayer, ...example.payer },
    history: example.history ?? [],
    tenant: { ...cleanTenant, ...example.tenant },
    overrides: [],
    settings: asked,
    codeSets,
    today,
    now: `${today}T12:00:00.000Z`,
    receivedOn: today,
  };
}

const bases = { visit: cleanEncounter, stay: cleanStay, outpatient: cleanOutpatient };

function changedEncounter(example: Omit<RuleExample, 'words'>): EncounterInput {
  const base = bases[example.base ?? 'visit'];
  if (example.encounter === undefined) return base;
  return encounterInput.parse(mergePatch(base, example.encounter));
}

/** What one rule says of an example, "severity pointer" each, in the order it says it. */
export function exampleFindings(ruleId: string, example: Omit<RuleExample, 'words'>): string[] {
  return scrub(exampleInput(example))
    .findings.filter((finding) => finding.ruleId === ruleId)
    .map((finding) => `${finding.severity} ${finding.pointer}`);
}
