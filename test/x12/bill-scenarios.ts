import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { assembleByType } from '@claimwright/assembly/assemble-by-type';
import { billedAlone } from '@claimwright/assembly/combine-encounters';
import { type PayerAnswer, planNextPayerClaim } from '@claimwright/assembly/next-payer-claim';
import type { InpatientAdjudication } from '@claimwright/domain/adjudication-amounts';
import { encounterInput } from '@claimwright/domain/encounter';
import type { InstitutionalClaimSnapshot } from '@claimwright/domain/institutional-claim';
import { payerProfile } from '@claimwright/domain/payer';
import type { Adjustment } from '@claimwright/domain/remittance';
import { mergePatch } from '@claimwright/scrub/merge-patch';
import { write837I } from '@claimwright/x12/institutional-claim-write';
import { readJson, type Scenario } from './scenarios.ts';
import { at, numbersFor, route } from './snapshots.ts';

const folder = resolve(import.meta.dirname, '../fixtures/837i');

/** What the payer before has decided, for a bill that goes on to the next one: in the order of the lines, or as a whole. */
interface ToldAnswer {
  paidCents?: number;
  adjustments?: Adjustment[];
  remarkCodes: string[];
  inpatient?: InpatientAdjudication;
  lines: { paidCents: number; adjustments: Adjustment[] }[];
}

export interface BillScenario extends Scenario {
  answer: ToldAnswer | undefined;
}

/** The scenarios of hospital bills, in order of their numbers; told as those of professional claims are. */
export function billScenarios(): BillScenario[] {
  const base = readJson(join(folder, 'base.json')) as { payer: unknown; encounter: unknown };
  return readdirSync(folder)
    .filter((file) => /^\d\d-.*\.json$/.test(file))
    .sort()
    .map((file) => {
      const scenario = readJson(join(folder, file)) as Record<string, unknown>;
      return {
        name: file.replace('.json', ''),
        title: String(scenario.title),
        paragraph: String(scenario.paragraph),
        payer: payerProfile.parse(mergePatch(base.payer, scenario.payer ?? {})),
        encounter: encounterInput.parse(mergePatch(base.encounter, scenario.encounter)),
        answer: scenario.answer as ToldAnswer | undefined,
      };
    });
}

/** The bill of a scenario; throws when the encounter is refused. */
export function billOf({ name, payer, encounter, answer }: BillScenario): InstitutionalClaimSnapshot {
  const number = name.slice(0, 2);
  const assembled = assembleByType({
    unit: billedAlone(`019a0000-0000-7000-8000-0000000001${number}`, encounter),
    payer,
    today: '2026-11-23',
    nextPatientControlNumber: () => `BILL${number}`,
  });
  if (!assembled.ok) throw new Error(`${name}: ${assembled.reason}`);
  const prior = assembled.claims[0]?.snapshot;
  if (prior?.claimType !== 'institutional') throw new Error(`${name} is no hospital bill`);
  if (!answer) return prior;
  const plan = planNextPayerClaim({ prior, answer: toAnswer(prior, answer), encounter, profiles: new Map() });
  if (!plan.ok) throw new Error(`${name}: ${plan.reason}`);
  const next = plan.assemble(`BILL${number}N`);
  if (next.claimType !== 'institutional') throw new Error(`${name} is no hospital bill`);
  return next;
}

function toAnswer(prior: InstitutionalClaimSnapshot, told: ToldAnswer): PayerAnswer {
  const lines = told.lines.map(({ paidCents, adjustments }, index) => {
    const line = prior.lines[index];
    const named = line?.procedureCode ?? line?.revenueCode ?? '';
    return {
      lineNumber: index + 1,
      answer: {
        procedureQualifier: line?.procedureCode === undefined ? 'NU' : 'HC',
        procedureCode: named,
        modifiers: line?.modifiers ?? [],
        chargeCents: line?.chargeCents ?? 0,
        paidCents,
        units: line?.units ?? 1,
        adjustments,
        remarkCodes: [],
      },
    };
  });
  const paidCents = told.paidCents ?? lines.reduce((sum, { answer }) => sum + answer.paidCents, 0);
  const answer = {
    patientControlNumber: prior.patientControlNumber,
    statusCode: '1',
    chargeCents: prior.totalChargeCents,
    paidCents,
    patientResponsibilityCents: 0,
    payerClaimControlNumber: 'ICN7001',
    adjustments: told.adjustments ?? [],
    remarkCodes: told.remarkCodes,
    ...(told.inpatient ? { inpatient: told.inpatient } : {}),
    lines: lines.map((line) => line.answer),
  };
  return { answer, lines, unmatchedLines: 0, adjudicatedOn: '2026-12-05' };
}

/** An interchange of these bills, the same bytes each time. */
export function interchangeOfBills(claims: readonly InstitutionalClaimSnapshot[]): string {
  return write837I({ route, claims, at, numbers: numbersFor(claims.length) });
}

/** Where the text of a scenario is kept. */
export function textFileOfBill({ name }: BillScenario): string {
  return join(folder, `${name}.x12`);
}
