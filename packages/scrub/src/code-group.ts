import type { IsoDate } from '@claimwright/domain/dates';
import { type CodeGroup, levelTwoGroups } from './code-groups-table.ts';
import { procedureShape } from './code-shapes.ts';
import type { RuleGap } from './rule.ts';
import type { LineFacts, ScrubContext } from './scrub-context.ts';

/** All that asking for a group takes. */
type Groups = Pick<ScrubContext, 'codeSets'>;

/** Whether a code is in a group. `unknown`: it is of the shape of CPT and nobody loaded the group. */
export type Membership = 'member' | 'not_member' | 'unknown';

const orderedLetters = new Set(levelTwoGroups['order.required'].split(' ').filter((entry) => entry.length === 1));
const groupsOfCode = new Map<string, Set<string>>();
for (const [group, members] of Object.entries(levelTwoGroups)) {
  for (const code of members.split(' ')) {
    const groups = groupsOfCode.get(code) ?? new Set();
    groupsOfCode.set(code, groups.add(group));
  }
}

/** Asks the facts about Level II first, then the table a user has loaded. */
export function groupMembership(context: Groups, group: string, code: string, on: IsoDate): Membership {
  if (groupsOfCode.get(code)?.has(group) || (group === 'order.required' && orderedLetters.has(code.charAt(0))))
    return 'member';
  if (context.codeSets.hasGroups) {
    const { status } = context.codeSets.codeGroup(group, code, on);
    if (status !== 'no_data') return status;
  }
  return procedureShape(code) === 'cpt' ? 'unknown' : 'not_member';
}

/** Membership of a line's procedure on its first date. A code that is none at all belongs to nothing. */
export function lineMembership(context: ScrubContext, group: CodeGroup, facts: LineFacts): Membership {
  if (facts.shape !== 'hcpcs' && facts.shape !== 'cpt') return 'not_member';
  return groupMembership(context, group, facts.procedure, facts.from);
}

/** Lines of a group; a line of which nobody can tell is left a gap. */
export function membersOf(context: ScrubContext, group: CodeGroup, gaps: RuleGap[]): LineFacts[] {
  const members: LineFacts[] = [];
  for (const facts of context.lines) {
    const membership = lineMembership(context, group, facts);
    if (membership === 'member') members.push(facts);
    else if (membership === 'unknown') gaps.push(groupNotLoaded(group));
  }
  return members;
}

/** Whether a code is among codes and "group:" names of a payer's profile. */
export function isListed(context: Groups, listed: readonly string[], code: string, on: IsoDate): Membership {
  let answer: Membership = 'not_member';
  for (const entry of listed) {
    if (!entry.startsWith('group:')) {
      if (entry === code) return 'member';
      continue;
    }
    const membership = groupMembership(context, entry.slice('group:'.length), code, on);
    if (membership === 'member') return 'member';
    if (membership === 'unknown') answer = 'unknown';
  }
  return answer;
}

const gapOfGroup = new Map<string, RuleGap>();

/** The gap of a code of the shape of CPT whose group nobody has loaded. */
export function groupNotLoaded(group: string): RuleGap {
  let gap = gapOfGroup.get(group);
  if (gap === undefined) {
    gap = { verdict: 'no_data', reason: `no table of the code group ${group} is loaded, and CPT is licensed` };
    gapOfGroup.set(group, gap);
  }
  return gap;
}
