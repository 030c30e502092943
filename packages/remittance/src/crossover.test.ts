import type { RemittanceClaim } from '@claimwright/domain/remittance';
import { expect, it } from 'vitest';
import { crossoverOf, crossoverRemarkCodes } from './crossover.ts';

const answer = (changes: Partial<RemittanceClaim> = {}): RemittanceClaim => ({
  patientControlNumber: 'C1',
  statusCode: '1',
  chargeCents: 100,
  paidCents: 100,
  patientResponsibilityCents: 0,
  adjustments: [],
  remarkCodes: [],
  lines: [],
  ...changes,
});

it.each(['19', '20', '21'])('status %s says the claim was sent on, and the carrier is named', (statusCode) => {
  expect(crossoverOf(answer({ statusCode, crossoverCarrier: { name: 'NEXT', id: 'N1' } }))).toEqual({
    by: 'status',
    carrierName: 'NEXT',
    carrierId: 'N1',
    verified: true,
  });
});

it('a carrier alone says it too', () => {
  expect(crossoverOf(answer({ crossoverCarrier: { name: 'NEXT' } }))).toEqual({
    by: 'carrier',
    carrierName: 'NEXT',
    verified: true,
  });
});

it.each(crossoverRemarkCodes)('so does remark $code, of the claim or a line, marked as not verified', ({ code }) => {
  expect(crossoverOf(answer({ remarkCodes: ['N30', code] }))).toEqual({
    by: 'remark',
    remarkCode: code,
    verified: false,
  });
  const line = {
    procedureQualifier: 'HC',
    procedureCode: 'G0463',
    modifiers: [],
    chargeCents: 1,
    paidCents: 1,
    adjustments: [],
  };
  expect(crossoverOf(answer({ lines: [{ ...line, remarkCodes: [code] }] }))).toMatchObject({ remarkCode: code });
});

it('an ordinary answer says nothing of it', () => {
  for (const statusCode of ['1', '2', '3', '4', '22', '23'])
    expect(crossoverOf(answer({ statusCode }))).toBeUndefined();
});
