import { randomBytes } from 'node:crypto';
import { uuidV7 } from '@claimwright/domain/ids';

const pool = { bytes: randomBytes(10 * 512), next: 0 };

/** A new UUID version 7. Randomness is drawn for 512 ids at a time: one system call an id would show in the intake path. */
export function newId(): string {
  if (pool.next >= pool.bytes.length) {
    pool.bytes = randomBytes(10 * 512);
    pool.next = 0;
  }
  const id = uuidV7(Date.now(), pool.bytes.subarray(pool.next, pool.next + 10));
  pool.next += 10;
  return id;
}
