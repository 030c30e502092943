import type {
  ImplementationAcknowledgement,
  SegmentError,
  TransactionSetAcknowledgement,
} from '@claimwright/domain/acknowledgement';
import type { IsoInstant } from '@claimwright/domain/dates';
import type { TransactionSetsRead } from './envelope.ts';
import type { InterchangeParties } from './parties.ts';
import { readTransactionSets, type SetReading, type TransactionReader } from './transaction-set.ts';
import {
  toX12Text,
  transactionSetControlNumber,
  writeInterchange,
  writeTransactionSet,
  x12Composite,
  x12Segment,
} from './writer.ts';

const guide = '005010X231A1';

export interface ImplementationAcknowledgementFile {
  parties: InterchangeParties;
  at: IsoInstant;
  /** ST02, 1–999,999,999. */
  transactionSetControlNumber: number;
  acknowledgement: ImplementationAcknowledgement;
  /** GS08 of the acknowledged group and ST03 of its sets; default 005010X222A1. */
  acknowledgedVersion?: string;
}

/** Reads every 999 (005010X231A1) of a text; one acknowledgement a transaction set. Never throws. */
export function read999(text: string): TransactionSetsRead<ImplementationAcknowledgement> {
  return readTransactionSets(text, implementationAcknowledgementReader);
}

/** How one ST…SE of a 999 is read. A set verdict that is no code of the guide makes the whole 999 unusable. */
export const implementationAcknowledgementReader: TransactionReader<ImplementationAcknowledgement> = {
  identifier: '999',
  version: '005010X231',
  read(reading) {
    const builder = new AcknowledgementBuilder(reading);
    while (reading.segments.next()) builder.take();
    return builder.finish();
  },
};

class AcknowledgementBuilder {
  private readonly reading: SetReading;
  private readonly acknowledgement: ImplementationAcknowledgement = {
    groupControlNumber: '',
    functionalIdentifier: '',
    groupCode: '',
    transactionSets: [],
  };
  private set: TransactionSetAcknowledgement | undefined;
  private error: SegmentError | undefined;
  private receivedSets: number | undefined;

  constructor(reading: SetReading) {
    this.reading = reading;
  }

  take(): void {
    const { reading, acknowledgement } = this;
    const { segments } = reading;
    const { id } = segments;
    if (id === 'AK1') {
      acknowledgement.functionalIdentifier = segments.element(1);
      acknowledgement.groupControlNumber = segments.element(2);
    } else if (id === 'AK2') this.beginSet();
    else if (id === 'IK3') this.beginError();
    else if (id === 'CTX') this.takeContext();
    else if (id === 'IK4') this.takeElementError();
    else if (id === 'IK5') this.endSet();
    else if (id === 'AK9') this.takeGroupVerdict();
    else if (id !== 'ST' && id !== 'SE') reading.warn('segment_unexpected', `${guide} has no such segment`);
  }

  finish(): ImplementationAcknowledgement {
    const { reading, acknowledgement } = this;
    reading.loop = '';
    if (acknowledgement.groupControlNumber === '') reading.error('segment_missing', 'The 999 has no AK102');
    if (acknowledgement.groupCode === '') reading.error('segment_missing', 'The 999 has no AK901');
    if (this.set) reading.error('segment_missing', 'A transaction set (AK2) has no verdict (IK5)');
    const { receivedSets } = this;
    const named = acknowledgement.transactionSets.length;
    if (receivedSets !== undefined && named > receivedSets) {
      reading.warn('element_malformed', `AK903 says ${receivedSets} sets were received, ${named} are named`);
    }
    return acknowledgement;
  }

  private beginSet(): void {
    const { reading } = this;
    if (this.set) reading.error('segment_missing', 'A transaction set (AK2) has no verdict (IK5)');
    reading.loop = '2000';
    this.set = { controlNumber: reading.segments.element(2), code: '', errors: [] };
    this.error = undefined;
    if (this.set.controlNumber === '') reading.error('element_missing', 'AK202 is missing', 2);
  }

  private beginError(): void {
    const { reading, set } = this;
    const { segments } = reading;
    reading.loop = '2100';
    if (!set) {
      reading.error('segment_unexpected', 'IK3 stands outside a transaction set');
      return;
    }
    const error: SegmentError = { segment: segments.element(1), position: reading.quantity(2) ?? 0, elements: [] };
    if (segments.element(3) !== '') error.loop = segments.element(3);
    if (segments.element(4) !== '') error.code = segments.element(4);
    set.errors.push(error);
    this.error = error;
  }

  /** CTX01 is either the situational trigger or a business unit: for an 837 the element CLM01 and its value. */
  private takeContext(): void {
    const { reading, error } = this;
    const { segments } = reading;
    if (error && segments.component(1, 1) === 'CLM01') error.patientControlNumber = segments.component(1, 2);
  }

  private takeElementError(): void {
    const { reading, error } = this;
    const { segments } = reading;
    reading.loop = '2110';
    if (!error) {
      reading.error('segment_unexpected', 'IK4 stands outside an IK3');
      return;
    }
    const position = Number(segments.component(1, 1));
    const component = segments.component(1, 2);
    error.elements.push({
      position: Number.isInteger(position) ? position : 0,
      ...(/^\d+$/.test(component) ? { component: Number(component) } : {}),
      code: segments.element(3),
      ...(segments.element(4) === '' ? {} : { value: segments.element(4) }),
    });
  }

  private endSet(): void {
    const { reading, set, acknowledgement } = this;
    reading.loop = '2000';
    if (!set) {
      reading.error('segment_unexpected', 'IK5 stands outside a transaction set');
      return;
    }
    set.code = reading.segments.element(1);
    if (!/^[AERMWX]$/.test(set.code)) reading.error('element_code_unknown', 'IK501 is none of A, E, R, M, W, X', 1);
    acknowledgement.transactionSets.push(set);
    this.set = undefined;
    this.error = undefined;
  }

  private takeGroupVerdict(): void {
    const { reading, acknowledgement } = this;
    reading.loop = '';
    acknowledgement.groupCode = reading.segments.element(1);
    if (!/^[AEPRMWX]$/.test(acknowledgement.groupCode)) {
      reading.error('element_code_unknown', 'AK901 is none of A, E, P, R, M, W, X', 1);
    }
    this.receivedSets = reading.quantity(3);
  }
}

/** Writes one interchange with one 999; AK902–AK904 are counted from the sets given. */
export function write999(file: ImplementationAcknowledgementFile): string {
  const { acknowledgement, parties, at } = file;
  const version = file.acknowledgedVersion ?? '005010X222A1';
  const acknowledged = acknowledgement.functionalIdentifier === 'HR' ? '276' : '837';
  const sets = acknowledgement.transactionSets;
  const accepted = sets.filter((set) => set.code === 'A' || set.code === 'E').length;
  // A set whose number does not fit ST02 cannot be named; AK9 counts it.
  const named = sets.filter((set) => /^[!-~]{4,9}$/.test(set.controlNumber));
  const body =
    x12Segment('AK1', acknowledgement.functionalIdentifier, acknowledgement.groupControlNumber, version) +
    named.map((set) => setVerdict(set, version, acknowledged)).join('') +
    x12Segment('AK9', acknowledgement.groupCode, sets.length, sets.length, accepted);
  const controlNumber = transactionSetControlNumber(file.transactionSetControlNumber);
  return writeInterchange(parties, at, {
    group: {
      functionalIdentifier: 'FA',
      version: guide,
      sets: [writeTransactionSet({ identifier: '999', controlNumber, guide, body: [body] })],
    },
  });
}

function setVerdict(set: TransactionSetAcknowledgement, version: string, acknowledged: string): string {
  // IK502 5: one or more segments in error.
  const reason = set.errors.length > 0 ? '5' : undefined;
  return (
    x12Segment('AK2', acknowledged, set.controlNumber, version) +
    set.errors.map(segmentError).join('') +
    x12Segment('IK5', set.code, reason)
  );
}

function segmentError(error: SegmentError): string {
  // IK303 holds four characters: of 2010AA the guide's number without the letters.
  let text = x12Segment('IK3', error.segment, error.position, error.loop?.slice(0, 4), error.code);
  if (error.patientControlNumber !== undefined) {
    text += x12Segment('CTX', x12Composite('CLM01', toX12Text(error.patientControlNumber).slice(0, 35)));
  }
  for (const { position, component, code, value } of error.elements) {
    const place = x12Composite(String(position), component === undefined ? undefined : String(component));
    text += x12Segment('IK4', place, undefined, code, value === undefined ? undefined : toX12Text(value));
  }
  return text;
}
