import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface SectionProps {
  title: string;
  note?: ComponentChildren;
  aside?: ComponentChildren;
  children: ComponentChildren;
}

/** A card with a heading that names it. */
export function Section({ title, note, aside, children }: SectionProps) {
  const id = useId();
  return (
    <section class="card" aria-labelledby={id}>
      <header class="card-head">
        <div>
          <h2 id={id}>{title}</h2>
          {note !== undefined && <p class="quiet">{note}</p>}
        </div>
        {aside}
      </header>
      {children}
    </section>
  );
}
