import type { ClaimStatusAnswer, ClaimStatusInquiry } from '@claimwright/domain/claim-status';
import { type IsoDate, type IsoInstant, toX12Date } from '@claimwright/domain/dates';
import { formatX12Amount } from '@claimwright/domain/money';
import { askedSubscriber, providerKey, sourceName } from './claim-status-request-write.ts';
import { shortReference } from './element-room.ts';
import type { InterchangeParties } from './parties.ts';
import { identifiedName, patientName } from './party-write.ts';
import {
  toX12Text,
  transactionSetControlNumber,
  writeInterchange,
  writeTransactionSet,
  x12Composite,
  x12Date,
  x12Segment,
  x12Time,
} from './writer.ts';

const guide = '005010X212';

/** An answer with the inquiry it answers: the 277 repeats who was asked about. */
export interface AnsweredInquiry {
  inquiry: ClaimStatusInquiry;
  answer: Omit<ClaimStatusAnswer, 'trace' | 'payerId' | 'payerName' | 'lines'> & { effectiveDate: IsoDate };
}

export interface ClaimStatusResponseFile {
  parties: InterchangeParties;
  at: IsoInstant;
  /** ST02, 1–999,999,999. */
  transactionSetControlNumber: number;
  /** BHT03. */
  reference: string;
  /** Loop 2100B: who had asked. */
  receiver: { name: string; id: string };
  /** All of one payer. At least one. */
  answers: readonly AnsweredInquiry[];
}

/** Writes one interchange with one 277 (005010X212), the answer to a 276. Same input, same bytes. */
export function write277(file: ClaimStatusResponseFile): string {
  const { answers, receiver, at } = file;
  const first = answers[0]?.inquiry;
  if (!first) throw new RangeError('A 277 answers at least one inquiry');
  let text = x12Segment('BHT', '0010', '08', toX12Text(file.reference), x12Date(at), x12Time(at), 'DG');
  text += 'HL*1**20*1~';
  text += sourceName('PR', first.payer, 'PI');
  text += 'HL*2*1*21*1~';
  text += sourceName('41', receiver, '46');
  let level = 2;
  for (const [, group] of Map.groupBy(answers, ({ inquiry }) => providerKey(inquiry.provider))) {
    level += 1;
    const provider = level;
    text += `HL*${provider}*2*19*1~${identifiedName('1P', group[0]?.inquiry.provider ?? {})}`;
    for (const { inquiry, answer } of group) {
      level += 1;
      text += x12Segment('HL', level, provider, '22', inquiry.patient ? 1 : 0);
      text += askedSubscriber(inquiry);
      if (inquiry.patient) {
        text += `${x12Segment('HL', level + 1, level, '23')}${patientName('QC', inquiry.patient)}`;
        level += 1;
      }
      text += claimLoop(inquiry, answer);
    }
  }
  const controlNumber = transactionSetControlNumber(file.transactionSetControlNumber);
  return writeInterchange(file.parties, at, {
    group: {
      functionalIdentifier: 'HN',
      version: guide,
      sets: [writeTransactionSet({ identifier: '277', controlNumber, guide, body: [text] })],
    },
  });
}

/** Loop 2200D or 2200E. */
function claimLoop(inquiry: ClaimStatusInquiry, answer: AnsweredInquiry['answer']): string {
  const [first, second, third] = answer.statuses.map(({ category, statusCode, entity }) =>
    x12Composite(category, statusCode, entity),
  );
  return (
    x12Segment('TRN', '2', toX12Text(inquiry.trace)) +
    x12Segment(
      'STC',
      first,
      toX12Date(answer.effectiveDate),
      '',
      amount(answer.chargeCents),
      amount(answer.paidCents),
      date(answer.adjudicatedOn),
      '',
      date(answer.paymentDate),
      paymentNumber(answer.paymentTrace),
      second,
      third,
    ) +
    shortReference('1K', answer.payerClaimControlNumber) +
    shortReference('EJ', answer.patientControlNumber) +
    served(inquiry)
  );
}

/** DTP*472, which a question need not have told. */
function served({ serviceFrom, serviceTo }: ClaimStatusInquiry): string {
  if (serviceFrom === '' || serviceTo === '') return '';
  const from = toX12Date(serviceFrom);
  return serviceFrom === serviceTo ? `DTP*472*D8*${from}~` : `DTP*472*RD8*${from}-${toX12Date(serviceTo)}~`;
}

/** STC09 holds sixteen characters: a longer number would be another one when cut. */
function paymentNumber(trace: string | undefined): string | undefined {
  const text = toX12Text(trace ?? '');
  return text.length > 16 ? undefined : text;
}

function amount(cents: number | undefined): string | undefined {
  return cents === undefined ? undefined : formatX12Amount(cents);
}

function date(value: IsoDate | undefined): string | undefined {
  return value === undefined ? undefined : toX12Date(value);
}
