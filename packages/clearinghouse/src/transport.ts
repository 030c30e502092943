/**
 * How claim files reach a clearinghouse and its answers reach us. The caller keeps the truth in its database; a transport may be
 * asked anything again after a crash, so every call can be repeated.
 */
export interface ClearinghouseTransport {
  /**
   * Hands a file over; it is durable on the other side when the promise resolves. The same name with the same bytes again does
   * nothing. Throws TransportError `name_taken` for the same name with other bytes and `name_unsafe` for a name that is not
   * 1–200 characters of [A-Za-z0-9._-] beginning with a letter or digit.
   */
  send(file: TransportFile): Promise<void>;
  /**
   * Files that have arrived complete and are not acknowledged, oldest first, at most `limit` (default 100). A file comes again
   * at every poll until it is acknowledged.
   */
  poll(limit?: number): Promise<TransportFile[]>;
  /** The file is stored with us and may be put away. Repeating it, or a name that is not there, does nothing. */
  acknowledge(name: string): Promise<void>;
  /** Ends the transport; calls under way are finished first. */
  close(): Promise<void>;
}

export interface TransportFile {
  name: string;
  content: Uint8Array;
}

export type TransportErrorCode =
  | 'name_unsafe'
  | 'name_taken'
  | 'settings_invalid'
  | 'closed'
  /** The clearinghouse fetches the files of this route itself. */
  | 'pulled_only'
  | 'store_damaged'
  /** The server shows another key than the pinned one: perhaps not our partner at all. */
  | 'host_key_refused'
  /** The server does not let us in; it is left alone for a while, because many lock an account after a few tries. */
  | 'login_refused';

/** A request this transport cannot carry out, now or ever; anything else that is thrown (a full disk, say) may pass. */
export class TransportError extends Error {
  readonly code: TransportErrorCode;

  constructor(code: TransportErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'TransportError';
    this.code = code;
  }
}

/** Something about one file that needs a person and must not stop the others. */
export interface TransportProblem {
  fileName: string;
  message: string;
}

export const defaultPollLimit = 100;

const safeName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/;

/** Throws TransportError `name_unsafe` unless the name is safe on every file system and cannot leave its folder. */
export function requireSafeName(name: string): void {
  if (safeName.test(name)) return;
  throw new TransportError(
    'name_unsafe',
    `file name ${JSON.stringify(name.slice(0, 80))}: 1–200 characters of A–Z, a–z, 0–9, ".", "_", "-", beginning with a letter or digit`,
  );
}
