import type { ServiceLine } from '@claimwright/domain/encounter';
import type { FindingsByPlace } from '../encounters/findings-by-place.ts';
import { Findings } from '../parts/finding.tsx';
import { Section } from '../parts/section.tsx';
import { dollars } from '../words/format.ts';
import { useEditing } from './editing.ts';
import { ChoiceField, Field } from './field.tsx';
import { dateKind, dollarsKind, numberKind, numbersKind, textKind, wordsKind } from './kinds.ts';

const units = [
  { value: 'UN', label: 'units' },
  { value: 'MJ', label: 'minutes' },
];
const hospitalUnits = [
  { value: 'UN', label: 'units' },
  { value: 'DA', label: 'days' },
];

/** The service lines, each with what the checks say of it as it is typed. */
export function EditLines({ findings }: { findings: FindingsByPlace }) {
  const { content, change } = useEditing();
  const { lines } = content;
  const total = lines.reduce((sum, line) => sum + (line.chargeCents ?? 0), 0);
  const add = () => change((before) => ({ ...before, lines: [...before.lines, lineLike(before.lines.at(-1))] }));
  return (
    <Section title="Service lines" note={`Charged in all: ${dollars(total)}`}>
      <ol class="codes">
        {lines.map((line, index) => (
          <li key={index}>
            <EditLine line={line} index={index} />
            <Findings findings={findings.lines.get(index) ?? []} />
          </li>
        ))}
      </ol>
      <p class="add">
        <button type="button" class="button" onClick={add}>
          Add a line
        </button>
      </p>
    </Section>
  );
}

/** A new line on the day of the one before it. */
function lineLike(last: ServiceLine | undefined): ServiceLine {
  return {
    procedureCode: '',
    modifiers: [],
    diagnosisPointers: last?.diagnosisPointers ?? [],
    units: 1,
    unit: 'UN',
    chargeCents: 0,
    serviceFrom: last?.serviceFrom ?? '',
  };
}

function EditLine({ line, index }: { line: ServiceLine; index: number }) {
  const { content, change } = useEditing();
  const at = `/lines/${index}`;
  const isInstitutional = (content.claimType as string) === 'institutional' || 'revenueCode' in line;
  const remove = () => change((before) => ({ ...before, lines: before.lines.toSpliced(index, 1) }));
  return (
    <fieldset class="line-fields">
      <legend>Line {index + 1}</legend>
      <div class="edit-row">
        {isInstitutional && <Field at={`${at}/revenueCode`} label="Revenue code" kind={textKind} size={4} />}
        <Field at={`${at}/procedureCode`} label="Procedure" kind={textKind} size={6} />
        <Field at={`${at}/modifiers`} label="Modifiers" kind={wordsKind} size={7} />
        <Field at={`${at}/diagnosisPointers`} label="For diagnoses" kind={numbersKind} size={6} />
        <Field at={`${at}/units`} label="Quantity" kind={numberKind} size={4} />
        <ChoiceField at={`${at}/unit`} label="Of" options={isInstitutional ? hospitalUnits : units} />
        <Field at={`${at}/chargeCents`} label="Charge, $" kind={dollarsKind} size={8} />
      </div>
      <div class="edit-row">
        <Field at={`${at}/serviceFrom`} label="From" kind={dateKind} />
        <Field at={`${at}/serviceTo`} label="To, if later" kind={dateKind} />
        <Field at={`${at}/placeOfService`} label="Other place" kind={textKind} size={4} />
        <span class="row-buttons">
          <button type="button" class="button" aria-label={`Remove line ${index + 1}`} onClick={remove}>
            Remove
          </button>
        </span>
      </div>
      <details>
        <summary>More of this line</summary>
        <div class="edit-row">
          <Field at={`${at}/minutes`} label="Minutes spent" kind={numberKind} size={6} />
          <Field at={`${at}/renderingProvider/npi`} label="Rendering NPI" kind={textKind} size={11} />
          <Field at={`${at}/orderingProvider/npi`} label="Ordering NPI" kind={textKind} size={11} />
          <Field at={`${at}/priorAuthorizationNumber`} label="Authorization" kind={textKind} size={14} />
          <Field at={`${at}/referralNumber`} label="Referral" kind={textKind} size={14} />
          <Field at={`${at}/cliaNumber`} label="CLIA" kind={textKind} size={11} />
          <Field at={`${at}/drug/ndc`} label="NDC" kind={textKind} size={14} />
          <Field at={`${at}/drug/quantity`} label="NDC quantity" kind={numberKind} size={8} />
          <Field at={`${at}/drug/unit`} label="NDC unit" kind={textKind} size={4} />
          <Field at={`${at}/description`} label="Description" kind={textKind} class="grow" />
          <Field at={`${at}/note`} label="Note" kind={textKind} class="grow" />
        </div>
      </details>
    </fieldset>
  );
}
