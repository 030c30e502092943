import * as z from 'zod';
import type { Contract, ContractAnswer } from './contract.ts';
import { type JsonSchema, toJsonSchema } from './json-schema.ts';
import { type ProblemCode, problemKinds, problemType } from './problem.ts';
import { scopes } from './scope.ts';

export interface OpenApiInfo {
  title: string;
  version: string;
  description: string;
}

type Components = Record<string, JsonSchema>;

const fieldError = z
  .object({
    pointer: z.string().optional().describe('JSON Pointer (RFC 6901) into the body'),
    parameter: z.string().optional().describe('name of the path or query parameter or header'),
    rule: z.string(),
    message: z.string(),
  })
  .meta({ id: 'FieldError' });

const problemSchema = z
  .looseObject({
    type: z.string().describe('stable URI of the kind of problem'),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.enum(Object.keys(problemKinds) as [ProblemCode, ...ProblemCode[]]),
    retryable: z.boolean().describe('whether the same request may succeed later'),
    requestId: z.string(),
    errors: z.array(fieldError).optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details' });

const rateLimitHeaders = {
  'ratelimit-limit': 'requests allowed in the window',
  'ratelimit-remaining': 'requests left in it',
  'ratelimit-reset': 'seconds until it begins anew',
};

/** Writes the OpenAPI 3.1 document of the operations that were mounted. */
export function openApiDocument(contracts: readonly Contract[], info: OpenApiInfo): JsonSchema {
  const components: Components = {};
  const paths: Record<string, Record<string, JsonSchema>> = {};
  for (const contract of contracts) {
    paths[contract.path] ??= {};
    (paths[contract.path] as Record<string, JsonSchema>)[contract.method.toLowerCase()] = operation(
      contract,
      components,
    );
  }
  reference(problemSchema, 'output', components);
  return {
    openapi: '3.1.0',
    info: { ...info, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: '/' }],
    security: [{ apiKey: [] }],
    tags: [...new Set(contracts.map((contract) => contract.tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: components,
      securitySchemes: {
        apiKey: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'cw_…',
          description: `An API key. Scopes: ${Object.entries(scopes)
            .map(([scope, meaning]) => `\`${scope}\` ${meaning}`)
            .join('; ')}.`,
        },
      },
    },
  };
}

function operation(contract: Contract, components: Components): JsonSchema {
  const responses: Record<string, JsonSchema> = {};
  for (const [status, answer] of Object.entries(contract.answers))
    responses[status] = response(answer, contract, components);
  for (const [status, codes] of problemsByStatus(contract)) {
    responses[status] ??= contract.refusals
      ? refusalResponse(codes, contract.refusals, components)
      : problemResponse(codes);
  }
  return {
    operationId: contract.operationId,
    tags: [contract.tag],
    summary: contract.summary,
    ...(contract.description || contract.scope ? { description: description(contract) } : {}),
    ...(contract.scope ? {} : { security: [] }),
    parameters: parameters(contract),
    ...(contract.body ? { requestBody: requestBody(contract, components) } : {}),
    responses,
  };
}

function description(contract: Contract): string {
  const scope = contract.scope ? `Needs the scope \`${contract.scope}\`.` : '';
  return [contract.description, scope].filter(Boolean).join('\n\n');
}

function requestBody(contract: Contract, components: Components): JsonSchema {
  const { body } = contract;
  const schema = body?.schema ? reference(body.schema, 'input', components) : { type: 'string' };
  return {
    required: true,
    description: body?.description,
    content: Object.fromEntries((body?.contentTypes ?? []).map((type) => [type, { schema }])),
  };
}

function response(answer: ContractAnswer, contract: Contract, components: Components): JsonSchema {
  const described = {
    'x-request-id': 'id of this request',
    ...(contract.scope ? rateLimitHeaders : {}),
    ...answer.headers,
  };
  const headers = Object.fromEntries(
    Object.entries(described).map(([name, text]) => [name, { description: text, schema: { type: 'string' } }]),
  );
  const schema = answer.schema ? reference(answer.schema, 'output', components) : { type: 'string' };
  return {
    description: answer.description,
    headers,
    content: { [answer.contentType ?? 'application/json']: { schema } },
  };
}

function problemsByStatus(contract: Contract): Map<string, ProblemCode[]> {
  const always: ProblemCode[] = contract.scope ? ['unauthenticated', 'missing_scope', 'rate_limited'] : [];
  if (contract.idempotent) always.push('idempotency_in_progress', 'idempotency_key_reused', 'malformed_request');
  if (contract.query) always.push('malformed_request');
  if (contract.params) always.push('not_found');
  const byStatus = new Map<string, ProblemCode[]>();
  for (const code of new Set<ProblemCode>([...contract.problems, ...always, 'internal', 'unavailable'])) {
    const status = String(problemKinds[code].status);
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return byStatus;
}

function problemResponse(codes: readonly ProblemCode[]): JsonSchema {
  return {
    description: codes.map((code) => `\`${code}\`: ${problemKinds[code].title}`).join('; '),
    content: {
      'application/problem+json': {
        schema: { $ref: '#/components/schemas/Problem' },
        examples: Object.fromEntries(codes.map((code) => [code, { value: exampleProblem(code) }])),
      },
    },
  };
}

function refusalResponse(codes: readonly ProblemCode[], schema: z.ZodType, components: Components): JsonSchema {
  const text = codes.map((code) => problemKinds[code].title).join('; ');
  return {
    description: text,
    content: { 'application/fhir+json': { schema: reference(schema, 'output', components) } },
  };
}

function exampleProblem(code: ProblemCode) {
  const kind = problemKinds[code];
  const { status, title, retryable } = kind;
  return { type: problemType(code), title, status, detail: title, code, retryable, requestId: 'a1b2c3' };
}

function parameters(contract: Contract): JsonSchema[] {
  const list: JsonSchema[] = [];
  for (const [place, schema] of [
    ['path', contract.params],
    ['query', contract.query],
  ] as const) {
    if (!schema) continue;
    const json = toJsonSchema(schema, 'input') as { properties?: Record<string, JsonSchema>; required?: string[] };
    for (const [name, property] of Object.entries(json.properties ?? {})) {
      const { description: text, ...rest } = property;
      const required = place === 'path' || (json.required?.includes(name) ?? false);
      list.push({ name, in: place, required, ...(text ? { description: text } : {}), schema: rest });
    }
  }
  for (const [name, header] of Object.entries(contract.headers ?? {})) {
    list.push({
      name,
      in: 'header',
      required: header.required,
      description: header.description,
      schema: { type: 'string' },
    });
  }
  if (contract.idempotent) {
    const text = 'Recommended. The same key with the same request gives the same answer; with another request 422.';
    const schema = { type: 'string', pattern: '^[!-~]{1,200}$' };
    list.push({ name: 'Idempotency-Key', in: 'header', required: false, description: text, schema });
  }
  return list;
}

/** The schema as the document refers to it: named ones move to components, the rest stays in place. */
function reference(schema: z.ZodType, io: 'input' | 'output', components: Components): JsonSchema {
  const {
    $schema: _,
    $defs = {},
    ...rest
  } = rewriteReferences(toJsonSchema(schema, io)) as JsonSchema & {
    $defs?: Components;
  };
  for (const [name, definition] of Object.entries($defs)) components[name] ??= definition;
  const name = rest.id;
  if (typeof name !== 'string') return rest;
  const { id: __, ...definition } = rest;
  components[name] ??= definition;
  return { $ref: `#/components/schemas/${name}` };
}

function rewriteReferences(schema: JsonSchema): JsonSchema {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/'));
}
