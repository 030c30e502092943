/** What came of a question. `refused` is the key; `failed` is everything else, in words for the person who waits. */
export type Answer<Data> =
  | { kind: 'data'; data: Data }
  | { kind: 'refused'; why: string }
  | { kind: 'failed'; why: string; requestId?: string };

interface Problem {
  detail?: string;
  requestId?: string;
}

interface Execution<Data> {
  data?: Data | null;
  errors?: { message: string; extensions?: { requestId?: string } }[];
}

/** Asks the reporting service under the page's own origin. Rejects only when `signal` says so. */
export async function ask<Data>(
  key: string,
  query: string,
  variables: object = {},
  signal?: AbortSignal,
): Promise<Answer<Data>> {
  let response: Response;
  try {
    response = await fetch('/graphql', {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query, variables }),
      signal,
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    return { kind: 'failed', why: 'The service cannot be reached. Check the connection and try again.' };
  }
  const body: unknown = await response.json().catch(() => ({}));
  if (response.status === 401) return { kind: 'refused', why: 'This key is unknown, expired or revoked.' };
  if (response.status === 403)
    return { kind: 'refused', why: 'This key may not read reports: it lacks the scope reports:read.' };
  if (response.status >= 400 && !isExecution(body)) {
    const { detail, requestId } = body as Problem;
    return { kind: 'failed', why: detail ?? `The service answered ${response.status}.`, requestId };
  }
  const { data, errors } = body as Execution<Data>;
  if (errors?.[0] || !data) {
    const [first] = errors ?? [];
    return { kind: 'failed', why: first?.message ?? 'The answer is empty.', requestId: first?.extensions?.requestId };
  }
  return { kind: 'data', data };
}

function isExecution(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'errors' in body && 'data' in body;
}
