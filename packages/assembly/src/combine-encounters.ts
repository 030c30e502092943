import { type EncounterInput, patientKey, serviceDates } from '@claimwright/domain/encounter';
import type { Id } from '@claimwright/domain/ids';
import type { CombineEncounters } from '@claimwright/domain/payer';
import { canonicalJson } from './seal-snapshot.ts';
import { mostDiagnoses, mostLines } from './split-lines.ts';
import { wireDiagnosis } from './wire-text.ts';

/** One encounter, or several that go on one claim. */
export interface BillingUnit {
  /** In the order given. */
  encounterIds: Id[];
  encounter: EncounterInput;
  /** The encounter that each of its lines comes from. */
  lineEncounterIds: Id[];
}

/** An encounter by itself. Looks into none of it: whether it can be billed is for `assemble` to say. */
export function billedAlone(id: Id, encounter: EncounterInput): BillingUnit {
  const lines: unknown = encounter.lines;
  return { encounterIds: [id], encounter, lineEncounterIds: Array.isArray(lines) ? lines.map(() => id) : [] };
}

/**
 * Puts encounters together that one claim may bill: same patient, payer, policy and billing provider, and in everything else that
 * a claim says once. The payer's rule limits it to one day and one rendering provider. No line is lost, and no claim grows past
 * twelve diagnoses or fifty lines: then the next encounter begins another claim. Corrections and what another payer has decided
 * about already stay alone.
 */
export function combineEncounters(
  encounters: readonly { id: Id; content: EncounterInput }[],
  rule: CombineEncounters,
): BillingUnit[] {
  const units: BillingUnit[] = [];
  const open = new Map<string, BillingUnit>();
  for (const { id, content } of encounters) {
    const alone = withLineFacts(billedAlone(id, content));
    const key = combiningKey(content, rule);
    const unit = key === undefined ? undefined : open.get(key);
    const together = unit && joined(unit, alone);
    if (unit && together) Object.assign(unit, together);
    else {
      const begun = key === undefined ? billedAlone(id, content) : alone;
      units.push(begun);
      if (key !== undefined) open.set(key, begun);
    }
  }
  // What stayed alone is billed as it was sent.
  const contents = new Map(encounters.map(({ id, content }) => [id, content]));
  return units.map((unit) => {
    const [only, another] = unit.encounterIds;
    const content = only !== undefined && another === undefined ? contents.get(only) : undefined;
    return only !== undefined && content ? billedAlone(only, content) : unit;
  });
}

function combiningKey(content: EncounterInput, rule: CombineEncounters): string | undefined {
  if (content.claimType !== 'professional') return undefined;
  if (content.frequencyCode !== '1' || content.doNotBillPlan || content.uncodedConditions.length > 0) return undefined;
  if (content.coverages.some((cover) => cover.priorAdjudication !== undefined)) return undefined;
  const dates = serviceDates(content);
  if (!dates || (rule.sameDay && dates.from !== dates.to)) return undefined;
  const {
    externalId: _id,
    diagnoses: _diagnoses,
    lines: _lines,
    placeOfService: _place,
    patientPaidCents: _paid,
    totalChargeCents: _total,
    renderingProvider,
    orderingProvider: _ordering,
    ...once
  } = content;
  return canonicalJson({
    once,
    patient: patientKey(content),
    day: rule.sameDay ? dates.from : undefined,
    renderingProvider: rule.sameRendering ? renderingProvider : undefined,
  });
}

/** What the encounter says for all its lines is said by each, so that lines of another encounter may stand beside them. */
function withLineFacts(unit: BillingUnit): BillingUnit {
  const { renderingProvider, orderingProvider, placeOfService, lines } = unit.encounter;
  return {
    ...unit,
    encounter: {
      ...unit.encounter,
      lines: lines.map((line) => ({
        ...line,
        ...given('renderingProvider', line.renderingProvider ?? renderingProvider),
        ...given('orderingProvider', line.orderingProvider ?? orderingProvider),
        ...given('placeOfService', line.placeOfService ?? placeOfService),
      })),
    },
  };
}

function given<Key extends string, Value>(key: Key, value: Value | undefined): Partial<Record<Key, Value>> {
  return value === undefined ? {} : ({ [key]: value } as Record<Key, Value>);
}

/** Both on one claim; undefined when it has no room for them. */
function joined(unit: BillingUnit, more: BillingUnit): BillingUnit | undefined {
  if (unit.encounter.lines.length + more.encounter.lines.length > mostLines) return undefined;
  const diagnoses = [...unit.encounter.diagnoses];
  const places = new Map(diagnoses.map(({ code }, index) => [wireDiagnosis(code), index + 1]));
  const placeOf = more.encounter.diagnoses.map((diagnosis) => {
    const code = wireDiagnosis(diagnosis.code);
    const known = places.get(code);
    if (known !== undefined) return known;
    diagnoses.push(diagnosis);
    places.set(code, diagnoses.length);
    return diagnoses.length;
  });
  if (places.size > mostDiagnoses) return undefined;
  const lines = more.encounter.lines.map((line) => ({
    ...line,
    diagnosisPointers: line.diagnosisPointers.map((pointer) => placeOf[pointer - 1] ?? 99),
  }));
  const { patientPaidCents, totalChargeCents: _total, ...first } = unit.encounter;
  const paid = (patientPaidCents ?? 0) + (more.encounter.patientPaidCents ?? 0);
  return {
    encounterIds: [...unit.encounterIds, ...more.encounterIds],
    encounter: {
      ...first,
      diagnoses,
      lines: [...unit.encounter.lines, ...lines],
      ...(paid > 0 ? { patientPaidCents: paid } : {}),
    },
    lineEncounterIds: [...unit.lineEncounterIds, ...more.lineEncounterIds],
  };
}
