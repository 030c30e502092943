import { createHash } from 'node:crypto';
import type { ClaimSnapshot } from '@claimwright/domain/claim';

/**
 * SHA-256, 64 hex digits, of the snapshot as canonical JSON: members sorted by name, absent ones left out, no blanks. The same
 * content gives the same hash whatever order a database gave its members back in.
 */
export function snapshotSha256(snapshot: ClaimSnapshot): string {
  return createHash('sha256').update(canonicalJson(snapshot)).digest('hex');
}

/** JSON with members sorted by name and absent ones left out: the same content, the same text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members: string[] = [];
  for (const key of Object.keys(value).sort()) {
    const member = (value as Record<string, unknown>)[key];
    if (member !== undefined) members.push(`${JSON.stringify(key)}:${canonicalJson(member)}`);
  }
  return `{${members.join(',')}}`;
}
