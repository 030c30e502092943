import type { EncounterInput } from '@claimwright/domain/encounter';
import type { ComponentChildren } from 'preact';
import { Findings, type ShownFinding } from '../parts/finding.tsx';
import { Section } from '../parts/section.tsx';
import { Nothing } from '../parts/states.tsx';
import { days, dollars } from '../words/format.ts';
import { serviceCode, unitWord } from '../words/service.ts';
import type { FindingsByPlace } from './findings-by-place.ts';

interface CodesProps {
  content: EncounterInput;
  findings: FindingsByPlace;
  /** What a person may do about a finding. */
  actions: (finding: ShownFinding) => ComponentChildren;
}

/** Findings that point at no code: about the people, the payer, the visit. */
export function OtherFindings({ findings, actions }: Pick<CodesProps, 'findings' | 'actions'>) {
  if (findings.elsewhere.length === 0) return null;
  return (
    <Section title="About the visit" note="Findings that point at no code.">
      <Findings findings={findings.elsewhere} actions={actions} />
    </Section>
  );
}

/** Diagnoses and service lines as they were sent, each with what the checks say of it. */
export function Codes(props: CodesProps) {
  return (
    <>
      <Diagnoses {...props} />
      <ServiceLines {...props} />
    </>
  );
}

function Diagnoses({ content, findings, actions }: CodesProps) {
  const { diagnoses = [], uncodedConditions = [] } = content;
  return (
    <Section title="Diagnoses" note="In the order sent; service lines point at them by number.">
      {diagnoses.length + uncodedConditions.length === 0 && <Nothing>None was sent.</Nothing>}
      <ol class="codes">
        {diagnoses.map((diagnosis, index) => (
          <li key={index}>
            <div class="code-head">
              <span class="position">{index + 1}</span>
              <code class="code">{diagnosis.code}</code>
            </div>
            <Findings findings={findings.diagnoses.get(index) ?? []} actions={actions} />
          </li>
        ))}
      </ol>
      {uncodedConditions.length > 0 && (
        <>
          <h3>Conditions without an ICD-10-CM code</h3>
          <ul class="plain">
            {uncodedConditions.map((condition) => (
              <li key={`${condition.system} ${condition.code}`}>
                {condition.display ?? condition.code} <span class="quiet">({condition.code})</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}

function ServiceLines({ content, findings, actions }: CodesProps) {
  const { lines = [] } = content;
  return (
    <Section title="Service lines">
      {lines.length === 0 && <Nothing>None was sent.</Nothing>}
      <ol class="codes">
        {lines.map((line, index) => (
          <li key={index}>
            <div class="code-head">
              <span class="position">{index + 1}</span>
              <code class="code">{serviceCode(line)}</code>
              <span>
                {line.units} × {unitWord(line.unit ?? 'UN')}
              </span>
              <span class="amount">{dollars(line.chargeCents)}</span>
            </div>
            <p class="quiet small">
              {days(line.serviceFrom, line.serviceTo ?? null)}
              {content.claimType !== 'institutional' &&
                (line.diagnosisPointers?.length > 0
                  ? `, for diagnosis ${line.diagnosisPointers.join(', ')}`
                  : ', for no diagnosis')}
            </p>
            <Findings findings={findings.lines.get(index) ?? []} actions={actions} />
          </li>
        ))}
      </ol>
    </Section>
  );
}
