import type { Id } from '@claimwright/domain/ids';
import { nextLink, readCursor, writeCursor } from '@claimwright/http/cursor';
import { sendProblem } from '@claimwright/http/problem';
import type { FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';

/** The parameters every list has. */
export const pageQuery = {
  limit: z.int().min(1).max(200).default(50).describe('most items of a page'),
  cursor: z.string().max(200).optional().describe('where the page begins: `nextCursor` of the page before'),
};

/** The shape every list answers with. */
export function pageOf(item: z.ZodType) {
  return z.object({
    items: z.array(item),
    nextCursor: z.string().nullable().describe('null on the last page; also in the Link header as rel="next"'),
  });
}

export const pageHeaders = { link: 'address of the next page, rel="next"; absent on the last' };

interface PageRequest {
  limit: number;
  cursor?: string;
}

/**
 * Answers a list request: reads the cursor, asks for one row more than the page holds to know whether there is another page,
 * and writes body and Link header. `load` gets the filters, the id to continue after and the number of rows.
 */
export async function answerList<Filters extends object, Row extends { id: Id }>(
  request: FastifyRequest,
  reply: FastifyReply,
  load: (filters: Filters, after: Id | undefined, rows: number) => Promise<Row[]>,
): Promise<FastifyReply> {
  const { limit, cursor: given, ...filters } = request.query as PageRequest & Filters;
  const cursor = readCursor(given, filters);
  if (!cursor.ok) return sendProblem(reply, cursor.problem);
  const rows = await load(filters as unknown as Filters, cursor.after, limit + 1);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const nextCursor = rows.length > limit && last ? writeCursor(last.id, filters) : null;
  if (nextCursor) reply.header('link', nextLink(request.url, nextCursor));
  return reply.send({ items, nextCursor });
}
