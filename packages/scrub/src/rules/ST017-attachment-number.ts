import type { Attachment } from '@claimwright/domain/attachment';
import type { Rule, RuleResult } from '../rule.ts';

export const st017: Rule = {
  id: 'ST017',
  version: 1,
  title: 'Attachment without its control number',
  category: 'structure',
  severity: 'reject',
  claimTypes: ['professional'],
  citation: '005010X222A1 PWK02, PWK05 and PWK06',
  evidence: 'V',
  logic:
    'Records that are sent (by mail, fax, file or electronically) have a control number by which the payer finds them; only what is kept for asking (AA) has none. Two records of a claim do not share one.',
  needs: [],
  perLine: false,
  overridable: false,
  place: { x12: { loop: '2300', segment: 'PWK', element: 'PWK06' }, formBox: '19' },
  firing: {
    words: 'records by fax, no number',
    encounter: { attachments: [{ reportTypeCode: 'OB', transmissionCode: 'FX' }] },
    pointer: '/attachments/0/controlNumber',
  },
  passing: {
    words: 'records by fax under ATT-1, others kept for asking',
    encounter: {
      attachments: [
        { reportTypeCode: 'OB', transmissionCode: 'FX', controlNumber: 'ATT-1' },
        { reportTypeCode: '03', transmissionCode: 'AA' },
      ],
    },
  },
  evaluate({ encounter }) {
    const results: RuleResult[] = [];
    const seen = new Set<string>();
    if (encounter.attachments) judge(results, seen, encounter.attachments, '/attachments', '2300');
    for (const [index, line] of encounter.lines.entries()) {
      if (line.attachments) judge(results, seen, line.attachments, `/lines/${index}/attachments`, '2400');
    }
    return results;
  },
};

function judge(
  results: RuleResult[],
  seen: Set<string>,
  records: readonly Attachment[],
  pointer: string,
  loop: string,
): void {
  for (const [index, { transmissionCode, controlNumber }] of records.entries()) {
    const isKept = transmissionCode === 'AA';
    const isTwin = controlNumber !== undefined && seen.has(controlNumber);
    if (controlNumber !== undefined) seen.add(controlNumber);
    if (!isTwin && (isKept || controlNumber !== undefined)) continue;
    results.push({
      verdict: 'fail',
      pointer: `${pointer}/${index}/controlNumber`,
      message: isTwin
        ? `Two attachments have the control number ${controlNumber}.`
        : `An attachment that is sent (${transmissionCode}) has no control number.`,
      action: 'Enter the number that stands on the records, one for each.',
      place: { x12: { loop, segment: 'PWK', element: 'PWK06' }, formBox: '19' },
    });
  }
}
