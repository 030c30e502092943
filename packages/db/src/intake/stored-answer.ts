/** An answer kept under an idempotency key, to be given again byte for byte. */
export interface StoredAnswer {
  status: number;
  /** The headers that belong to the answer itself (content-type, location, etag); not those of the connection. */
  headers: Record<string, string>;
  body: Buffer;
}

/** What a caller's idempotency key stands for. */
export interface IdempotencyKey {
  key: string;
  /** SHA-256 of what makes two requests the same. */
  requestSha256: Buffer;
}
