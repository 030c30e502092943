import { createHash } from 'node:crypto';
import { TransportError } from './transport.ts';

/** SHA-256 of a file's bytes, in hex. */
export function digestOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Throws TransportError `name_taken` when a file of this name was handed over before with other bytes; both are digests. */
export function requireSame(name: string, earlier: string, now: string): void {
  if (earlier === now) return;
  throw new TransportError('name_taken', `a file named ${name} was handed over before with other content`);
}
