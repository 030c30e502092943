import pg from 'pg';
import { createQueueBackend } from '../backend.ts';
import type { QueueConnection } from '../connection.ts';
import { createOutboxRelay } from '../outbox-relay.ts';
import { collectLog, conformanceJobs } from './harness.ts';

// A relay of its own process that publishes for real and then never comes to commit, for tests that kill it there.
const { connection, databaseUrl } = JSON.parse(process.argv[2] ?? '{}') as {
  connection: QueueConnection;
  databaseUrl: string;
};
const { logger } = collectLog();
const backend = await createQueueBackend(connection, { logger, jobs: conformanceJobs });
const relay = createOutboxRelay({
  pool: new pg.Pool({ connectionString: databaseUrl }),
  logger,
  backend: {
    jobs: backend.jobs,
    async publish(jobs) {
      await backend.publish(jobs);
      process.send?.({ publishedIds: jobs.flatMap((job) => job.ids) });
      await new Promise((resolve) => setTimeout(resolve, 600_000));
    },
  },
});
await relay.run(new AbortController().signal);
