import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import type * as z from 'zod';
import { type FieldError, type ProblemCode, problem, sendProblem } from './problem.ts';
import type { Scope } from './scope.ts';
import { bodyValidator, parameterValidator, type Validate } from './validate.ts';

/** One answer of an operation, as the OpenAPI document shows it. */
export interface ContractAnswer {
  description: string;
  /** application/json unless said otherwise. */
  contentType?: string;
  schema?: z.ZodType;
  /** Header names and what they say. */
  headers?: Record<string, string>;
}

/** What an operation takes. */
export interface ContractBody {
  contentTypes: readonly string[];
  /** Of one JSON document; absent for text and binary bodies. */
  schema?: z.ZodType;
  description: string;
}

/** One HTTP operation: the route, its validation and its page in the OpenAPI document all come from here. */
export interface Contract {
  operationId: string;
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With `{id}` for parameters: "/v1/encounters/{id}". */
  path: string;
  tag: string;
  summary: string;
  description?: string;
  /** Absent: no key needed. */
  scope?: Scope;
  /** Takes an Idempotency-Key. */
  idempotent?: boolean;
  params?: z.ZodObject;
  query?: z.ZodObject;
  /** Headers it reads besides Authorization, Idempotency-Key and X-Request-Id. */
  headers?: Record<string, { description: string; required: boolean }>;
  body?: ContractBody;
  answers: Readonly<Record<number, ContractAnswer>>;
  /** How refusals look where they are no problem documents (FHIR). */
  refusals?: z.ZodType;
  problems: readonly ProblemCode[];
}

export interface Mounted {
  app: FastifyInstance;
  /** Collects the contracts that were mounted, for the OpenAPI document. */
  contracts: Contract[];
}

export interface MountOptions {
  /** In bytes, where it is not the server's. */
  bodyLimit?: number;
  /** How long the answer may take; a stream has no limit. */
  handlerTimeout?: number | 'stream';
}

/** An answer that takes longer is a fault of ours: the caller gets 503 and may repeat. */
const answerMilliseconds = 30_000;

export type Handler = (request: FastifyRequest, reply: FastifyReply) => unknown;

/** Adds the operation to the server: scope, validation of parameters and body (with defaults put in), then the handler. */
export function mount(to: Mounted, contract: Contract, handler: Handler, options: MountOptions = {}): void {
  to.contracts.push(takesNoBody(contract) ? { ...contract, problems: withInvalidContent(contract) } : contract);
  const route: RouteOptions = {
    method: contract.method,
    url: fastifyPath(contract.path),
    config: { scope: contract.scope },
    preHandler: validation(contract),
    handler,
  };
  if (options.bodyLimit !== undefined) route.bodyLimit = options.bodyLimit;
  const { handlerTimeout = answerMilliseconds } = options;
  if (handlerTimeout !== 'stream') route.handlerTimeout = handlerTimeout;
  to.app.route(route);
}

/**
 * "/v1/encounters:bulk" → "/v1/encounters::bulk" (a literal colon is doubled), "{id}" → ":id"; an id before a colon ends at it.
 */
export function fastifyPath(path: string): string {
  return path
    .replaceAll(':', '::')
    .replace(/\{(\w+)\}(?=::)/g, ':$1([^:/]+)')
    .replace(/\{(\w+)\}/g, ':$1');
}

function validation(contract: Contract) {
  const params = contract.params && parameterValidator(contract.params);
  const query = contract.query && parameterValidator(contract.query);
  const body = contract.body?.schema && bodyValidator(contract.body.schema);
  return (request: FastifyRequest, reply: FastifyReply, done: () => void) => {
    // An id that cannot be one names nothing: the same answer as for one that does not exist.
    if (params?.(request.params)) {
      void sendProblem(reply, notFound);
      return;
    }
    const wrongQuery = query?.(request.query);
    if (wrongQuery) {
      void sendProblem(reply, problem('malformed_request', 'A parameter cannot be used.', { errors: wrongQuery }));
      return;
    }
    const wrongBody = takesNoBody(contract) ? strayBody(contract, request.body) : body && checkBody(body, request);
    if (wrongBody) {
      void sendProblem(reply, problem('invalid_content', describe(wrongBody), { errors: wrongBody }));
      return;
    }
    done();
  };
}

/** The one answer for everything that is not there, or not there for this tenant. */
export const notFound = problem('not_found', 'There is nothing with this id.');

/** A change that is told by its address alone. */
function takesNoBody({ method, body }: Contract): boolean {
  return method !== 'GET' && body === undefined;
}

function withInvalidContent({ problems }: Contract): readonly ProblemCode[] {
  return problems.includes('invalid_content') ? problems : [...problems, 'invalid_content'];
}

/** What somebody sent in a body that nobody would read; an empty object says nothing and may come. */
function strayBody({ query }: Contract, body: unknown): FieldError[] | undefined {
  if (body === undefined || body === null) return undefined;
  if (typeof body !== 'object' || Array.isArray(body)) {
    return [{ pointer: '', rule: 'unknownField', message: 'is not read: this address takes no body' }];
  }
  const fields = Object.keys(body);
  if (fields.length === 0) return undefined;
  return fields.map((field) => ({
    pointer: `/${field.replaceAll('~', '~0').replaceAll('/', '~1')}`,
    rule: 'unknownField',
    message:
      query && Object.hasOwn(query.shape, field)
        ? `belongs into the address (?${field}=…), which takes no body`
        : 'is not a field of this request, which takes no body',
  }));
}

function describe(errors: readonly FieldError[]): string {
  const [first] = errors;
  const others = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  return `${first?.pointer || 'The body'} ${first?.message}${others}.`;
}

function checkBody(validate: Validate, request: FastifyRequest): FieldError[] | undefined {
  return unstorableText(request.bodyText, request.body) ?? validate(request.body);
}

const suspicious = /\\u(?:0000|d[89a-f])/i;

/**
 * NUL characters and halves of surrogate pairs are legal in JSON and can be kept by no database column nor sent in X12. They
 * can only come in escaped, so the text is looked through first and the values only when that finds something.
 */
export function unstorableText(text: string, value: unknown): FieldError[] | undefined {
  if (!suspicious.test(text)) return undefined;
  const errors: FieldError[] = [];
  collectUnstorable(value, '', errors);
  return errors.length > 0 ? errors : undefined;
}

function collectUnstorable(value: unknown, pointer: string, errors: FieldError[]): void {
  if (typeof value === 'string') {
    if (value.includes('\u0000') || !value.isWellFormed()) {
      errors.push({ pointer, rule: 'text', message: 'holds a NUL character or half of a surrogate pair' });
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, member] of Object.entries(value)) {
      collectUnstorable(member, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`, errors);
    }
  }
}
