import { type BatchFilters, batchesByIds, countBatches, listBatches } from '@claimwright/db/read/batches';
import {
  countInboundFiles,
  type InboundFileFilters,
  inboundFilesByIds,
  listInboundFiles,
} from '@claimwright/db/read/inbound-files';
import { routeNames as readRouteNames } from '@claimwright/db/reporting/files';
import { keyNames } from '@claimwright/db/reporting/names';
import type { ReportContext } from './context.ts';
import { given, isUuid, type Nullable, type PageArguments, readPage, toConnection } from './page.ts';

/** Batches, filtered as `GET /v1/batches`. */
export async function batches(
  _: unknown,
  { first, after, ...rest }: PageArguments & Nullable<BatchFilters>,
  context: ReportContext,
) {
  const page = readPage({ first, after });
  const filters = given<BatchFilters>(rest);
  const rows = await context.read((tx) => listBatches(tx, filters, page.after, page.fetch));
  return { ...toConnection(rows, page), count: () => context.read((tx) => countBatches(tx, filters)) };
}

/** One batch; null when this tenant has none with that id. */
export async function batch(_: unknown, { id }: { id: string }, context: ReportContext) {
  return isUuid(id) ? ((await context.read((tx) => batchesByIds(tx, [id])))[0] ?? null) : null;
}

/** Files that came in, filtered as `GET /v1/clearinghouse/files`, or those that wait for a person. */
export async function inboundFiles(
  _: unknown,
  { first, after, ...rest }: PageArguments & Nullable<InboundFileFilters>,
  context: ReportContext,
) {
  const page = readPage({ first, after });
  const filters = given<InboundFileFilters>(rest);
  const rows = await context.read((tx) => listInboundFiles(tx, filters, page.after, page.fetch));
  return { ...toConnection(rows, page), count: () => context.read((tx) => countInboundFiles(tx, filters)) };
}

/** One file; null when this tenant has none with that id. */
export async function inboundFile(_: unknown, { id }: { id: string }, context: ReportContext) {
  return isUuid(id) ? ((await context.read((tx) => inboundFilesByIds(tx, [id])))[0] ?? null) : null;
}

/** Routes that are configured. */
export function routeNames(_: unknown, __: unknown, context: ReportContext) {
  return context.read(readRouteNames);
}

/** What keys are called, by the name events give them. */
export async function keys(_: unknown, __: unknown, context: ReportContext) {
  const rows = await context.read(keyNames);
  return rows.map(({ id, label }) => ({ actor: `key/${id}`, name: label }));
}
