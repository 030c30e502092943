import type { ComponentChildren } from 'preact';

/** A table wider than the screen scrolls by itself, also by keyboard. */
export function Scroll({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section class="scroll" aria-label={`${label}, table`} tabIndex={0}>
      {children}
    </section>
  );
}
