import type { EncounterInput } from '@claimwright/domain/encounter';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { ShownFinding } from '../parts/finding.tsx';
import type { FieldProblem } from '../rest/call.ts';

/** What the fields of an encounter's editor share. */
export interface EditingValue {
  content: EncounterInput;
  change(make: (content: EncounterInput) => EncounterInput): void;
  /** What the service said of places, by pointer. */
  problems: readonly FieldProblem[];
  /** What is typed at a pointer and cannot be read, with the reason; undefined when it can be read again. */
  unreadable: ReadonlyMap<string, string>;
  setUnreadable(pointer: string, why: string | undefined): void;
  /** What the checks say of the content as it is typed. */
  findings: readonly ShownFinding[];
}

export const Editing = createContext<EditingValue | undefined>(undefined);

/** The editor around a field. */
export function useEditing(): EditingValue {
  const editing = useContext(Editing);
  if (editing === undefined) throw new Error('A field of the editor stands outside of it.');
  return editing;
}

/** The id of the field that edits a place, so that a finding or a problem can lead to it. */
export function fieldId(pointer: string): string {
  return `field${pointer.replaceAll('/', '-')}`;
}

/** Leads to the field of a place, or to the nearest above it that has one. Says whether there was any. */
export function focusField(pointer: string): boolean {
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const field = document.getElementById(fieldId(at));
    if (field) {
      for (let around = field.closest('details'); around; around = around.parentElement?.closest('details') ?? null) {
        around.open = true;
      }
      field.focus();
      field.scrollIntoView({ block: 'center' });
      return true;
    }
  }
  return false;
}
