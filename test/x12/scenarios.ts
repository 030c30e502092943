import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { assemble } from '@claimwright/assembly/assemble';
import { billedAlone } from '@claimwright/assembly/combine-encounters';
import type { ClaimSnapshot } from '@claimwright/domain/claim';
import { type EncounterInput, encounterInput } from '@claimwright/domain/encounter';
import { type PayerProfile, payerProfile } from '@claimwright/domain/payer';
import { claimSupplement } from '@claimwright/domain/professional-supplement';
import { mergePatch } from '@claimwright/scrub/merge-patch';
import { write837P } from '@claimwright/x12/professional-claim-write';
import { at, numbersFor, route } from './snapshots.ts';

/** Folders of X12 text that must be sound, each with what it was made of. */
const fixtures = resolve(import.meta.dirname, '../fixtures');

/** An encounter with its payer, said as what differs from `base.json` of the folder (a JSON merge patch, RFC 7396). */
export interface Scenario {
  name: string;
  title: string;
  /** Which part of the guide it is about. */
  paragraph: string;
  payer: PayerProfile;
  encounter: EncounterInput;
}

const professional = join(fixtures, '837p');

/** The professional scenarios, in order of their numbers. */
export function professionalScenarios(): Scenario[] {
  const base = readJson(join(professional, 'base.json')) as { payer: unknown; encounter: unknown };
  return readdirSync(professional)
    .filter((file) => /^\d\d-.*\.json$/.test(file))
    .sort()
    .map((file) => {
      const name = file.replace('.json', '');
      const scenario = readJson(join(professional, file)) as Record<string, unknown>;
      return {
        name,
        title: String(scenario.title),
        paragraph: String(scenario.paragraph),
        payer: payerProfile.parse(mergePatch(base.payer, scenario.payer ?? {})),
        encounter: encounterInput.parse(mergePatch(base.encounter, scenario.encounter)),
      };
    });
}

/** The claims of a scenario; throws when the encounter is refused. */
export function claimsOf({ name, payer, encounter }: Scenario): ClaimSnapshot[] {
  const number = name.slice(0, 2);
  const assembled = assemble({
    unit: billedAlone(`019a0000-0000-7000-8000-0000000000${number}`, encounter),
    payer,
    today: '2026-11-23',
    nextPatientControlNumber: (part) => `SCENARIO${number}P${part}`,
  });
  if (!assembled.ok) throw new Error(`${name}: ${assembled.reason}`);
  return assembled.claims.map((claim) => claim.snapshot);
}

/** An interchange of these claims, the same bytes each time. */
export function interchangeOf(claims: ClaimSnapshot[]): string {
  return write837P({ route, claims, at, numbers: numbersFor(claims.length) });
}

/** A claim put together from parts of others: each situational field, note, provider and line from another one. */
export function mixedClaim(next: () => number, claims: readonly ClaimSnapshot[], number: number): ClaimSnapshot {
  const pick = <Value>(values: readonly Value[]): Value => values[Math.floor(next() * values.length)] as Value;
  const { note, noteKind } = pick(claims);
  const lines = Array.from({ length: 1 + Math.floor(next() * 4) }, (_, index) => ({
    ...pick(pick(claims).lines),
    lineNumber: index + 1,
    lineControlNumber: `MIX${number}L${index + 1}`,
    diagnosisPointers: [1],
  }));
  const names = Object.keys(claimSupplement.shape) as (keyof ClaimSnapshot)[];
  return {
    ...pick(claims),
    ...Object.fromEntries(names.map((name) => [name, pick(claims)[name]])),
    note,
    noteKind,
    dates: pick(claims).dates,
    renderingProvider: pick(claims).renderingProvider,
    referringProvider: pick(claims).referringProvider,
    supervisingProvider: pick(claims).supervisingProvider,
    serviceFacility: pick(claims).serviceFacility,
    patientControlNumber: `MIX${number}`,
    lines,
    totalChargeCents: lines.reduce((total, { chargeCents }) => total + chargeCents, 0),
  };
}

/** One segment a line, so that a difference shows where it is. */
export function inLines(text: string): string {
  return text.replaceAll('~', '~\n');
}

/** Where the text of a scenario is kept. */
export function textFileOf({ name }: Scenario): string {
  return join(professional, `${name}.x12`);
}

/** Every X12 text under `fixtures`, whoever made it: "837p/01-office-visit.x12". */
export function fixtureTexts(): { name: string; text: string }[] {
  return readdirSync(fixtures, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.x12'))
    .sort()
    .map((name) => ({ name, text: readFileSync(join(fixtures, name), 'latin1') }));
}

export function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
