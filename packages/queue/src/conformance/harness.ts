import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { defineJob, defineRepeatingJob, type PublishedJob } from '../define-job.ts';
import type { Logger } from '../logger.ts';

/** The catalog the conformance suite runs: quick back-offs, small chunks. */
export const first = defineJob({
  name: 'first-job',
  attempts: 3,
  backoff: { type: 'exponential', delayMs: 100 },
  concurrency: 4,
  chunk: 10,
});
export const second = defineJob({
  name: 'second-job',
  attempts: 1,
  backoff: { type: 'fixed', delayMs: 100 },
  concurrency: 2,
  chunk: 500,
});
export const delayed = defineJob({
  name: 'delayed-job',
  attempts: 1,
  backoff: { type: 'fixed', delayMs: 100 },
  concurrency: 1,
  chunk: 10,
  delayMs: 700,
});
export const repeating = defineRepeatingJob({
  name: 'repeating-job',
  attempts: 1,
  backoff: { type: 'fixed', delayMs: 100 },
  concurrency: 1,
  everyMs: 1_000,
});
export const conformanceJobs = [first, second, delayed, repeating];

export interface LogLine {
  level: 'info' | 'warn' | 'error';
  fields: Record<string, unknown>;
  message: string;
}

/** A logger that keeps its lines. */
export function collectLog(): { logger: Logger; lines: LogLine[] } {
  const lines: LogLine[] = [];
  const at = (level: LogLine['level']) => (fields: Record<string, unknown>, message: string) => {
    lines.push({ level, fields, message });
  };
  return { logger: { info: at('info'), warn: at('warn'), error: at('error') }, lines };
}

/** Waits until `holds` says true, and says what did not happen when it never does. */
export async function until(what: string, holds: () => boolean | Promise<boolean>, withinMs = 10_000): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`not within ${withinMs} ms: ${what}`);
    await sleep(15);
  }
}

export function newIds(count: number): string[] {
  return Array.from({ length: count }, () => randomUUID());
}

export function published(job: PublishedJob['job'], ids: readonly string[], hint = 'test', tenantId = randomUUID()) {
  return { job, tenantId, ids, hint } satisfies PublishedJob;
}
