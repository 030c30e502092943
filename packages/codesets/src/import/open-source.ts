import { createHash } from 'node:crypto';
import { crc32, gunzipSync } from 'node:zlib';
import { fromBufferPromise } from 'yauzl';
import type { ImportError } from './import-error.ts';

/** A file as a caller hands it over: read whole, or as chunks. */
export interface SourceFile {
  name: string;
  bytes: Uint8Array | AsyncIterable<Uint8Array>;
}

/** A plain file, out of whatever it was packed in. */
export interface Member {
  /** Own name without folders. */
  name: string;
  /** Name with the archives around it. */
  path: string;
  bytes: Uint8Array;
}

export type OpenedSource =
  | { ok: true; members: Member[]; ignored: string[]; sha256: string }
  | { ok: false; errors: ImportError[] };

const unpackedExtensions = /\.(txt|xml|csv|json|bin|jar|zip|gz)$/i;
/** Parts of official archives that look like the list and are not: changes only, indexes, explanations. */
const notTheList = /addenda|(add|delete|revise)d?codes|changes_by|readme|recordlayout|__macosx|(^|\/)\./i;
const nestedArchives = 3;

/**
 * Opens zip, jar and gzip by their first bytes (archives inside archives too) and returns every member that can hold a code set.
 * Checks sizes and CRCs; `maxBytes` bounds what all members unpack to, so that a small file cannot fill the memory.
 */
export async function openSource(file: SourceFile, maxBytes: number): Promise<OpenedSource> {
  const budget = { left: maxBytes };
  const ignored: string[] = [];
  try {
    const bytes = await collected(file, maxBytes);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const members = await unpacked({ name: baseName(file.name), path: file.name, bytes }, budget, ignored, 0);
    return { ok: true, members, ignored, sha256 };
  } catch (error) {
    if (error instanceof SizeFault)
      return { ok: false, errors: [{ file: file.name, rule: 'size', message: error.message }] };
    const reason = error instanceof Error ? error.message : String(error);
    return { ok: false, errors: [{ file: file.name, rule: 'archive', message: `cannot be unpacked: ${reason}` }] };
  }
}

class SizeFault extends Error {}

async function collected(file: SourceFile, maxBytes: number): Promise<Uint8Array> {
  if (file.bytes instanceof Uint8Array) return file.bytes;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of file.bytes) {
    length += chunk.length;
    if (length > maxBytes) throw new SizeFault(`is larger than the limit of ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function unpacked(member: Member, budget: { left: number }, ignored: string[], depth: number): Promise<Member[]> {
  const { bytes } = member;
  const zip = bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
  const gzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  if (!zip && !gzip) {
    if (depth === 0) spend(budget, bytes.length);
    return [member];
  }
  if (depth >= nestedArchives) throw new Error(`${member.path} nests archives more than ${nestedArchives} deep`);
  const inner = zip ? await unzipped(member, budget, ignored) : [gunzipped(member, budget)];
  const members: Member[] = [];
  for (const one of inner) members.push(...(await unpacked(one, budget, ignored, depth + 1)));
  return members;
}

function spend(budget: { left: number }, bytes: number): void {
  budget.left -= bytes;
  if (budget.left < 0) throw new SizeFault(`unpacks to more than the limit; raise limits.maxBytes if that is right`);
}

function gunzipped(member: Member, budget: { left: number }): Member {
  const name = member.name.replace(/\.gz$/i, '');
  try {
    const bytes = gunzipSync(member.bytes, { maxOutputLength: Math.max(1, budget.left) });
    spend(budget, bytes.length);
    return { name, path: member.path, bytes };
  } catch (error) {
    if (error instanceof RangeError)
      throw new SizeFault('unpacks to more than the limit; raise limits.maxBytes if that is right');
    throw error;
  }
}

async function unzipped(member: Member, budget: { left: number }, ignored: string[]): Promise<Member[]> {
  const { bytes, path } = member;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const archive = await fromBufferPromise(buffer, { lazyEntries: true });
  const members: Member[] = [];
  for await (const entry of archive.eachEntry()) {
    const name = entry.fileName;
    if (name.endsWith('/')) continue;
    if (!unpackedExtensions.test(name) || notTheList.test(name)) {
      ignored.push(`${path}/${name}`);
      continue;
    }
    spend(budget, entry.uncompressedSize);
    const chunks: Uint8Array[] = [];
    for await (const chunk of await archive.openReadStreamPromise(entry)) chunks.push(chunk);
    const content = Buffer.concat(chunks);
    if (crc32(content) !== entry.crc32) throw new Error(`${name}: checksum does not match, the archive is damaged`);
    members.push({ name: baseName(name), path: `${path}/${name}`, bytes: content });
  }
  return members;
}

function baseName(name: string): string {
  return name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
}
