import type { Remittance } from '@claimwright/domain/remittance';
import type { TransactionSetsRead } from './envelope.ts';

/**
 * Reads every 835 (005010X221A1) of a text. A set that is truncated, miscounted or has an amount or date that cannot be read
 * exactly is in `broken` with its reason and position and never in `sets`; its neighbours are not touched. Whether a set
 * balances is not judged here. Never throws.
 */
export declare function read835(text: string): TransactionSetsRead<Remittance>;
