import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { encounterInput, totalChargeCents } from '@claimwright/domain/encounter';
import { describe, expect, it } from 'vitest';
import type { AcceptedEncounter, RejectedEncounter } from './from-encounter.ts';
import { readBundle } from './read-bundle.ts';
import { toTransactionResponse } from './to-transaction-response.ts';

const shared = process.env.CLAIMWRIGHT_SHARED_DATA ?? resolve(import.meta.dirname, '../../../../shared/data');
const coded = join(shared, 'encounters/fhir-coded');
const raw = join(shared, 'encounters/fhir-raw');
const today = '2026-11-23';

/** Empty where the data is missing, because the body of a skipped `describe` runs all the same. */
function bundlesOf(folder: string) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json.gz'))
    .sort()
    .map((name) => {
      const bundle: unknown = JSON.parse(gunzipSync(readFileSync(join(folder, name))).toString('utf8'));
      const intake = readBundle(bundle, { today });
      if (!intake.ok) throw new Error(`${name}: ${intake.issues[0]?.diagnostics}`);
      return { name, intake };
    });
}

function acceptedOf(bundles: ReturnType<typeof bundlesOf>): AcceptedEncounter[] {
  return bundles.flatMap(({ intake }) => intake.encounters.filter((one) => 'input' in one));
}

function rejectedOf(bundles: ReturnType<typeof bundlesOf>): RejectedEncounter[] {
  return bundles.flatMap(({ intake }) => intake.encounters.filter((one) => 'rejected' in one));
}

function countBy<T>(items: readonly T[], key: (item: T) => string | undefined): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[key(item) ?? '-'] = (counts[key(item) ?? '-'] ?? 0) + 1;
  return counts;
}

describe.skipIf(!existsSync(coded))('the 48 coded bundles (skipped without the shared sample data)', () => {
  const bundles = bundlesOf(coded);
  const inputs = acceptedOf(bundles).map((one) => one.input);

  it('accounts for all 396 encounters and rejects none', () => {
    expect(bundles).toHaveLength(48);
    expect(rejectedOf(bundles)).toEqual([]);
    expect(new Set(inputs.map((input) => input.externalId)).size).toBe(396);
  });

  it('gives every encounter the shape of the domain', () => {
    for (const input of inputs) expect(encounterInput.parse(JSON.parse(JSON.stringify(input)))).toEqual(input);
  });

  it('bills 659 lines for USD 136,512.53', () => {
    expect(inputs.flatMap((input) => input.lines)).toHaveLength(659);
    expect(inputs.map(totalChargeCents).reduce((sum, cents) => sum + cents, 0)).toBe(13_651_253);
  });

  it('finds the place of service of each visit', () => {
    expect(countBy(inputs, (input) => input.placeOfService)).toEqual({
      '11': 45,
      '19': 66,
      '20': 10,
      '21': 2,
      '22': 232,
      '23': 27,
      '41': 13,
      '50': 1,
    });
  });

  it('finds the payer, the second payer and the dependants of each patient', () => {
    const byPatient = [...new Map(inputs.map((input) => [input.patient.externalId, input])).values()];
    expect(countBy(byPatient, (input) => input.coverages[0]?.payer.id)).toEqual({
      'MCRB-MA': 8,
      'MCD-MA': 13,
      GSH01: 10,
      CHM77: 10,
      'FBA-QA': 6,
      '-': 1,
    });
    const primary = byPatient.flatMap((input) => input.coverages[0] ?? []);
    const children = primary.filter((cover) => cover.relationship === 'child');
    expect(children).toHaveLength(8);
    expect(children.every((cover) => cover.subscriber?.lastName && cover.subscriber.birthDate)).toBe(true);
    expect(primary.filter((cover) => cover.relationship === 'self')).toHaveLength(39);
    const second = byPatient.flatMap((input) => input.coverages[1] ?? []);
    expect(second.map((cover) => `${cover.responsibility} ${cover.payer.id}`)).toEqual(
      Array(5).fill('secondary CHM77'),
    );
    expect(primary.filter((cover) => cover.planFunding === 'self_funded').every((c) => c.payer.id === 'FBA-QA')).toBe(
      true,
    );
    const members = {
      'MCRB-MA': /^[0-9A-Z]{11}$/,
      'MCD-MA': /^\d{12}$/,
      GSH01: /^GSH\d{9}$/,
      CHM77: /^H\d{10}$/,
      'FBA-QA': /^QA\d{7}$/,
    };
    for (const cover of primary) expect(cover.memberId).toMatch(members[cover.payer.id as keyof typeof members]);
  });

  it('keeps the 19 conditions without a code for a coder, and every other diagnosis in rank order', () => {
    const mistakes = readFileSync(join(coded, 'MISTAKES.tsv'), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((row) => row.split('\t'));
    const wanted = mistakes.filter(([, , kind]) => kind === 'no_icd10_code').map(([, id, , code]) => `${id} ${code}`);
    const found = inputs.flatMap((input) => input.uncodedConditions.map((one) => `${input.externalId} ${one.code}`));
    expect(found.toSorted()).toEqual(wanted.toSorted());
    expect(inputs.flatMap((input) => input.diagnoses)).toHaveLength(654 - 19 + 0);
  });

  it('lets every planted mistake through to the coding checks as it was sent', () => {
    const byId = new Map(inputs.map((input) => [input.externalId, input]));
    const rows = readFileSync(join(coded, 'MISTAKES.tsv'), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((row) => row.split('\t'));
    for (const [bundle, id, kind = '', code = ''] of rows) {
      const ofBundle = bundles.find(({ name }) => name === bundle);
      const all = acceptedOf(ofBundle ? [ofBundle] : []).map((one) => one.input);
      const input = byId.get(id ?? '');
      const codes = input?.diagnoses.map((one) => one.code) ?? [];
      const organization = (one: (typeof inputs)[number]) => one.billingProvider;
      const holds = {
        no_icd10_code: () => input?.uncodedConditions.some((one) => one.code === code),
        excludes1_pair: () => code.split('+').every((one) => codes.includes(one)),
        duplicate_diagnosis: () => codes.filter((one) => one === code).length === 2,
        manifestation_first: () => codes[0] === code,
        header_code: () => codes.includes(code),
        deleted_code: () => codes.includes(code),
        laterality_missing: () => codes.includes(code),
        maternity_code_on_elderly: () => codes.includes(code),
        missing_7th_character: () => codes.includes(code),
        missing_coverage: () => all.every((one) => one.coverages.length === 0),
        missing_npi: () =>
          all.some((one) => one.renderingProvider?.lastName && one.renderingProvider.npi === undefined),
        npi_fails_luhn: () => all.some((one) => organization(one).npi === code),
        po_box_billing_address: () => all.some((one) => /^P\.?O\.? ?Box/i.test(organization(one).address?.line1 ?? '')),
        zip_5_digits: () => all.some((one) => organization(one).address?.postalCode?.length === 5),
      }[kind];
      expect(holds?.(), `${bundle} ${id} ${kind} ${code}`).toBe(true);
    }
  });

  it('carries drugs, modifiers, pointers and stays', () => {
    const lines = inputs.flatMap((input) => input.lines);
    expect(
      lines.flatMap((line) => line.drug ?? []).map((drug) => `${drug.ndc} ${drug.quantity} ${drug.unit}`),
    ).toHaveLength(4);
    expect(
      countBy(
        lines.flatMap((line) => line.modifiers),
        (one) => one,
      ),
    ).toEqual({ RH: 26, EP: 9, LT: 7, RT: 4 });
    expect(inputs.filter((input) => input.dates.admission)).toHaveLength(2);
    expect(
      inputs.filter((input) => input.placeOfService !== '41').every((input) => input.renderingProvider?.taxonomyCode),
    ).toBe(true);
  });
});

describe.skipIf(!existsSync(raw))('the 12 raw bundles (skipped without the shared sample data)', () => {
  const bundles = bundlesOf(raw);
  const inputs = acceptedOf(bundles).map((one) => one.input);

  it('survives all 91 encounters: shaped, without a line or a code, for the coding checks to refuse', () => {
    expect(bundles).toHaveLength(12);
    expect(rejectedOf(bundles)).toEqual([]);
    expect(inputs).toHaveLength(91);
    expect(inputs.every((input) => input.lines.length === 0 && input.diagnoses.length === 0)).toBe(true);
    expect(inputs.filter((input) => input.uncodedConditions.length > 0).length).toBeGreaterThanOrEqual(39);
  });

  it('says of each unused resource type that it is not used', () => {
    const notes = bundles.flatMap(({ intake }) => intake.issues.filter((issue) => issue.code === 'informational'));
    const total = (type: string) =>
      notes
        .filter((note) => note.diagnostics.includes(` ${type} resource`))
        .reduce((sum, note) => sum + Number.parseInt(note.diagnostics, 10), 0);
    expect([total('Observation'), total('Claim'), total('ExplanationOfBenefit'), total('CarePlan')]).toEqual([
      561, 106, 91, 10,
    ]);
  });

  it('answers every request entry in order', () => {
    for (const { intake } of bundles) {
      const answer = toTransactionResponse(intake, ({ input }) => ({
        status: '201 Created',
        location: `Encounter/${input.externalId}`,
      }));
      expect(answer.entry).toHaveLength(intake.entries);
      for (const one of intake.encounters) expect(answer.entry[one.entryIndex]?.response.status).toBe('201 Created');
    }
  });
});
