import { type IsoInstant, toX12Date } from '@claimwright/domain/dates';
import { formatX12Amount } from '@claimwright/domain/money';
import type { Address } from '@claimwright/domain/party';
import type { ProviderAdjustment, Remittance, RemittanceClaim, RemittanceLine } from '@claimwright/domain/remittance';
import { remarkSegments } from './adjudication-amounts.ts';
import { adjustmentSegments } from './adjustment-write.ts';
import { idOrUnknown, nameOrUnknown, room, shortReference, textUpTo } from './element-room.ts';
import type { InterchangeParties } from './parties.ts';
import { addressLines, toX12Phone } from './party-write.ts';
import {
  toX12Digits,
  toX12Quantity,
  toX12Text,
  writeInterchange,
  writeTransactionSet,
  x12Composite,
  x12Segment,
} from './writer.ts';

/** Loop 1000A beyond what a `Remittance` says. */
export interface RemittancePayer {
  address: Address;
  /** PER*BL, required: the technical contact. */
  technicalContactName: string;
  technicalContactPhone: string;
  /** BPR07 and BPR09; both this and the payee's are needed for ACH, BOP and FWT. */
  bank?: BankAccount;
}

/** A depository and an account in it; written with qualifiers 01 (ABA routing number) and DA. */
export interface BankAccount {
  routingNumber: string;
  accountNumber: string;
}

/** Loop 1000B beyond what a `Remittance` says. */
export interface RemittancePayee {
  /** N103 that `Remittance.payeeId` is written with. */
  idQualifier: 'XX' | 'FI' | 'XV';
  /** REF*TJ, required when the id is an NPI and the tax id is known. */
  taxId?: string;
  address?: Address;
  /** BPR13 and BPR15. */
  bank?: BankAccount;
}

export interface RemittanceFile {
  parties: InterchangeParties;
  at: IsoInstant;
  payer: RemittancePayer;
  payee: RemittancePayee;
  /** One ST…SE each; ST02 is `transactionSetControlNumber`, which must be 4–9 characters. */
  remittances: readonly Remittance[];
}

/**
 * Writes one interchange with one group of 835 (005010X221A1). What is written is what is given: balancing is the caller's.
 * Throws a RangeError when it cannot be written as given: an ST02 that does not fit, no remittance, an electronic transfer
 * without bank accounts, more than five remark codes on a claim (MIA and MOA have five places).
 */
export function write835(file: RemittanceFile): string {
  const { parties, at, remittances } = file;
  if (remittances.length === 0) throw new RangeError('An 835 needs at least one remittance');
  const sets = remittances.map((remittance) => {
    const controlNumber = remittance.transactionSetControlNumber;
    if (!/^[A-Z0-9]{4,9}$/.test(controlNumber)) throw new RangeError('ST02 must have 4 to 9 letters or digits');
    return writeTransactionSet({ identifier: '835', controlNumber, body: [remittanceBody(remittance, file)] });
  });
  return writeInterchange(parties, at, { group: { functionalIdentifier: 'HP', version: '005010X221A1', sets } });
}

function remittanceBody(remittance: Remittance, file: RemittanceFile): string {
  let text = header(remittance, file);
  // One LX holds all claims: a payer numbers them for its own grouping only.
  if (remittance.claims.length > 0) text += 'LX*1~';
  for (const claim of remittance.claims) text += claimLoop(claim);
  return text + providerAdjustments(remittance.providerAdjustments);
}

/** BPR, TRN, DTM*405, 1000A and 1000B. */
function header(remittance: Remittance, { payer, payee, parties }: RemittanceFile): string {
  let text = payment(remittance, payer.bank, payee.bank);
  text += x12Segment('TRN', '1', toX12Text(remittance.traceNumber), remittance.originatingCompanyId);
  text += x12Segment('REF', 'EV', toX12Text(parties.receiverId));
  if (remittance.productionDate) text += x12Segment('DTM', '405', toX12Date(remittance.productionDate));
  text += x12Segment('N1', 'PR', nameOrUnknown(remittance.payerName));
  text += addressLines(payer.address);
  text += shortReference('2U', remittance.payerId);
  const phone = toX12Phone(payer.technicalContactPhone);
  text += x12Segment('PER', 'BL', toX12Text(payer.technicalContactName), 'TE', phone);
  text += x12Segment(
    'N1',
    'PE',
    nameOrUnknown(remittance.payeeName),
    payee.idQualifier,
    idOrUnknown(remittance.payeeId),
  );
  if (payee.address) text += addressLines(payee.address);
  text += shortReference('TJ', toX12Digits(payee.taxId ?? ''));
  return text;
}

/** BPR. BPR10 is the payer's company id, which TRN03 repeats. */
function payment(remittance: Remittance, from: BankAccount | undefined, to: BankAccount | undefined): string {
  const { paymentMethod } = remittance;
  const isTransfer = paymentMethod === 'ACH' || paymentMethod === 'BOP' || paymentMethod === 'FWT';
  if (isTransfer && (!from || !to))
    throw new RangeError(`BPR04 ${paymentMethod} needs the bank accounts of both sides`);
  const accounts: (string | undefined)[] =
    isTransfer && from && to
      ? [
          paymentMethod === 'ACH' ? 'CCP' : undefined,
          ...['01', from.routingNumber, 'DA', from.accountNumber, remittance.originatingCompanyId, undefined],
          ...['01', to.routingNumber, 'DA', to.accountNumber],
        ]
      : Array.from({ length: 11 });
  const amount = formatX12Amount(remittance.paymentCents);
  const date = toX12Date(remittance.paymentDate);
  return x12Segment('BPR', remittance.handlingCode, amount, 'C', paymentMethod, ...accounts, date);
}

/** Loop 2100. */
function claimLoop(claim: RemittanceClaim): string {
  let text = x12Segment(
    'CLP',
    textUpTo(claim.patientControlNumber, room.claimNumber),
    claim.statusCode,
    formatX12Amount(claim.chargeCents),
    formatX12Amount(claim.paidCents),
    claim.patientResponsibilityCents === 0 ? undefined : formatX12Amount(claim.patientResponsibilityCents),
    claim.claimFilingCode,
    claim.payerClaimControlNumber === undefined ? undefined : toX12Text(claim.payerClaimControlNumber),
    claim.facilityCode,
    claim.frequencyCode,
  );
  text += adjustmentSegments(claim.adjustments);
  const { patientLastName, patientFirstName } = claim;
  const member = textUpTo(claim.memberId, 80);
  text += x12Segment(
    'NM1',
    'QC',
    '1',
    textUpTo(patientLastName, room.lastName),
    textUpTo(patientFirstName, room.firstName),
    undefined,
    undefined,
    undefined,
    // NM109 has two characters at least.
    member.length < 2 ? undefined : 'MI',
    member.length < 2 ? undefined : member,
  );
  const { crossoverCarrier } = claim;
  if (crossoverCarrier) {
    const id = crossoverCarrier.id === undefined ? [] : ['PI', toX12Text(crossoverCarrier.id)];
    const name = toX12Text(crossoverCarrier.name);
    text += x12Segment('NM1', 'TT', '2', name, undefined, undefined, undefined, undefined, ...id);
  }
  if (claim.remarkCodes.length > 5) throw new RangeError('A claim has places for five remark codes (MIA or MOA)');
  text += remarkSegments(claim);
  if (claim.statementFrom) text += x12Segment('DTM', '232', toX12Date(claim.statementFrom));
  if (claim.statementTo) text += x12Segment('DTM', '233', toX12Date(claim.statementTo));
  if (claim.receivedDate) text += x12Segment('DTM', '050', toX12Date(claim.receivedDate));
  if (claim.interestCents !== undefined) text += x12Segment('AMT', 'I', formatX12Amount(claim.interestCents));
  for (const line of claim.lines) text += lineLoop(line);
  return text;
}

/** Loop 2110. */
function lineLoop(line: RemittanceLine): string {
  const procedure = x12Composite(line.procedureQualifier, toX12Text(line.procedureCode), ...line.modifiers);
  const submitted =
    line.submittedProcedureCode === undefined
      ? undefined
      : x12Composite('HC', toX12Text(line.submittedProcedureCode), ...(line.submittedModifiers ?? []));
  let text = x12Segment(
    'SVC',
    procedure,
    formatX12Amount(line.chargeCents),
    formatX12Amount(line.paidCents),
    line.revenueCode === undefined ? undefined : toX12Text(line.revenueCode),
    line.units === undefined ? undefined : toX12Quantity(line.units),
    submitted,
  );
  text += serviceDates(line) + adjustmentSegments(line.adjustments);
  text += shortReference('6R', line.lineControlNumber);
  if (line.allowedCents !== undefined) text += x12Segment('AMT', 'B6', formatX12Amount(line.allowedCents));
  for (const code of line.remarkCodes) text += x12Segment('LQ', 'HE', code);
  return text;
}

function serviceDates({ serviceFrom, serviceTo }: RemittanceLine): string {
  if (serviceFrom !== undefined && serviceFrom === serviceTo) return x12Segment('DTM', '472', toX12Date(serviceFrom));
  const from = serviceFrom === undefined ? '' : x12Segment('DTM', '150', toX12Date(serviceFrom));
  return serviceTo === undefined ? from : from + x12Segment('DTM', '151', toX12Date(serviceTo));
}

/** PLB, one a provider and fiscal period with at most six pairs. */
function providerAdjustments(list: readonly ProviderAdjustment[]): string {
  const owners = new Map<string, ProviderAdjustment[]>();
  for (const adjustment of list) {
    const owner = `${adjustment.providerId}/${adjustment.fiscalPeriodEnd}`;
    const members = owners.get(owner);
    if (members) members.push(adjustment);
    else owners.set(owner, [adjustment]);
  }
  let text = '';
  for (const members of owners.values()) {
    for (let first = 0; first < members.length; first += 6) {
      const [lead] = members;
      if (!lead) continue;
      const pairs = members
        .slice(first, first + 6)
        .flatMap(({ reasonCode, reference, amountCents }) => [
          x12Composite(reasonCode, reference === undefined ? undefined : toX12Text(reference)),
          formatX12Amount(amountCents),
        ]);
      text += x12Segment('PLB', toX12Text(lead.providerId), toX12Date(lead.fiscalPeriodEnd), ...pairs);
    }
  }
  return text;
}
