import type { EncounterInput } from '@claimwright/domain/encounter';
import { Findings } from '../parts/finding.tsx';
import { Section } from '../parts/section.tsx';
import { Nothing } from '../parts/states.tsx';
import { days, dollars } from '../words/format.ts';
import { serviceCode, unitWord } from '../words/service.ts';
import type { FindingsByPlace } from './findings-by-place.ts';

/** Diagnoses and service lines as they were sent, each with what the checks say of it. */
export function Codes({ content, findings }: { content: EncounterInput; findings: FindingsByPlace }) {
  return (
    <div class="stack">
      <Diagnoses content={content} findings={findings} />
      <ServiceLines content={content} findings={findings} />
    </div>
  );
}

function Diagnoses({ content, findings }: { content: EncounterInput; findings: FindingsByPlace }) {
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
            <Findings findings={findings.diagnoses.get(index) ?? []} />
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

function ServiceLines({ content, findings }: { content: EncounterInput; findings: FindingsByPlace }) {
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
                {line.units} × {unitWord(line.unit)}
              </span>
              <span class="amount">{dollars(line.chargeCents)}</span>
            </div>
            <p class="quiet small">
              {days(line.serviceFrom, line.serviceTo ?? null)}
              {content.claimType !== 'institutional' &&
                (line.diagnosisPointers.length > 0
                  ? `, for diagnosis ${line.diagnosisPointers.join(', ')}`
                  : ', for no diagnosis')}
            </p>
            <Findings findings={findings.lines.get(index) ?? []} />
          </li>
        ))}
      </ol>
    </Section>
  );
}
