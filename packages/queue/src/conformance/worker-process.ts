import { createQueueBackend } from '../backend.ts';
import type { QueueConnection } from '../connection.ts';
import { implementJob } from '../define-job.ts';
import { collectLog, conformanceJobs } from './harness.ts';

// A worker of its own process, for tests that kill it: says over IPC when a handler has started, and never lets it end.
const connection = JSON.parse(process.argv[2] ?? '{}') as QueueConnection;
const backend = await createQueueBackend(connection, { logger: collectLog().logger, jobs: conformanceJobs });
await backend.work(
  conformanceJobs.map((job) =>
    job.kind === 'batch'
      ? implementJob(job, ({ ids }) => {
          process.send?.({ started: ids });
          return new Promise<void>((resolve) => setTimeout(resolve, 600_000));
        })
      : implementJob(job, () => Promise.resolve()),
  ),
);
process.send?.({ ready: true });
