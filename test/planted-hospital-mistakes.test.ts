import type { CodeSets } from '@claimwright/codesets/code-sets';
import { defaultPayerProfile } from '@claimwright/domain/payer';
import { readBundle } from '@claimwright/fhir/read-bundle';
import { scrub } from '@claimwright/scrub/scrub';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Changes } from './planted/bundle-changes.ts';
import { changedBill, type HospitalBill, hospitalBills } from './planted/hospital-bills.ts';
import { type HospitalBundle, hospitalBundle, hospitalBundles, plantedInBundles } from './planted/hospital-bundles.ts';
import { type PlantedOnBill, plantedOnBills } from './planted/hospital-mistakes-table.ts';
import { cleanVariants } from './planted/hospital-variants-table.ts';
import { codeSetsOf, officialFiles } from './planted/official-code-sets.ts';
import { storedPart, storePart, table } from './planted/sample-data-page.ts';
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

/** What is right though it looks like a gap, so that nobody has to find it out again. */
const notJudged = [
  'Whether a revenue code exists: the list is licensed; without it IN007 has no data.',
  'Procedures Medicare refuses only beside other codes (part of edit 11): the editor’s list tells them by a group, not by a rule.',
  'The group itself (DRG): no grouper is part of this. IN012 judges what a group says by itself.',
  'Days in span 77, which the provider lost: bills count them as covered or as not, and both pass IN022.',
  'Payers other than Original Medicare are asked neither for the stay before skilled nursing nor for rates or days of the bed.',
  'A reason for the visit on a stay, an admitting diagnosis or indicators on an outpatient bill: an information, they are not sent.',
];

function renderPart(): string {
  const found = plantedOnBills.flatMap(({ finds }) => [...new Set(finds.map((one) => one.slice(0, 5)))]);
  const counts = [...new Set(found)].sort().map((id) => [id, String(found.filter((one) => one === id).length)]);
  const kinds = Object.keys(hospitalBills).map((kind) => [
    kind,
    String(plantedOnBills.filter(({ bill }) => bill === kind).length),
  ]);
  return [
    '',
    `Written by \`test/planted-hospital-mistakes.test.ts\` with the same official code sets, the codes exempt from present on admission and`,
    `the procedures of the Medicare Code Editor. On hospital bills of ${kinds.length} kinds, ${cleanVariants.length} variants of them, and on ${hospitalBundles.length} sent as FHIR Bundles, in which nothing is`,
    `wrong, no rule says more than an information. Into them ${plantedOnBills.length + plantedInBundles.length} mistakes were put, one at a time: each is found by the rule that is meant`,
    'for it, at its place in the encounter, and nothing is said but what the same change breaks.',
    '',
    ...table(['clean bill', 'mistakes put into it'], kinds),
    '',
    'How many of them a rule finds (a mistake may break two rules):',
    '',
    ...table(['rule', 'mistakes'], counts),
    '',
    'Not judged, and why:',
    '',
    ...notJudged.map((text) => `- ${text}`),
    '',
  ].join('\n');
}

test('what was planted in hospital bills is listed (UPDATE_CATALOGUE=1 writes the page)', () => {
  const text = renderPart();
  if (process.env.UPDATE_CATALOGUE === '1') storePart('hospital', text);
  expect(storedPart('hospital')).toBe(text);
});

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

    test.each(cleanVariants)('$bill, $words, is clean', (variant) => {
      const { findings, outcome } = checked(variant, codeSets);
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

    const inBundle = (kind: HospitalBundle, changes?: Changes) => {
      const intake = readBundle(hospitalBundle(kind, changes), { today });
      const [one] = intake.ok ? intake.encounters : [];
      if (one === undefined || 'rejected' in one) throw new Error(JSON.stringify(one));
      const payer = defaultPayerProfile('GSH01', 'Granite Shore Health Plan');
      const { findings } = scrub({
        ...{ encounter: one.input, payer, history: [], overrides: [], codeSets },
        ...{ today, now: `${today}T12:00:00Z`, receivedOn: today },
      });
      return findings
        .filter(({ severity }) => severity !== 'info')
        .map(({ ruleId, severity, pointer }) => `${ruleId} ${severity} ${pointer}`)
        .sort();
    };

    test.each(hospitalBundles)('%s is clean in FHIR', (kind) => {
      expect(inBundle(kind)).toEqual([]);
    });

    test.each(plantedInBundles)('$bundle in FHIR: $mistake', ({ bundle, changes, finds }) => {
      expect(inBundle(bundle, changes)).toEqual([...finds].sort());
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
