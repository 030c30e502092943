import type { HistoryLine } from '@claimwright/domain/finding';

/** A paid service the physician of the clean encounter gave its patient before, for examples. */
export function pastLine(procedureCode: string, serviceFrom: string, changes: Partial<HistoryLine> = {}): HistoryLine {
  return {
    encounterId: '01900000-0000-7000-8000-000000000009',
    billingNpi: '1234567893',
    renderingNpi: '1122334455',
    procedureCode,
    modifiers: [],
    placeOfService: '11',
    units: 1,
    chargeCents: 9900,
    serviceFrom,
    serviceTo: serviceFrom,
    frequencyCode: '1',
    claimStatus: 'paid',
    ...changes,
  };
}
