import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/**
 * Folder of official files that development may have beside the repository (`../shared/data`, or where CLAIMWRIGHT_SHARED_DATA
 * points). It is no part of the project: tests that need it skip by name when it is absent.
 */
export const sharedData = process.env.CLAIMWRIGHT_SHARED_DATA ?? resolve(import.meta.dirname, '../../shared/data');

/** Whether a file or folder is there. */
export function hasSharedData(...path: string[]): boolean {
  return existsSync(join(sharedData, ...path));
}
