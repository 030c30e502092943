import type { IsoDate, IsoInstant } from '@claimwright/domain/dates';
import type { EncounterInput } from '@claimwright/domain/encounter';
import type { HistoryLine } from '@claimwright/domain/finding';
import { billFrequency } from '@claimwright/domain/institutional-encounter';
import type { TenantTransaction } from '../database.ts';
import { asJudged, type StoredContent } from './judged-content.ts';

/** Which of a patient's other lines are wanted. */
export interface HistoryWish {
  patientKey: string;
  /** Dates of service that touch these days. */
  since: IsoDate;
  until: IsoDate;
  /** The encounter itself, by the sender's id: never its own history, in whatever version it is stored. */
  externalId: string;
  /** Only lines of encounters that came before this one. */
  before?: { receivedAt: IsoInstant; id: string };
}

type ClaimStanding = NonNullable<HistoryLine['claimStatus']>;

/**
 * Where the claims of an encounter stand together, those that a void took back aside: paid as soon as one is, denied or rejected
 * when all are. A void that the payer refused has let go of its claim.
 */
const claimStatus = `(select case when count(*) > 0 and bool_and(v.id is not null) then 'voided'
    when bool_or(v.id is null and c.status in ('paid', 'partially_paid', 'patient_responsibility')) then 'paid'
    when bool_and(v.id is not null or c.status = 'denied') then 'denied'
    when bool_and(v.id is not null or c.status = 'rejected') then 'rejected' else 'open' end
  from claim_encounters ce join claims c on c.tenant_id = $1 and c.id = ce.claim_id
    left join claims v on v.tenant_id = $1 and v.id = c.superseded_by and v.frequency_code = '8'
  where ce.tenant_id = $1 and ce.encounter_id = e.id and ce.live)`;

/**
 * Lines of the patients' other encounters that passed or were billed, for each wish in its place, in the order they came in: one
 * statement, whatever the number.
 */
export async function loadHistory(tx: TenantTransaction, wishes: readonly HistoryWish[]): Promise<HistoryLine[][]> {
  const found: HistoryLine[][] = wishes.map(() => []);
  if (wishes.length === 0) return found;
  // The content comes whole: taking it apart in the database would unpack it once for every member of every line.
  const { rows } = await tx.query<PastRow>({
    name: 'history',
    text: `select w.place, e.id, e.content, e.repairs, ${claimStatus} as standing
      from unnest($2::text[], $3::date[], $4::date[], $5::text[], $6::timestamptz[], $7::uuid[])
          with ordinality as w (patient_key, since, until, external_id, before_at, before_id, place)
        join encounters e on e.tenant_id = $1 and e.patient_key = w.patient_key and e.status in ('ready', 'billed')
          and e.service_from <= w.until and e.service_to >= w.since and e.external_id <> w.external_id
          and (w.before_at is null or (e.received_at, e.id) < (w.before_at, w.before_id))
      order by e.received_at, e.id`,
    values: [
      tx.tenantId,
      wishes.map(({ patientKey }) => patientKey),
      wishes.map(({ since }) => since),
      wishes.map(({ until }) => until),
      wishes.map(({ externalId }) => externalId),
      wishes.map(({ before }) => before?.receivedAt ?? null),
      wishes.map(({ before }) => before?.id ?? null),
    ],
  });
  for (const { place, id, content, repairs, standing } of rows) {
    found[place - 1]?.push(...historyLinesOf(id, asJudged({ content, repairs }), standing));
  }
  return found;
}

interface PastRow extends StoredContent {
  place: number;
  id: string;
  standing: ClaimStanding;
}

/**
 * The lines of an encounter as the rules of another one see them; what is not said is left out, so that it counts as unknown and
 * not as different. An encounter without readable lines has none: a neighbour must not stop the patient's other encounters.
 */
export function historyLinesOf(
  id: string,
  content: EncounterInput,
  claimStatus: ClaimStanding = 'open',
): HistoryLine[] {
  if (!Array.isArray(content.lines)) return [];
  const told = content.frequencyCode ?? '1';
  const frequencyCode = billFrequency({ ...content, frequencyCode: told }) ?? told;
  return content.lines.map((line) => {
    const history: HistoryLine = {
      encounterId: id,
      procedureCode: line.procedureCode ?? '',
      modifiers: line.modifiers ?? [],
      units: line.units,
      chargeCents: line.chargeCents,
      serviceFrom: line.serviceFrom,
      serviceTo: line.serviceTo ?? line.serviceFrom,
      frequencyCode,
      diagnosisCodes: (line.diagnosisPointers ?? []).flatMap((pointer) => content.diagnoses?.[pointer - 1]?.code ?? []),
      claimStatus,
    };
    const rendering = line.renderingProvider ?? content.renderingProvider;
    const taxonomy = rendering?.taxonomyCode ?? content.billingProvider?.taxonomyCode;
    const renderingNpi = line.renderingProvider?.npi ?? content.renderingProvider?.npi;
    const place = line.placeOfService ?? content.placeOfService;
    if (content.billingProvider?.npi !== undefined) history.billingNpi = content.billingProvider.npi;
    if (renderingNpi !== undefined) history.renderingNpi = renderingNpi;
    if (taxonomy !== undefined) history.renderingTaxonomy = taxonomy;
    if (place !== undefined) history.placeOfService = place;
    if (line.revenueCode !== undefined) history.revenueCode = line.revenueCode;
    const typeOfBill = content.institutional?.typeOfBill;
    if (typeOfBill !== undefined) history.typeOfBill = typeOfBill;
    const { statementFrom, statementTo } = content.institutional ?? {};
    if (statementFrom !== undefined) history.statementFrom = statementFrom;
    if (statementTo !== undefined) history.statementTo = statementTo;
    return history;
  });
}
