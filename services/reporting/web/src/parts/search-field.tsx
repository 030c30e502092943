import { useId, useRef } from 'preact/hooks';

interface SearchFieldProps {
  label: string;
  hint: string;
  value: string;
  /** Undefined when the field was emptied. */
  onSearch(value: string | undefined): void;
}

/** A search that starts with Enter or its button. */
export function SearchField({ label, hint, value, onSearch }: SearchFieldProps) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const submit = (event: Event) => {
    event.preventDefault();
    onSearch(field.current?.value.trim() || undefined);
  };
  return (
    <search class="field grow">
      <form onSubmit={submit}>
        <label for={id}>{label}</label>
        <div class="joined">
          <input
            ref={field}
            id={id}
            type="search"
            key={value}
            defaultValue={value}
            placeholder={hint}
            spellcheck={false}
          />
          <button type="submit" class="button">
            Search
          </button>
        </div>
      </form>
    </search>
  );
}
