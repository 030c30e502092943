import { addDays } from '@claimwright/domain/dates';
import { encounterInput, totalChargeCents } from '@claimwright/domain/encounter';
import { npiHasValidCheckDigit } from '@claimwright/domain/ids';
import { describe, expect, it } from 'vitest';
import { sampleEncounters, samples } from './sample-encounters.ts';
import { sampleMistakes } from './sample-mistakes.ts';

const today = '2026-11-23';
const all = samples(500, 1, today);
const clean = all.filter((sample) => sample.mistake === undefined).map((sample) => sample.encounter);

describe('sampleEncounters', () => {
  it('gives the same encounters for the same seed and others for another', () => {
    expect(sampleEncounters(500, 1, today)).toEqual(all.map((sample) => sample.encounter));
    expect(sampleEncounters(20, 2, today)).not.toEqual(sampleEncounters(20, 1, today));
  });

  it('gives as many as asked, each with its own id and the domain’s shape', () => {
    for (const count of [0, 1, 7]) expect(sampleEncounters(count, 3, today)).toHaveLength(count);
    expect(new Set(all.map(({ encounter }) => encounter.externalId)).size).toBe(500);
    for (const { encounter } of all)
      expect(encounterInput.parse(JSON.parse(JSON.stringify(encounter)))).toEqual(encounter);
  });

  it('makes about 8 % wrong, every mistake among them', () => {
    const named = all.flatMap((sample) => sample.mistake ?? []);
    expect(named.length).toBeGreaterThan(25);
    expect(named.length).toBeLessThan(60);
    const many = new Set(samples(3000, 5, today).flatMap((sample) => sample.mistake ?? []));
    expect([...many].sort()).toEqual(sampleMistakes.map((mistake) => mistake.name).sort());
  });

  it('dates services in the 45 days before today', () => {
    const dates = clean.flatMap((encounter) => encounter.lines.map((line) => line.serviceFrom));
    expect(dates.every((date) => date >= addDays(today, -45) && date < today)).toBe(true);
    expect(new Set(dates).size).toBeGreaterThan(40);
  });

  it('bills HCPCS Level II only, with drugs on drug codes, miles, and several lines', () => {
    const lines = all.flatMap(({ encounter }) => encounter.lines);
    expect(lines.every((line) => /^[A-Z]\d{4}$/.test(line.procedureCode ?? ''))).toBe(true);
    const drugs = clean.flatMap((encounter) => encounter.lines).filter((line) => line.procedureCode?.startsWith('J'));
    expect(drugs.length).toBeGreaterThan(10);
    expect(drugs.every((line) => line.drug !== undefined && line.drug.quantity > 0)).toBe(true);
    expect(lines.some((line) => line.procedureCode === 'A0425' && !Number.isInteger(line.units))).toBe(true);
    expect(clean.filter((encounter) => encounter.lines.length > 1).length).toBeGreaterThan(80);
    expect(clean.every((encounter) => totalChargeCents(encounter) > 0)).toBe(true);
  });

  it('covers six payers, dependants with their subscriber, and a second payer', () => {
    expect(new Set(clean.map((encounter) => encounter.coverages[0]?.payer.id))).toEqual(
      new Set(['MCRB-MA', 'MCD-MA', 'GSH01', 'CHM77', 'FBA-QA', 'NOROUTE']),
    );
    const dependants = clean.filter((encounter) => encounter.coverages[0]?.relationship !== 'self');
    expect(dependants.length).toBeGreaterThan(20);
    expect(dependants.every((encounter) => encounter.coverages[0]?.subscriber?.birthDate)).toBe(true);
    expect(clean.some((encounter) => encounter.coverages[1]?.responsibility === 'secondary')).toBe(true);
  });

  it('invents NPIs that pass the check digit', () => {
    const npis = clean.flatMap((encounter) =>
      [encounter.billingProvider.npi, encounter.renderingProvider?.npi].filter((npi) => npi !== undefined),
    );
    expect(new Set(npis).size).toBeGreaterThan(12);
    expect(npis.every((npi) => npiHasValidCheckDigit(npi))).toBe(true);
  });

  it('never lets a patient have two visits on a day', () => {
    const days = clean.map((encounter) => `${encounter.patient.externalId} ${encounter.lines[0]?.serviceFrom}`);
    expect(new Set(days).size).toBe(days.length);
  });
});
