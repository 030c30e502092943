import { describe, expect, it } from 'vitest';
import { claimKeys, indexClaims, matchClaim } from './match-claim.ts';
import { answerTo, loadedClaim, reversalOf } from './testing/build-remittance.ts';

const first = loadedClaim('C1', [10_000], { payerClaimControlNumber: 'ICN1', memberId: 'M1' });
const second = loadedClaim('C2', [20_000], { payerClaimControlNumber: 'ICN2', memberId: 'M1' });
const index = indexClaims([first, second, first]);
const base = {
  ...answerTo(first, [[]]),
  patientControlNumber: 'UNKNOWN',
  payerClaimControlNumber: undefined,
  memberId: undefined,
};

function found(changes: object) {
  const match = matchClaim({ ...base, ...changes }, index);
  return match.ok ? [match.claim.patientControlNumber, match.by] : match.reasonCode;
}

describe('an answer finds its claim', () => {
  it('by our number, even if every other thing differs', () => {
    expect(found({ patientControlNumber: ' c2', chargeCents: 5, payerClaimControlNumber: 'ICN1' })).toEqual([
      'C2',
      'patient_control_number',
    ]);
  });

  it('by the payer’s number together with the charge', () => {
    expect(found({ payerClaimControlNumber: 'icn1' })).toEqual(['C1', 'payer_claim_control_number']);
    expect(found({ payerClaimControlNumber: 'ICN2' })).toBe('claim_unknown');
  });

  it('by member, dates and charge, whether the dates stand on the claim or its lines', () => {
    expect(found({ memberId: 'm1' })).toEqual(['C1', 'member_date_charge']);
    expect(found({ memberId: 'M1', lines: [], statementFrom: '2026-03-02' })).toEqual(['C1', 'member_date_charge']);
    expect(found({ memberId: 'M1', lines: [], statementFrom: '2026-03-03' })).toBe('claim_unknown');
    expect(found({ memberId: 'M1', lines: [] })).toBe('claim_unknown');
  });

  it('a reversal by the amount of its charge', () => {
    const reversal = reversalOf({ ...base, payerClaimControlNumber: 'ICN1' });
    expect(matchClaim(reversal, index)).toMatchObject({ ok: true, claim: first });
  });

  it('not when two claims could be meant, and never by name', () => {
    const twin = loadedClaim('C3', [10_000], { memberId: 'M1' });
    const match = matchClaim({ ...base, memberId: 'M1' }, indexClaims([first, twin]));
    expect(match).toMatchObject({ ok: false, reasonCode: 'claim_ambiguous' });
    expect(found({ patientLastName: 'DOE', patientFirstName: 'JANE' })).toBe('claim_unknown');
  });
});

it('the keys to load candidates by are each named once', () => {
  const answers = [base, { ...base, memberId: 'm1 ' }, { ...base, memberId: 'M1', payerClaimControlNumber: 'icn1' }];
  expect(claimKeys(answers)).toEqual({
    patientControlNumbers: ['UNKNOWN'],
    payerClaimControlNumbers: ['ICN1'],
    memberIds: ['M1'],
  });
});
