import { type Repair, withRepairs } from '@claimwright/domain/repair';
import { Section } from '../parts/section.tsx';
import { counted } from '../words/format.ts';
import { repairWord } from '../words/repairs.ts';

/** What a run of the checks wrote plainly before it looked; the content stays as it was received. Which code it is never changes. */
export function Repairs({ repairs }: { repairs: readonly Repair[] }) {
  if (repairs.length === 0) return null;
  return (
    <Section
      title="Repairs"
      note={`${counted(repairs.length, 'repair')} (${kindsOf(repairs)}): the checks judged and claims carry the value after; what was received is kept. No code becomes another one.`}
    >
      <RepairList repairs={repairs} />
    </Section>
  );
}

interface TakeOverProps<Content> {
  /** What the preview was made of. */
  content: Content;
  repairs: readonly Repair[];
  onTake(repaired: Content): void;
}

/** The repairs that would be made of an edited content, to be written into it by who wants them to stand there. */
export function RepairsToTake<Content extends object>({ content, repairs, onTake }: TakeOverProps<Content>) {
  if (repairs.length === 0) return null;
  return (
    <Section
      title="Repairs"
      note={`${counted(repairs.length, 'repair')} would be made by the checks (${kindsOf(repairs)}). No code becomes another one.`}
      aside={
        <button type="button" class="button" onClick={() => onTake(withRepairs(content, repairs))}>
          Take them over
        </button>
      }
    >
      <RepairList repairs={repairs} />
    </Section>
  );
}

function kindsOf(repairs: readonly Repair[]): string {
  return [...new Set(repairs.map(({ repairId }) => repairWord(repairId)))].join(', ');
}

function RepairList({ repairs }: { repairs: readonly Repair[] }) {
  // One value may go through several repairs: what it was and what it became, and by which.
  const places = [...Map.groupBy(repairs, ({ pointer }) => pointer)];
  return (
    <details>
      <summary>Show the repairs</summary>
      <ul class="changes" aria-label="Repairs">
        {places.map(([pointer, steps]) => (
          <li key={pointer}>
            <code class="change-place">{pointer}</code>
            <del>{steps[0]?.before}</del>
            <span aria-hidden="true">→</span>
            <ins>{steps.at(-1)?.after}</ins>{' '}
            <span class="quiet small">{steps.map((step) => `${step.repairId}@${step.repairVersion}`).join(', ')}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
