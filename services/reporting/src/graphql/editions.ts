import type { ChangeKind } from '@claimwright/codesets/edition-changes';
import { createEditionDiffs, type EditionDiff } from '@claimwright/db/read/edition-diffs';
import { type EditionFilter, knownEditions } from '@claimwright/db/read/editions';
import { GraphQLError } from 'graphql';
import type { ReportContext } from './context.ts';
import { defaultPage, largestPage } from './page.ts';

/** Editions of code sets, built-in ones included. */
export async function codeSetEditions(
  _: unknown,
  { set, status }: { [Key in keyof EditionFilter]?: EditionFilter[Key] | null },
  context: ReportContext,
) {
  const editions = await context.read((tx) => knownEditions(tx, { ...(set && { set }), ...(status && { status }) }));
  return editions.map(({ origin, ...edition }) => ({
    ...edition,
    id: `${edition.set}@${edition.edition}`,
    builtIn: origin === 'built_in',
  }));
}

// What was compared last stays, whoever asks: editions are nobody's secret.
const diffs = createEditionDiffs();

/** What changed between two editions. */
export async function codeSetDiff(
  _: unknown,
  { set, from, to }: { set: string; from: string; to: string },
  context: ReportContext,
) {
  const outcome = await context.read((tx) => diffs.diff(tx, set, from, to));
  if (outcome.ok) return { ...outcome.diff, ...outcome.diff.counts };
  if (outcome.damaged.length === 0) return null;
  throw new GraphQLError(outcome.damaged.join(' '), { extensions: { code: 'EDITION_DAMAGED' } });
}

/** A page of the changes of one kind. */
export function changesOfDiff(
  diff: Pick<EditionDiff, 'changes' | 'counts'>,
  wish: { kind: ChangeKind; first?: number | null; offset?: number | null },
) {
  const first = wish.first ?? defaultPage;
  const offset = wish.offset ?? 0;
  if (first < 1 || first > largestPage) refuse(`first must be 1 to ${largestPage}.`);
  if (offset < 0) refuse('offset must not be negative.');
  const kept = diff.changes[wish.kind];
  const nodes = kept.slice(offset, offset + first);
  const hasNextPage = offset + nodes.length < kept.length;
  return {
    nodes,
    totalCount: diff.counts[wish.kind],
    hasNextPage,
    nextOffset: hasNextPage ? offset + nodes.length : null,
  };
}

function refuse(message: string): never {
  throw new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}
