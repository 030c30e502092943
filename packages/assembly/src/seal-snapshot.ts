import { hash } from 'node:crypto';
import type { AnyClaimSnapshot } from '@claimwright/domain/institutional-claim';

/**
 * A snapshot as canonical JSON (members sorted by name, absent ones left out, no blanks) and the SHA-256 of that: what a claim is
 * stored with. The same content gives the same hash whatever order a database gave its members back in.
 */
export function sealSnapshot(snapshot: AnyClaimSnapshot): { snapshotText: string; snapshotSha256: Buffer } {
  const snapshotText = canonicalJson(snapshot);
  return { snapshotText, snapshotSha256: hash('sha256', snapshotText, 'buffer') };
}

/** JSON with members sorted by name and absent ones left out: the same content, the same text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(sorted(value)) ?? 'null';
}

/** A copy with the members of every object in the order of their names; none of ours is a number, which would come first. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  const source = value as Record<string, unknown>;
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(source).sort()) copy[key] = sorted(source[key]);
  return copy;
}
