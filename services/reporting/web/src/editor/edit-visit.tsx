import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Section } from '../parts/section.tsx';
import { sentence } from '../words/format.ts';
import { useEditing } from './editing.ts';
import { Field } from './field.tsx';
import { dateKind, textKind } from './kinds.ts';
import { valueAt, withValueAt } from './pointer.ts';

const visitFields: readonly (readonly [at: string, label: string, size: number])[] = [
  ['/placeOfService', 'Place of service', 4],
  ['/priorAuthorizationNumber', 'Authorization', 16],
  ['/referralNumber', 'Referral', 16],
  ['/cliaNumber', 'CLIA', 11],
  ['/delayReasonCode', 'Delay reason', 4],
  ['/frequencyCode', 'Frequency', 3],
  ['/payerClaimControlNumber', "Payer's claim number", 18],
  ['/note', 'Note', 24],
];

// As `claimDates` of the domain has them; its schema is not carried along for their names.
const dateNames = [
  'onset',
  'initialTreatment',
  'lastSeen',
  'acuteManifestation',
  'lastMenstrualPeriod',
  'lastXray',
  'prescription',
  'disabilityFrom',
  'disabilityTo',
  'lastWorked',
  'returnToWork',
  'admission',
  'discharge',
  'assumedCare',
  'relinquishedCare',
] as const;

/** What is said of the visit as a whole: where, under which numbers, with which dates. */
export function EditVisit() {
  const { content, change } = useEditing();
  const present = dateNames.filter((name) => content.dates[name] !== undefined);
  return (
    <Section title="Visit">
      <div class="edit-row">
        {visitFields.map(([at, label, size]) => (
          <Field key={at} at={at} label={label} kind={textKind} size={size} />
        ))}
      </div>
      <div class="edit-row">
        {present.map((name) => (
          <Field key={name} at={`/dates/${name}`} label={dateLabel(name)} kind={dateKind} />
        ))}
        <div class="field">
          <label for="add-date">Add a date</label>
          <select
            id="add-date"
            value=""
            onChange={(event) => {
              const name = event.currentTarget.value;
              const day = content.lines[0]?.serviceFrom;
              if (name !== '') change((before) => withValueAt(before, `/dates/${name}`, day));
            }}
          >
            <option value="">Choose …</option>
            {dateNames
              .filter((name) => !present.includes(name))
              .map((name) => (
                <option key={name} value={name}>
                  {dateLabel(name)}
                </option>
              ))}
          </select>
        </div>
      </div>
    </Section>
  );
}

function dateLabel(name: string): string {
  return sentence(name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
}

const roles = [
  ['/billingProvider', 'Billing provider'],
  ['/renderingProvider', 'Rendering provider'],
  ['/referringProvider', 'Referring provider'],
  ['/supervisingProvider', 'Supervising provider'],
  ['/orderingProvider', 'Ordering provider'],
] as const;

const providerFields: readonly (readonly [name: string, label: string, size: number])[] = [
  ['npi', 'NPI', 11],
  ['taxonomyCode', 'Taxonomy', 11],
  ['organizationName', 'Organization', 26],
  ['lastName', 'Last name', 16],
  ['firstName', 'First name', 14],
];

/** Providers by role, coverages and the patient. */
export function EditPeople() {
  const { content, change } = useEditing();
  const [added, setAdded] = useState<readonly string[]>([]);
  const present = roles.filter(([at]) => valueAt(content, at) !== undefined || added.includes(at));
  const absent = roles.filter((role) => !present.includes(role));
  return (
    <Section title="Providers, coverage, patient">
      {present.map(([at, label]) => (
        <Group key={at} title={label} at={at} fields={at === '/billingProvider' ? billingFields : providerFields}>
          {at !== '/billingProvider' && (
            <button
              type="button"
              class="button"
              onClick={() => {
                setAdded(added.filter((each) => each !== at));
                change((before) => withValueAt(before, at, undefined));
              }}
            >
              Remove
            </button>
          )}
        </Group>
      ))}
      {absent.length > 0 && (
        <p class="add">
          {absent.map(([at, label]) => (
            <button key={at} type="button" class="button" onClick={() => setAdded([...added, at])}>
              Add {label.toLowerCase()}
            </button>
          ))}
        </p>
      )}
      {content.coverages.map((cover, index) => (
        <Group
          key={index}
          title={`${sentence(cover.responsibility)} coverage`}
          at={`/coverages/${index}`}
          fields={coverageFields}
        />
      ))}
      <Group title="Patient" at="/patient" fields={patientFields}>
        <Field at="/patient/birthDate" label="Born" kind={dateKind} />
      </Group>
    </Section>
  );
}

const billingFields = [...providerFields, ['taxId', 'Tax id', 12] as const];

const coverageFields: typeof providerFields = [
  ['payer/id', 'Payer id', 12],
  ['payer/name', 'Payer', 26],
  ['memberId', 'Member id', 16],
  ['relationship', 'Patient is', 12],
  ['groupNumber', 'Group', 12],
  ['claimFilingCode', 'Filing code', 4],
  ['insuranceTypeCode', 'Insurance type', 4],
];

const patientFields: typeof providerFields = [
  ['lastName', 'Last name', 16],
  ['firstName', 'First name', 14],
  ['sex', 'Sex', 3],
  ['address/line1', 'Address', 24],
  ['address/city', 'City', 16],
  ['address/state', 'State', 4],
  ['address/postalCode', 'ZIP', 11],
];

interface GroupProps {
  title: string;
  at: string;
  fields: typeof providerFields;
  children?: ComponentChildren;
}

function Group({ title, at, fields, children }: GroupProps) {
  return (
    <fieldset class="line-fields">
      <legend>{title}</legend>
      <div class="edit-row">
        {fields.map(([name, label, size]) => (
          <Field key={name} at={`${at}/${name}`} label={label} kind={textKind} size={size} />
        ))}
        {children}
      </div>
    </fieldset>
  );
}
