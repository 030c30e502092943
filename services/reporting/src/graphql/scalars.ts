import { isIsoDate } from '@claimwright/domain/dates';
import { GraphQLError, Kind, type ValueNode } from 'graphql';

function date(value: unknown): string {
  if (typeof value === 'string' && isIsoDate(value)) return value;
  throw new GraphQLError('A Date is a calendar date written YYYY-MM-DD.');
}

function cents(value: unknown): number {
  if (Number.isSafeInteger(value)) return value as number;
  throw new GraphQLError('Cents are a whole number.');
}

function instant(value: unknown): string {
  const text = String(value);
  // Most come as they are to be shown; PostgreSQL's own way of writing one is put right.
  return text.length === 24 && text.endsWith('Z') ? text : new Date(text).toISOString();
}

/** How the schema's own scalars are read and written. */
export const scalars = {
  Date: {
    serialize: (value: unknown) => value,
    parseValue: date,
    parseLiteral: (node: ValueNode) => date(node.kind === Kind.STRING ? node.value : undefined),
  },
  Instant: { serialize: instant },
  Cents: {
    serialize: (value: unknown) => {
      if (Number.isSafeInteger(value)) return value;
      throw new Error(`${value} is not a whole number of cents`);
    },
    parseValue: cents,
    parseLiteral: (node: ValueNode) => cents(node.kind === Kind.INT ? Number(node.value) : undefined),
  },
  Json: { serialize: (value: unknown) => value },
};
