import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCharacter, isPatientControlNumber, patientControlNumber } from './patient-control-number.ts';

const anySequence = fc.integer({ min: 1, max: 999_999_999_999_999 });
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

describe('a patient control number', () => {
  it('is short, plain and knows its own', () => {
    fc.assert(
      fc.property(anySequence, (sequence) => {
        const number = patientControlNumber(sequence);
        expect(number).toMatch(/^[A-Z0-9]{12,17}$/);
        expect(isPatientControlNumber(number)).toBe(true);
      }),
    );
  });

  it('notices every single mistyped character', () => {
    fc.assert(
      fc.property(anySequence, (sequence) => {
        const number = patientControlNumber(sequence);
        for (let at = 0; at < number.length; at += 1) {
          for (const wrong of alphabet) {
            if (wrong === number[at]) continue;
            expect(isPatientControlNumber(number.slice(0, at) + wrong + number.slice(at + 1))).toBe(false);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it('notices nearly every swap of neighbours', () => {
    let swaps = 0;
    let missed = 0;
    for (let sequence = 1; sequence < 40_000_000; sequence += 7919) {
      const number = patientControlNumber(sequence);
      for (let at = 0; at + 1 < number.length; at += 1) {
        if (number[at] === number[at + 1]) continue;
        swaps += 1;
        if (isPatientControlNumber(number.slice(0, at) + number[at + 1] + number[at] + number.slice(at + 2)))
          missed += 1;
      }
    }
    expect(swaps).toBeGreaterThan(10_000);
    expect(missed / swaps).toBeLessThan(0.01);
  });

  it('follows ISO 7064 MOD 37,36, as a Global Release Identifier does', () => {
    expect(checkCharacter('A12425GABC1234002')).toBe('M');
    expect(patientControlNumber(1)).toBe('C0000000001R');
  });

  it.each([0, -1, 1.5, 1_000_000_000_000_000, Number.NaN])('is not made of %s', (sequence) => {
    expect(() => patientControlNumber(sequence)).toThrow(RangeError);
  });
});
