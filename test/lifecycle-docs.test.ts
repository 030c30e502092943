import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { claimTransitions, encounterTransitions, type Transition } from '@claimwright/domain/lifecycle';
import { expect, test } from 'vitest';

const file = join(import.meta.dirname, '../docs/architecture.md');
const begin = '<!-- lifecycle:begin -->';
const end = '<!-- lifecycle:end -->';

/** One row a state: what takes a claim or encounter out of it, and where to. */
function draw<Status extends string, Event extends string>(
  title: string,
  table: readonly Transition<Status, Event>[],
): string {
  const byState = Map.groupBy(table, (row) => row.from ?? '(new)');
  const rows = [...byState].map(([from, transitions]) => {
    const byTarget = Map.groupBy(transitions, (row) => row.to);
    const moves = [...byTarget].map(([to, list]) => `${list.map((row) => row.event).join(', ')} → **${to}**`);
    return `| ${from} | ${moves.join('; ')} |`;
  });
  return [`### ${title}`, '', '| in state | event → state |', '|---|---|', ...rows].join('\n');
}

test('docs/architecture.md draws the life cycles from their tables', async () => {
  const text = await readFile(file, 'utf8');
  const drawing = `${draw('Encounter', encounterTransitions)}\n\n${draw('Claim', claimTransitions)}`;
  const start = text.indexOf(begin) + begin.length;
  const stop = text.indexOf(end);
  expect(start).toBeGreaterThan(begin.length);
  if (process.env.UPDATE_DOCS) await writeFile(file, `${text.slice(0, start)}\n\n${drawing}\n\n${text.slice(stop)}`);
  const current = await readFile(file, 'utf8');
  expect(current.slice(current.indexOf(begin) + begin.length, current.indexOf(end)).trim()).toBe(drawing);
});
