import type { X12Defect } from './defect.ts';
import type { TransactionSetOrigin } from './envelope.ts';
import type { CarriedClaim } from './professional-claim-carried.ts';

/** One claim of an 837P with where it stood. */
export interface ReadProfessionalClaim {
  /** ST02 of its set. */
  transactionSetControlNumber: string;
  /** Position of its CLM in the set; ST is 1. */
  transactionSetPosition: number;
  claim: CarriedClaim;
  /** What is wrong from its subscriber's HL to the end of the claim. With an error the claim is only a best reading. */
  defects: X12Defect[];
}

/** One ST…SE of an 837P. */
export interface ReadProfessionalSet {
  origin: TransactionSetOrigin;
  /** BHT03: what a 277CA refers back to in TRN02 of loop 2200B. */
  batchReference: string;
  /** BHT02: 00 original, 18 reissue. */
  purposeCode: string;
  submitterName: string;
  submitterId: string;
  receiverName: string;
  receiverPayerId: string;
  claims: ReadProfessionalClaim[];
  /** Every defect of the set, those of its envelope and its claims included, in file order. */
  defects: X12Defect[];
}
