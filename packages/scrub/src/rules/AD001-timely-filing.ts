import { daysBetween, type IsoDate } from '@claimwright/domain/dates';
import type { TimelyFiling } from '@claimwright/domain/payer';
import { cleanLine } from '../clean-encounter.ts';
import { filingDeadline } from '../filing-deadline.ts';
import type { Rule, RuleFailure, RuleResult } from '../rule.ts';
import type { LineFacts } from '../scrub-context.ts';

/** Part of the window after which a claim that has not gone out is worth a warning. */
const warnAtPercent = 75;

export const ad001: Rule = {
  id: 'AD001',
  version: 2,
  title: 'Timely filing',
  category: 'administration',
  severity: 'deny',
  claimTypes: ['professional', 'institutional'],
  citation: '42 CFR 424.44 (Medicare); 42 CFR 447.45(d) (Medicaid); the contract of other payers',
  evidence: 'S',
  logic: `The claim leaves within the window of the payer's profile, counted for each line from its first or last date. From ${warnAtPercent} % of the window it is a warning. With a delay reason code a late claim is a warning. Without a limit in the profile, and for corrected claims, there is no data.`,
  needs: ['payer profile', 'date of service'],
  perLine: true,
  overridable: true,
  alsoWarns: true,
  place: { x12: { loop: '2400', segment: 'DTP', element: 'DTP03' }, formBox: '24A' },
  firing: {
    words: 'a service of 2025-03-01 sent 2026-03-02, limit one calendar year',
    encounter: { lines: [{ ...cleanLine, serviceFrom: '2025-03-01' }] },
    payer: { timelyFiling: calendarYear() },
    today: '2026-03-02',
    pointer: '/lines/0/serviceFrom',
  },
  passing: {
    words: 'a service of 2026-03-02 sent a week later, limit 180 days',
    encounter: { lines: [{ ...cleanLine, serviceFrom: '2026-03-02' }] },
  },
  evaluate({ bill, encounter, lines, payer, service, today }) {
    const results: RuleResult[] = [];
    const limit = payer.timelyFiling;
    const gap =
      limit === undefined
        ? "the payer's profile has no filing limit"
        : encounter.frequencyCode === '1' && bill?.corrects !== true
          ? undefined
          : "the payer's profile has no filing limit for corrected claims";
    // A hospital's bill is filed whole, and its span counts from its last day (42 CFR 424.44; MCPM ch. 1 section 70).
    if (bill !== undefined && limit !== undefined && gap === undefined && service !== undefined) {
      const late = judgeBill(service.to, limit, today, encounter.delayReasonCode);
      return late === undefined ? results : [late];
    }
    for (const line of lines) {
      if (limit === undefined || gap !== undefined) results.push({ verdict: 'no_data', reason: gap ?? '' });
      else {
        const result = judge(line, limit, today, encounter.delayReasonCode);
        if (result !== undefined) results.push(result);
      }
    }
    return results;
  },
};

function judgeBill(through: IsoDate, limit: TimelyFiling, today: IsoDate, delayReason?: string) {
  const fault = judgeDate('The bill', through, limit, today, delayReason);
  return fault && { ...fault, pointer: '/institutional/statementTo' };
}

function judge(facts: LineFacts, limit: TimelyFiling, today: IsoDate, delayReason?: string): RuleResult | undefined {
  const { index, line, from, to } = facts;
  const anchor = limit.anchor === 'serviceTo' ? to : from;
  const fault = judgeDate(`Line ${index + 1}`, anchor, limit, today, delayReason);
  const member = limit.anchor === 'serviceTo' && line.serviceTo !== undefined ? 'serviceTo' : 'serviceFrom';
  return fault && { ...fault, pointer: `/lines/${index}/${member}`, line: index };
}

function judgeDate(
  what: string,
  anchor: IsoDate,
  limit: TimelyFiling,
  today: IsoDate,
  delayReason?: string,
): Omit<RuleFailure, 'pointer'> | undefined {
  const deadline = filingDeadline(anchor, limit);
  const late = today > deadline;
  const left = daysBetween(today, deadline);
  if (!late && daysBetween(anchor, today) * 100 < daysBetween(anchor, deadline) * warnAtPercent) return undefined;
  return {
    verdict: 'fail',
    severity: late && delayReason === undefined ? 'deny' : 'warn',
    message: late
      ? `${what} of ${anchor} had to be filed by ${deadline} (${limit.citation}); that was ${days(-left)} ago.`
      : `${what} of ${anchor} has to be filed by ${deadline} (${limit.citation}), in ${days(left)}.`,
    action: late
      ? 'Send it only with a reason the payer accepts (delay reason code, proof of earlier filing); otherwise write it off.'
      : 'Send the claim before the deadline.',
  };
}

function days(count: number): string {
  return count === 1 ? '1 day' : `${count} days`;
}

function calendarYear(): TimelyFiling {
  return {
    unit: 'calendarYears',
    count: 1,
    anchor: 'serviceFrom',
    rollsToWorkday: true,
    citation: '42 CFR 424.44(a)',
    verified: true,
  };
}
