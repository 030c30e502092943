import { GraphQLError } from 'graphql';
import * as z from 'zod';

/** One REST operation of the gateway, on behalf of whoever sent the document. */
export interface GatewayRequest {
  gatewayUrl: string;
  /** With its parameters filled in. */
  path: string;
  /** Sent as JSON. */
  body: object;
  headers: Readonly<Record<string, string>>;
  /** Aborts when it may take no longer. */
  signal: AbortSignal;
}

export type GatewayAnswer =
  | { kind: 'done'; body: unknown; replayed: boolean }
  | { kind: 'refused'; error: GraphQLError }
  /** Nobody answered for it. `outcome` says what may have become of the change, `cause` is for the log. */
  | { kind: 'away'; outcome: 'not_made' | 'unknown'; cause: unknown };

/** Asks the gateway for a change. A refusal comes with the gateway's own code, pointers and further members. */
export async function askGateway(request: GatewayRequest): Promise<GatewayAnswer> {
  const { gatewayUrl, path, body, headers, signal } = request;
  if (signal.aborted) return { kind: 'away', outcome: 'not_made', cause: signal.reason };
  try {
    const answer = await fetch(gatewayUrl.replace(/\/+$/, '') + path, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      // Whoever answers with another address is not the gateway, and the key is not taken there.
      redirect: 'manual',
      signal,
    });
    return toAnswer(answer, readJson(await answer.text()));
  } catch (cause) {
    return { kind: 'away', outcome: wasNeverAsked(cause) ? 'not_made' : 'unknown', cause };
  }
}

function toAnswer(answer: Response, body: unknown): GatewayAnswer {
  if (answer.ok && body !== undefined) {
    return { kind: 'done', body, replayed: answer.headers.has('idempotency-replayed') };
  }
  const problem = problemDocument.safeParse(body);
  if (problem.success) return { kind: 'refused', error: toApiRefusal(problem.data, answer.headers.get('retry-after')) };
  const cause = new Error(`GATEWAY_URL answered ${answer.status} without a problem document`);
  return { kind: 'away', outcome: 'unknown', cause };
}

const problemDocument = z.looseObject({ code: z.string(), status: z.int(), detail: z.string() });

/** A problem document as a GraphQL error: its detail, and the rest as extensions. */
export function toApiRefusal(
  document: z.output<typeof problemDocument>,
  retryAfter: string | null = null,
): GraphQLError {
  const { type: _type, title: _title, detail, ...extensions } = document;
  const retryAfterSeconds = retryAfter === null ? Number.NaN : Number(retryAfter);
  return new GraphQLError(detail, {
    extensions: Number.isFinite(retryAfterSeconds) ? { ...extensions, retryAfterSeconds } : extensions,
  });
}

const beforeAsking: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Whether no connection came about, so that nobody can have made the change. */
function wasNeverAsked(error: unknown): boolean {
  return beforeAsking.has((error as { cause?: { code?: unknown } }).cause?.code);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
