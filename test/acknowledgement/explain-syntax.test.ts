import { explainInterchange } from '@claimwright/acknowledgement/explain-interchange';
import { claimsOfError, type ErrorPlace, explainSyntax } from '@claimwright/acknowledgement/explain-syntax';
import { interchangeNotes } from '@claimwright/acknowledgement/interchange-note-table';
import { valueAt } from '@claimwright/acknowledgement/place-index';
import type { SegmentError } from '@claimwright/domain/acknowledgement';
import { type LocatedSegment, locateSegments } from '@claimwright/x12/locate-segments';
import { describe, expect, test } from 'vitest';
import { cobClaims } from '../x12/cob-claims.ts';
import { batchText, childEncounter, fullEncounter, makeClaim } from './claims.ts';
import { originOf } from './encounter-of-claim.ts';

const one = makeClaim(fullEncounter, 'C1');
const two = makeClaim(childEncounter, 'C2');
const otherClinic = { ...fullEncounter, billingProvider: { ...fullEncounter.billingProvider, npi: '1000000004' } };
const three = makeClaim(otherClinic, 'C3');
const four = makeClaim(fullEncounter, 'C4');
const text = batchText([one, two, three, four], 3);

/** Positions in a set at which a segment begins so. */
function positionsOf(start: string, set = '0001'): number[] {
  const from = text.indexOf(`ST*837*${set}`);
  const segments = text.slice(from, text.indexOf('~SE*', from)).split('~');
  return segments.flatMap((segment, index) => (segment.startsWith(start) ? [index + 1] : []));
}

function placeOf(position: number, set = '0001'): ErrorPlace {
  const located = locateSegments(text, set, [position, position - 1]);
  return { at: located.get(position), before: located.get(position - 1) };
}

function error(segment: string, position: number, parts: Partial<SegmentError> = {}): SegmentError {
  return { segment, position, code: '8', elements: [], ...parts };
}

describe('a position in the batch', () => {
  test('is found with its loop, line and claim, in the set that is named and in no other', () => {
    const [first, second] = positionsOf('SV1*HC:J1885');
    expect(placeOf(first ?? 0).at).toMatchObject({ loop: '2400', lineNumber: 2, patientControlNumbers: ['C1'] });
    expect(placeOf(second ?? 0).at).toMatchObject({ loop: '2400', lineNumber: 2, patientControlNumbers: ['C2'] });
    const inSecondSet = positionsOf('CLM*', '0002');
    expect(inSecondSet).toHaveLength(1);
    expect(placeOf(inSecondSet[0] ?? 0, '2').at?.patientControlNumbers).toEqual(['C4']);
    expect(locateSegments(text, '0009', [3]).size).toBe(0);
    expect(locateSegments(text, '0001', [99_999]).size).toBe(0);
  });

  test('above the claims it belongs to all claims below it', () => {
    const claims = (start: string, nth = 0) => placeOf(positionsOf(start)[nth] ?? 0).at?.patientControlNumbers;
    expect(claims('BHT')).toEqual(['C1', 'C2', 'C3']);
    expect(claims('NM1*85')).toEqual(['C1', 'C2']);
    expect(claims('NM1*85', 1)).toEqual(['C3']);
    expect(claims('NM1*PR')).toEqual(['C1']);
    expect(claims('NM1*QC')).toEqual(['C2']);
  });
});

describe('an IK3 in plain words', () => {
  test('with an IK4 names the field, its pointer and box, and what to do', () => {
    const [position = 0] = positionsOf('NM1*82');
    const said = error('NM1', position, { loop: '2310', elements: [{ position: 9, code: '7', value: '123' }] });
    expect(claimsOfError(said, placeOf(position))).toEqual(['C1']);
    expect(explainSyntax(said, placeOf(position), one.origin)).toEqual([
      {
        said: '999',
        code: 'IK3 8, IK4 7',
        message: 'The NPI of the rendering provider (NM109) is not one of the codes that are accepted.',
        action: 'Check the code and enter a valid one. Then send the claim again.',
        // Our own loop: the receiver's name for it was cut short.
        x12: { loop: '2310B', segment: 'NM1', element: 'NM109' },
        encounterId: 'full',
        pointer: '/renderingProvider/npi',
        formBox: '24J',
      },
    ]);
  });

  test('of a line leads to the line of the encounter, of a component to the part', () => {
    const [position = 0] = positionsOf('SV1*HC:G0463');
    const said = error('SV1', position, { elements: [{ position: 1, component: 4, code: 'I12' }] });
    expect(explainSyntax(said, placeOf(position), one.origin)[0]).toMatchObject({
      pointer: '/lines/0/modifiers/1',
      formBox: '24D',
      lineNumber: 1,
      x12: { element: 'SV101-4' },
    });
  });

  test('that misses a segment in a loop whose name was cut short means the loop that stands before it', () => {
    const [first = 0] = positionsOf('N3*');
    const said = error('N4', first + 1, { code: '3', loop: '2010' });
    const { before } = placeOf(first + 1);
    const place = { at: undefined, before };
    expect(before?.loop).toBe('2010AA');
    expect(explainSyntax(said, place, one.origin)[0]).toMatchObject({ x12: { loop: '2010AA', segment: 'N4' } });
  });

  test('of a missing segment belongs to the claim before it, not to what stands there now', () => {
    // The first segment after claim C1: the HL of C2. What is missing there is missing in C1.
    const next = positionsOf('HL*')[2] ?? 0;
    const said = error('DTP', next, { code: '3', loop: '2400' });
    expect(claimsOfError(said, placeOf(next))).toEqual(['C1']);
    expect(explainSyntax(said, placeOf(next), one.origin)[0]).toMatchObject({
      code: 'IK3 3',
      message: expect.stringMatching(/is required and missing\.$/),
      pointer: '/lines/1',
      lineNumber: 2,
    });
  });

  test('the claim that a CTX names goes before the position', () => {
    const [position = 0] = positionsOf('CLM*C1');
    const said = error('CLM', position, { patientControlNumber: 'C3' });
    expect(claimsOfError(said, placeOf(position))).toEqual(['C3']);
  });

  test('what is ours and not in the encounter says so instead of sending anybody to look', () => {
    const [position = 0] = positionsOf('NM1*41');
    const [fault] = explainSyntax(error('NM1', position), placeOf(position), one.origin);
    expect(fault).toMatchObject({ action: expect.stringContaining('not entered with the claim') });
    expect(fault?.pointer).toBeUndefined();
    const nowhere: { at: LocatedSegment | undefined; before: undefined } = { at: undefined, before: undefined };
    const [unknown] = explainSyntax(error('ZZZ', 70_000, { code: 'Q' }), nowhere, undefined);
    expect(unknown).toMatchObject({ code: 'IK3 Q', message: 'ZZZ of loop ? is not accepted.' });
  });

  test('of what another payer decided leads to the decision as the claim holds it, and says where it came from', () => {
    const claim = cobClaims.find(({ name }) => name === 'secondary-decided-by-line')?.claim;
    if (!claim) throw new Error('no such claim');
    const origin = originOf(claim);
    const written = batchText([{ snapshot: claim, origin }]);
    const segments = written.slice(written.indexOf('ST*837')).split('~');
    const position = segments.findIndex((segment) => segment.startsWith('CAS*PR')) + 1;
    const at = locateSegments(written, '0001', [position]).get(position);
    const said = error('CAS', position, { elements: [{ position: 6, code: '6' }] });
    const line = claim.lines.find(({ lineNumber }) => lineNumber === at?.lineNumber);
    const [fault] = explainSyntax(said, { at, before: undefined }, origin);
    expect(fault).toMatchObject({
      writtenFrom: 'remittance',
      action: expect.stringContaining('priorAdjudication'),
      x12: { loop: '2430', segment: 'CAS', element: 'CAS06' },
      lineNumber: line?.lineNumber,
    });
    expect(fault?.claimPointer).toMatch(/^\/lines\/\d\/adjudications\/0\/adjustments\/\d\/amountCents$/);
    expect(valueAt(claim, fault?.claimPointer ?? '')).toBe(
      line?.adjudications?.[0]?.adjustments.filter(({ group }) => group === 'PR')[1]?.amountCents,
    );
  });

  test('never repeats a value of the claim', () => {
    const [position = 0] = positionsOf('NM1*IL');
    const said = error('NM1', position, { elements: [{ position: 9, code: '5', value: 'W1234' }] });
    expect(JSON.stringify(explainSyntax(said, placeOf(position), one.origin))).not.toContain('W1234');
  });
});

test('every TA1 note has words; the action says whose it is to act', () => {
  expect(Object.keys(interchangeNotes)).toHaveLength(32);
  expect(explainInterchange('006')).toMatchObject({ said: 'TA1', action: expect.stringContaining('ids of the route') });
  expect(explainInterchange('6').message).toBe(explainInterchange('006').message);
  expect(explainInterchange('777').message).toContain('no reason we know');
});
