import { createQueueBackend } from '../backend.ts';
import type { QueueConnection } from '../connection.ts';
import { implementJob } from '../define-job.ts';
import { collectLog, conformanceJobs, first, newIds, published } from './harness.ts';

// A process that works off one job, closes everything and has nothing left that would keep it alive.
const connection = JSON.parse(process.argv[2] ?? '{}') as QueueConnection;
const backend = await createQueueBackend(connection, { logger: collectLog().logger, jobs: conformanceJobs });
const ran = Promise.withResolvers<void>();
const worker = await backend.work(
  conformanceJobs.map((job) =>
    job.kind === 'batch' ? implementJob(job, async () => ran.resolve()) : implementJob(job, async () => undefined),
  ),
);
await backend.publish([published(first, newIds(1))]);
await ran.promise;
await worker.close();
await backend.close();
process.disconnect?.();
