import type { ClaimStatus, ClaimStatusAcknowledgement } from '@claimwright/domain/acknowledgement';
import type { IsoDate } from '@claimwright/domain/dates';
import type { Cents } from '@claimwright/domain/money';
import type { TransactionSetsRead } from './envelope.ts';
import { readTransactionSets, type SetReading, type TransactionReader } from './transaction-set.ts';

/** One 277CA (005010X214) as read. */
export interface ClaimAcknowledgementSet {
  /** Loop 2100A: who speaks. */
  sourceEntity: string;
  sourceName: string;
  sourceId: string;
  /** STC above every batch: the guide has none there, but who refuses all that was sent may say it so. */
  statuses: ClaimStatus[];
  /** Loop 2000B, one for each submitted batch it speaks of. */
  batches: BatchAcknowledgement[];
  /** Loop 2000D over all batches and providers, in file order. */
  claims: ReadClaimAcknowledgement[];
}

/** Loop 2200B: the verdict on a whole batch. A rejected batch may come without any claim below it. */
export interface BatchAcknowledgement {
  /** TRN02: BHT03 of the 837 that was received. */
  batchReference: string;
  statuses: ClaimStatus[];
  effectiveDate?: IsoDate;
  /** STC03: WQ accept, U reject. */
  action: string;
  /** QTY*90 and QTY*AA. */
  acceptedClaims?: number;
  rejectedClaims?: number;
  /** AMT*YU and AMT*YY. */
  acceptedCents?: Cents;
  rejectedCents?: Cents;
  /** Loops 2000C of the batch that have a verdict of their own (2200C). */
  providers: ProviderAcknowledgement[];
}

export interface ProviderAcknowledgement {
  /** NM109 of loop 2100C: the NPI, else the tax id or the payer's own number. */
  id?: string;
  statuses: ClaimStatus[];
  /** STC03. */
  action: string;
  /** QTY*QA. */
  acceptedClaims?: number;
}

/** Loop 2200D, with what the domain's noun does not need but a person wants to see. */
export interface ReadClaimAcknowledgement extends ClaimStatusAcknowledgement {
  /** TRN02 of loop 2200B above it. */
  batchReference: string;
  /** STC03 of the first status: WQ accept, U reject. */
  action: string;
  /** STC04. */
  chargeCents?: Cents;
  /** Loop 2220D: lines that have a status of their own. */
  lines: { lineControlNumber?: string; procedureCode: string; statuses: ClaimStatus[] }[];
}

/** Reads every 277CA (005010X214) of a text. Never throws. */
export function read277CA(text: string): TransactionSetsRead<ClaimAcknowledgementSet> {
  return readTransactionSets(text, claimAcknowledgementReader);
}

/** How one ST…SE of a 277CA is read. */
export const claimAcknowledgementReader: TransactionReader<ClaimAcknowledgementSet> = {
  identifier: '277',
  version: '005010X214',
  read(reading) {
    const builder = new ClaimAcknowledgementBuilder(reading);
    while (reading.segments.next()) builder.take();
    return builder.finish();
  },
};

const loopOfLevel: Readonly<Record<string, string>> = { '20': '2000A', '21': '2000B', '19': '2000C', PT: '2000D' };

class ClaimAcknowledgementBuilder {
  private readonly reading: SetReading;
  private readonly set: ClaimAcknowledgementSet = {
    sourceEntity: '',
    sourceName: '',
    sourceId: '',
    statuses: [],
    batches: [],
    claims: [],
  };
  private batch: BatchAcknowledgement | undefined;
  private provider: ProviderAcknowledgement | undefined;
  private claim: ReadClaimAcknowledgement | undefined;
  private line: ReadClaimAcknowledgement['lines'][number] | undefined;

  constructor(reading: SetReading) {
    this.reading = reading;
  }

  take(): void {
    const { reading } = this;
    const { id } = reading.segments;
    if (id === 'HL') this.takeLevel();
    else if (id === 'NM1') this.takeName();
    else if (id === 'TRN') this.takeTrace();
    else if (id === 'STC') this.takeStatus();
    else if (id === 'REF') this.takeReference();
    else if (id === 'QTY' || id === 'AMT') this.takeTotal(id);
    else if (id === 'SVC') this.beginLine();
    else if (!['ST', 'SE', 'BHT', 'DTP'].includes(id)) {
      reading.warn('segment_unexpected', '005010X214 has no such segment');
    }
  }

  finish(): ClaimAcknowledgementSet {
    const { reading, set } = this;
    this.endClaim();
    reading.loop = '';
    if (set.sourceEntity === '') reading.error('segment_missing', 'The 277CA does not say who speaks (2100A)');
    if (set.batches.length === 0) reading.error('segment_missing', 'The 277CA speaks of no batch (2000B)');
    return set;
  }

  private takeLevel(): void {
    const { reading } = this;
    const code = reading.segments.element(3);
    this.endClaim();
    this.provider = undefined;
    reading.loop = loopOfLevel[code] ?? '';
    if (code === '21') {
      this.batch = { batchReference: '', statuses: [], action: '', providers: [] };
      this.set.batches.push(this.batch);
    } else if (code === '19') this.provider = { statuses: [], action: '' };
    else if (reading.loop === '') reading.error('element_code_unknown', 'HL03 is none of 20, 21, 19, PT', 3);
  }

  private takeName(): void {
    const { reading, set, provider } = this;
    const { segments } = reading;
    if (reading.loop === '2000A') {
      set.sourceEntity = segments.element(1);
      set.sourceName = segments.element(3);
      set.sourceId = segments.element(9);
    } else if (reading.loop === '2000C' && provider) {
      const id = segments.element(9);
      if (id !== '') provider.id = id;
    }
  }

  private takeTrace(): void {
    const { reading, batch } = this;
    const number = reading.segments.element(2);
    if (reading.loop === '2000B' && batch) batch.batchReference = number;
    else if (reading.loop === '2000D' || reading.loop === '2200D' || reading.loop === '2220D') this.beginClaim(number);
  }

  /** A patient may have several claims: each begins at its TRN. */
  private beginClaim(patientControlNumber: string): void {
    const { reading, set, batch } = this;
    this.endClaim();
    reading.loop = '2200D';
    if (patientControlNumber === '') reading.error('element_missing', 'TRN02 of a claim is missing', 2);
    this.claim = {
      patientControlNumber,
      statuses: [],
      sourceEntity: set.sourceEntity,
      sourceName: set.sourceName,
      batchReference: batch?.batchReference ?? '',
      action: '',
      lines: [],
    };
    set.claims.push(this.claim);
  }

  private endClaim(): void {
    const { claim, reading } = this;
    if (claim && claim.statuses.length === 0) reading.error('segment_missing', 'A claim (2200D) has no STC');
    this.claim = undefined;
    this.line = undefined;
  }

  private beginLine(): void {
    const { reading, claim } = this;
    if (!claim) {
      reading.error('segment_unexpected', 'SVC stands outside a claim');
      return;
    }
    reading.loop = '2220D';
    this.line = { procedureCode: reading.segments.component(1, 2), statuses: [] };
    claim.lines.push(this.line);
  }

  private takeStatus(): void {
    const { reading, batch, provider, claim, line } = this;
    const { segments } = reading;
    const statuses = this.statuses();
    const action = segments.element(3);
    if (line) line.statuses.push(...statuses);
    else if (claim) {
      if (claim.statuses.length === 0) {
        claim.action = action;
        const effectiveDate = reading.date(2);
        if (effectiveDate) claim.effectiveDate = effectiveDate;
        const charge = reading.optionalCents(4);
        if (charge !== undefined) claim.chargeCents = charge;
      }
      claim.statuses.push(...statuses);
    } else if (provider && batch) {
      if (provider.statuses.length === 0) {
        provider.action = action;
        batch.providers.push(provider);
      }
      provider.statuses.push(...statuses);
    } else if (batch) {
      if (batch.statuses.length === 0) {
        batch.action = action;
        const effectiveDate = reading.date(2);
        if (effectiveDate) batch.effectiveDate = effectiveDate;
      }
      batch.statuses.push(...statuses);
    } else if (reading.loop === '2000A') {
      reading.warn('segment_unexpected', 'STC has no place in 2000A; it is taken as said of all below');
      this.set.statuses.push(...statuses);
    } else reading.error('segment_unexpected', 'STC stands outside any level that has a status');
  }

  private statuses(): ClaimStatus[] {
    const { reading } = this;
    const { segments } = reading;
    const statuses: ClaimStatus[] = [];
    for (const element of [1, 10, 11]) {
      const category = segments.component(element, 1);
      const statusCode = segments.component(element, 2);
      const entity = segments.component(element, 3);
      if (category === '' && (element === 1 || segments.element(element) !== '')) {
        reading.error('element_missing', 'STC names no category', element, 1);
      }
      if (category === '') continue;
      statuses.push(entity === '' ? { category, statusCode } : { category, statusCode, entity });
    }
    return statuses;
  }

  private takeReference(): void {
    const { reading, claim, line } = this;
    const { segments } = reading;
    const qualifier = segments.element(1);
    const value = segments.element(2);
    if (line) {
      if (qualifier === 'FJ') line.lineControlNumber = value;
    } else if (claim) {
      if (qualifier === '1K') claim.payerClaimControlNumber = value;
      else if (qualifier === 'D9') claim.clearinghouseTraceNumber = value;
    }
  }

  private takeTotal(id: string): void {
    const { reading, batch, provider } = this;
    const qualifier = reading.segments.element(1);
    if (provider && reading.loop === '2000C' && id === 'QTY' && qualifier === 'QA') {
      const count = reading.quantity(2);
      if (count !== undefined) provider.acceptedClaims = count;
    }
    if (!batch || reading.loop !== '2000B') return;
    if (id === 'QTY') {
      const count = reading.quantity(2);
      if (count === undefined) return;
      if (qualifier === '90') batch.acceptedClaims = count;
      else if (qualifier === 'AA') batch.rejectedClaims = count;
      return;
    }
    const amount = reading.optionalCents(2);
    if (amount === undefined) return;
    if (qualifier === 'YU') batch.acceptedCents = amount;
    else if (qualifier === 'YY') batch.rejectedCents = amount;
  }
}
