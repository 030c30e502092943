import type { EncounterInput } from '@claimwright/domain/encounter';
import { type RepairKind, repair } from '@claimwright/scrub/repair';
import { ChangeList } from '../parts/change-list.tsx';
import { Section } from '../parts/section.tsx';
import { counted } from '../words/format.ts';

const kinds: Readonly<Record<RepairKind, string>> = {
  trim: 'blanks taken out',
  upper_case: 'capitals',
  strip_dot: 'dot taken out',
  strip_separators: 'separators taken out',
};

/** How values would be written plainly: as a diff, to be taken over by a person. A repair never changes which code it is. */
export function Repairs({ content, onTake }: { content: EncounterInput; onTake?(repaired: EncounterInput): void }) {
  const { encounter, diff } = repair(content);
  if (diff.length === 0) return null;
  const used = [...new Set(diff.map((one) => kinds[one.repair]))].join(', ');
  return (
    <Section
      title="Repairs"
      note={`${counted(diff.length, 'value')} could be written plainly (${used}). No code becomes another one.`}
      aside={
        onTake && (
          <button type="button" class="button" onClick={() => onTake(encounter)}>
            Take them over
          </button>
        )
      }
    >
      <details>
        <summary>Show the repairs</summary>
        <ChangeList label="Repairs" changes={diff} />
      </details>
    </Section>
  );
}
