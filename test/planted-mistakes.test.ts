import { buildCodeSets } from '@claimwright/codesets/build-code-sets';
import type { CodeSets } from '@claimwright/codesets/code-sets';
import { starterEditions } from '@claimwright/codesets/starter';
import { defaultPayerProfile } from '@claimwright/domain/payer';
import { readBundle } from '@claimwright/fhir/read-bundle';
import { scrub } from '@claimwright/scrub/scrub';
import { beforeAll, describe, expect, test } from 'vitest';
import { changedBundle } from './planted/bundle-changes.ts';
import { againstNcci, type Planted, plantedMistakes } from './planted/mistakes-table.ts';
import { codeSetsOf, type OfficialFile, officialFiles } from './planted/official-code-sets.ts';
import { hasSharedData } from './shared-data.ts';

// Every mistake of the table is put into a FHIR bundle that was right before, and read and checked as the services do it: the
// rule meant for it must speak, and no other. Informations are left out; nothing is held by them.

const today = '2026-03-10';

function checked({ changes, payer, history }: Planted, codeSets: CodeSets) {
  const intake = readBundle(changedBundle(...changes), { today });
  if (!intake.ok) throw new Error(intake.issues[0]?.diagnostics);
  const [encounter] = intake.encounters;
  if (encounter === undefined || 'rejected' in encounter) throw new Error(JSON.stringify(encounter?.rejected));
  return scrub({
    ...{
      encounter: encounter.input,
      payer: { ...defaultPayerProfile('GSH01', 'Granite Shore Health Plan'), ...payer },
    },
    ...{ history: history ?? [], overrides: [], codeSets, today, now: `${today}T12:00:00Z`, receivedOn: today },
  });
}

function expectFound(planted: Planted, codeSets: CodeSets): void {
  const { findings, outcome } = checked(planted, codeSets);
  const said = findings.filter(({ severity }) => severity !== 'info');
  expect(said.map(({ ruleId, severity, pointer }) => `${ruleId} ${severity} ${pointer}`).sort()).toEqual(
    [...planted.finds].sort(),
  );
  const held = planted.finds.some((found) => / (?:reject|deny) /.test(found));
  expect(outcome).toBe(planted.outcome ?? (held ? 'needs_review' : 'ready'));
}

describe('with the facts the project carries itself', () => {
  const codeSets = buildCodeSets(starterEditions());

  test.each(plantedMistakes.filter(({ official }) => !official))('$mistake', (planted) => {
    expectFound(planted, codeSets);
  });
});

const ncci: readonly OfficialFile[] = [
  { path: 'ncci/ptp_practitioner_2024-07-01.hcpcs2-only.csv', lasts: true },
  { path: 'ncci/mue_practitioner_2024-07-01.hcpcs2-only.csv', lasts: true },
];

describe.skipIf(!hasSharedData('codesets', 'ncci'))(
  'with the official code sets (skipped where ../shared/data is absent)',
  () => {
    let codeSets: CodeSets;
    let withNcci: CodeSets;
    beforeAll(async () => {
      codeSets = await codeSetsOf(officialFiles);
      withNcci = await codeSetsOf([...officialFiles, ...ncci]);
    }, 120_000);

    test.each(plantedMistakes)('$mistake', (planted) => {
      expectFound(planted, codeSets);
    });

    test.each(againstNcci)('with the edits of NCCI: $mistake', (planted) => {
      expectFound(planted, withNcci);
    });
  },
);
