import { expect, test } from 'vitest';
import { renderCatalogue } from './catalogue.ts';
import type { Rule } from './rule.ts';
import { rules } from './rules.ts';

const template = rules[0] as Rule;
const place = { x12: { loop: '2400', segment: 'SV1', element: 'SV104' }, formBox: '24G' };
const units: Rule = {
  ...{ ...template, id: 'TU901', version: 3, title: 'Units | and minutes', category: 'units', severity: 'deny' },
  ...{ citation: 'a manual', evidence: 'M', logic: 'Units are units.', needs: ['MUE', 'patient history'] },
  ...{
    overridable: true,
    claimTypes: ['professional'],
    place,
    firing: { words: 'none', pointer: '/lines/0/units' },
    passing: { words: 'one' },
  },
};
const text: Rule = {
  ...{ ...units, id: 'ST902', version: 1, title: 'Any text', category: 'structure', severity: 'reject', needs: [] },
  ...{ overridable: false, evidence: 'V', logic: 'Text is text.' },
  place: { x12: { loop: 'any', segment: 'any', element: 'any' }, formBox: 'any' },
};
const whole: Rule = {
  ...{
    ...text,
    id: 'ST903',
    claimTypes: ['professional', 'institutional'],
    title: 'Whole segment',
    evidence: 'S',
    needs: ['hcpcs'],
  },
  place: { x12: { loop: '2300', segment: 'HI', element: 'HI' }, formBox: '21' },
};

test('the page lists the rules, then tells of each under its category', () => {
  expect(renderCatalogue([units, text, whole])).toBe(`# Coding checks

The 3 rules every encounter is checked by, in the order they run. This page is written from the rules themselves;
change the rule, not the page. A reject must not leave; a deny is held unless an authorised user releases it with a reason; a
warning is shown and lets the claim go; an information only annotates. A rule that lacks what it needs says so and never fails.

| rule                               | what                 | severity |
| ---------------------------------- | -------------------- | -------- |
| [TU901](#tu901-units--and-minutes) | Units \\| and minutes | deny     |
| [ST902](#st902-any-text)           | Any text             | reject   |
| [ST903](#st903-whole-segment)      | Whole segment        | reject   |

## Structure of the claim

### ST902 Any text

Text is text.

- Fires: none
- Passes: one
- Severity: reject, may not be released; version 1
- Needs: nothing but the encounter
- Claims: professional
- Place: any text element; CMS-1500 box any
- Source: a manual (verified in an official text or grammar)

### ST903 Whole segment

Text is text.

- Fires: none
- Passes: one
- Severity: reject, may not be released; version 1
- Needs: hcpcs
- Claims: professional and institutional
- Place: loop 2300, HI; CMS-1500 box 21
- Source: a manual (secondary source)

## Units

### TU901 Units | and minutes

Units are units.

- Fires: none
- Passes: one
- Severity: deny, may be released; version 3
- Needs: MUE, patient history
- Claims: professional
- Place: loop 2400, SV1, SV104; CMS-1500 box 24G
- Source: a manual (from experience, not yet checked against the text)

## Checked elsewhere

ST008 (claim number, CLM01) is no rule: an encounter has no claim number, assembly gives it. A number that is not 1 to 17 characters
A to Z or 0 to 9 is never written on a claim, and no two claims of a tenant can have the same one (a unique key of the database).
It says nothing of the patient: it is a counter with a check character. A claim that is sent again keeps its number.

## Repairs

Before the rules look, codes and identifiers are written the way code sets and claims hold them. What was received is kept as it
came; each run lists what it repaired, with the place and the value before and after. No repair makes another code of one, and
none guesses. A repair is switched off, or on again for a payer or a type of claim, by the same settings as a rule: \`off\` and \`info\`.

| repair  | what                    | how                                                                                                         |
| ------- | ----------------------- | ----------------------------------------------------------------------------------------------------------- |
| RP001@1 | Blanks around a code    | Blanks before and after a code or identifier are taken away; a blank within it is a fault and stays.        |
| RP002@1 | Small letters in a code | The letters of a code are written as capitals, as every code set writes them.                               |
| RP003@1 | Dot of a diagnosis      | The dot after the third character of an ICD-10-CM code is taken away; a dot elsewhere is a fault and stays. |
`);
});

test('no rules, no categories', () => {
  const page = renderCatalogue([]);
  expect(page).toContain('The 0 rules');
  expect(page.match(/^## .*$/gm)).toEqual(['## Checked elsewhere', '## Repairs']);
  expect(page).toContain('| ---- | ---- | -------- |\n\n## Checked');
});
