import type { Mounted } from '@claimwright/http/contract';
import type { GatewayDeps } from '../dependencies.ts';
import { mountConfirmWaitingFile } from './confirm.ts';
import { mountWaitingFileContent } from './content.ts';
import { mountLeaseWaitingFile } from './lease.ts';
import { mountListWaitingFiles } from './list.ts';

/** Files that a clearinghouse fetches itself: list, lease, content, confirm. */
export function mountOutbox(to: Mounted, deps: GatewayDeps): void {
  mountListWaitingFiles(to, deps);
  mountLeaseWaitingFile(to, deps);
  mountWaitingFileContent(to, deps);
  mountConfirmWaitingFile(to, deps);
}
