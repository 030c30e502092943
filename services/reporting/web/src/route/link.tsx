import type { ComponentChildren } from 'preact';
import { go } from './place.ts';

interface LinkProps {
  to: string;
  children: ComponentChildren;
  class?: string;
  current?: boolean;
}

/** A real link that stays in the document; a click with a modifier does what the browser does. */
export function Link({ to, children, class: className, current }: LinkProps) {
  const follow = (event: MouseEvent) => {
    if (
      event.defaultPrevented ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    ) {
      return;
    }
    event.preventDefault();
    if (go(to)) scrollTo(0, 0);
  };
  return (
    <a href={to} class={className} aria-current={current ? 'page' : undefined} onClick={follow}>
      {children}
    </a>
  );
}
