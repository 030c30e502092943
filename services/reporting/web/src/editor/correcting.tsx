import type { ClaimStatus } from '@claimwright/domain/lifecycle';
import { type Reason, ReasonFields } from '../claims/reason-fields.tsx';
import { Section } from '../parts/section.tsx';
import { needsPayersNumber, whatWillHappen } from '../words/claim-operations.ts';

/** The claim that an edit of its encounter corrects. */
export interface CorrectedClaim {
  id: string;
  contentVersion: number;
  patientControlNumber: string;
  status: ClaimStatus;
  payerName: string;
  payerClaimControlNumber: string | null;
}

interface CorrectingProps {
  claim: CorrectedClaim;
  value: Reason;
  onChange(value: Reason): void;
}

/** Says above the editor what its save will do to the claim, and asks why. */
export function Correcting({ claim, value, onChange }: CorrectingProps) {
  return (
    <div class="apart">
      <Section title={`Correction of claim ${claim.patientControlNumber}`} note={whatWillHappen('correct', claim)}>
        <div class="edit-row">
          <ReasonFields
            value={value}
            onChange={onChange}
            asksNumber={claim.payerClaimControlNumber === null && needsPayersNumber('correct', claim)}
          />
        </div>
      </Section>
    </div>
  );
}
