import { repairKinds } from './repair.ts';
import { type Rule, type RuleCategory, ruleCategories } from './rule.ts';

const categoryTitles: Readonly<Record<RuleCategory, string>> = {
  structure: 'Structure of the claim',
  identity: 'Identifiers and names',
  code_validity: 'Codes',
  demographics: 'Codes and the patient',
  diagnosis_relations: 'Diagnoses among themselves',
  modifiers: 'Modifiers',
  place_of_service: 'Place of service',
  units: 'Units',
  institutional: 'Hospital bills',
  ncci: 'Code pairs and unit limits (NCCI)',
  history: 'History of the patient',
  administration: 'Administration',
};

const evidenceWords = {
  V: 'verified in an official text or grammar',
  S: 'secondary source',
  M: 'from experience, not yet checked against the text',
} as const;

/** The rules as a page for people: Markdown, in the order they run. Ends with a newline. */
export function renderCatalogue(rules: readonly Rule[]): string {
  const parts = [
    '# Coding checks',
    '',
    `The ${rules.length} rules every encounter is checked by, in the order they run. This page is written from the rules themselves;`,
    'change the rule, not the page. A reject must not leave; a deny is held unless an authorised user releases it with a reason; a',
    'warning is shown and lets the claim go; an information only annotates. A rule that lacks what it needs says so and never fails.',
    '',
    ...overview(rules),
  ];
  for (const category of ruleCategories) {
    const members = rules.filter((rule) => rule.category === category);
    if (members.length === 0) continue;
    parts.push('', `## ${categoryTitles[category]}`);
    for (const rule of members) parts.push('', ...section(rule));
  }
  parts.push('', ...elsewhereSection(), '', ...repairSection());
  return `${parts.join('\n')}\n`;
}

/** What is no rule because the encounter has no place for it. */
function elsewhereSection(): string[] {
  return [
    '## Checked elsewhere',
    '',
    'ST008 (claim number, CLM01) is no rule: an encounter has no claim number, assembly gives it. A number that is not 1 to 17 characters',
    'A to Z or 0 to 9 is never written on a claim, and no two claims of a tenant can have the same one (a unique key of the database).',
    'It says nothing of the patient: it is a counter with a check character. A claim that is sent again keeps its number.',
  ];
}

/** Repairs are no rules: they make no finding and hold nothing. */
function repairSection(): string[] {
  return [
    '## Repairs',
    '',
    'Before the rules look, codes and identifiers are written the way code sets and claims hold them. What was received is kept as it',
    'came; each run lists what it repaired, with the place and the value before and after. No repair makes another code of one, and',
    'none guesses. A repair is switched off, or on again for a payer or a type of claim, by the same settings as a rule: `off` and `info`.',
    '',
    ...table(
      ['repair', 'what', 'how'],
      repairKinds.map(({ id, version, title, logic }) => [`${id}@${version}`, cell(title), cell(logic)]),
    ),
  ];
}

function overview(rules: readonly Rule[]): string[] {
  const rows = rules.map((rule) => [
    `[${rule.id}](#${anchorOf(rule)})`,
    cell(rule.title),
    rule.offByDefault ? `${rule.severity} (off)` : rule.severity,
  ]);
  return table(['rule', 'what', 'severity'], rows);
}

/** A table with columns of even width, as the formatter of the project leaves it. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) => `| ${cells.map((text, at) => text.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)];
}

function section(rule: Rule): string[] {
  const { loop, segment, element } = rule.place.x12;
  const needs = rule.needs.length === 0 ? 'nothing but the encounter' : rule.needs.join(', ');
  const x12 =
    loop === 'any' ? 'any text element' : `loop ${loop}, ${segment}${segment === element ? '' : `, ${element}`}`;
  return [
    `### ${headingOf(rule)}`,
    '',
    rule.logic,
    '',
    `- Fires: ${rule.firing.words}`,
    `- Passes: ${rule.passing.words}`,
    `- Severity: ${severityInWords(rule)}; version ${rule.version}`,
    `- Needs: ${needs}`,
    `- Claims: ${rule.claimTypes.join(' and ')}`,
    `- Place: ${x12}; ${rule.place.formBox.startsWith('FL ') ? `UB-04 ${rule.place.formBox}` : `CMS-1500 box ${rule.place.formBox}`}`,
    `- Source: ${rule.citation} (${evidenceWords[rule.evidence]})`,
  ];
}

function severityInWords({ severity, overridable, alsoWarns, offByDefault }: Rule): string {
  const words = [offByDefault ? `${severity}, off unless a setting asks for it` : severity];
  if (alsoWarns) words.push('some findings only warn');
  words.push(overridable ? 'may be released' : 'may not be released');
  if (alsoWarns && !overridable) words.push('settings may make the warnings info or off');
  return words.join(', ');
}

function headingOf(rule: Rule): string {
  return `${rule.id} ${rule.title}`;
}

/** The anchor GitHub gives the heading. */
function anchorOf(rule: Rule): string {
  return headingOf(rule)
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
