import type { RemittanceLine } from '@claimwright/domain/remittance';
import { describe, expect, it } from 'vitest';
import type { ClaimLineKey } from './loaded-claim.ts';
import { matchLines } from './match-lines.ts';
import { answerTo, loadedClaim, reversalOf } from './testing/build-remittance.ts';

const own = (lineNumber: number, changes: Partial<ClaimLineKey> = {}): ClaimLineKey => ({
  lineNumber,
  lineControlNumber: `C1L${lineNumber}`,
  procedureCode: 'G0463',
  modifiers: [],
  chargeCents: 10_000,
  serviceFrom: '2026-03-02',
  serviceTo: '2026-03-02',
  ...changes,
});

const theirs = (changes: Partial<RemittanceLine> = {}): RemittanceLine => ({
  procedureQualifier: 'HC',
  procedureCode: 'G0463',
  modifiers: [],
  chargeCents: 10_000,
  paidCents: 10_000,
  serviceFrom: '2026-03-02',
  adjustments: [],
  remarkCodes: [],
  ...changes,
});

function match(answers: RemittanceLine[], lines: ClaimLineKey[]) {
  const answer = { ...answerTo(loadedClaim('C1', []), []), lines: answers };
  const { matched, unmatched, unanswered } = matchLines(answer, lines);
  return {
    pairs: matched.map(({ index, lineNumber, by }) => [index, lineNumber, by]),
    unmatched: unmatched.map(({ index }) => index),
    unanswered,
  };
}

describe('a line of the answer finds the line of the claim', () => {
  it('by its control number, whatever else the payer changed', () => {
    const answers = [theirs({ lineControlNumber: 'c1l2 ', procedureCode: 'T1015', chargeCents: 1 })];
    expect(match(answers, [own(1), own(2)])).toEqual({
      pairs: [[0, 2, 'line_control_number']],
      unmatched: [],
      unanswered: [1],
    });
  });

  it('two answers may name one line: the payer split it', () => {
    const answers = [4000, 6000].map((chargeCents) => theirs({ lineControlNumber: 'C1L1', chargeCents }));
    expect(match(answers, [own(1)]).pairs).toEqual([
      [0, 1, 'line_control_number'],
      [1, 1, 'line_control_number'],
    ]);
  });

  it('a revenue line by its revenue code, and one with a procedure code by both', () => {
    const lines = [
      own(1, { procedureCode: undefined, revenueCode: '0250' }),
      own(2, { procedureCode: undefined, revenueCode: '0120' }),
      own(3, { revenueCode: '0510' }),
      own(4, { revenueCode: '0761' }),
    ];
    const answers = [
      theirs({ procedureQualifier: 'NU', procedureCode: '0120' }),
      theirs({ revenueCode: '0761' }),
      theirs({ procedureQualifier: 'NU', procedureCode: '0250' }),
      theirs(),
    ];
    expect(match(answers, lines)).toEqual({
      pairs: [
        [0, 2, 'service'],
        [1, 4, 'service'],
        [2, 1, 'service'],
        [3, 3, 'service'],
      ],
      unmatched: [],
      unanswered: [],
    });
    expect(match([theirs({ procedureQualifier: 'NU', procedureCode: '0999', chargeCents: 1 })], lines)).toMatchObject({
      pairs: [],
      unmatched: [0],
    });
  });

  it('by code, modifiers, date and charge when the number is missing', () => {
    const lines = [
      own(1),
      own(2, { modifiers: ['25', 'RT'] }),
      own(3, { serviceFrom: '2026-03-03', serviceTo: '2026-03-03' }),
      own(4, { chargeCents: 500 }),
    ];
    const answers = [
      theirs({ chargeCents: 500 }),
      theirs({ serviceFrom: '2026-03-03' }),
      theirs({ modifiers: ['rt', '25'] }),
      theirs(),
    ];
    expect(match(answers, lines).pairs).toEqual([
      [0, 4, 'service'],
      [1, 3, 'service'],
      [2, 2, 'service'],
      [3, 1, 'service'],
    ]);
  });

  it('by the code as submitted when the payer answers under another one', () => {
    const answers = [theirs({ procedureCode: 'T1015', submittedProcedureCode: 'G0463', submittedModifiers: ['25'] })];
    expect(match(answers, [own(1, { modifiers: ['25'] })]).pairs).toEqual([[0, 1, 'service']]);
  });

  it('with a modifier dropped, when only one line fits', () => {
    const twins = [own(1, { modifiers: ['RT'] }), own(2, { modifiers: ['LT'] })];
    expect(match([theirs()], [twins[0]!]).pairs).toEqual([[0, 1, 'service_without_modifier']]);
    expect(match([theirs()], twins)).toMatchObject({ pairs: [], unmatched: [0] });
    // Two answers compete for one line: neither may take it.
    expect(match([theirs(), theirs()], [twins[0]!])).toMatchObject({ pairs: [], unmatched: [0, 1] });
    expect(match([theirs({ modifiers: ['LT'] }), theirs()], twins).pairs).toEqual([
      [0, 2, 'service'],
      [1, 1, 'service_without_modifier'],
    ]);
  });

  it('never with a modifier more than was sent', () => {
    expect(match([theirs({ modifiers: ['59'], chargeCents: 9 })], [own(1)])).toMatchObject({
      pairs: [],
      unmatched: [0],
    });
  });

  it('lines alike in everything are interchangeable', () => {
    expect(match([theirs(), theirs()], [own(1), own(2)]).pairs).toEqual([
      [0, 1, 'service'],
      [1, 2, 'service'],
    ]);
  });

  it('by order, when as many are left and every charge agrees', () => {
    const lines = [own(1, { chargeCents: 100 }), own(2, { chargeCents: 200 })];
    const recoded = [100, 200].map((chargeCents) => theirs({ procedureCode: 'T1015', chargeCents }));
    expect(match(recoded, lines).pairs).toEqual([
      [0, 1, 'order'],
      [1, 2, 'order'],
    ]);
    expect(match(recoded.toReversed(), lines)).toMatchObject({ pairs: [], unmatched: [0, 1], unanswered: [1, 2] });
    expect(match(recoded.slice(1), lines)).toMatchObject({ pairs: [], unmatched: [0] });
  });

  it('in a reversal as in the payment', () => {
    const claim = loadedClaim('C1', [100, 200]);
    const reversal = reversalOf(answerTo(claim, [[], []]));
    for (const line of reversal.lines) line.lineControlNumber = undefined;
    expect(matchLines(reversal, claim.lines).matched.map(({ lineNumber }) => lineNumber)).toEqual([1, 2]);
  });
});

it('an answer that fits nowhere says why', () => {
  const answer = { ...answerTo(loadedClaim('C1', []), []), lines: [theirs({ procedureCode: 'T1015' }), theirs()] };
  const { unmatched } = matchLines(answer, [
    own(1, { modifiers: ['RT'] }),
    own(2, { modifiers: ['LT'] }),
    own(3, { chargeCents: 1 }),
  ]);
  expect(unmatched.map(({ reason }) => reason)).toEqual([
    expect.stringContaining('no line with T1015'),
    expect.stringContaining('3 line(s) with G0463'),
  ]);
});
