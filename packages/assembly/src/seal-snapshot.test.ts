import type { ClaimSnapshot } from '@claimwright/domain/claim';
import { describe, expect, it } from 'vitest';
import { sealSnapshot } from './seal-snapshot.ts';

// Only the hash of the content is looked at here, so a few members of a snapshot will do.
const snapshot = { patientControlNumber: 'C1', diagnoses: ['E119', 'I10'], patient: { lastName: 'DOE', sex: 'F' } };
const seal = (value: object) => sealSnapshot(value as ClaimSnapshot);
const hash = (value: object) => seal(value).snapshotSha256.toString('hex');

describe('the hash of a snapshot', () => {
  it('is that of its canonical JSON', () => {
    expect(seal(snapshot).snapshotText).toBe(
      '{"diagnoses":["E119","I10"],"patient":{"lastName":"DOE","sex":"F"},"patientControlNumber":"C1"}',
    );
    expect(hash(snapshot)).toBe('1c109c1ab00fd0f2bac7656b3cbd93141e50e3420a15df1a66835bcc28e969f9');
  });

  it('does not depend on the order of members or on absent ones', () => {
    const turned = {
      note: undefined,
      patient: { sex: 'F', lastName: 'DOE' },
      diagnoses: ['E119', 'I10'],
      patientControlNumber: 'C1',
    };
    expect(hash(turned)).toBe(hash(snapshot));
  });

  it('changes with every value and with the order of a list', () => {
    expect(hash({ ...snapshot, diagnoses: ['I10', 'E119'] })).not.toBe(hash(snapshot));
    expect(hash({ ...snapshot, patientControlNumber: 'C2' })).not.toBe(hash(snapshot));
  });
});
