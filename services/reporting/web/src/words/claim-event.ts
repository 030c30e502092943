import type { ClaimStatus as AcknowledgedStatus, SegmentError } from '@claimwright/domain/acknowledgement';
import type { AcknowledgementFault, WrittenFrom } from '@claimwright/domain/acknowledgement-fault';
import type { ClaimOperation } from '@claimwright/domain/claim-operations';
import type { ClaimEventType } from '@claimwright/domain/lifecycle';
import { dollars, sentence } from './format.ts';
import type { Tone } from './statuses.ts';

/** What an event carries, as far as it has any: the acknowledgement's or the remittance's own words. */
export interface ClaimEventDetail {
  /** 277CA. */
  statuses?: AcknowledgedStatus[];
  source?: string;
  payerClaimControlNumber?: string | null;
  clearinghouseTraceNumber?: string | null;
  /** 277CA and 277: the statuses as sentences, and who spoke. */
  words?: string[];
  hop?: 'clearinghouse' | 'payer';
  /** What an acknowledgement found wrong, with the field it came from. */
  faults?: AcknowledgementFault[];
  /** 276 and 277. */
  question?: '276';
  answer?: '277';
  trace?: string;
  /** 999 or TA1. */
  code?: string;
  note?: string;
  errors?: SegmentError[];
  /** What the note says, where the event could not be taken at its word at this point. */
  said?: string;
  /** 835. */
  remittancePayer?: string;
  traceNumber?: string;
  statusCode?: string;
  chargeCents?: number;
  paidCents?: number;
  allowedCents?: number;
  patientResponsibilityCents?: number;
  interestCents?: number;
  denial?: Denial;
  lineDenials?: (Denial & { lineNumber?: number })[];
  reverses?: string;
  supersedes?: string[];
  /** Ours: what a person asked for; of a payer's answer, whether we had asked. */
  asked?: ClaimOperation | boolean;
  /** Ours: why we did it, in words. */
  reason?: string;
  /** 835: the payer sent the claim on to the next one. */
  crossover?: { carrierName?: string; remarkCode?: string };
  warnings?: string[];
}

interface Denial {
  category: string;
  preventable: boolean;
  nextAction: string;
  reasons: string[];
  amountCents: number;
}

const titles: Readonly<Record<ClaimEventType, { title: string; tone: Tone }>> = {
  assembled: { title: 'Claim assembled', tone: 'moving' },
  batched: { title: 'Written into a batch', tone: 'moving' },
  submitted: { title: 'Handed to the clearinghouse', tone: 'moving' },
  syntax_accepted: { title: 'Format accepted', tone: 'moving' },
  syntax_rejected: { title: 'Format rejected', tone: 'bad' },
  forwarded: { title: 'Received by the clearinghouse', tone: 'moving' },
  payer_accepted: { title: 'Accepted by the payer', tone: 'moving' },
  rejected: { title: 'Rejected before adjudication', tone: 'bad' },
  pended: { title: 'Pended by the payer', tone: 'attention' },
  paid: { title: 'Paid', tone: 'good' },
  partially_paid: { title: 'Paid in part', tone: 'attention' },
  left_to_patient: { title: 'Left to the patient', tone: 'quiet' },
  denied: { title: 'Denied', tone: 'bad' },
  reversed: { title: 'Payment taken back', tone: 'attention' },
  resubmitted: { title: 'Made ready to be sent again', tone: 'moving' },
  recalled: { title: 'Not sent again: an answer came', tone: 'moving' },
  withdrawn: { title: 'Given up before it was sent', tone: 'quiet' },
  taken_back: { title: 'Correction given up: as it was sent before', tone: 'attention' },
  crossed_over: { title: 'Sent on by the payer before', tone: 'moving' },
  superseded: { title: 'Another claim took its place', tone: 'quiet' },
  completed: { title: 'Void carried out', tone: 'quiet' },
  reinstated: { title: 'Stands again', tone: 'attention' },
  informed: { title: 'Note', tone: 'quiet' },
};

// 277CA categories, in our own words.
const categories: Readonly<Record<string, string>> = {
  A0: 'passed on to another party',
  A1: 'received, not yet judged',
  A2: 'accepted for adjudication',
  A3: 'returned, it cannot be worked on',
  A4: 'not known to the receiver',
  A5: 'split for adjudication',
  A6: 'rejected, something is missing',
  A7: 'rejected, a value is not valid',
  A8: 'rejected, values contradict each other',
};

/** An event in words: a title, and what is known of it line by line. Amounts are in cents as the payer wrote them. */
export function describeClaimEvent(
  type: ClaimEventType,
  detail: ClaimEventDetail | null,
): { title: string; tone: Tone; lines: string[] } {
  const { title, tone } = titleOf(type, detail);
  if (detail === null) return { title, tone, lines: [] };
  const lines = [
    ...said(detail),
    ...(detail.question ? [`Asked by 276, trace ${detail.trace ?? '?'}.`] : []),
    ...(detail.words ?? (detail.statuses ?? []).map((status) => acknowledgement(status))),
    ...faultLines(detail),
    ...from(detail),
    ...syntax(type, detail),
    ...remittance(detail),
    ...(detail.reason === undefined ? [] : [detail.reason]),
    ...(detail.warnings ?? []),
  ];
  return { title, tone, lines };
}

const askedWords: Readonly<Record<ClaimOperation, string>> = {
  correct: 'Correction asked for',
  void: 'Void asked for',
  resubmit: 'Asked to be sent again',
  bill_next: 'Next payer asked for',
};

function titleOf(type: ClaimEventType, detail: ClaimEventDetail | null): { title: string; tone: Tone } {
  if (detail?.question) return { title: 'Payer asked for the status', tone: 'quiet' };
  if (typeof detail?.asked === 'string') return { title: askedWords[detail.asked], tone: 'moving' };
  if (detail?.answer) return { title: 'Payer answered on the status', tone: 'quiet' };
  return titles[type];
}

/** What is wrong, where it was entered, and what to do. A 277CA has said what is wrong in its own words already. */
function faultLines({ faults = [], words }: ClaimEventDetail): string[] {
  return faults.flatMap((fault) => [
    ...(words?.includes(fault.message) ? [] : [fault.message]),
    ...placeLines(fault),
    fault.action,
  ]);
}

const writtenFromWords: Readonly<Record<WrittenFrom, string>> = {
  guide: 'a code the guide prescribes',
  route: 'from the settings of the route',
  numbering: 'a number of ours',
  payer_profile: "from the payer's settings",
  remittance: 'from the remittance of the payer before',
  computed: 'a sum',
  correction: 'because the claim corrects another',
};

/** Where it was entered, or where what is written came from. */
function placeLines({ pointer, formBox, x12, writtenFrom }: AcknowledgementFault): string[] {
  const form = formBox?.startsWith('FL ') ? `, UB-04 ${formBox}` : `, CMS-1500 box ${formBox}`;
  const place = x12 ? ` (${x12.loop} ${x12.element ?? x12.segment})` : '';
  if (writtenFrom !== undefined) {
    const entered = pointer === undefined ? '' : `; entered at ${pointer}`;
    return [`Written by us, ${writtenFromWords[writtenFrom]}${entered}${formBox === undefined ? '' : form}${place}.`];
  }
  return pointer === undefined ? [] : [`Entered at ${pointer}${formBox === undefined ? '' : form}${place}.`];
}

function said({ said: type }: ClaimEventDetail): string[] {
  if (type === undefined) return [];
  return [`Says "${sentence(type).toLowerCase()}", which changes nothing at this point.`];
}

function acknowledgement({ category, statusCode, entity }: AcknowledgedStatus): string {
  const words = categories[category];
  const about = entity === undefined || entity === '' ? '' : `, entity ${entity}`;
  return `277CA ${category}${words === undefined ? '' : ` (${words})`}, status ${statusCode}${about}.`;
}

function from({ source, payerClaimControlNumber, clearinghouseTraceNumber, statusCode }: ClaimEventDetail): string[] {
  const lines: string[] = [];
  if (source) lines.push(`From ${source}.`);
  // A remittance says its own numbers.
  if (payerClaimControlNumber && statusCode === undefined)
    lines.push(`Payer's claim number ${payerClaimControlNumber}.`);
  if (clearinghouseTraceNumber) lines.push(`Clearinghouse trace ${clearinghouseTraceNumber}.`);
  return lines;
}

function syntax(type: ClaimEventType, { code, note, errors, faults = [] }: ClaimEventDetail): string[] {
  if (type !== 'syntax_accepted' && type !== 'syntax_rejected') return [];
  const lines = code === undefined ? [] : [`999 answer ${code}.`];
  if (note !== undefined) lines.push(`TA1 note ${note}.`);
  // What could be explained is explained.
  for (const error of faults.length > 0 ? [] : (errors ?? [])) {
    const places = error.elements.map(({ position, code: element, value }) => {
      const shown = value === undefined ? '' : ` "${value}"`;
      return `element ${position}${shown} (code ${element})`;
    });
    const where = error.loop === undefined ? '' : ` of loop ${error.loop}`;
    lines.push(
      `Segment ${error.segment}${where}, number ${error.position}: ${places.join(', ') || `code ${error.code ?? '?'}`}.`,
    );
  }
  return lines;
}

function remittance(detail: ClaimEventDetail): string[] {
  const { paidCents, chargeCents, traceNumber } = detail;
  if (traceNumber === undefined || paidCents === undefined || chargeCents === undefined) return [];
  const amounts = [`${dollars(paidCents)} paid of ${dollars(chargeCents)} charged`];
  if (detail.allowedCents) amounts.push(`${dollars(detail.allowedCents)} allowed`);
  if (detail.patientResponsibilityCents)
    amounts.push(`${dollars(detail.patientResponsibilityCents)} owed by the patient`);
  if (detail.interestCents) amounts.push(`${dollars(detail.interestCents)} interest`);
  const lines = [`${amounts.join(', ')}.`];
  if (detail.denial) lines.push(...denied('Refused', detail.denial), `Next: ${detail.denial.nextAction}`);
  for (const line of lineDenials(detail)) {
    lines.push(...denied(line.lineNumber ? `Line ${line.lineNumber}` : 'A line', line));
  }
  if (detail.crossover) {
    const { carrierName, remarkCode } = detail.crossover;
    lines.push(`Sent on to ${carrierName ?? 'the next payer'}${remarkCode ? ` (remark ${remarkCode})` : ''}.`);
  }
  if (detail.reverses) lines.push('Takes back an earlier answer.');
  if (detail.supersedes?.length) lines.push('Replaces an earlier answer that paid nothing.');
  const payer = detail.remittancePayer ? ` of ${detail.remittancePayer}` : '';
  lines.push(
    `835${payer}, trace ${traceNumber}${detail.payerClaimControlNumber ? `, payer's claim number ${detail.payerClaimControlNumber}` : ''}.`,
  );
  return lines;
}

/** Of one line only, they would say again what the claim's own denial has said. */
function lineDenials({ denial, lineDenials: lines = [] }: ClaimEventDetail) {
  return lines.length === 1 && denial?.amountCents === lines[0]?.amountCents ? [] : lines;
}

function denied(what: string, { reasons, amountCents, category, preventable }: Denial): string[] {
  const kind = sentence(category).toLowerCase();
  return [
    `${what}: ${reasons.join(', ')}, ${dollars(amountCents)} (${kind}${preventable ? ', could have been prevented' : ''}).`,
  ];
}
