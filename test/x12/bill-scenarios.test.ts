import { readFileSync, writeFileSync } from 'node:fs';
import { read837I } from '@claimwright/x12/institutional-claim-read';
import { validateX12 } from '@claimwright/x12/validate';
import { describe, expect, test } from 'vitest';
import { billOf, billScenarios, interchangeOfBills, textFileOfBill } from './bill-scenarios.ts';
import { checkInstitutionalClaims } from './grammar.ts';
import { inLines } from './scenarios.ts';

const scenarios = billScenarios();
const updates = process.env.UPDATE_FIXTURES !== undefined;

describe('an 837I of each kind of bill', () => {
  test('there is one for every situation', () => {
    expect(scenarios.length).toBeGreaterThanOrEqual(25);
    expect(new Set(scenarios.map(({ title }) => title)).size).toBe(scenarios.length);
  });

  test.each(scenarios)('$name is written as kept, and keeps both grammars: $title', (scenario) => {
    const written = interchangeOfBills([billOf(scenario)]);
    if (updates) writeFileSync(textFileOfBill(scenario), inLines(written));
    expect(inLines(written)).toBe(readFileSync(textFileOfBill(scenario), 'latin1'));
    expect(validateX12(written).defects).toEqual([]);
    expect(checkInstitutionalClaims(written)).toEqual([]);
  });

  test.each(scenarios)('$name comes back as it was assembled', (scenario) => {
    const { encounterIds: _, ...bill } = billOf(scenario);
    const read = read837I(interchangeOfBills([billOf(scenario)]));
    expect(read.report.defects).toEqual([]);
    const [claim] = read.claims.map((each) => each.claim);
    // Of other payers and of a subscriber who is not the patient less is sent than is known; the tests of coordination look there.
    const others = claim?.otherPayers;
    const { medicalRecordNumber: ___, ...patient } = bill.patient;
    const destination = { ...bill.destination, subscriber: claim?.destination.subscriber };
    expect(claim).toEqual(JSON.parse(JSON.stringify({ ...bill, patient, destination, otherPayers: others })));
    // MIA02 has a use in the 835 only.
    const decided = bill.otherPayers?.map(({ adjudication }) => {
      const { operatingOutlierCents: ____, ...inpatient } = adjudication?.inpatient ?? {};
      return adjudication && { ...adjudication, inpatient: adjudication.inpatient && inpatient };
    });
    expect(others?.map(({ adjudication }) => adjudication)).toEqual(decided);
  });

  test('the lines of rates by group are named so, all others by HCPCS', () => {
    const texts = scenarios.map((scenario) => interchangeOfBills([billOf(scenario)])).join('');
    expect(texts).toMatch(/SV2\*0022\*HP:KAXD1\*/);
    expect(texts).toMatch(/SV2\*0023\*HP:1HC11\*/);
    expect(texts.match(/SV2\*(?!002[234])\d{4}\*HP/g)).toBeNull();
    expect(texts.match(/SV2\*002[234]\*HC/g)).toBeNull();
  });
});
