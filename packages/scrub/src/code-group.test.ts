import { expect, test } from 'vitest';
import { cleanLine } from './clean-encounter.ts';
import { groupMembership, groupNotLoaded, isListed, lineMembership, membersOf } from './code-group.ts';
import { exampleCodeSets } from './example-code-sets.ts';
import { inventedCodes } from './example-edits.ts';
import { exampleInput } from './example-input.ts';
import type { RuleGap } from './rule.ts';
import { gatherContext, type ScrubContext } from './scrub-context.ts';
import { notLoaded, shapedLikeCpt } from './verdicts/verdict-cases.ts';

const on = '2026-03-02';

function contextOf(codes: readonly string[], loaded = true): ScrubContext {
  const lines = codes.map((procedureCode) => ({ ...cleanLine, procedureCode }));
  const none = { codeGroup: notLoaded, editions: () => ({}) };
  const codeSets = { ...exampleCodeSets(), ...(loaded ? {} : none) };
  return gatherContext({ ...exampleInput({ encounter: { lines } }), codeSets });
}

test('the facts about Level II answer without a table, a whole letter included', () => {
  const context = contextOf([], false);
  expect(groupMembership(context, 'em.any', 'G0463', on)).toBe('member');
  expect(groupMembership(context, 'em.any', 'A0425', on)).toBe('not_member');
  expect(groupMembership(context, 'order.required', 'L1499', on)).toBe('member');
  expect(groupMembership(context, 'order.required', 'A0425', on)).toBe('not_member');
  expect(groupMembership(context, 'em.any', 'L1499', on)).toBe('not_member');
  expect(groupMembership(context, 'em.any', shapedLikeCpt, on)).toBe('unknown');
});

test('a table that is loaded answers for the rest; where it has no data the shape does', () => {
  const context = contextOf([]);
  expect(groupMembership(context, 'em.office.new', inventedCodes.newVisit, on)).toBe('member');
  expect(groupMembership(context, 'em.office.new', shapedLikeCpt, on)).toBe('not_member');
  const silent = gatherContext({ ...exampleInput(), codeSets: { ...exampleCodeSets(), codeGroup: notLoaded } });
  expect(groupMembership(silent, 'em.office.new', shapedLikeCpt, on)).toBe('unknown');
  expect(groupMembership(silent, 'em.office.new', inventedCodes.newVisit, on)).toBe('not_member');
});

test('a table nobody has loaded is not asked', () => {
  let asked = 0;
  const codeGroup = () => {
    asked += 1;
    return notLoaded();
  };
  const codeSets = { ...exampleCodeSets(), codeGroup, editions: () => ({}) };
  expect(groupMembership(gatherContext({ ...exampleInput(), codeSets }), 'em.any', shapedLikeCpt, on)).toBe('unknown');
  expect(asked).toBe(0);
});

test('what is no code of a claim like this belongs to nothing, and nobody is asked', () => {
  const member = () => ({ status: 'member', edition: 'groups@1' }) as const;
  const codeSets = { ...exampleCodeSets(), codeGroup: member };
  const lines = ['X1', 'D0120', 'G0463'].map((procedureCode) => ({ ...cleanLine, procedureCode }));
  const context = gatherContext({ ...exampleInput({ encounter: { lines } }), codeSets });
  expect(context.lines.map((facts) => lineMembership(context, 'em.home', facts))).toEqual([
    ...['not_member', 'not_member', 'member'],
  ]);
});

test('members of a group come in the order of their lines, and a line nobody can judge leaves a gap', () => {
  const gaps: RuleGap[] = [];
  const context = contextOf(['A0425', 'G0463', shapedLikeCpt, 'G0439'], false);
  expect(membersOf(context, 'em.any', gaps).map(({ procedure }) => procedure)).toEqual(['G0463', 'G0439']);
  expect(gaps).toEqual([groupNotLoaded('em.any')]);
});

test('the gap of a group names it', () => {
  expect([groupNotLoaded('em.home'), groupNotLoaded('em.home'), groupNotLoaded('lab.clia')]).toEqual(
    ['em.home', 'em.home', 'lab.clia'].map((group) => ({
      verdict: 'no_data',
      reason: `no table of the code group ${group} is loaded, and CPT is licensed`,
    })),
  );
});

test('a code listed by itself or by a group is listed; one of a group nobody loaded may be', () => {
  const context = contextOf([], false);
  const listed = (code: string, ...entries: string[]) => isListed(context, entries, code, on);
  expect(listed('G0463', 'A0425', 'G0463')).toBe('member');
  expect(listed('G0463', 'group:lab.clia', 'group:em.any')).toBe('member');
  expect(listed('A0425', 'G0463', 'group:em.any')).toBe('not_member');
  expect(listed(shapedLikeCpt, 'group:em.any', 'G0463')).toBe('unknown');
  expect(listed(shapedLikeCpt, 'group:em.any', shapedLikeCpt)).toBe('member');
  expect(listed('G0463')).toBe('not_member');
});
