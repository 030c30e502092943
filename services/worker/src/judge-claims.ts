import type { X12ReportDefect } from '@claimwright/x12/report';
import { validateX12 } from '@claimwright/x12/validate';

/**
 * The first thing in the claims of this interchange that its guide refuses; undefined when there is none. What the envelope and the
 * submitter's loops say comes from a route's settings: no claim is to blame for it.
 */
export function refusedByGuide(text: string): X12ReportDefect | undefined {
  let first: X12ReportDefect | undefined;
  validateX12(text, {
    keepDefects: 0,
    onDefect: (defect) => {
      if (first === undefined && defect.severity === 'error' && defect.loop?.startsWith('2')) first = defect;
    },
  });
  return first;
}

/** Where a defect stands and what it is, in words that repeat no data: "2310B: NM103 is too long". */
export function inWords({ loop, message }: X12ReportDefect): string {
  return `${loop}: ${message}`;
}
