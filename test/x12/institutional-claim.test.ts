import { read837I } from '@claimwright/x12/institutional-claim-read';
import { write837I } from '@claimwright/x12/institutional-claim-write';
import { read837P } from '@claimwright/x12/professional-claim-read';
import { describe, expect, test } from 'vitest';
import { institutional, institutionalScenarios, stay } from './institutional-snapshots.ts';
import { samples, samplesArePresent } from './samples.ts';
import { at, numbersFor, route } from './snapshots.ts';

function written(claims: Parameters<typeof write837I>[0]['claims'], claimsPerTransactionSet?: number): string {
  const numbers = numbersFor(claims.length, claimsPerTransactionSet);
  return write837I({ route, claims, at, numbers, ...(claimsPerTransactionSet ? { claimsPerTransactionSet } : {}) });
}

describe('what write837I writes', () => {
  const scenarios = institutionalScenarios();

  test.each(scenarios)('keeps the grammar and comes back: $name', ({ claim }) => {
    const { claims, report } = read837I(written([claim]));
    expect(report.defects).toEqual([]);
    expect(report.transactions).toEqual({ '837I': 1 });
    const { encounterIds: _, ...carried } = claim;
    expect(claims).toEqual([{ transactionSetControlNumber: '0001', claim: carried }]);
  });

  test('comes back from several sets, each claim with its set', () => {
    const all = scenarios.map(({ claim }) => claim);
    const { claims, report } = read837I(written(all, 3));
    expect(report).toMatchObject({ valid: true, transactions: { '837I': Math.ceil(all.length / 3) } });
    expect(claims.map((each) => each.claim.lines.length)).toEqual(all.map((claim) => claim.lines.length));
    expect(new Set(claims.map((each) => each.transactionSetControlNumber)).size).toBe(Math.ceil(all.length / 3));
  });

  test('is laid out as 005010X223A2 has it', () => {
    const text = written([stay({ payerClaimControlNumber: undefined, conditions: ['09'] })]);
    expect(text.slice(text.indexOf('CLM*'), text.indexOf('SE*')).split('~')).toEqual([
      'CLM*H0000123*4123.45***11:A:1**A*Y*Y',
      'DTP*096*TM*1400',
      'DTP*434*RD8*20261116-20261120',
      'DTP*435*DT*202611160830',
      'CL1*1*1*01',
      'HI*ABK:I2109:::::::Y',
      'HI*ABJ:R079',
      'HI*DR:282',
      'HI*ABF:E119:::::::Y*ABF:N179:::::::N',
      'HI*BE:80:::4',
      'HI*BG:09',
      'NM1*71*1*ROE*SAM*Q***XX*1000000004',
      'PRV*AT*PXC*207R00000X',
      'LX*1',
      'SV2*0120**4000*DA*4',
      'REF*6R*H0000123-1',
      'LX*2',
      'SV2*0250**123.45*UN*30',
      'REF*6R*H0000123-2',
      '',
    ]);
  });

  test('is the same bytes for the same input', () => {
    expect(written([structuredClone(stay())])).toBe(written([stay()]));
  });

  test('is passed over by the reader of professional claims', () => {
    expect(read837P(written([stay()])).claims).toEqual([]);
  });

  test.each([
    ['a stay without its admission', stay({ admission: undefined }), 'DTP*435'],
    ['a stay without attending provider', stay({ attendingProvider: undefined }), 'NM1*71'],
    ['an interim bill of somebody who has left', stay({ frequencyCode: '2' }), 'CL103'],
    ['a whole stay of somebody who has not', stay({ patientStatusCode: '30' }), 'CL103'],
    ['a replacement without the number it replaces', institutional({ frequencyCode: '7' }), 'REF*F8'],
    ['a total that is not the sum', institutional({ totalChargeCents: 1 }), 'CLM02'],
    [
      'a revenue code of three digits',
      institutional({ lines: [{ ...institutional().lines[0]!, revenueCode: '510' }], totalChargeCents: 20_000 }),
      'SV201',
    ],
  ])('is called invalid, and why: %s', (_, claim, part) => {
    const { report } = read837I(written([claim]));
    expect(report.valid).toBe(false);
    expect(report.defects.map(({ message }) => message).join('\n')).toContain(part);
  });
});

describe.skipIf(!samplesArePresent)('837I sample files beside the repository', () => {
  test('give their claims with charges and lines', () => {
    const valid = samples('837i', 'valid');
    expect(valid.length).toBeGreaterThan(5);
    for (const { name, text } of valid) {
      const { claims } = read837I(text);
      expect({ name, claims: claims.length }).toEqual({ name, claims: text.match(/CLM\*/g)?.length });
      for (const { claim } of claims) {
        expect(
          claim.lines.reduce((sum, line) => sum + line.chargeCents, 0),
          name,
        ).toBe(claim.totalChargeCents);
        expect(claim.diagnoses.principal.code).not.toBe('');
        expect(claim.attendingProvider?.lastName).not.toBe('');
      }
    }
  });

  test('of every kind are read without a throw', () => {
    for (const { text } of samples()) read837I(text);
  });
});
