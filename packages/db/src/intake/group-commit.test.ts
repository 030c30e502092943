import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { createGroupCommit, GroupCommitOverloaded } from './group-commit.ts';

class BadRow extends Error {}

function recorder(options: { maxRows?: number; maxInFlight?: number; maxWaiting?: number } = {}) {
  const groups: string[] = [];
  const gates: (() => void)[] = [];
  const commit = createGroupCommit<string, string>({
    flush: async (tenantId, rows) => {
      groups.push(`${tenantId}:${rows.join('')}`);
      await new Promise<void>((resolve) => gates.push(resolve));
      if (rows.includes('x')) throw new BadRow('x');
      if (rows.includes('!')) throw new Error('the database is away');
      return rows.map((row) => row.toUpperCase());
    },
    blamesARow: (error) => error instanceof BadRow,
    maxRows: options.maxRows ?? 128,
    maxInFlight: options.maxInFlight ?? 1,
    maxWaiting: options.maxWaiting ?? 1000,
  });
  const open = async () => {
    for (let turns = 0; turns < 40; turns += 1) {
      gates.splice(0).map((gate) => gate());
      await turn();
    }
  };
  return { commit, groups, open };
}

describe('group commit', () => {
  test('rows that arrive together, or while a commit runs, share a commit; answers go to their own rows', async () => {
    const { commit, groups, open } = recorder();
    const first = ['a', 'b'].map((row) => commit.add('t', row));
    await turn();
    await turn();
    const later = ['c', 'd', 'e'].map((row) => commit.add('t', row));
    await open();
    expect(await Promise.all([...first, ...later])).toEqual(['A', 'B', 'C', 'D', 'E']);
    expect(groups).toEqual(['t:ab', 't:cde']);
  });

  test('a commit holds one tenant and at most maxRows', async () => {
    const { commit, groups, open } = recorder({ maxRows: 2 });
    const all = [commit.add('t', 'a'), commit.add('u', 'b'), commit.add('t', 'c'), commit.add('t', 'd')];
    await open();
    expect(await Promise.all(all)).toEqual(['A', 'B', 'C', 'D']);
    expect(groups.sort()).toEqual(['t:ac', 't:d', 'u:b']);
  });

  test('a bad row fails alone', async () => {
    const { commit, open } = recorder();
    const all = ['a', 'b', 'x', 'c', 'd'].map((row) => commit.add('t', row));
    const settled = Promise.allSettled(all);
    await open();
    expect((await settled).map((one) => (one.status === 'fulfilled' ? one.value : one.reason.message))).toEqual([
      'A',
      'B',
      'x',
      'C',
      'D',
    ]);
  });

  test('an error that blames no row is the answer to the whole group, tried once', async () => {
    const { commit, groups, open } = recorder();
    const settled = Promise.allSettled(['a', '!', 'c'].map((row) => commit.add('t', row)));
    await open();
    expect((await settled).every((one) => one.status === 'rejected')).toBe(true);
    expect(groups).toEqual(['t:a!c']);
  });

  test('more than may wait is refused at once', async () => {
    const { commit, open } = recorder({ maxWaiting: 1 });
    const first = commit.add('t', 'a');
    await expect(commit.add('t', 'b')).rejects.toBeInstanceOf(GroupCommitOverloaded);
    await open();
    expect(await first).toBe('A');
    const third = commit.add('t', 'c');
    await open();
    expect(await third).toBe('C');
  });
});
