import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { buildCodeSets } from '@claimwright/codesets/build-code-sets';
import type { CodeSets } from '@claimwright/codesets/code-sets';
import { importCodeSet } from '@claimwright/codesets/import/import-code-set';
import { starterEditions } from '@claimwright/codesets/starter';
import { type EncounterInput, primaryCoverage } from '@claimwright/domain/encounter';
import type { Finding, ScrubRun } from '@claimwright/domain/finding';
import { defaultPayerProfile } from '@claimwright/domain/payer';
import { readBundle } from '@claimwright/fhir/read-bundle';
import { scrub } from '@claimwright/scrub/scrub';
import { beforeAll, describe, expect, test } from 'vitest';
import { storedPart, storePart, table } from './planted/sample-data-page.ts';
import { hasSharedData, sharedData } from './shared-data.ts';

// The sample bundles hold mistakes that were planted and listed; everything else in them was checked. So the rules must find
// the planted ones, each by the rule that is meant for it, and hold nothing else.

const folder = join(sharedData, 'encounters/fhir-coded');
const today = '2026-11-23';

/** Which rule finds a planted mistake; undefined where none of today's rules is meant to. */
const ruleOfMistake: Readonly<Record<string, string | undefined>> = {
  header_code: 'DX002',
  deleted_code: 'DX002',
  duplicate_diagnosis: 'DX018',
  manifestation_first: 'DX009',
  maternity_code_on_elderly: 'DX016',
  missing_7th_character: 'DX004',
  missing_coverage: 'ID012',
  missing_npi: 'ID001',
  npi_fails_luhn: 'ID001',
  po_box_billing_address: 'ID006',
  zip_5_digits: 'ID005',
  excludes1_pair: 'DX007',
  laterality_missing: 'DX020',
};

/** Why a rule speaks of encounters without a planted mistake: right, though not planted, or said to everybody. */
const explained: Readonly<Record<string, string>> = {
  DX010: 'The note says "if applicable": an annotation; holds nothing.',
  DX011: 'The note says "if applicable", gives examples, or stands on a category above: an annotation; holds nothing.',
  DX022: 'Right: a pregnancy code without the weeks of gestation.',
  ID016: 'Right: the names have more than 60 characters and are sent shortened.',
  LB001: 'Right: a test under CLIA (G0328) and no laboratory is named. The one finding that holds a claim.',
  ST002: 'Right: a diagnosis no line points to; holds nothing.',
  ST011: 'Right: a fresh injury and nothing is said about an accident; a warning.',
  ST016: 'Right: an ambulance and no trip record; bundles hold none. A warning.',
};

function counted(keys: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts].sort(([one], [other]) => (one < other ? -1 : 1));
}

function renderPage(mistakes: readonly { kind: string }[], findings: readonly Finding[], encounters: number): string {
  const planted = counted(mistakes.map(({ kind }) => kind)).map(([kind, count]) => [
    kind,
    String(count),
    ruleOfMistake[kind] ?? 'outcome `needs_coding`',
  ]);
  const beyond = counted(findings.map(({ ruleId, severity }) => `${ruleId} ${severity}`)).map(([key, count]) => [
    ...key.split(' '),
    String(count),
    explained[key.split(' ')[0] ?? ''] ?? '',
  ]);
  return [
    '# The rules on the sample encounters',
    '',
    `Written by \`test/scrub-sample-encounters.test.ts\` from ${encounters} synthetic encounters and the official code sets (ICD-10-CM`,
    'FY2026, its tabular list of FY2021, MCE 43.1, HCPCS, places of service). Every planted mistake is found on its encounter:',
    '',
    ...table(['planted mistake', 'times', 'found by'], planted),
    '',
    'On encounters without a planted mistake the rules say this besides, and nothing else:',
    '',
    ...table(['rule', 'severity', 'times', 'why'], beyond),
    '',
  ].join('\n');
}

interface Sample {
  bundle: string;
  encounter: EncounterInput;
  run: ScrubRun;
}

function encountersOf(bundle: string): EncounterInput[] {
  const content: unknown = JSON.parse(gunzipSync(readFileSync(join(folder, bundle))).toString('utf8'));
  const intake = readBundle(content, { today });
  if (!intake.ok) throw new Error(`${bundle}: ${intake.issues[0]?.diagnostics}`);
  return intake.encounters.flatMap((one) => ('input' in one ? [one.input] : []));
}

async function officialEditions(): Promise<Uint8Array[]> {
  const paths = [
    ...['icd10cm/icd10cm-codes-2026.txt.gz', 'icd10cm/icd10cm_tabular_2021.xml.gz', 'mce/mce_v43.1.mce.bin.gz'],
    ...['hcpcs/HCPC2025_OCT_ANWEB.code-longdesc.csv.gz', 'pos/pos_codes_2024-06.csv'],
  ];
  const editions: Uint8Array[] = [];
  for (const path of paths) {
    const bytes = readFileSync(join(sharedData, 'codesets', path));
    // The tabular list at hand is that of FY2021; whoever has no other may let it serve on, and its notes have hardly changed.
    const effectiveTo = path.includes('tabular') ? '2027-09-30' : undefined;
    const result = await importCodeSet({ files: [{ name: path.split('/').at(-1) ?? path, bytes }], effectiveTo });
    if (!result.ok) throw new Error(JSON.stringify(result.errors.slice(0, 3)));
    editions.push(...result.editions.map((edition) => edition.bytes));
  }
  return editions;
}

function checked(codeSets: CodeSets): Sample[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json.gz'))
    .sort()
    .flatMap((bundle) =>
      encountersOf(bundle).map((encounter) => {
        const cover = primaryCoverage(encounter);
        const profile = defaultPayerProfile(cover?.payer.id ?? 'none', cover?.payer.name ?? 'none');
        const medicare = cover?.claimFilingCode === 'MB';
        const payer = { ...profile, memberIdFormat: medicare ? ('mbi' as const) : ('any' as const) };
        const run = scrub({
          ...{ encounter, payer, history: [], overrides: [], codeSets },
          ...{ today, now: `${today}T12:00:00Z`, receivedOn: today },
        });
        return { bundle, encounter, run };
      }),
    );
}

describe.skipIf(!hasSharedData('encounters', 'fhir-coded'))(
  'the rules on the sample bundles with the official code sets (skipped where ../shared/data is absent)',
  () => {
    let samples: Sample[] = [];
    let mistakes: { bundle: string; encounter: string; kind: string }[] = [];

    beforeAll(async () => {
      samples = checked(buildCodeSets([...(await officialEditions()), ...starterEditions()]));
      mistakes = readFileSync(join(folder, 'MISTAKES.tsv'), 'utf8')
        .trim()
        .split('\n')
        .slice(1)
        .map((row) => row.split('\t'))
        .map(([bundle = '', encounter = '', kind = '']) => ({ bundle, encounter, kind }));
    }, 120_000);

    const touchedBy = ({ bundle, encounter }: { bundle: string; encounter: string }) =>
      samples.filter(
        (sample) => sample.bundle === bundle && (encounter === '-' || sample.encounter.externalId.includes(encounter)),
      );

    test('every one of the 396 encounters goes somewhere', () => {
      const outcomes = Object.groupBy(samples, ({ run }) => run.outcome);
      expect(samples).toHaveLength(396);
      expect(outcomes.needs_coding).toHaveLength(19);
      expect(outcomes.not_billable).toHaveLength(2);
      expect(outcomes.ready?.length).toBeGreaterThan(325);
    });

    test('every planted mistake is found by its rule', () => {
      const missed = mistakes
        .filter(({ kind }) => ruleOfMistake[kind] !== undefined)
        .filter((mistake) => {
          const found = touchedBy(mistake).flatMap(({ run }) => run.findings.map(({ ruleId }) => ruleId));
          return !found.includes(ruleOfMistake[mistake.kind] ?? '');
        });
      expect(mistakes.length).toBeGreaterThan(50);
      expect(missed).toEqual([]);
    });

    test('conditions without an ICD-10-CM code go to coding', () => {
      const uncoded = mistakes.filter(({ kind }) => kind === 'no_icd10_code').flatMap(touchedBy);
      expect(uncoded.length).toBeGreaterThan(0);
      expect(new Set(uncoded.map(({ run }) => run.outcome))).toEqual(new Set(['needs_coding']));
    });

    test('what is said beyond the planted mistakes is listed and explained (UPDATE_CATALOGUE=1 writes the page)', () => {
      const planted = new Set(mistakes.flatMap(touchedBy));
      const findings = samples.filter((sample) => !planted.has(sample)).flatMap(({ run }) => run.findings);
      expect(findings.filter(({ ruleId }) => explained[ruleId] === undefined)).toEqual([]);
      const text = renderPage(mistakes, findings, samples.length);
      if (process.env.UPDATE_CATALOGUE === '1') storePart('samples', text);
      expect(storedPart('samples')).toBe(text);
    });

    // G0328 is a test under CLIA and the bundle names no laboratory: the finding is right, the mistake was not planted.
    test('nothing else is held, but for a test without its CLIA number', () => {
      const planted = new Set(mistakes.flatMap(touchedBy));
      const held = samples
        .filter((sample) => !planted.has(sample) && sample.run.outcome === 'needs_review')
        .flatMap(({ bundle, run }) =>
          run.findings
            .filter(({ severity }) => severity === 'reject' || severity === 'deny')
            .filter(({ ruleId, message }) => !(ruleId === 'LB001' && message.includes('G0328')))
            .map(({ ruleId, message }) => `${bundle} ${ruleId} ${message}`),
        );
      expect(held).toEqual([]);
    });
  },
);
