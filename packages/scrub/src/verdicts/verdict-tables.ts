import { administrationCases } from './administration-table.ts';
import { codingCases } from './coding-table.ts';
import { diagnosisCases } from './diagnosis-table.ts';
import { identityCases } from './identity-table.ts';
import { serviceCases } from './service-table.ts';
import { structureCases } from './structure-table.ts';
import { supplementCases } from './supplement-table.ts';
import type { VerdictTable } from './verdict-cases.ts';

/** The cases of all rules. */
export const tables: VerdictTable = {
  ...structureCases,
  ...supplementCases,
  ...identityCases,
  ...diagnosisCases,
  ...codingCases,
  ...serviceCases,
  ...administrationCases,
};
