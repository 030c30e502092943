import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ClaimStatusInquiry } from '@claimwright/domain/claim-status';
import { write276 } from '@claimwright/x12/claim-status-request-write';
import { type AnsweredInquiry, write277 } from '@claimwright/x12/claim-status-response-write';
import { readJson } from './scenarios.ts';
import { at, route } from './snapshots.ts';

const fixtures = resolve(import.meta.dirname, '../fixtures');

/** What is asked of payers in one file (276), and what the payer answers (277) where one payer is asked. */
export interface StatusScenario {
  name: string;
  title: string;
  /** Which part of the guide it is about. */
  paragraph: string;
  inquiries: ClaimStatusInquiry[];
  /** In the order of the inquiries. */
  answers?: AnsweredInquiry['answer'][];
}

/** The scenarios of questions about claims, in order of their numbers. */
export function statusScenarios(): StatusScenario[] {
  return readdirSync(join(fixtures, '276'))
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({
      name: file.replace('.json', ''),
      ...(readJson(join(fixtures, '276', file)) as Omit<StatusScenario, 'name'>),
    }));
}

const envelope = {
  parties: { ...route, interchangeControlNumber: 41, groupControlNumber: 42 },
  at,
  transactionSetControlNumber: 5,
  receiver: { name: 'RIVER BILLING SERVICE', id: 'TP123' },
};

/** The 276 of a scenario, the same bytes each time. */
export function questionsOf({ inquiries }: Pick<StatusScenario, 'inquiries'>): string {
  return write276({ ...envelope, reference: 'Q000000008', inquiries });
}

/** The 277 that answers it; undefined where the scenario has no answers. */
export function answersOf({ inquiries, answers }: StatusScenario): string | undefined {
  if (!answers) return undefined;
  const answered = inquiries.map((inquiry, index) => ({
    inquiry,
    answer: answers[index] as AnsweredInquiry['answer'],
  }));
  return write277({ ...envelope, reference: 'R000000041', answers: answered });
}

/** Where the texts of a scenario are kept. */
export function textFilesOf({ name }: StatusScenario): { question: string; answer: string } {
  return { question: join(fixtures, '276', `${name}.x12`), answer: join(fixtures, '277', `${name}.x12`) };
}
