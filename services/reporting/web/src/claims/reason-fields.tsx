import { useId } from 'preact/hooks';

/** Why somebody asks something of a claim, and what the payer calls it where nobody has told. */
export interface Reason {
  reason: string;
  payersNumber: string;
}

export const noReason: Reason = { reason: '', payersNumber: '' };

/** The members of a request that these fields fill. */
export function toApiReason({ reason, payersNumber }: Reason): { reason: string; payerClaimControlNumber?: string } {
  const number = payersNumber.trim();
  return { reason: reason.trim(), ...(number === '' ? {} : { payerClaimControlNumber: number }) };
}

export function isReasonGiven({ reason }: Reason): boolean {
  return reason.trim().length >= 3;
}

interface ReasonFieldsProps {
  value: Reason;
  onChange(value: Reason): void;
  /** Asks for the payer's own number too. */
  asksNumber: boolean;
}

/** The fields every request about a claim has. */
export function ReasonFields({ value, onChange, asksNumber }: ReasonFieldsProps) {
  const id = useId();
  return (
    <>
      <div class="field grow">
        <label for={id}>Reason, for the record</label>
        <input
          id={id}
          required
          minLength={3}
          maxLength={500}
          value={value.reason}
          onInput={(event) => onChange({ ...value, reason: event.currentTarget.value })}
        />
      </div>
      {asksNumber && (
        <div class="field">
          <label for={`${id}-number`}>Payer's number of the claim, if known</label>
          <input
            id={`${id}-number`}
            maxLength={50}
            value={value.payersNumber}
            onInput={(event) => onChange({ ...value, payersNumber: event.currentTarget.value })}
          />
        </div>
      )}
    </>
  );
}
