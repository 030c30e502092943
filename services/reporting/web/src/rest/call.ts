/** One thing the service says is wrong with one place: a JSON Pointer into what was sent, or a parameter. */
export interface FieldProblem {
  pointer?: string;
  parameter?: string;
  rule: string;
  message: string;
}

/** A refusal as the service words it (RFC 9457). */
export interface Refusal {
  code: string;
  status: number;
  detail: string;
  requestId?: string;
  errors: FieldProblem[];
  /** Further members: the version a change met, the scope that is missing … */
  members: Readonly<Record<string, unknown>>;
}

/** What came of a request. `locked_out` is the key; `problem` is a refusal or a failure, in words for the person who waits. */
export type Outcome<Body> =
  | { kind: 'done'; status: number; body: Body; etag: string | null }
  | { kind: 'locked_out'; why: string }
  | { kind: 'problem'; problem: Refusal };

export interface CallOptions {
  /** Sent as JSON; a file as it is. */
  body?: unknown;
  /** The version a change is meant for. */
  ifMatch?: string;
  /** The same for a second try of the same change, so that it is made once. */
  idempotencyKey?: string;
  signal?: AbortSignal;
}

const methodsThatChange: ReadonlySet<string> = new Set(['POST', 'PUT', 'DELETE']);

/**
 * Asks the API under the page's own origin. A change carries an idempotency key and is tried a second time when the connection broke
 * before an answer came: the service makes it once. Rejects only when `signal` says so.
 */
export async function call<Body>(
  key: string,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  options: CallOptions = {},
): Promise<Outcome<Body>> {
  const { body, ifMatch, signal } = options;
  const headers: Record<string, string> = { authorization: `Bearer ${key}`, accept: 'application/json' };
  if (body !== undefined)
    headers['content-type'] = body instanceof Blob ? 'application/octet-stream' : 'application/json';
  if (ifMatch !== undefined) headers['if-match'] = ifMatch;
  const once = options.idempotencyKey ?? (methodsThatChange.has(method) ? newKey() : undefined);
  if (once !== undefined) headers['idempotency-key'] = once;
  const sent = body === undefined || body instanceof Blob ? body : JSON.stringify(body);
  const request = { method, headers, signal, body: sent };
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await read<Body>(await fetch(path, request));
    } catch (error) {
      if (signal?.aborted) throw error;
      if (once === undefined || attempt === 2) return { kind: 'problem', problem: unreachable };
    }
  }
}

const unreachable: Refusal = {
  code: 'unreachable',
  status: 0,
  detail: 'The service cannot be reached. Check the connection and try again.',
  errors: [],
  members: {},
};

async function read<Body>(response: Response): Promise<Outcome<Body>> {
  if (!response.ok) return readRefusal(response);
  const body = (await response.json().catch(() => ({}))) as Body;
  return { kind: 'done', status: response.status, body, etag: response.headers.get('etag') };
}

/** A file of the API, with the name it is to be kept under. */
export interface FetchedFile {
  name: string;
  content: Blob;
  headers: Headers;
}

/** Fetches an address whose answer is a file. Rejects only when `signal` says so. */
export async function fetchFile(key: string, path: string, signal?: AbortSignal): Promise<Outcome<FetchedFile>> {
  try {
    const response = await fetch(path, { headers: { authorization: `Bearer ${key}` }, signal });
    if (!response.ok) return await readRefusal(response);
    const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'file';
    const body = { name, content: await response.blob(), headers: response.headers };
    return { kind: 'done', status: response.status, body, etag: response.headers.get('etag') };
  } catch (error) {
    if (signal?.aborted) throw error;
    return { kind: 'problem', problem: unreachable };
  }
}

/** What an answer that is no success says. */
async function readRefusal(response: Response): Promise<Exclude<Outcome<never>, { kind: 'done' }>> {
  if (response.status === 401) return { kind: 'locked_out', why: 'This key is unknown, expired or revoked.' };
  const body: unknown = await response.json().catch(() => ({}));
  const { code, detail, requestId, errors, ...members } = body as Partial<Refusal>;
  return {
    kind: 'problem',
    problem: {
      code: code ?? 'unknown',
      status: response.status,
      detail: detail ?? `The service answered ${response.status}.`,
      requestId,
      errors: errors ?? [],
      members: members as Record<string, unknown>,
    },
  };
}

/** 128 random bits; `crypto.randomUUID` is missing where the page is served without TLS. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
