import { claimAcknowledgementTable, implementationTable } from './acknowledgement-tables.ts';
import { statusRequestTable, statusResponseTable } from './claim-status-tables.ts';
import type { Guide } from './grammar.ts';
import { remittanceTable } from './remittance-table.ts';

const statusParents = { '21': '20', '19': '21', '22': '19', '23': '22' };

/** Answers and questions: 999, 277CA, 276, 277 and 835. */
export const answerGuides: Readonly<Record<'999' | '277CA' | '276' | '277' | '835', Guide>> = {
  '999': { table: implementationTable, functionalIdentifier: 'FA', versions: ['005010X231A1'], parents: {} },
  '277CA': {
    table: claimAcknowledgementTable,
    functionalIdentifier: 'HN',
    versions: ['005010X214'],
    parents: { '21': '20', '19': '21', PT: '19' },
  },
  '276': { table: statusRequestTable, functionalIdentifier: 'HR', versions: ['005010X212'], parents: statusParents },
  '277': { table: statusResponseTable, functionalIdentifier: 'HN', versions: ['005010X212'], parents: statusParents },
  '835': { table: remittanceTable, functionalIdentifier: 'HP', versions: ['005010X221A1'], parents: {} },
};
