import { read277CA } from '@claimwright/x12/claim-acknowledgement';
import { hasError } from '@claimwright/x12/defect';
import { readEnvelopes } from '@claimwright/x12/envelope-read';
import { read999 } from '@claimwright/x12/implementation-acknowledgement';
import { readInbound } from '@claimwright/x12/inbound';
import { read837P } from '@claimwright/x12/professional-claim-read';
import { read835 } from '@claimwright/x12/remittance-read';
import { SegmentStream } from '@claimwright/x12/segment-stream';
import { describe, expect, test } from 'vitest';
import { samples, samplesArePresent } from './samples.ts';

const readers = { '835': read835, '999': read999, '277ca': read277CA, '837p': read837P, '837i': readEnvelopes };

function read(transaction: string, text: string) {
  const reader = readers[transaction as keyof typeof readers];
  return reader(text);
}

describe.skipIf(!samplesArePresent)('sample files beside the repository', () => {
  const all = samples();

  test('are there', () => {
    expect(all.length).toBeGreaterThan(150);
    expect(new Set(all.map((sample) => sample.transaction))).toEqual(new Set(Object.keys(readers)));
  });

  test('are read without an error when valid, without any defect but a dangling diagnosis pointer', () => {
    for (const { name, transaction, text } of all.filter((sample) => sample.kind === 'valid')) {
      const defects = read(transaction, text).defects.filter(
        (defect) => !(defect.severity === 'warning' && defect.segment === 'SV1' && defect.element === 7),
      );
      expect({ name, defects }).toEqual({ name, defects: [] });
    }
  });

  test('give content when valid', () => {
    for (const { name, text } of samples('837p', 'valid')) {
      expect(read837P(text).claims.length, name).toBe(text.match(/CLM[^A-Z0-9]/g)?.length);
    }
    for (const { name, text } of samples('835', 'valid')) {
      const claims = read835(text).sets.flatMap((set) => set.content.claims);
      expect(claims.length, name).toBe(text.match(/\bCLP\*/g)?.length);
      expect(claims.flatMap((claim) => claim.lines).length, name).toBe(text.match(/\bSVC\*/g)?.length ?? 0);
    }
    for (const { name, text } of samples('999', 'valid')) expect(read999(text).sets.length, name).toBeGreaterThan(0);
    for (const { text } of samples('277ca', 'valid')) {
      expect(read277CA(text).sets[0]?.content.claims[0]).toMatchObject({
        patientControlNumber: '3920394930203',
        statuses: [{ category: 'A7', statusCode: '562', entity: '85' }],
        payerClaimControlNumber: '1107000000001120',
        sourceEntity: 'PR',
      });
    }
  });

  test('have a defect when their envelope is broken', () => {
    const broken = all.filter((sample) => sample.kind === 'broken' && /__env-/.test(sample.name));
    expect(broken.length).toBeGreaterThan(8);
    expect(
      broken.filter(({ transaction, text }) => read(transaction, text).defects.length === 0).map(({ name }) => name),
    ).toEqual([]);
  });

  test('that a clearinghouse must refuse have an error, but for what only a rule can know', () => {
    // Check digits, code lists of others (states, taxonomies), padding and unused elements are not the reader's to judge.
    const beyond = /npi-luhn|taxonomy|state-bad|trailing-space|leading-zeros|notused-element|pointer-to-missing/;
    const passed = samples('837p', 'broken').filter(({ text }) => !hasError(read837P(text).defects) && text.length > 0);
    expect(passed.map(({ name }) => name).filter((name) => !beyond.test(name) && !/mimilabs/.test(name))).toEqual([]);
  });

  test('that are out of balance are still read: balance is judged elsewhere', () => {
    const faults = samples('835', 'broken').filter(({ name }) => /__bal-/.test(name));
    expect(faults.length).toBe(2);
    for (const { text } of faults) expect(read835(text).sets).toHaveLength(1);
  });

  test('of every kind go through every reader without a throw', () => {
    for (const { text } of all) {
      for (const reader of Object.values(readers)) reader(text);
      readInbound(text);
    }
  });

  test('give the same segments streamed in chunks as at once', () => {
    for (const { name, text } of all) {
      expect({ name, segments: streamed(text, 113) }).toEqual({ name, segments: streamed(text, text.length) });
    }
  });
});

function streamed(text: string, size: number): string[] {
  const found: string[] = [];
  const stream = new SegmentStream({
    segment: (segment) => found.push(`${segment.position} ${segment.id} ${segment.element(1)}`),
    defect: () => undefined,
  });
  for (let from = 0; from < text.length; from += size) stream.push(text.slice(from, from + size));
  stream.end();
  return found;
}
