import type { CodeSets } from '@claimwright/codesets/code-sets';
import { defaultPayerProfile } from '@claimwright/domain/payer';
import { scrub } from '@claimwright/scrub/scrub';
import { beforeAll, describe, expect, test } from 'vitest';
import { changedBill, type HospitalBill, hospitalBills } from './planted/hospital-bills.ts';
import { type PlantedOnBill, plantedOnBills } from './planted/hospital-mistakes-table.ts';
import { codeSetsOf, officialFiles } from './planted/official-code-sets.ts';
import { hasSharedData } from './shared-data.ts';

// Hospital bills of forty kinds in which nothing is wrong, and every mistake of the table put into one of them: the rule meant for
// it must speak, where it stands, and no other. Informations are left out; nothing is held by them.

const today = '2026-03-20';

function checked(planted: Pick<PlantedOnBill, 'bill' | 'changes' | 'payer' | 'history'>, codeSets: CodeSets) {
  const payer = { ...defaultPayerProfile('QUILL1', 'Quill Example Health'), ...planted.payer };
  return scrub({
    ...{ encounter: changedBill(planted.bill, planted.changes), payer, history: planted.history ?? [] },
    ...{ overrides: [], codeSets, today, now: `${today}T12:00:00Z`, receivedOn: today },
  });
}

describe.skipIf(!hasSharedData('codesets', 'mce'))(
  'hospital bills with the official code sets (skipped where ../shared/data is absent)',
  () => {
    let codeSets: CodeSets;
    beforeAll(async () => {
      codeSets = await codeSetsOf([...officialFiles, { path: 'icd10cm/POAexemptCodesFY26.zip' }]);
    }, 120_000);

    test.each(Object.keys(hospitalBills) as HospitalBill[])('%s is clean', (bill) => {
      const { findings, outcome } = checked({ bill, changes: {} }, codeSets);
      expect(findings.filter(({ severity }) => severity !== 'info').map(({ message }) => message)).toEqual([]);
      expect(outcome).toBe('ready');
    });

    test.each(plantedOnBills)('$bill: $mistake', (planted) => {
      const { findings, outcome } = checked(planted, codeSets);
      const said = findings.filter(({ severity }) => severity !== 'info');
      expect(said.map(({ ruleId, severity, pointer }) => `${ruleId} ${severity} ${pointer}`).sort()).toEqual(
        [...planted.finds].sort(),
      );
      const held = planted.finds.some((found) => / (?:reject|deny) /.test(found));
      expect(outcome).toBe(held ? 'needs_review' : 'ready');
    });

    test('every finding stands on the UB-04 and in the 837I, none on the CMS-1500', () => {
      const places = plantedOnBills.flatMap((planted) =>
        checked(planted, codeSets).findings.map(({ formBox, x12, pointer }) => ({ formBox, x12, pointer })),
      );
      expect(places.length).toBeGreaterThan(500);
      expect(places.filter(({ formBox }) => !/^FL \d{1,2}[A-Qa-e]?$/.test(formBox))).toEqual([]);
      expect(places.filter(({ x12 }) => x12.segment === 'SV1' || !/^(?:10|20|21|23|24)\d{2}/.test(x12.loop))).toEqual(
        [],
      );
    });
  },
);
