import { readFileSync, writeFileSync } from 'node:fs';
import { read276 } from '@claimwright/x12/claim-status-request-read';
import { read277 } from '@claimwright/x12/claim-status-response-read';
import { validateX12 } from '@claimwright/x12/validate';
import { describe, expect, test } from 'vitest';
import { answerGuides } from './answers-table.ts';
import { checkGuide } from './grammar.ts';
import { inLines } from './scenarios.ts';
import { answersOf, questionsOf, statusScenarios, textFilesOf } from './status-scenarios.ts';

const scenarios = statusScenarios();
const updates = process.env.UPDATE_FIXTURES !== undefined;
const answered = scenarios.filter(({ answers }) => answers !== undefined);

function expectKept(file: string, text: string): void {
  if (updates) writeFileSync(file, inLines(text));
  expect(inLines(text)).toBe(readFileSync(file, 'latin1'));
}

describe('a 276 of each situation', () => {
  test('there is one for every situation', () => {
    expect(scenarios.length).toBeGreaterThanOrEqual(10);
    expect(new Set(scenarios.map(({ title }) => title)).size).toBe(scenarios.length);
  });

  test.each(scenarios)('$name is written as kept, and keeps both grammars: $title', (scenario) => {
    const text = questionsOf(scenario);
    expectKept(textFilesOf(scenario).question, text);
    expect(validateX12(text)).toMatchObject({ defects: [], transactions: { 276: 1 } });
    expect(checkGuide(text, answerGuides['276'])).toEqual([]);
  });

  test.each(scenarios)('$name says again the same when it is read and asked once more', (scenario) => {
    const text = questionsOf(scenario);
    const { sets, broken, defects } = read276(text);
    expect({ broken, defects }).toEqual({ broken: [], defects: [] });
    expect(questionsOf({ inquiries: sets[0]?.content.inquiries ?? [] })).toBe(text);
  });

  test('the names and numbers of who is asked about come back whole', () => {
    const named = (name: string) => scenarios.find((each) => each.name === name);
    const back = (name: string) => read276(questionsOf(named(name)!)).sets[0]?.content.inquiries;
    expect(back('02-dependant')).toEqual(named('02-dependant')?.inquiries);
    expect(back('05-person-who-bills')).toEqual(named('05-person-who-bills')?.inquiries);
    expect(back('06-provider-without-npi')?.[0]?.provider).toEqual({
      organizationName: 'RIVER VAN SERVICE',
      taxId: '123456789',
    });
  });

  test('two providers without NPI and with one name are two', () => {
    const [inquiry] = scenarios.find(({ name }) => name === '06-provider-without-npi')?.inquiries ?? [];
    const other = { ...inquiry!, provider: { ...inquiry!.provider, taxId: '98-7654321' } };
    const text = questionsOf({ inquiries: [inquiry!, other] });
    expect(text.match(/NM1\*1P\*2\*RIVER VAN SERVICE\*{5}FI\*\d+/g)).toEqual([
      'NM1*1P*2*RIVER VAN SERVICE*****FI*123456789',
      'NM1*1P*2*RIVER VAN SERVICE*****FI*987654321',
    ]);
  });
});

describe('a 277 that answers', () => {
  test.each(answered)('$name is written as kept, keeps both grammars and is read', (scenario) => {
    const text = answersOf(scenario) ?? '';
    expectKept(textFilesOf(scenario).answer, text);
    expect(validateX12(text)).toMatchObject({ defects: [], transactions: { 277: 1 } });
    expect(checkGuide(text, answerGuides['277'])).toEqual([]);
    const { sets, broken, defects } = read277(text);
    expect({ broken, defects }).toEqual({ broken: [], defects: [] });
    expect(sets[0]?.content.answers.map(({ statuses }) => statuses)).toEqual(
      scenario.answers?.map(({ statuses }) => statuses),
    );
  });

  test.each(answered)('$name names the same people in both', (scenario) => {
    // Of who asks, of the payer and of the patient the answer says what the question said.
    const people = (text: string) => text.match(/NM1\*(PR|41|1P|IL|QC)\*[^~]*/g);
    expect(people(answersOf(scenario) ?? '')).toEqual(people(questionsOf(scenario)));
  });
});
