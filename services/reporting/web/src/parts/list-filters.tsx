import { Select } from './select.tsx';

/** Narrows a list to one status; `words` says what each is called, in the order they are offered. */
export function StatusSelect<Status extends string>({
  words,
  status,
  onChange,
}: {
  words: Readonly<Record<Status, { label: string }>>;
  status: Status | undefined;
  onChange(status: Status | undefined): void;
}) {
  const statuses = Object.keys(words) as Status[];
  return (
    <Select
      label="Status"
      value={status ?? ''}
      options={[{ value: '', label: 'Any status' }, ...statuses.map((value) => ({ value, label: words[value].label }))]}
      onChange={(value) => onChange(statuses.find((name) => name === value))}
    />
  );
}

/** Narrows a list to one payer. */
export function PayerSelect({
  payers,
  payerId,
  onChange,
}: {
  payers: readonly { payerId: string; name: string }[];
  payerId: string | undefined;
  onChange(payerId: string): void;
}) {
  return (
    <Select
      label="Payer"
      value={payerId ?? ''}
      options={[
        { value: '', label: 'Any payer' },
        ...payers.map(({ payerId: value, name }) => ({ value, label: name })),
      ]}
      onChange={onChange}
    />
  );
}
