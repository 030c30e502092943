import type { EncounterInput } from '@claimwright/domain/encounter';
import { useContext } from 'preact/hooks';
import { ChangeList } from '../parts/change-list.tsx';
import { actorInWords } from '../parts/timeline.tsx';
import { Me } from '../session/me.ts';
import { moment } from '../words/format.ts';
import { changesBetween, rebase } from './changes.ts';
import { completed } from './completed.ts';
import type { Meanwhile } from './use-save.ts';

interface OvertakenProps {
  base: EncounterInput;
  mine: EncounterInput;
  theirs: Meanwhile;
  /** Goes on with this content, over the version of the others. */
  onTake(content: EncounterInput): void;
}

/** Somebody saved a newer version meanwhile: what they changed, what both changed, and the ways on. Nothing was overwritten. */
export function Overtaken({ base, mine, theirs, onTake }: OvertakenProps) {
  const me = useContext(Me);
  const current = completed(theirs.content);
  const changes = changesBetween(base, current);
  const { content, clashes } = rebase(base, mine, current);
  const event = theirs.events.findLast(({ version }) => version === theirs.version);
  return (
    <div class="notice attention" role="alert">
      <p>
        <strong>Not saved: the encounter has changed since you opened it.</strong> It is at version {theirs.version}
        {event && `, ${moment(event.occurredAt)}, ${actorInWords(event.actor, me.nameOf)}`}.
      </p>
      {changes.length === 0 ? (
        <p>Its content is the one you started from.</p>
      ) : (
        <>
          <p>What was changed meanwhile:</p>
          <ChangeList label="Changed meanwhile" changes={changes} />
        </>
      )}
      {clashes.length > 0 && (
        <>
          <p>
            <strong>Both of you changed:</strong> yours would stand.
          </p>
          <ChangeList
            label="Changed by both"
            changes={clashes.map(({ mine: own, theirs: other }) => ({
              pointer: own.pointer,
              from: other.to,
              to: own.to,
            }))}
          />
        </>
      )}
      <p class="row-buttons">
        <button type="button" class="button primary" onClick={() => onTake(content)}>
          Put my changes on theirs
        </button>
        <button type="button" class="button" onClick={() => onTake(current)}>
          Go on with theirs
        </button>
      </p>
    </div>
  );
}
