import {
  claimAcknowledgementTable,
  envelopeTable,
  implementationAcknowledgementTable,
  interchangeAcknowledgementTable,
} from './acknowledgement-table.ts';
import { claimStatusRequestTable, claimStatusResponseTable } from './claim-status-table.ts';
import { readTable, type TransactionGrammar } from './grammar.ts';
import { institutionalClaimTable } from './institutional-claim-table.ts';
import { professionalClaimTable } from './professional-claim-table.ts';
import { remittanceTable } from './remittance-table.ts';

/** Every transaction of the guides that this package knows, read from its table once. */
export const transactionGrammars: readonly TransactionGrammar[] = [
  grammar('837P', '837', 'HC', ['005010X222A1', '005010X222'], professionalClaimTable),
  grammar('837I', '837', 'HC', ['005010X223A2', '005010X223A1', '005010X223'], institutionalClaimTable),
  grammar('835', '835', 'HP', ['005010X221A1', '005010X221'], remittanceTable),
  grammar('999', '999', 'FA', ['005010X231A1', '005010X231'], implementationAcknowledgementTable),
  grammar('277CA', '277', 'HN', ['005010X214'], claimAcknowledgementTable),
  grammar('276', '276', 'HR', ['005010X212'], claimStatusRequestTable),
  grammar('277', '277', 'HN', ['005010X212'], claimStatusResponseTable),
];

/** TA1, which has no set around it. */
export const interchangeAcknowledgementGrammar = grammar('TA1', 'TA1', '', [], interchangeAcknowledgementTable);

function grammar(
  name: string,
  identifier: string,
  functionalIdentifier: string,
  versions: readonly string[],
  table: string,
): TransactionGrammar {
  return { name, identifier, functionalIdentifier, versions, ...readTable(table) };
}

/** The grammar of a set: by its guide (ST03 or, where it has none, GS08); undefined when we know none. */
export function grammarOf(identifier: string, guide: string): TransactionGrammar | undefined {
  return transactionGrammars.find((each) => each.identifier === identifier && each.versions.includes(guide));
}

/** The rules of GS, GE and IEA by their ids. */
export const envelopeRules = new Map(
  readTable(envelopeTable).root.parts.flatMap((part) => (part.kind === 'segment' ? [[part.id, part] as const] : [])),
);

/** GS01 of the version a group says it is: 276 and 277 share a guide and differ in it. Empty when we know no such version. */
export function functionalIdentifiersOf(version: string): readonly string[] {
  return transactionGrammars.filter((each) => each.versions.includes(version)).map((each) => each.functionalIdentifier);
}
