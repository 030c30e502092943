import { expect, test } from 'vitest';
import { renderCatalogue } from './catalogue.ts';
import type { Rule } from './rule.ts';
import { rules } from './rules.ts';

const { alsoWarns: _, ...template } = rules[0] as Rule;
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
  expect(renderCatalogue([units, text, whole]).split('\n## Checked elsewhere')[0]).toBe(`# Coding checks

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
`);
});

test('no rules, no categories', () => {
  const page = renderCatalogue([]);
  expect(page).toContain('The 0 rules');
  expect(page.match(/^## .*$/gm)).toEqual(['## Checked elsewhere', '## Repairs']);
  expect(page).toContain('| ---- | ---- | -------- |\n\n## Checked');
});

test('says what of a rule only warns, and which rules wait to be asked for', () => {
  const page = renderCatalogue([
    { ...units, alsoWarns: true },
    { ...text, alsoWarns: true },
    { ...whole, offByDefault: true },
  ]);
  expect(page).toContain('- Severity: deny, some findings only warn, may be released; version 3');
  expect(page).toContain(
    '- Severity: reject, some findings only warn, may not be released, settings may make the warnings info or off; version 1',
  );
  expect(page).toContain('- Severity: reject, off unless a setting asks for it, may not be released; version 1');
});
