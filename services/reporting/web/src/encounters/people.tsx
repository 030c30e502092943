import type { EncounterInput } from '@claimwright/domain/encounter';
import type { InstitutionalBill } from '@claimwright/domain/institutional-encounter';
import type { Provider } from '@claimwright/domain/party';
import { Facts } from '../parts/facts.tsx';
import { day, days, dollars, known, moment, sentence } from '../words/format.ts';
import type { Encounter } from './encounter-query.ts';

const sexes: Readonly<Record<string, string>> = { F: 'female', M: 'male', U: 'unknown' };

/** Who was seen, by whom, who answers for it. */
export function People({ encounter }: { encounter: Encounter }) {
  const { content } = encounter;
  const { patient } = content;
  const about = [patient.birthDate && `born ${day(patient.birthDate)}`, patient.sex && sexes[patient.sex]].filter(
    Boolean,
  );
  const coverages = content.coverages ?? [];
  return (
    <section class="card" aria-label="Summary">
      <Facts
        facts={[
          ['Patient', [nameOf(patient), ...about].join(', ')],
          ['Service', days(encounter.serviceFrom, encounter.serviceTo)],
          ['Charged', dollars(encounter.chargeCents)],
          ...(content.institutional ? billFacts(content.institutional) : visitFacts(content)),
          ['Billing provider', providerName(content.billingProvider)],
          ...coverages.map((cover): [string, string] => [
            `${sentence(cover.responsibility)} payer`,
            `${cover.payer.name}${cover.memberId ? `, member ${cover.memberId}` : ''}, patient is ${cover.relationship.replaceAll('_', ' ')}`,
          ]),
          ['Received', `${moment(encounter.receivedAt)}, now version ${encounter.version}`],
        ]}
      />
      {coverages.length === 0 && <p class="quiet">No coverage was sent.</p>}
    </section>
  );
}

function visitFacts(content: EncounterInput): [string, string][] {
  const { placeOfService, renderingProvider } = content;
  return [
    ['Place of service', known(placeOfService)],
    ['Rendering provider', renderingProvider ? providerName(renderingProvider) : 'the billing provider'],
  ];
}

/** What a hospital bill says besides. Codes of the NUBC have no words here: their texts are licensed. */
function billFacts(bill: InstitutionalBill): [string, string][] {
  const { admission, occurrences, occurrenceSpans, values } = bill;
  const admitted = [admission?.date && day(admission.date), admission?.hour && `hour ${admission.hour}`].filter(
    Boolean,
  );
  const facts: [string, string | undefined][] = [
    ['Type of bill', known(bill.typeOfBill)],
    ['Statement', bill.statementFrom && days(bill.statementFrom, bill.statementTo ?? null)],
    ['Admitted', admitted.join(', ')],
    ['Type and origin', [admission?.typeCode, admission?.sourceCode].filter(Boolean).join(', ')],
    ['Patient status', bill.patientStatusCode],
    ['Attending provider', bill.attendingProvider ? providerName(bill.attendingProvider) : 'not named'],
    ['Operating provider', bill.operatingProvider && providerName(bill.operatingProvider)],
    ['Admitting diagnosis', bill.admittingDiagnosis],
    ['Reasons for the visit', bill.reasonsForVisit.join(', ')],
    ['External causes', bill.externalCauses.map(({ code }) => code).join(', ')],
    ['DRG', bill.drg],
    [
      'Procedures',
      bill.procedures.map(({ code, date }) => [code, date && day(date)].filter(Boolean).join(' of ')).join(', '),
    ],
    [
      'Occurrence codes',
      occurrences.map(({ code, date }) => [code, date && day(date)].filter(Boolean).join(' of ')).join(', '),
    ],
    [
      'Occurrence spans',
      occurrenceSpans.map(({ code, from, to }) => `${code} ${from ? days(from, to ?? null) : ''}`).join(', '),
    ],
    [
      'Value codes',
      values
        .map(({ code, hundredths }) => `${code}${hundredths === undefined ? '' : ` ${dollars(hundredths)}`}`)
        .join(', '),
    ],
    ['Condition codes', bill.conditions.join(', ')],
  ];
  return facts.flatMap(([name, value]) => (value ? [[name, value] as [string, string]] : []));
}

function nameOf(person: { firstName?: string; lastName?: string }): string {
  return [person.firstName, person.lastName].filter(Boolean).join(' ');
}

function providerName(provider: Provider): string {
  return [provider.organizationName ?? nameOf(provider), provider.npi && `NPI ${provider.npi}`]
    .filter(Boolean)
    .join(', ');
}
