import { createHash } from 'node:crypto';
import type { Id } from '@claimwright/domain/ids';
import type { PublishedJob } from './define-job.ts';

/**
 * The id of a job: the same job, tenant, ids and hint give the same id, so publishing twice adds nothing while the first is in
 * the queue. The hint (the range of outbox rows) is part of it on purpose: rows queued again while an equal job is running, or
 * lies in the dead letters, are a job of their own and are not lost. Holds no ':', which BullMQ keeps for itself.
 */
export function jobId(published: PublishedJob): string {
  const { job, tenantId, hint, ids } = published;
  const digest = createHash('sha256')
    .update(JSON.stringify([job.name, tenantId, hint, ids]))
    .digest('hex');
  return `${job.name}-${digest.slice(0, 32)}`;
}

/** The id of a repeating job's run: every process names the run of one interval alike, so it is queued once. */
export function tickId(name: string, everyMs: number, unixMilliseconds: number): string {
  return `${name}-${everyMs}-${Math.floor(unixMilliseconds / everyMs)}`;
}

/** Cuts a job into jobs of at most its chunk of ids. */
export function splitIntoChunks(published: PublishedJob): PublishedJob[] {
  const { chunk } = published.job;
  if (published.ids.length <= chunk) return [published];
  const parts: PublishedJob[] = [];
  for (let start = 0; start < published.ids.length; start += chunk) {
    const ids: readonly Id[] = published.ids.slice(start, start + chunk);
    parts.push({ ...published, ids });
  }
  return parts;
}
