import { Link } from '../route/link.tsx';
import { addressOf } from '../route/place.ts';
import { counted, whole } from '../words/format.ts';

interface PagerProps {
  path: string;
  /** The filters in force, without the cursor. */
  search: Record<string, string | undefined>;
  page: { nodes: readonly unknown[]; totalCount: number; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
  isFirst: boolean;
  one: string;
  many?: string;
}

/** Where in a list one is; the address holds the cursor, so the browser's own back button goes back. */
export function Pager({ path, search, page, isFirst, one, many }: PagerProps) {
  const { endCursor, hasNextPage } = page.pageInfo;
  return (
    <nav class="pager" aria-label="Pages">
      <span class="quiet">
        {isFirst && !hasNextPage
          ? counted(page.totalCount, one, many)
          : `${whole(page.nodes.length)} of ${counted(page.totalCount, one, many)} shown`}
      </span>
      <span class="pager-links">
        {!isFirst && (
          <Link class="button" to={addressOf(path, search)}>
            ← Newest
          </Link>
        )}
        {hasNextPage && endCursor !== null && (
          <Link class="button" to={addressOf(path, { ...search, after: endCursor })}>
            Older →
          </Link>
        )}
      </span>
    </nav>
  );
}
