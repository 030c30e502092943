import { expect, test } from 'vitest';
import { catalog } from './catalog.ts';
import { defineJob, defineRepeatingJob, jobPayload } from './define-job.ts';

const sound = { attempts: 3, backoff: { type: 'fixed', delayMs: 10 }, concurrency: 1, chunk: 10 } as const;

test('the catalog names every job once', () => {
  expect(catalog.map((job) => job.name).toSorted()).toEqual([
    'apply-parked',
    'ask-claim-status',
    'assemble-claims',
    'bill-next-payers',
    'build-batches',
    'correct-claims',
    'fold-day-counts',
    'ingest-files',
    'review-denials',
    'scrub-encounters',
    'sweep',
    'transmit-batches',
    'watch-answers',
    'what-if',
  ]);
});

test('a definition that makes no sense is refused', () => {
  expect(() => defineJob({ ...sound, name: 'with:colon' })).toThrow('lower-case words');
  expect(() => defineJob({ ...sound, name: 'fine', attempts: 0 })).toThrow();
  expect(() => defineJob({ ...sound, name: 'fine', chunk: 0 })).toThrow();
  expect(() => defineRepeatingJob({ ...sound, name: 'fine', everyMs: -1 })).toThrow();
  expect(defineJob({ ...sound, name: 'fine' })).toMatchObject({ name: 'fine', delayMs: 0, kind: 'batch' });
});

test('a payload is a tenant and at least one id, of any UUID version, and nothing else', () => {
  const tenantId = '00000000-0000-0000-0000-000000000001';
  expect(jobPayload.safeParse({ tenantId, ids: [tenantId] }).success).toBe(true);
  expect(jobPayload.safeParse({ tenantId, ids: [] }).success).toBe(false);
  expect(jobPayload.safeParse({ tenantId, ids: ['Jane Roe'] }).success).toBe(false);
  expect(jobPayload.safeParse({ tenantId, ids: [tenantId], note: 'x' }).success).toBe(false);
});
