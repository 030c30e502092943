import type { Tone } from '../words/statuses.ts';

export interface TimelineItem {
  title: string;
  tone: Tone;
  lines: string[];
  /** The day it counts as, in words. */
  day: string;
  /** When it was recorded and by whom, in words. */
  recorded: string;
}

/** What happened, oldest first. */
export function Timeline({ items }: { items: readonly TimelineItem[] }) {
  return (
    <ol class="timeline">
      {items.map((item, index) => (
        <li key={index} class={`tone-${item.tone}`}>
          <div class="timeline-head">
            <strong>{item.title}</strong>
            <span class="timeline-day">{item.day}</span>
          </div>
          {item.lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
          <p class="quiet small">{item.recorded}</p>
        </li>
      ))}
    </ol>
  );
}

/** "key/0190…" and "job/scrub-encounters" as people would say it; `nameOf` knows what keys are called. */
export function actorInWords(actor: string, nameOf?: (actor: string) => string | undefined): string {
  const [kind, name = ''] = actor.split('/');
  if (kind === 'job') return `by the job ${name}`;
  if (kind !== 'key') return `by ${actor}`;
  const called = nameOf?.(actor);
  return called === undefined ? `through API key …${name.slice(-6)}` : `by ${called}`;
}
