import type { Mounted } from '@claimwright/http/contract';
import type { GatewayDeps } from '../dependencies.ts';
import { mountDiffEditions } from './diff-editions.ts';
import { mountListEditions } from './list-editions.ts';

/** What code sets there are, and what an edition changes. Importing and activating them is the operator's, for all tenants at once. */
export function mountCodeSets(to: Mounted, deps: GatewayDeps): void {
  mountListEditions(to, deps);
  mountDiffEditions(to, deps);
}
