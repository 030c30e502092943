import { expect, test } from 'vitest';
import { first, newIds, published, second } from './conformance/harness.ts';
import { jobId, splitIntoChunks, tickId } from './job-id.ts';

const job = published(first, newIds(3));

test('the same job, tenant, ids and hint give the same id; any other gives another', () => {
  expect(jobId({ ...job, ids: [...job.ids] })).toBe(jobId(job));
  const others = [
    { ...job, hint: 'another' },
    { ...job, tenantId: newIds(1)[0]! },
    { ...job, ids: job.ids.slice(1) },
    { ...job, job: second },
  ];
  expect(new Set([job, ...others].map(jobId)).size).toBe(5);
});

test('ids hold no colon and are never numbers, which BullMQ refuses or misreads', () => {
  expect(jobId(job)).toMatch(/^first-job-[0-9a-f]{32}$/);
  expect(tickId('sweep', 30_000, 1_800_000_000_123)).toBe('sweep-30000-60000000');
});

test('a run of an interval has one id all through it', () => {
  expect(tickId('sweep', 1_000, 5_000)).toBe(tickId('sweep', 1_000, 5_999));
  expect(tickId('sweep', 1_000, 5_999)).not.toBe(tickId('sweep', 1_000, 6_000));
});

test('chunks keep every id and their order', () => {
  const long = published(first, newIds(25));
  const parts = splitIntoChunks(long);
  expect(parts.map((part) => part.ids.length)).toEqual([10, 10, 5]);
  expect(parts.flatMap((part) => part.ids)).toEqual(long.ids);
  expect(splitIntoChunks(job)).toEqual([job]);
});
