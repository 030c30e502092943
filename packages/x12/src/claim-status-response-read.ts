import type { ClaimStatus } from '@claimwright/domain/acknowledgement';
import type { ClaimStatusAnswer } from '@claimwright/domain/claim-status';
import { claimStatusLoopOfLevel } from './claim-status-levels.ts';
import type { TransactionSetsRead } from './envelope.ts';
import { readTransactionSets, type SetReading, type TransactionReader } from './transaction-set.ts';

/** One 277 (005010X212) as read. */
export interface ClaimStatusResponseSet {
  /** BHT03. */
  reference: string;
  /** One a TRN of 2200D and 2200E, in file order. */
  answers: ClaimStatusAnswer[];
  /** Loops 2200B and 2200C: the payer refuses all that was asked by a receiver or for a provider, and names no claim. */
  refusals: { level: 'receiver' | 'provider'; trace: string; npi?: string; statuses: ClaimStatus[] }[];
}

/** Reads every 277 (005010X212) of a text; the 277CA is `read277CA`. Never throws. */
export function read277(text: string): TransactionSetsRead<ClaimStatusResponseSet> {
  return readTransactionSets(text, claimStatusResponseReader);
}

/** How one ST…SE of a 277 is read. */
export const claimStatusResponseReader: TransactionReader<ClaimStatusResponseSet> = {
  identifier: '277',
  version: '005010X212',
  read(reading) {
    const builder = new ResponseBuilder(reading);
    while (reading.segments.next()) builder.take();
    return builder.finish();
  },
};

class ResponseBuilder {
  private readonly reading: SetReading;
  private readonly set: ClaimStatusResponseSet = { reference: '', answers: [], refusals: [] };
  private payer = { payerId: '', payerName: '' };
  private npi: string | undefined;
  private trace = '';
  private answer: ClaimStatusAnswer | undefined;
  private line: ClaimStatusAnswer['lines'][number] | undefined;

  constructor(reading: SetReading) {
    this.reading = reading;
  }

  take(): void {
    const { reading } = this;
    const { segments } = reading;
    const { id } = segments;
    if (id === 'BHT') this.set.reference = segments.element(3);
    else if (id === 'HL') this.takeLevel();
    else if (id === 'NM1') this.takeName();
    else if (id === 'TRN') this.takeTrace();
    else if (id === 'STC') this.takeStatus();
    else if (id === 'REF') this.takeReference();
    else if (id === 'SVC') this.beginLine();
    else if (!['ST', 'SE', 'PER', 'DTP'].includes(id)) {
      reading.warn('segment_unexpected', '005010X212 has no such segment');
    }
  }

  finish(): ClaimStatusResponseSet {
    const { reading, set } = this;
    this.endAnswer();
    reading.loop = '';
    if (set.answers.length === 0 && set.refusals.length === 0) {
      reading.error('segment_missing', 'The 277 speaks of no claim (2200D, 2200E)');
    }
    return set;
  }

  private takeLevel(): void {
    const { reading } = this;
    this.endAnswer();
    this.trace = '';
    const code = reading.segments.element(3);
    reading.loop = claimStatusLoopOfLevel[code] ?? '';
    if (code === '19') this.npi = undefined;
    if (reading.loop === '') reading.error('element_code_unknown', 'HL03 is none of 20, 21, 19, 22, 23', 3);
  }

  private takeName(): void {
    const { reading } = this;
    const { segments } = reading;
    if (reading.loop === '2000A') this.payer = { payerId: segments.element(9), payerName: segments.element(3) };
    else if (reading.loop === '2000C' && segments.element(8) === 'XX') this.npi = segments.element(9);
  }

  private takeTrace(): void {
    const { reading } = this;
    this.endAnswer();
    this.trace = reading.segments.element(2);
    if (reading.loop !== '2000D' && reading.loop !== '2000E') return;
    this.answer = { trace: this.trace, statuses: [], ...this.payer, lines: [] };
    this.set.answers.push(this.answer);
  }

  private endAnswer(): void {
    const { answer, reading } = this;
    if (answer && answer.statuses.length === 0) reading.error('segment_missing', 'A claim (2200D, 2200E) has no STC');
    this.answer = undefined;
    this.line = undefined;
  }

  private beginLine(): void {
    const { reading, answer } = this;
    if (!answer) {
      reading.error('segment_unexpected', 'SVC stands outside a claim');
      return;
    }
    this.line = { procedureCode: reading.segments.component(1, 2), statuses: [] };
    answer.lines.push(this.line);
  }

  private takeStatus(): void {
    const { reading, answer, line } = this;
    const statuses = readStatuses(reading);
    if (line) line.statuses.push(...statuses);
    else if (answer) this.takeClaimStatus(answer, statuses);
    else if (reading.loop === '2000B') {
      this.set.refusals.push({ level: 'receiver', trace: this.trace, statuses });
    } else if (reading.loop === '2000C') {
      const { npi } = this;
      this.set.refusals.push({ level: 'provider', trace: this.trace, ...(npi ? { npi } : {}), statuses });
    } else reading.error('segment_unexpected', 'STC stands outside any level that has a status');
  }

  /** Dates and amounts of the first STC that has them: later ones repeat them or leave them out. */
  private takeClaimStatus(answer: ClaimStatusAnswer, statuses: ClaimStatus[]): void {
    const { reading } = this;
    answer.statuses.push(...statuses);
    answer.effectiveDate ??= reading.date(2);
    answer.chargeCents ??= reading.optionalCents(4);
    answer.paidCents ??= reading.optionalCents(5);
    answer.adjudicatedOn ??= reading.date(6);
    answer.paymentDate ??= reading.date(8);
    const number = reading.segments.element(9);
    if (number !== '') answer.paymentTrace ??= number;
  }

  private takeReference(): void {
    const { reading, answer, line } = this;
    const qualifier = reading.segments.element(1);
    const value = reading.segments.element(2);
    if (line) {
      if (qualifier === 'FJ') line.lineControlNumber = value;
    } else if (answer) {
      if (qualifier === '1K') answer.payerClaimControlNumber = value;
      else if (qualifier === 'EJ') answer.patientControlNumber = value;
    }
  }
}

/** STC01, STC10 and STC11. */
function readStatuses(reading: SetReading): ClaimStatus[] {
  const { segments } = reading;
  return [1, 10, 11].flatMap((element) => {
    const [category, statusCode, entity] = [1, 2, 3].map((component) => segments.component(element, component));
    if (!category) {
      if (element === 1) reading.error('element_missing', 'STC names no category', element, 1);
      return [];
    }
    return [{ category, statusCode: statusCode ?? '', ...(entity ? { entity } : {}) }];
  });
}
