import type { IsoInstant } from '@claimwright/domain/dates';
import type { Address } from '@claimwright/domain/party';
import type { Remittance } from '@claimwright/domain/remittance';
import type { InterchangeParties } from './parties.ts';

/** Loop 1000A beyond what a `Remittance` says. */
export interface RemittancePayer {
  address: Address;
  /** PER*BL, required: the technical contact. */
  technicalContactName: string;
  technicalContactPhone: string;
}

/** Loop 1000B beyond what a `Remittance` says. */
export interface RemittancePayee {
  /** N103 that `Remittance.payeeId` is written with. */
  idQualifier: 'XX' | 'FI' | 'XV';
  /** REF*TJ, required when the id is an NPI and the tax id is known. */
  taxId?: string;
  address?: Address;
}

export interface RemittanceFile {
  parties: InterchangeParties;
  at: IsoInstant;
  payer: RemittancePayer;
  payee: RemittancePayee;
  /** One ST…SE each; ST02 is `transactionSetControlNumber`, which must be 4–9 characters. */
  remittances: readonly Remittance[];
}

/** Writes one interchange with one group of 835 (005010X221A1). What is written is what is given: balancing is the caller's. */
export declare function write835(file: RemittanceFile): string;
