import { Section } from '../parts/section.tsx';
import { useEditing } from './editing.ts';
import { Field } from './field.tsx';
import { dateKind, textKind, wordsKind } from './kinds.ts';

const texts: readonly (readonly [name: string, label: string, size: number])[] = [
  ['typeOfBill', 'Type of bill', 5],
  ['patientStatusCode', 'Patient status', 4],
  ['admission/typeCode', 'Admission type', 4],
  ['admission/sourceCode', 'Point of origin', 4],
  ['admission/hour', 'Admission hour', 6],
  ['dischargeHour', 'Discharge hour', 6],
  ['admittingDiagnosis', 'Admitting diagnosis', 9],
  ['drg', 'DRG', 5],
  ['attendingProvider/npi', 'Attending NPI', 11],
  ['operatingProvider/npi', 'Operating NPI', 11],
];
const dates = [
  ['statementFrom', 'Statement from'],
  ['statementTo', 'Statement to'],
  ['admission/date', 'Admitted'],
] as const;
const lists = [
  ['reasonsForVisit', 'Reasons for visit'],
  ['conditions', 'Condition codes'],
  ['treatmentCodes', 'Treatment codes'],
] as const;

/** What a hospital bill says besides; nothing on a professional one. */
export function EditBill() {
  const { content } = useEditing();
  if ((content.claimType as string) !== 'institutional') return null;
  return (
    <Section title="Hospital bill">
      <div class="edit-row">
        {dates.map(([name, label]) => (
          <Field key={name} at={`/institutional/${name}`} label={label} kind={dateKind} />
        ))}
        {texts.map(([name, label, size]) => (
          <Field key={name} at={`/institutional/${name}`} label={label} kind={textKind} size={size} />
        ))}
        {lists.map(([name, label]) => (
          <Field key={name} at={`/institutional/${name}`} label={label} kind={wordsKind} size={16} />
        ))}
      </div>
    </Section>
  );
}
