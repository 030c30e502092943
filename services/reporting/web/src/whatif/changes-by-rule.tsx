import { Columns } from '../parts/columns.tsx';
import { RuleLink } from '../parts/rule-link.tsx';
import { Section } from '../parts/section.tsx';
import { Nothing } from '../parts/states.tsx';
import { Link } from '../route/link.tsx';
import { addressOf } from '../route/place.ts';
import { days, dollars, whole } from '../words/format.ts';
import { patientInWords } from '../words/people.ts';
import type { Tone } from '../words/statuses.ts';
import type { WhatIfResult } from './whatif-query.ts';

const directions: Readonly<Record<string, { words: string; tone: Tone }>> = {
  newly_failing: { words: 'Would fail', tone: 'bad' },
  newly_passing: { words: 'Would pass', tone: 'good' },
  newly_warned: { words: 'Would be warned of', tone: 'attention' },
  no_longer_warned: { words: 'No longer warned of', tone: 'quiet' },
};

interface ChangesProps {
  changes: WhatIfResult['changes'];
  isDone: boolean;
  payerName(id: string): string;
}

/** By rule and payer: what would come or go, the money it concerns, and the dearest encounters to look at. */
export function Changes({ changes, isDone, payerName }: ChangesProps) {
  return (
    <Section
      title="By rule and payer"
      note="Most money first. An encounter stands with every rule that would speak otherwise of it."
    >
      {changes.length === 0 ? (
        <Nothing>{isDone ? 'Nothing would change.' : 'Nothing found yet.'}</Nothing>
      ) : (
        <table class="list">
          <Columns
            names={[
              'Rule',
              'Change',
              ['Payer', 'wide-only'],
              ['Encounters', 'right'],
              ['Charged', 'right'],
              ['Of that open', 'right'],
              ['Samples', 'wide-only'],
            ]}
          />
          <tbody>
            {changes.map((change) => {
              const { words, tone } = directions[change.direction] ?? { words: change.direction, tone: 'quiet' };
              return (
                <tr key={`${change.ruleId} ${change.payerId} ${change.direction}`}>
                  <th scope="row">
                    <RuleLink ruleId={change.ruleId} /> <span class="quiet wide-only-inline">{change.title}</span>
                    <span class="below quiet narrow-only">{payerName(change.payerId)}</span>
                  </th>
                  <td>
                    <span class={`badge nowrap tone-${tone}`}>{words}</span>
                  </td>
                  <td class="wide-only">{payerName(change.payerId)}</td>
                  <td class="right">{whole(change.encounters)}</td>
                  <td class="right">{dollars(change.chargeCents)}</td>
                  <td class="right">{change.open === null ? '–' : dollars(change.open.chargeCents)}</td>
                  <td class="wide-only">
                    <ul class="plain">
                      {change.sampleEncounters.map(({ id, externalId, patient, serviceFrom, serviceTo }) => (
                        <li key={id}>
                          <Link to={addressOf(`/encounters/${id}`)}>{patientInWords(patient) ?? externalId}</Link>{' '}
                          <span class="quiet nowrap">
                            {days(serviceFrom, serviceTo)}
                            {whyCompared(change.samples.find(({ encounterId }) => encounterId === id))}
                          </span>
                        </li>
                      ))}
                    </ul>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </Section>
  );
}

/** Which of the two brought an encounter into the run, where the run has kept it. */
function whyCompared(sample: WhatIfResult['changes'][number]['samples'][number] | undefined): string {
  if (!sample || sample.open === null) return '';
  if (!sample.open) return ', in the window';
  return sample.inWindow ? ', open, in the window' : ', open';
}
