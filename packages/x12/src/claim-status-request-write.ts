import type { ClaimStatusInquiry } from '@claimwright/domain/claim-status';
import { type IsoDate, type IsoInstant, toX12Date } from '@claimwright/domain/dates';
import { formatX12Amount } from '@claimwright/domain/money';
import type { Person } from '@claimwright/domain/party';
import { idOrUnknown, nameOrUnknown, shortReference } from './element-room.ts';
import type { InterchangeParties } from './parties.ts';
import { identifiedName, patientName } from './party-write.ts';
import {
  toX12Text,
  transactionSetControlNumber,
  writeInterchange,
  writeTransactionSet,
  x12Date,
  x12Segment,
  x12Time,
} from './writer.ts';

const guide = '005010X212';

export interface ClaimStatusRequestFile {
  parties: InterchangeParties;
  at: IsoInstant;
  /** ST02, 1–999,999,999. */
  transactionSetControlNumber: number;
  /** BHT03. */
  reference: string;
  /** Loop 2100B: who asks. */
  receiver: { name: string; id: string };
  /** In any order; they are written by payer, then by provider. At least one. */
  inquiries: readonly ClaimStatusInquiry[];
}

/** Writes one interchange with one 276 (005010X212). Same input, same bytes. Throws RangeError when nothing is asked. */
export function write276(file: ClaimStatusRequestFile): string {
  if (file.inquiries.length === 0) throw new RangeError('A 276 asks of at least one claim');
  const body =
    x12Segment('BHT', '0010', '13', toX12Text(file.reference), x12Date(file.at), x12Time(file.at)) + hierarchy(file);
  const controlNumber = transactionSetControlNumber(file.transactionSetControlNumber);
  return writeInterchange(file.parties, file.at, {
    group: {
      functionalIdentifier: 'HR',
      version: guide,
      sets: [writeTransactionSet({ identifier: '276', controlNumber, guide, body: [body] })],
    },
  });
}

function hierarchy({ inquiries, receiver }: ClaimStatusRequestFile): string {
  let level = 0;
  let text = '';
  const open = (parent: number, code: string, hasChild: boolean) => {
    level += 1;
    text += x12Segment('HL', level, parent || undefined, code, hasChild ? 1 : 0);
    return level;
  };
  for (const [, ofPayer] of Map.groupBy(inquiries, (inquiry) => inquiry.payer.id)) {
    const payer = open(0, '20', true);
    text += sourceName('PR', ofPayer[0]?.payer ?? { name: '', id: '' }, 'PI');
    const asking = open(payer, '21', true);
    text += sourceName('41', receiver, '46');
    for (const [, ofProvider] of Map.groupBy(ofPayer, (inquiry) => providerKey(inquiry.provider))) {
      const provider = open(asking, '19', true);
      text += identifiedName('1P', ofProvider[0]?.provider ?? {});
      for (const inquiry of ofProvider) {
        const subscriber = open(provider, '22', inquiry.patient !== undefined);
        if (!inquiry.patient) text += demographics(inquiry.subscriber);
        text += askedSubscriber(inquiry);
        if (inquiry.patient) {
          level += 1;
          text += `${x12Segment('HL', level, subscriber, '23')}${demographics(inquiry.patient)}${patientName('QC', inquiry.patient)}`;
        }
        text += claimLoop(inquiry);
      }
    }
  }
  return text;
}

/** NM1 of the payer (2100A) and of who asks (2100B): neither the name nor the number may be missing or too long. */
export function sourceName(entity: 'PR' | '41', { name, id }: { name: string; id: string }, qualifier: string): string {
  return x12Segment('NM1', entity, '2', nameOrUnknown(name), '', '', '', '', qualifier, idOrUnknown(id));
}

/** NM1 of 2100D, which is nobody without a number: not every cover of a casualty has one. */
export function askedSubscriber({ subscriber }: ClaimStatusInquiry): string {
  return patientName('IL', subscriber, idOrUnknown(subscriber.memberId));
}

/** DMG; a sex that is not F or M is left out, for the guide has no code for it. */
function demographics({ birthDate, sex }: Person): string {
  if (birthDate === undefined) return '';
  return x12Segment('DMG', 'D8', toX12Date(birthDate), sex === 'F' || sex === 'M' ? sex : undefined);
}

/** What tells one provider from another. */
export function providerKey(provider: ClaimStatusInquiry['provider']): string {
  const { npi, taxId, organizationName, lastName, firstName } = provider;
  return [npi, npi === undefined ? taxId : '', organizationName, lastName, firstName].join('|');
}

/** Loop 2200D or 2200E. */
function claimLoop(inquiry: ClaimStatusInquiry): string {
  return (
    x12Segment('TRN', '1', toX12Text(inquiry.trace)) +
    shortReference('1K', inquiry.payerClaimControlNumber) +
    shortReference('BLT', inquiry.typeOfBill) +
    shortReference('EJ', inquiry.patientControlNumber) +
    x12Segment('AMT', 'T3', formatX12Amount(inquiry.chargeCents)) +
    x12Segment('DTP', '472', ...period(inquiry.serviceFrom, inquiry.serviceTo))
  );
}

function period(from: IsoDate, to: IsoDate): [string, string] {
  return from === to ? ['D8', toX12Date(from)] : ['RD8', `${toX12Date(from)}-${toX12Date(to)}`];
}
