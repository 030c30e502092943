import { isIsoDate } from '@claimwright/domain/dates';
import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';

function text(node: ValueNode, name: string): string {
  if (node.kind === Kind.STRING) return node.value;
  throw new GraphQLError(`${name} is written as a string.`);
}

function date(value: unknown): string {
  if (typeof value === 'string' && isIsoDate(value)) return value;
  throw new GraphQLError('A Date is a calendar date written YYYY-MM-DD.');
}

/** Resolvers of the schema's own scalars. */
export const scalars = {
  Date: new GraphQLScalarType({
    name: 'Date',
    serialize: (value) => value,
    parseValue: date,
    parseLiteral: (node) => date(text(node, 'A Date')),
  }),
  Instant: new GraphQLScalarType({
    name: 'Instant',
    serialize: (value) => new Date(String(value)).toISOString(),
  }),
  Cents: new GraphQLScalarType({
    name: 'Cents',
    serialize: (value) => {
      if (Number.isSafeInteger(value)) return value;
      throw new GraphQLError('An amount is not a whole number of cents.');
    },
  }),
  Json: new GraphQLScalarType({ name: 'Json', serialize: (value) => value }),
};
