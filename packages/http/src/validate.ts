import { isIsoDate } from '@claimwright/domain/dates';
import { Ajv2020, _ as code, type ErrorObject, type KeywordCxt, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type * as z from 'zod';
import { toJsonSchema } from './json-schema.ts';
import type { FieldError } from './problem.ts';

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

/** Most problems reported for one body; the count of all is not interesting to a caller, and a body can hold many. */
const reportedErrors = 100;

const bodies = createAjv({ coerceTypes: false });
const parameters = createAjv({ coerceTypes: true });

function createAjv(options: { coerceTypes: boolean }): Ajv2020 {
  const ajv = new Ajv2020({ allErrors: true, useDefaults: true, strict: false, removeAdditional: false, ...options });
  addFormats.default(ajv);
  ajv.addFormat('date', isIsoDate);
  addTrim(ajv);
  addCodeLength(ajv);
  return ajv;
}

/** The check of JSON bodies: nothing is coerced, an unknown field is an error. */
export const bodyValidator = once((schema) => checked(bodies.compile(toJsonSchema(schema, 'input')), toBodyError));

/** The check of path and query parameters, which arrive as text: numbers and booleans are read out of it. */
export const parameterValidator = once((schema) =>
  checked(parameters.compile(toJsonSchema(schema, 'input')), toParameterError),
);

/** Several operations take an encounter, and to compile its schema takes half a second. */
function once(compile: (schema: z.ZodType) => Validate): (schema: z.ZodType) => Validate {
  const compiled = new WeakMap<z.ZodType, Validate>();
  return (schema) => {
    let validate = compiled.get(schema);
    if (validate === undefined) {
      validate = compile(schema);
      compiled.set(schema, validate);
    }
    return validate;
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
