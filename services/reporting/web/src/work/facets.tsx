import { useContext, useState } from 'preact/hooks';
import type { Report } from '../report/use-report.ts';
import { Link } from '../route/link.tsx';
import { addressOf } from '../route/place.ts';
import { Me } from '../session/me.ts';
import { dollars, roundDollars, whole } from '../words/format.ts';
import { holderInWords } from '../words/people.ts';
import type { TaskFilter } from './task-filter.ts';
import { type GroupName, type GroupsData, groupNames, type TaskGroup } from './task-query.ts';
import type { Names } from './use-names.ts';

const titles: Readonly<Record<GroupName, string>> = {
  rule: 'Rule',
  payer: 'Payer',
  provider: 'Provider',
  assignee: 'Who has it',
  age: 'Open for',
  charge: 'Charge',
};
const shownAtFirst = 8;
const openAtFirst: ReadonlySet<GroupName> = new Set(['rule', 'payer', 'assignee']);

interface FacetsProps {
  report: Report<GroupsData>;
  filter: TaskFilter;
  names: Names;
}

/** How the queue divides: each group with its tasks and money, each a way to see only those, and back. */
export function Facets({ report, filter, names }: FacetsProps) {
  const me = useContext(Me);
  const data = report.kind === 'ready' ? report.data : report.kind === 'waiting' ? report.previous : undefined;
  if (!data) return null;
  const nameOf = (by: GroupName, key: string | null): string => {
    if (by === 'assignee') return key === null ? 'Nobody' : key === me.actor ? 'You' : holderInWords(key, me);
    if (key === null) return 'None';
    if (by === 'payer') return names.payer(key);
    if (by === 'rule') return `${key} ${names.rule(key)}`;
    if (by === 'age') return `more than ${key} days`;
    return by === 'charge' ? `${roundDollars(Number(key))} and more` : key;
  };
  return (
    <div class="facets">
      {groupNames.map((by) => (
        <Facet
          key={by}
          by={by}
          groups={inOrder(by, data.tasks[by])}
          filter={filter}
          nameOf={(key) => nameOf(by, key)}
        />
      ))}
    </div>
  );
}

/** Ages and charges from the smallest bound up; the others come with the fullest first. */
function inOrder(by: GroupName, groups: readonly TaskGroup[]): readonly TaskGroup[] {
  return by === 'age' || by === 'charge' ? groups.toSorted((a, b) => Number(a.key) - Number(b.key)) : groups;
}

interface FacetProps {
  by: GroupName;
  groups: readonly TaskGroup[];
  filter: TaskFilter;
  nameOf(key: string | null): string;
}

function Facet({ by, groups, filter, nameOf }: FacetProps) {
  const me = useContext(Me);
  const choosable = groups.filter((group) => group.key !== null || by === 'assignee');
  const choiceOf = (key: string | null) => (key === null ? 'none' : by === 'assignee' && key === me.actor ? 'me' : key);
  // Once: what a person opens or closes stays so.
  const [isOpen] = useState(() => openAtFirst.has(by) && matchMedia('(min-width: 961px)').matches);
  const rows = choosable.map((group) => {
    const value = choiceOf(group.key);
    const chosen = filter[by] === value;
    return (
      <li key={value}>
        <Link
          class={`facet ${chosen ? 'chosen' : ''}`}
          to={addressOf('/work', { ...filter, [by]: chosen ? undefined : value })}
        >
          <span class="facet-name" title={nameOf(group.key)}>
            {nameOf(group.key)}
            {chosen && <span class="sr-only"> (chosen; show all again)</span>}
          </span>
          <span class="facet-count" title={`${dollars(group.chargeCents)} charged`}>
            {whole(group.count)} <span class="quiet">{roundDollars(group.chargeCents)}</span>
          </span>
        </Link>
      </li>
    );
  });
  if (choosable.length === 0) return null;
  return (
    <details class="facet-group" open={filter[by] !== undefined || isOpen}>
      <summary>
        {titles[by]} <span class="quiet">({whole(choosable.length)})</span>
      </summary>
      <ul class="plain">{rows.slice(0, shownAtFirst)}</ul>
      {rows.length > shownAtFirst && (
        <details>
          <summary>{whole(rows.length - shownAtFirst)} more</summary>
          <ul class="plain">{rows.slice(shownAtFirst)}</ul>
        </details>
      )}
    </details>
  );
}
