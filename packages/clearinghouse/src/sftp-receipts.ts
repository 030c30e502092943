import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { ensureFolder, placeNew, readIfThere, removeOldParts, replaceFile, syncFolder } from './durable-files.ts';
import { TransportError } from './transport.ts';

const receipt = z.strictObject({
  /** SHA-256 of the content, hex. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  /**
   * The name on the server under which the whole content lies until it is renamed; absent once the file is known to have been
   * handed over.
   */
  waitingAs: z.string().optional(),
});
export type Receipt = z.infer<typeof receipt>;

/**
 * What we know of files handed over, kept on our side: the partner fetches files away, and then the server alone cannot say whether
 * one was ever there.
 */
export class SftpReceipts {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async open(): Promise<void> {
    await ensureFolder(this.#folder);
    await removeOldParts(this.#folder, Date.now());
  }

  async read(name: string): Promise<Receipt | undefined> {
    const stored = await readIfThere(join(this.#folder, name));
    if (!stored) return undefined;
    try {
      return receipt.parse(JSON.parse(Buffer.from(stored).toString('utf8')));
    } catch (error) {
      throw new TransportError('store_damaged', `the receipt of ${name} in ${this.#folder} is damaged`, {
        cause: error,
      });
    }
  }

  /** Notes that the content lies complete under `waitingAs`; false when there is a receipt of that name already. */
  noteWaiting(name: string, digest: string, waitingAs: string): Promise<boolean> {
    return placeNew(this.#folder, name, encode({ digest, waitingAs }));
  }

  noteHandedOver(name: string, digest: string): Promise<void> {
    return replaceFile(this.#folder, name, encode({ digest }));
  }

  /** Forgets a file that was certainly not handed over. */
  async forget(name: string): Promise<void> {
    await rm(join(this.#folder, name), { force: true });
    await syncFolder(this.#folder);
  }
}

function encode(value: Receipt): Uint8Array {
  return Buffer.from(`${JSON.stringify(value)}\n`);
}
