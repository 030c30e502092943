import { createHash } from 'node:crypto';
import { crc32, createGunzip } from 'node:zlib';
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

/** Takes a large member as it comes, so that it is never whole in memory. */
export interface StreamReader {
  push(chunk: Uint8Array): void;
  end(): void;
}

export interface OpenOptions {
  /** Bounds what all members that are kept unpack to, so that a small file cannot fill the memory. */
  maxBytes: number;
  /** Asked with the first bytes of each plain member: a reader takes the member over, which is then not among `members`. */
  takeOver?: (head: Uint8Array, name: string, path: string) => StreamReader | undefined;
}

export type OpenedSource =
  | { ok: true; members: Member[]; ignored: string[]; sha256: string }
  | { ok: false; errors: ImportError[] };

const unpackedExtensions = /\.(txt|xml|csv|json|bin|jar|zip|gz)$/i;
/** Parts of official archives that look like the list and are not: changes only, indexes, explanations. */
const notTheList = /addenda|(add|delete|revise)d?codes|changes_by|readme|recordlayout|__macosx|(^|\/)\./i;
const nestedArchives = 3;
const headBytes = 16_384;
/** Members that are read as they come cost no memory, but a bomb would still take for ever. */
const streamedMaxBytes = 4 * 1024 ** 3;

interface Opening {
  options: OpenOptions;
  bytesLeft: number;
  ignored: string[];
  members: Member[];
}

/**
 * Opens zip, jar and gzip by their first bytes (archives inside archives too). Every member that can hold a code set is either
 * read as it comes by a reader that takes it over, or returned. Checks sizes and CRCs.
 */
export async function openSource(file: SourceFile, options: OpenOptions): Promise<OpenedSource> {
  const opening: Opening = { options, bytesLeft: options.maxBytes, ignored: [], members: [] };
  const hash = createHash('sha256');
  try {
    await openMember(opening, hashed(chunksOf(file), hash), baseName(file.name), file.name, 0);
    return { ok: true, members: opening.members, ignored: opening.ignored, sha256: hash.digest('hex') };
  } catch (error) {
    if (error instanceof SizeFault)
      return { ok: false, errors: [{ file: file.name, rule: 'size', message: error.message }] };
    const reason = error instanceof Error ? error.message : String(error);
    return { ok: false, errors: [{ file: file.name, rule: 'archive', message: `cannot be unpacked: ${reason}` }] };
  }
}

class SizeFault extends Error {}

async function* chunksOf({ bytes }: SourceFile): AsyncGenerator<Uint8Array> {
  if (bytes instanceof Uint8Array) yield bytes;
  else yield* bytes;
}

async function* hashed(
  chunks: AsyncIterable<Uint8Array>,
  hash: { update(chunk: Uint8Array): unknown },
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
}

async function openMember(
  opening: Opening,
  chunks: AsyncIterable<Uint8Array>,
  name: string,
  path: string,
  depth: number,
): Promise<void> {
  const { head, all } = await headOf(chunks);
  const zip = head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4;
  const gzip = head[0] === 0x1f && head[1] === 0x8b;
  if ((zip || gzip) && depth >= nestedArchives)
    throw new Error(`${path} nests archives more than ${nestedArchives} deep`);
  if (zip) return openZip(opening, await collected(opening, all), path, depth);
  if (gzip) return openMember(opening, gunzipped(all), name.replace(/\.gz$/i, ''), path, depth + 1);
  const reader = opening.options.takeOver?.(head, name, path);
  if (!reader) {
    opening.members.push({ name, path, bytes: await collected(opening, all) });
    return;
  }
  let length = 0;
  for await (const chunk of all) {
    length += chunk.length;
    if (length > streamedMaxBytes) throw new SizeFault(`${path} unpacks to more than ${streamedMaxBytes} bytes`);
    reader.push(chunk);
  }
  reader.end();
}

/** The first bytes of a stream, and the whole of it again. */
async function headOf(
  chunks: AsyncIterable<Uint8Array>,
): Promise<{ head: Uint8Array; all: AsyncIterable<Uint8Array> }> {
  const iterator = chunks[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  let length = 0;
  while (length < headBytes) {
    const { value, done } = await iterator.next();
    if (done) break;
    first.push(value);
    length += value.length;
  }
  const head = first.length === 1 ? first[0]! : Buffer.concat(first);
  async function* all(): AsyncGenerator<Uint8Array> {
    yield head;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  }
  return { head: head.subarray(0, headBytes), all: all() };
}

async function collected(opening: Opening, chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) {
    opening.bytesLeft -= chunk.length;
    if (opening.bytesLeft < 0)
      throw new SizeFault(`unpacks to more than the limit; raise limits.maxBytes if that is right`);
    parts.push(chunk);
  }
  return parts.length === 1 ? parts[0]! : Buffer.concat(parts);
}

/** Unpacks as it goes, waiting whenever what was unpacked has not been taken yet. */
async function* gunzipped(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip();
  let goOn: () => void = () => undefined;
  gunzip.on('drain', () => goOn());
  // Damaged or no longer wanted: nobody drains it, and what feeds it must not wait for ever.
  gunzip.on('close', () => goOn());
  const feed = async (): Promise<void> => {
    try {
      for await (const chunk of chunks) {
        if (gunzip.destroyed) return;
        if (gunzip.write(chunk)) continue;
        await new Promise<void>((resolve) => {
          goOn = resolve;
          if (gunzip.destroyed || !gunzip.writableNeedDrain) resolve();
        });
      }
      gunzip.end();
    } catch (error) {
      gunzip.destroy(error instanceof Error ? error : new Error(String(error)));
    }
  };
  const fed = feed();
  yield* gunzip as AsyncIterable<Uint8Array>;
  await fed;
}

async function openZip(opening: Opening, bytes: Uint8Array, path: string, depth: number): Promise<void> {
  // The archive itself is not content: what it unpacks to is what counts.
  opening.bytesLeft += bytes.length;
  const archive = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
    lazyEntries: true,
  });
  for await (const entry of archive.eachEntry()) {
    const name = entry.fileName;
    if (name.endsWith('/')) continue;
    if (!unpackedExtensions.test(name) || notTheList.test(name)) {
      opening.ignored.push(`${path}/${name}`);
      continue;
    }
    const content = checked(await archive.openReadStreamPromise(entry), entry.crc32, name);
    await openMember(opening, content, baseName(name), `${path}/${name}`, depth + 1);
  }
}

async function* checked(chunks: AsyncIterable<Uint8Array>, expected: number, name: string): AsyncGenerator<Uint8Array> {
  let sum = 0;
  for await (const chunk of chunks) {
    sum = crc32(chunk, sum);
    yield chunk;
  }
  if (sum !== expected) throw new Error(`${name}: checksum does not match, the archive is damaged`);
}

function baseName(name: string): string {
  return name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
}
