import { isIsoDate } from '@claimwright/domain/dates';
import { Ajv2020, _ as code, type ErrorObject, type KeywordCxt, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import * as z from 'zod';
import type { FieldError } from './problem.ts';

/** A JSON Schema (2020-12) as zod writes one. */
export type JsonSchema = Record<string, unknown>;

function trims(schema: z.core.$ZodType): boolean {
  const checks = schema._zod.def.checks ?? [];
  return checks.some((check) => {
    const definition = check._zod.def as { check: string; tx?: (text: string) => string };
    return definition.check === 'overwrite' && definition.tx?.(' a ') === 'a';
  });
}

/**
 * The JSON Schema of a zod schema, as it is read (`input`) or as it is given out (`output`). What zod trims is marked with
 * `x-trim`, which `createValidators` understands, so that the two agree on what is taken and on what comes out.
 */
export function toJsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  return z.toJSONSchema(schema, {
    io,
    override: ({ zodSchema, jsonSchema }) => {
      if (jsonSchema.type !== 'string') return;
      if (trims(zodSchema)) jsonSchema['x-trim'] = true;
      // The format says it; a second complaint about the same place would only puzzle.
      if (jsonSchema.format === 'date' || jsonSchema.format === 'uuid') delete jsonSchema.pattern;
    },
  }) as JsonSchema;
}

/** Trims before the length is looked at: the keyword stands in front of the other string keywords. */
function addTrim(ajv: Ajv2020): void {
  ajv.addKeyword({
    keyword: 'x-trim',
    type: 'string',
    schemaType: 'boolean',
    before: 'maxLength',
    modifying: true,
    code(context: KeywordCxt) {
      const { gen, data, it } = context;
      const { parentData, parentDataProperty } = it;
      gen.if(code`${parentData} !== undefined`, () => {
        gen.assign(data, code`${data}.trim()`);
        gen.assign(code`${parentData}[${parentDataProperty}]`, data);
      });
    },
  });
}

/** Counts a code's characters without the blanks around it, and leaves them where they are: taking them away is a repair. */
function addCodeLength(ajv: Ajv2020): void {
  ajv.addKeyword({
    keyword: 'x-code-length',
    type: 'string',
    schemaType: 'number',
    errors: true,
    validate: checkCodeLength,
  });
}

/** As Ajv takes it: what is wrong stands on the function. */
type CodeLengthCheck = ((limit: number, value: string) => boolean) & { errors?: Partial<ErrorObject>[] };

const checkCodeLength: CodeLengthCheck = (limit, value) => {
  const { length } = value.trim();
  if (length >= 1 && length <= limit) return true;
  const fault =
    length === 0 ? { keyword: 'minLength', params: { limit: 1 } } : { keyword: 'maxLength', params: { limit } };
  checkCodeLength.errors = [fault];
  return false;
};

/** A compiled check: mutates what it is given (defaults, trimming) and returns what is wrong, or undefined. */
export type Validate = (value: unknown) => FieldError[] | undefined;

export interface Validators {
  /** For JSON bodies: nothing is coerced, an unknown field is an error. */
  body(schema: JsonSchema): Validate;
  /** For path and query parameters, which arrive as text: numbers and booleans are read out of it. */
  parameters(schema: JsonSchema): Validate;
}

/** Most problems reported for one body; the count of all is not interesting to a caller, and a body can hold many. */
const reportedErrors = 100;

/** Builds the compilers. One set a process: compiled schemas are kept inside. */
export function createValidators(): Validators {
  const shared = { allErrors: true, useDefaults: true, strict: false, removeAdditional: false } as const;
  const bodies = new Ajv2020({ ...shared, coerceTypes: false });
  const parameters = new Ajv2020({ ...shared, coerceTypes: true });
  for (const ajv of [bodies, parameters]) {
    addFormats.default(ajv);
    ajv.addFormat('date', isIsoDate);
    addTrim(ajv);
    addCodeLength(ajv);
  }
  return {
    body: (schema) => checked(bodies.compile(schema), toBodyError),
    parameters: (schema) => checked(parameters.compile(schema), toParameterError),
  };
}

function checked(validate: ValidateFunction, toError: (error: ErrorObject) => FieldError): Validate {
  return (value) => {
    if (validate(value)) return undefined;
    const told = new Map<string, FieldError>();
    for (const error of validate.errors ?? []) {
      // `if` only repeats that its branch was not kept; the branch has said what is wrong.
      if (error.keyword === 'if') continue;
      const field = toError(error);
      const place = `${field.pointer ?? field.parameter} ${field.rule}`;
      if (!told.has(place)) told.set(place, field);
      if (told.size === reportedErrors) break;
    }
    return [...told.values()];
  };
}

function escapePointer(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

function offendingKey(error: ErrorObject): string | undefined {
  const { missingProperty, additionalProperty } = error.params as Record<string, string | undefined>;
  return missingProperty ?? additionalProperty;
}

function toBodyError(error: ErrorObject): FieldError {
  const key = offendingKey(error);
  const pointer = key === undefined ? error.instancePath : `${error.instancePath}/${escapePointer(key)}`;
  return { pointer, ...explain(error) };
}

function toParameterError(error: ErrorObject): FieldError {
  const parameter = offendingKey(error) ?? error.instancePath.slice(1);
  return { parameter, ...explain(error) };
}

function explain(error: ErrorObject): { rule: string; message: string } {
  const { keyword, params } = error as { keyword: string; params: Record<string, unknown> };
  switch (keyword) {
    case 'required':
      return { rule: 'required', message: 'is required' };
    case 'additionalProperties':
      return { rule: 'unknownField', message: 'is not a known field' };
    case 'false schema':
      return { rule: 'notAllowed', message: 'is not allowed with this claim type' };
    case 'enum':
      return { rule: 'enum', message: `must be one of ${(params.allowedValues as unknown[]).join(', ')}` };
    case 'minLength':
      return {
        rule: 'minLength',
        message: params.limit === 1 ? 'must not be empty' : `must have at least ${params.limit} characters`,
      };
    case 'maxLength':
      return { rule: 'maxLength', message: `must have at most ${params.limit} characters` };
    case 'format':
    case 'pattern':
      return {
        rule: keyword,
        message: keyword === 'format' ? `must be a ${params.format}` : 'does not have the documented form',
      };
    default:
      return { rule: keyword, message: error.message ?? 'is not valid' };
  }
}
