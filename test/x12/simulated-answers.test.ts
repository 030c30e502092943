import { testClaim } from '@claimwright/simulator/claims-for-tests';
import { Simulation } from '@claimwright/simulator/simulate';
import { write276 } from '@claimwright/x12/claim-status-request-write';
import { write837I } from '@claimwright/x12/institutional-claim-write';
import { write837P } from '@claimwright/x12/professional-claim-write';
import { validateX12 } from '@claimwright/x12/validate';
import { describe, expect, test } from 'vitest';
import { answerGuides } from './answers-table.ts';
import { checkGuide } from './grammar.ts';
import { randomBill } from './random-bills.ts';
import { chance, numbersFor, randomSnapshot, route } from './snapshots.ts';

const payers = ['MCRB-MA', 'MCD-MA', 'GSH01', 'CHM77', 'FBA-QA', 'NOROUTE', 'ZZZ99'];
const day = (number: number) => `2026-12-${String(number).padStart(2, '0')}T09:15:00.000Z`;
const forEver = '2030-12-31';

/** Claims of every kind to every payer, questions about them a month later; as uploads with their instants. */
function uploads(seed: number, count: number) {
  const next = chance(seed);
  const to = (index: number) => payers[index % payers.length] ?? '';
  const bills = Array.from({ length: count }, (_, index) => {
    const bill = randomBill(next, index + 1);
    return { ...bill, destination: { ...bill.destination, payerId: to(index) } };
  });
  const visits = Array.from({ length: count }, (_, index) => {
    const visit = index % 2 === 0 ? randomSnapshot(next, index + 1) : testClaim(index, '2026-11-20');
    return { ...visit, destination: { ...visit.destination, payerId: to(index) } };
  });
  const numbers = (interchange: number) => ({ ...numbersFor(count, 40), interchange });
  const inquiries = [...bills, ...visits].map((claim, index) => ({
    trace: `Q${index}`,
    patientControlNumber: claim.patientControlNumber,
    chargeCents: claim.totalChargeCents,
    serviceFrom: '2026-11-02',
    serviceTo: '2026-11-20',
    payer: { id: claim.destination.payerId, name: claim.destination.payerName },
    provider: claim.billingProvider,
    subscriber: { ...claim.destination.subscriber, memberId: claim.destination.memberId },
    ...(claim.destination.relationship === 'self' ? {} : { patient: claim.patient }),
  }));
  const parties = { ...route, interchangeControlNumber: 3, groupControlNumber: 3 };
  const envelope = { parties, transactionSetControlNumber: 1, reference: 'Q1', receiver: { name: 'R', id: 'TP1' } };
  return [
    write837I({ route, at: day(1), claims: bills, numbers: numbers(1), claimsPerTransactionSet: 40 }),
    write837P({ route, at: day(2), claims: visits, numbers: numbers(2), claimsPerTransactionSet: 40 }),
    write276({ ...envelope, at: day(30), inquiries }),
  ].map((content, index) => ({ content, receivedAt: index < 2 ? day(index + 1) : day(30) }));
}

function answersTo(sent: readonly { content: string; receivedAt: string }[]) {
  const simulation = new Simulation({ seed: 'guides' });
  for (const { content, receivedAt } of sent) simulation.receive(content, receivedAt);
  return simulation.filesDue(undefined, forEver);
}

/** What either grammar has against a file: an interchange holds one group, or TA1 and none. */
function problemsOf(text: string): string[] {
  const found = validateX12(text).defects.map(({ message, loop }) => `${loop ?? ''} ${message}`);
  for (const interchange of text.split(/\n(?=ISA)/)) {
    const [, group = '', version = ''] = /~GS\*(\w\w)\*(?:[^*~]*\*){6}([^~]*)~/.exec(interchange) ?? [];
    const guide = Object.values(answerGuides).find(
      (each) => each.functionalIdentifier === group && each.versions.includes(version),
    );
    if (guide) found.push(...checkGuide(interchange, guide).map(({ message }) => `other grammar: ${message}`));
    else if (!/~TA1\*\d{9}\*\d{6}\*\d{4}\*[AER]\*0[0-3]\d~IEA\*0\*/.test(interchange)) found.push('of no guide');
  }
  return found;
}

/** What Stupidedi has more narrowly than either grammar: segment, which of its elements, what it must look like. */
const narrower: readonly [guide: string, segment: RegExp, element: number, fits: RegExp][] = [
  ['277CA', /^BHT/, 3, /^.{1,30}$/],
  ['277CA', /^NM1\*(AY|PR)/, 8, /^(46|FI|PI)$/],
  ['277CA', /^NM1\*85/, 8, /^(FI|XX)$/],
  ['277CA', /^NM1\*(85|QC)/, 6, /^$/],
  ['277CA', /^STC/, 3, /^(U|WQ)$/],
  ['277CA', /^SVC/, 1, /^(?!N4)/],
  ['277', /^BHT/, 3, /^.{1,30}$/],
  ['277', /^NM1\*IL/, 8, /^(II|MI)$/],
  ['999', /^IK4/, 3, /^(?!11$)/],
  ['835', /^NM1\*74/, 2, /^1$/],
  ['835', /^TRN/, 3, /^.{10}$/],
  ['835', /^BPR\*[^*]*\*[^*]*\*C\*ACH/, 9, /./],
  ['835', /^BPR\*[^*]*\*[^*]*\*C\*ACH/, 15, /./],
  ['835', /^(BPR|SVC)/, 2, /^-?\d{0,8}(\.\d+)?$/],
  ['835', /^(CLP|CAS)/, 3, /^-?\d{0,8}(\.\d+)?$/],
];

function narrowlyRefused(guide: string | undefined, text: string): string[] {
  return text.split('~').flatMap((segment) => {
    const bare = segment.trim();
    const elements = bare.split('*');
    return narrower
      .filter(([of, where, element, fits]) => of === guide && where.test(bare) && !fits.test(elements[element] ?? ''))
      .map(([, where, element]) => `${where.source} ${element}`);
  });
}

describe('what the simulated clearinghouse and payers write', () => {
  const sent = uploads(2027, 160);

  test('the questions keep both grammars', () => {
    expect(validateX12(sent[2]?.content ?? '').defects).toEqual([]);
    expect(checkGuide(sent[2]?.content ?? '', answerGuides['276'])).toEqual([]);
  });

  test('every answer keeps both grammars', () => {
    const files = answersTo(sent);
    expect(new Set(files.map(({ name }) => name.split('_')[1]))).toEqual(
      new Set(['TA1', '999', '277CA', '277', '835']),
    );
    for (const { name, content } of files) expect({ name, found: problemsOf(content) }).toEqual({ name, found: [] });
  });

  test('and what a third grammar has more narrowly than both', () => {
    for (const { name, content } of answersTo(sent)) {
      expect({ name, found: narrowlyRefused(name.split('_')[1], content) }).toEqual({ name, found: [] });
    }
    expect(narrowlyRefused('835', 'BPR*I*100*C*ACH*CCP~')).toHaveLength(2);
  });

  test('and so does every answer to texts that are damaged', () => {
    const next = chance(99);
    for (let round = 0; round < 150; round += 1) {
      const damaged = uploads(round, 6).map(({ content, receivedAt }) => ({
        content: damage(next, content),
        receivedAt,
      }));
      for (const { name, content } of answersTo(damaged)) {
        if (name.includes('_report_')) continue;
        expect({ round, name, found: problemsOf(content) }).toEqual({ round, name, found: [] });
      }
    }
  });
});

/** Within the sets: segments lost, doubled or changed places, elements emptied, cut short or filled with something else. */
function damage(next: () => number, text: string): string {
  const segments = text.split('~');
  const most = 1 + Math.floor(next() * 4);
  for (let count = 0; count < most; count += 1) {
    const at = 3 + Math.floor(next() * (segments.length - 8));
    const elements = (segments[at] ?? '').split('*');
    const element = 1 + Math.floor(next() * (elements.length - 1));
    const kind = Math.floor(next() * 6);
    if (kind === 0) segments.splice(at, 1);
    else if (kind === 1) segments.splice(at, 0, segments[at] ?? '');
    else if (kind === 2) segments.splice(at, 2, segments[at + 1] ?? '', segments[at] ?? '');
    else if (elements.length > 1) {
      elements[element] = ['', 'X', '9'.repeat(90)][kind - 3] ?? '';
      segments[at] = elements.join('*');
    }
  }
  return segments.join('~');
}
