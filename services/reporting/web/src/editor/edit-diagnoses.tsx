import { useState } from 'preact/hooks';
import type { FindingsByPlace } from '../encounters/findings-by-place.ts';
import { Findings } from '../parts/finding.tsx';
import { Section } from '../parts/section.tsx';
import { moveDiagnosis, removeDiagnosis } from './arrange.ts';
import { useEditing } from './editing.ts';
import { ChoiceField, Field } from './field.tsx';
import { textKind } from './kinds.ts';

const onAdmission = [
  { value: '', label: '–' },
  { value: 'Y', label: 'Yes' },
  { value: 'N', label: 'No' },
  { value: 'U', label: 'Unknown' },
  { value: 'W', label: 'Undetermined' },
];

/** The diagnoses in their order, each with what the checks say of it as it is typed. */
export function EditDiagnoses({ findings }: { findings: FindingsByPlace }) {
  const { content, change } = useEditing();
  const { diagnoses } = content;
  const isInstitutional = (content.claimType as string) === 'institutional';
  const add = () => change((before) => ({ ...before, diagnoses: [...before.diagnoses, { code: '' }] }));
  return (
    <Section title="Diagnoses" note="In order of importance. Service lines keep what they point at when one moves.">
      <ol class="codes">
        {diagnoses.map((_, index) => (
          <li key={index}>
            <div class="edit-row">
              <span class="position">{index + 1}</span>
              <Field at={`/diagnoses/${index}/code`} label="Code" kind={textKind} size={10} />
              {isInstitutional && (
                <ChoiceField at={`/diagnoses/${index}/presentOnAdmission`} label="On admission" options={onAdmission} />
              )}
              <span class="row-buttons">
                <button
                  type="button"
                  class="button"
                  disabled={index === 0}
                  aria-label={`Move diagnosis ${index + 1} up`}
                  onClick={() => change((before) => moveDiagnosis(before, index, -1))}
                >
                  ↑
                </button>
                <button
                  type="button"
                  class="button"
                  disabled={index === diagnoses.length - 1}
                  aria-label={`Move diagnosis ${index + 1} down`}
                  onClick={() => change((before) => moveDiagnosis(before, index, 1))}
                >
                  ↓
                </button>
                <button
                  type="button"
                  class="button"
                  aria-label={`Remove diagnosis ${index + 1}`}
                  onClick={() => change((before) => removeDiagnosis(before, index))}
                >
                  Remove
                </button>
              </span>
            </div>
            <Findings findings={findings.diagnoses.get(index) ?? []} />
          </li>
        ))}
      </ol>
      <p class="add">
        <button type="button" class="button" onClick={add}>
          Add a diagnosis
        </button>
      </p>
      <Uncoded />
    </Section>
  );
}

/** Conditions the record system sent without a code: a code typed here becomes a diagnosis and takes the place of the condition. */
function Uncoded() {
  const { content, change } = useEditing();
  if (content.uncodedConditions.length === 0) return null;
  const code = (index: number, chosen: string | undefined) =>
    change((before) => ({
      ...before,
      uncodedConditions: before.uncodedConditions.toSpliced(index, 1),
      diagnoses: chosen === undefined ? before.diagnoses : [...before.diagnoses, { code: chosen }],
    }));
  return (
    <>
      <h3>Conditions without an ICD-10-CM code</h3>
      <ul class="plain">
        {content.uncodedConditions.map((condition, index) => (
          <li key={`${condition.system} ${condition.code} ${index}`}>
            {condition.display ?? condition.code} <span class="quiet">({condition.code})</span>
            <CodeOne number={index + 1} onCode={(chosen) => code(index, chosen)} />
          </li>
        ))}
      </ul>
    </>
  );
}

function CodeOne({ number, onCode }: { number: number; onCode(code: string | undefined): void }) {
  const [typed, setTyped] = useState('');
  const id = `uncoded-${number}`;
  return (
    <div class="edit-row">
      <div class="field">
        <label for={id}>ICD-10-CM code of condition {number}</label>
        <input
          id={id}
          size={10}
          spellcheck={false}
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </div>
      <span class="row-buttons">
        <button type="button" class="button" disabled={typed.trim() === ''} onClick={() => onCode(typed.trim())}>
          Code it
        </button>
        <button
          type="button"
          class="button"
          aria-label={`Leave out condition ${number}`}
          onClick={() => onCode(undefined)}
        >
          Leave out
        </button>
      </span>
    </div>
  );
}
