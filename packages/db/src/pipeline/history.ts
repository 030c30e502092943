import type { IsoDate, IsoInstant } from '@claimwright/domain/dates';
import type { EncounterInput } from '@claimwright/domain/encounter';
import type { HistoryLine } from '@claimwright/domain/finding';
import type { TenantTransaction } from '../database.ts';

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

/** Where the claims of an encounter stand together: paid as soon as one is, denied or rejected when all are. */
const claimStatus = `(select case
    when bool_or(c.status in ('paid', 'partially_paid', 'patient_responsibility')) then 'paid'
    when bool_and(c.status = 'denied') then 'denied' when bool_and(c.status = 'rejected') then 'rejected' else 'open' end
  from claim_encounters ce join claims c on c.tenant_id = $1 and c.id = ce.claim_id
  where ce.tenant_id = $1 and ce.encounter_id = e.id and ce.live)`;

/** A line as the rules see it; what is not said is left out, so that it counts as unknown and not as different. */
const line = `jsonb_strip_nulls(jsonb_build_object(
    'encounterId', e.id, 'billingNpi', e.billing_npi,
    'renderingNpi', coalesce(l #>> '{renderingProvider,npi}', e.rendering_npi),
    'renderingTaxonomy', coalesce(coalesce(l->'renderingProvider', e.content->'renderingProvider')->>'taxonomyCode',
      e.content #>> '{billingProvider,taxonomyCode}'),
    'procedureCode', l->>'procedureCode', 'modifiers', coalesce(l->'modifiers', '[]'),
    'placeOfService', coalesce(l->>'placeOfService', e.content->>'placeOfService'),
    'units', l->'units', 'chargeCents', l->'chargeCents', 'serviceFrom', l->>'serviceFrom',
    'serviceTo', coalesce(l->>'serviceTo', l->>'serviceFrom'), 'frequencyCode', coalesce(e.content->>'frequencyCode', '1'),
    'diagnosisCodes', (select coalesce(jsonb_agg(e.content->'diagnoses'->(p::integer - 1)->'code'), '[]')
      from jsonb_array_elements_text(case jsonb_typeof(l->'diagnosisPointers') when 'array' then l->'diagnosisPointers' else '[]' end) p),
    'claimStatus', ${claimStatus}))`;

/**
 * Lines of the patients' other encounters that passed or were billed, for each wish in its place, in the order they came in: one
 * statement, whatever the number. An encounter without readable lines is left out and stops nobody else's.
 */
export async function loadHistory(tx: TenantTransaction, wishes: readonly HistoryWish[]): Promise<HistoryLine[][]> {
  const found: HistoryLine[][] = wishes.map(() => []);
  if (wishes.length === 0) return found;
  const { rows } = await tx.query<{ place: number; lines: HistoryLine[] }>({
    name: 'history',
    text: `select w.place, jsonb_agg(${line} order by e.received_at, e.id, l.place) as lines
      from unnest($2::text[], $3::date[], $4::date[], $5::text[], $6::timestamptz[], $7::uuid[])
          with ordinality as w (patient_key, since, until, external_id, before_at, before_id, place)
        join encounters e on e.tenant_id = $1 and e.patient_key = w.patient_key and e.status in ('ready', 'billed')
          and e.service_from <= w.until and e.service_to >= w.since and e.external_id <> w.external_id
          and (w.before_at is null or (e.received_at, e.id) < (w.before_at, w.before_id)),
        jsonb_array_elements(case jsonb_typeof(e.content->'lines') when 'array' then e.content->'lines' else '[]' end)
          with ordinality as l (l, place)
      group by w.place`,
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
  for (const { place, lines } of rows) found[place - 1] = lines;
  return found;
}

/** The lines of an encounter that has passed just now, as `loadHistory` would bring them. */
export function historyLinesOf(id: string, content: EncounterInput): HistoryLine[] {
  return content.lines.map((each) => {
    const rendering = each.renderingProvider ?? content.renderingProvider;
    const known = {
      billingNpi: content.billingProvider.npi,
      renderingNpi: each.renderingProvider?.npi ?? content.renderingProvider?.npi,
      renderingTaxonomy: rendering?.taxonomyCode ?? content.billingProvider.taxonomyCode,
      placeOfService: each.placeOfService ?? content.placeOfService,
    };
    return {
      encounterId: id,
      ...(Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)) as Partial<
        typeof known
      >),
      procedureCode: each.procedureCode,
      modifiers: each.modifiers,
      units: each.units,
      chargeCents: each.chargeCents,
      serviceFrom: each.serviceFrom,
      serviceTo: each.serviceTo ?? each.serviceFrom,
      frequencyCode: content.frequencyCode,
      diagnosisCodes: each.diagnosisPointers.flatMap((pointer) => content.diagnoses[pointer - 1]?.code ?? []),
      claimStatus: 'open',
    };
  });
}
