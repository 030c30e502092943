import type { Mounted } from '@claimwright/http/contract';
import type { GatewayDeps } from '../dependencies.ts';
import { mountBulkTasks } from './bulk.ts';
import { mountListTasks } from './list.ts';
import { mountTaskSteps } from './steps.ts';

/** The coders' queue. */
export function mountTasks(to: Mounted, deps: GatewayDeps): void {
  mountListTasks(to, deps);
  mountTaskSteps(to, deps);
  mountBulkTasks(to, deps);
}
