import { GraphQLError } from 'graphql';

/** Most rows a page. */
export const largestPage = 200;
/** Rows of a page when nothing else is asked for. */
export const defaultPage = 25;

export interface PageArguments {
  first?: number | null;
  after?: string | null;
}

/** Checks the arguments of a Relay connection; one row more than asked for is fetched, to know whether there is a next page. */
export function readPage(page: PageArguments): { first: number; after?: string; fetch: number } {
  const first = page.first ?? defaultPage;
  if (first < 1 || first > largestPage)
    throw new GraphQLError(`first must be 1 to ${largestPage}.`, { extensions: { code: 'BAD_USER_INPUT' } });
  const after = page.after ? readCursor(page.after) : undefined;
  return { first, after, fetch: first + 1 };
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function readCursor(cursor: string): string {
  const id = Buffer.from(cursor, 'base64url').toString('utf8');
  if (uuid.test(id)) return id;
  throw new GraphQLError('after is not a cursor of this list.', { extensions: { code: 'BAD_USER_INPUT' } });
}

/** Wraps rows as a Relay connection; cursors are opaque. */
export function toConnection<Row extends { id: string }>(
  rows: readonly Row[],
  page: { first: number; after?: string },
) {
  const nodes = rows.slice(0, page.first);
  const edges = nodes.map((node) => ({ cursor: Buffer.from(node.id, 'utf8').toString('base64url'), node }));
  return {
    edges,
    nodes,
    pageInfo: {
      hasNextPage: rows.length > page.first,
      endCursor: edges.at(-1)?.cursor ?? null,
      hasPreviousPage: page.after !== undefined,
      startCursor: edges[0]?.cursor ?? null,
    },
  };
}

/** An id that is no UUID names nothing, exactly like a UUID that names nothing. */
export function isUuid(id: string): boolean {
  return uuid.test(id);
}

export type Nullable<Type> = { [Key in keyof Type]?: Type[Key] | null };

/** GraphQL sends null where an argument is left out on purpose. */
export function given<Filter extends object>(filter: Nullable<Filter>): Filter {
  return Object.fromEntries(
    Object.entries(filter).filter(([, value]) => value !== null && value !== undefined),
  ) as Filter;
}
