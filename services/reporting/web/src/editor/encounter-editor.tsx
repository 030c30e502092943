import type { EncounterInput } from '@claimwright/domain/encounter';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { isReasonGiven, noReason, toApiReason } from '../claims/reason-fields.tsx';
import type { Encounter } from '../encounters/encounter-query.ts';
import { findingsByPlace } from '../encounters/findings-by-place.ts';
import { RepairsToTake } from '../encounters/repairs.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import type { FieldProblem } from '../rest/call.ts';
import { guardLeaving } from '../route/place.ts';
import { operationWords } from '../words/claim-operations.ts';
import { counted } from '../words/format.ts';
import { changesBetween } from './changes.ts';
import { completed } from './completed.ts';
import { type CorrectedClaim, Correcting } from './correcting.tsx';
import { EditBill } from './edit-bill.tsx';
import { EditDiagnoses } from './edit-diagnoses.tsx';
import { EditJson } from './edit-json.tsx';
import { EditLines } from './edit-lines.tsx';
import { EditPeople, EditVisit } from './edit-visit.tsx';
import { Editing, focusField } from './editing.ts';
import { Overtaken } from './overtaken.tsx';
import { PreviewPanel, PreviewWord } from './preview-panel.tsx';
import { usePreview } from './use-preview.ts';
import { useSave } from './use-save.ts';

interface EncounterEditorProps {
  encounter: Encounter;
  /** Where to begin: the pointer of a finding. */
  startAt: string | undefined;
  onSaved(): void;
  onLeave(): void;
  /** The claim that the edit corrects, where the encounter is billed. */
  correcting?: CorrectedClaim;
}

/** Edits an encounter's content, checks it as it is typed, and saves it against the version it was read as. */
export function EncounterEditor({ encounter, startAt, onSaved, onLeave, correcting }: EncounterEditorProps) {
  // What was read when the editing began: what comes meanwhile is for the save to find out.
  const [base, setBase] = useState({
    content: completed(encounter.content),
    version: encounter.version,
    claimVersion: correcting?.contentVersion ?? 0,
  });
  const [draft, setDraft] = useState(base.content);
  const [unreadable, setUnreadable] = useState<ReadonlyMap<string, string>>(new Map());
  const [why, setWhy] = useState(noReason);
  const save = useSave(
    encounter.id,
    correcting && { claimId: correcting.id, claimVersion: base.claimVersion, ...toApiReason(why) },
  );
  const [isSaved, setSaved] = useState(false);
  const preview = usePreview(base.content, draft);
  const changes = useMemo(() => changesBetween(base.content, draft), [base, draft]);
  const problems = merged(save.problem?.errors, preview.problem?.errors);
  const findings = preview.after?.findings ?? encounter.latestRun?.findings ?? [];
  const places = findingsByPlace(findings, { diagnoses: draft.diagnoses.length, lines: draft.lines.length });
  useEffect(() => {
    // Of a correction the reason is asked first.
    if (!correcting && (startAt === undefined || !focusField(startAt))) focusField('/diagnoses/0/code');
  }, [startAt]);
  useWarning(changes.length > 0 && !isSaved);
  // A page that is left for another one asks no more by then.
  useEffect(() => {
    if (isSaved) onSaved();
  }, [isSaved]);
  const isComplete = changes.length > 0 && unreadable.size === 0 && (!correcting || isReasonGiven(why));
  const change = (make: (content: EncounterInput) => EncounterInput) => {
    save.forget();
    setDraft(make);
  };
  const note = (pointer: string, why: string | undefined) =>
    setUnreadable((before) => {
      if (before.get(pointer) === why) return before;
      const next = new Map(before);
      if (why === undefined) next.delete(pointer);
      else next.set(pointer, why);
      return next;
    });
  const submit = async (event?: Event) => {
    event?.preventDefault();
    if (isComplete && (await save.run(draft, base.version))) setSaved(true);
  };
  return (
    <Editing.Provider value={{ content: draft, change, problems, unreadable, setUnreadable: note, findings }}>
      {save.overtaken && (
        <Overtaken
          base={base.content}
          mine={draft}
          theirs={save.overtaken}
          onTake={(content) => {
            setBase({
              content: completed(save.overtaken?.content),
              version: save.overtaken?.version ?? base.version,
              claimVersion: save.overtaken?.claimVersion ?? base.claimVersion,
            });
            setDraft(content);
            save.forget();
          }}
        />
      )}
      {correcting && <Correcting claim={correcting} value={why} onChange={setWhy} />}
      {save.problem && !save.overtaken && <ProblemNote problem={save.problem} what="Not saved." />}
      <form class="columns wide-left" onSubmit={submit} aria-label="Edit the encounter" noValidate>
        <div class="stack">
          <EditDiagnoses findings={places} />
          <EditLines findings={places} />
          <EditBill />
          <EditVisit />
          <EditPeople />
          <EditJson />
        </div>
        <div class="stack beside">
          <PreviewPanel preview={preview} changes={changes} unreadable={unreadable} elsewhere={places.elsewhere} />
          {preview.after && !preview.busy && (
            <RepairsToTake
              content={draft}
              repairs={preview.after.repairs}
              onTake={(repaired) => change(() => repaired)}
            />
          )}
        </div>
        <div class="save-bar">
          <span role="status">
            {changes.length === 0 ? 'Nothing changed yet' : counted(changes.length, 'change')}
            {correcting && changes.length > 0 && !isReasonGiven(why) && ', the reason is missing'}
            <PreviewWord preview={preview} />
          </span>
          <span class="row-buttons">
            <button type="button" class="button" onClick={onLeave}>
              {changes.length === 0 ? 'Stop editing' : 'Discard'}
            </button>
            <button
              type="submit"
              class="button primary"
              disabled={save.busy || !isComplete || save.overtaken !== undefined}
            >
              {save.busy ? 'Saving …' : correcting ? operationWords.correct.confirm : 'Save and check'}
            </button>
          </span>
        </div>
      </form>
    </Editing.Provider>
  );
}

function merged(...lists: (readonly FieldProblem[] | undefined)[]): FieldProblem[] {
  return lists.flatMap((list) => list ?? []);
}

/** Asks before unsaved changes are left behind, by a link as by closing the tab. */
function useWarning(unsaved: boolean): void {
  useEffect(() => {
    if (!unsaved) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    const forget = guardLeaving(() => confirm('Leave without saving what you changed?'));
    return () => {
      removeEventListener('beforeunload', ask);
      forget();
    };
  }, [unsaved]);
}
