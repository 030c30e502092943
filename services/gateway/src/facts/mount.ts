import type { Mounted } from '@claimwright/http/contract';
import type { GatewayDeps } from '../dependencies.ts';
import { mountDeleteFacts } from './delete-facts.ts';
import { mountListFacts } from './list-facts.ts';
import { mountPutFacts } from './put-facts.ts';

/** The tables a tenant loads besides code sets: exclusions, enrolments, authorizations and the like. */
export async function mountFacts(to: Mounted, deps: GatewayDeps): Promise<void> {
  mountListFacts(to, deps);
  await mountPutFacts(to, deps);
  mountDeleteFacts(to, deps);
}
