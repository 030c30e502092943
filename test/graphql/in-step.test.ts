import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ReviewBench, startReviewBench } from '../review/review-bench.ts';
import { openReports } from './changes-bench.ts';

// Mutations are REST operations under another syntax: what one can be told, so can the other.

const operations: Readonly<Record<string, { operationId: string; subject?: string }>> = {
  assignTask: { operationId: 'assignTask', subject: 'id' },
  releaseTask: { operationId: 'releaseTask', subject: 'id' },
  resolveTask: { operationId: 'resolveTask', subject: 'id' },
  commentTask: { operationId: 'commentTask', subject: 'id' },
  changeTasks: { operationId: 'changeTasksInBulk' },
  overrideFinding: { operationId: 'overrideFinding', subject: 'encounterId' },
  endOverride: { operationId: 'endOverride', subject: 'encounterId' },
};

interface TypeOfSchema {
  name: string;
  fields: { name: string; type: { kind: string }; args: { name: string; type: { kind: string } }[] }[];
  enumValues: { name: string }[] | null;
}

let bench: ReviewBench;
let types: TypeOfSchema[];
// biome-ignore lint/suspicious/noExplicitAny: an OpenAPI document
let openApi: any;

beforeAll(async () => {
  bench = await startReviewBench();
  await using reports = await openReports(bench);
  const fields = 'fields { name type { kind } args { name type { kind } } }';
  types = (await reports.ask(`{ __schema { types { name enumValues { name } ${fields} } } }`)).__schema.types;
  openApi = (await bench.api('GET', '/openapi.json')).body;
});
afterAll(() => bench[Symbol.asyncDispose]());

const typeNamed = (name: string) => {
  const type = types.find((each) => each.name === name);
  if (!type) throw new Error(`there is no type ${name}`);
  return type;
};
const resolved = (part: { $ref?: string }) =>
  part.$ref === undefined ? part : openApi.components.schemas[part.$ref.split('/').at(-1) ?? ''];

interface BodySchema {
  properties?: Record<string, { enum?: string[] }>;
  required?: string[];
}

function bodyOf(operationId: string): BodySchema {
  // biome-ignore lint/suspicious/noExplicitAny: as above
  const all = Object.values(openApi.paths).flatMap((path: any) => Object.values(path) as any[]);
  const operation = all.find((each) => each.operationId === operationId);
  if (!operation) throw new Error(`there is no operation ${operationId}`);
  const body = operation.requestBody?.content['application/json'].schema;
  return body === undefined ? {} : resolved(body);
}

test('there is a mutation for each, and each takes what the body of its operation takes', () => {
  const mutations = typeNamed('Mutation').fields;
  expect(mutations.map(({ name }) => name).sort()).toEqual(Object.keys(operations).sort());
  for (const { name, args, type } of mutations) {
    const { operationId, subject } = operations[name] ?? { operationId: '' };
    const { properties = {}, required = [] } = bodyOf(operationId);
    const own = args.filter((each) => each.name !== subject && each.name !== 'idempotencyKey');
    expect([name, own.map((each) => each.name).sort()]).toEqual([name, Object.keys(properties).sort()]);
    const needed = own.filter((each) => each.type.kind === 'NON_NULL').map((each) => each.name);
    expect([name, needed.sort()]).toEqual([name, [...required].sort()]);
    // A refused change must not take the others of its document down.
    expect([name, type.kind]).toEqual([name, 'OBJECT']);
  }
  const actions = typeNamed('TaskAction');
  const { action } = bodyOf('changeTasksInBulk').properties ?? {};
  expect(actions.enumValues?.map(({ name }) => name)).toEqual(action?.enum);
});

test('the task REST answers has every field of its own that GraphQL shows of one', () => {
  const rest = openApi.components.schemas.Task;
  const linked = ['events', 'comments', 'encounter', 'claim', 'batch', 'inboundFile'];
  const shown = typeNamed('Task').fields.map(({ name }) => name);
  const own = shown.filter((name) => !linked.includes(name));
  expect(own.sort()).toEqual([...rest.required].sort());
});
