import { describe, expect, it } from 'vitest';
import { toOperationOutcome } from './operation-outcome.ts';
import { readBundle } from './read-bundle.ts';
import { sampleBundle, sampleResources } from './sample-bundle.ts';
import { toTransactionResponse } from './to-transaction-response.ts';

function read(bundle: unknown) {
  const intake = readBundle(bundle, { today: '2026-04-01' });
  if (!intake.ok) throw new Error('refused');
  return intake;
}

describe('toTransactionResponse', () => {
  it('answers the encounter with what storage says and everything else with 200', () => {
    const answer = toTransactionResponse(read(sampleBundle(sampleResources(), 'transaction')), ({ input }) => ({
      status: '201 Created',
      location: `Encounter/${input.externalId}`,
      etag: 'W/"1"',
    }));
    expect(answer.type).toBe('transaction-response');
    expect(answer.entry.map((one) => one.response.status)).toEqual([
      ...Array(10).fill('200 OK'),
      '201 Created',
      ...Array(3).fill('200 OK'),
    ]);
    expect(answer.entry[10]?.response).toEqual({ status: '201 Created', location: 'Encounter/enc-1', etag: 'W/"1"' });
  });

  it('answers a rejected encounter and a lost charge with 422 and the reason, and an unused resource with a note', () => {
    const resources = sampleResources();
    resources.encounter!.status = 'planned';
    resources.visitCharge!.context = { reference: 'Encounter/nobody' };
    resources.observation = { resourceType: 'Observation', id: 'o' };
    const answer = toTransactionResponse(read(sampleBundle(resources, 'batch')), () => {
      throw new Error('nothing was accepted');
    });
    expect(answer.type).toBe('batch-response');
    expect(answer.entry).toHaveLength(15);
    expect(answer.entry[10]?.response).toMatchObject({
      status: '422 Unprocessable Entity',
      outcome: { issue: [{ code: 'business-rule' }] },
    });
    expect(answer.entry[11]?.response.status).toBe('422 Unprocessable Entity');
    expect(answer.entry[14]?.response).toMatchObject({
      status: '200 OK',
      outcome: { issue: [{ severity: 'information' }] },
    });
  });

  it('joins what storage has to say to the issues of reading', () => {
    const issue = { severity: 'warning' as const, code: 'business-rule' as const, diagnostics: 'held', expression: [] };
    const answer = toTransactionResponse(read(sampleBundle()), () => ({ status: '201 Created', issues: [issue] }));
    expect(answer.entry[10]?.response.outcome?.issue).toEqual([issue]);
  });
});

describe('toOperationOutcome', () => {
  it('always has an issue, as R4 demands', () => {
    expect(toOperationOutcome([]).issue).toHaveLength(1);
  });
});
