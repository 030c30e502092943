import type { Diagnosis } from '@claimwright/domain/diagnosis';
import type { UncodedCondition } from '@claimwright/domain/encounter';
import type { Resource } from './bundle-index.ts';
import { type Coding, codingsOf } from './code-systems.ts';
import type { Element } from './element.ts';
import { follow } from './follow.ts';
import { extensionOf } from './from-hospitalization.ts';
import type { Issues } from './operation-outcome.ts';
import { type Reading, refuseUnknownModifiers } from './reading.ts';
import { refuseOtherSubject } from './same-subject.ts';

/** The diagnoses of a visit, what of it still needs a code, and where each Condition ended up. */
export interface VisitDiagnoses {
  diagnoses: Diagnosis[];
  uncodedConditions: UncodedCondition[];
  /** Path of a Condition → its 1-based positions in `diagnoses`; empty for one without a code. */
  positions: Map<string, number[]>;
}

interface Source {
  concept: Element | undefined;
  /** The Condition, when there is one; a bare reason code has none. */
  condition: Resource | undefined;
  path: string;
  /** Present on admission, where the sender says so. */
  presence?: Diagnosis['presentOnAdmission'];
}

const notTrue = new Set(['refuted', 'entered-in-error']);
/** Roles of HL7's diagnosis-role that a hospital's bill tells apart from its diagnoses: admission, chief complaint. */
const apartOnBills = new Set(['AD', 'CC']);
const presences = new Set(['Y', 'N', 'U', 'W']);
const uncertain = new Set(['unconfirmed', 'provisional', 'differential']);

/**
 * The diagnoses in order of importance. They are the Conditions of `Encounter.diagnosis` by `rank` (those for billing, where
 * some are marked so); an encounter that lists none falls back on the Conditions recorded at it, then on its reasons.
 * A Condition without an ICD-10-CM code becomes an uncoded condition, never a guess. On a hospital's bill the admitting diagnosis
 * and the chief complaint stand apart.
 */
export function fromConditions(
  reading: Reading,
  holder: Resource,
  encounter: Element,
  patient: Resource | undefined,
  institutional = false,
): VisitDiagnoses {
  const result: VisitDiagnoses = { diagnoses: [], uncodedConditions: [], positions: new Map() };
  for (const source of sourcesOf(reading, holder, encounter, institutional)) {
    if (source.condition) {
      refuseOtherSubject(reading, source.condition, source.condition.read(encounter.issues), patient);
    }
    const known = source.condition && result.positions.has(source.condition.path);
    // A Condition that is listed twice is a duplicate for the coding checks to find, so its code is repeated too.
    const codings = codingsOf(source.concept).filter((coding) => coding.known === 'icd10cm');
    const chosen = chosenCodings(codings, encounter.issues);
    const positions = chosen.map((coding) => result.diagnoses.push(diagnosisOf(coding, source)));
    if (positions.length === 0) result.uncodedConditions.push(uncoded(source, encounter.issues));
    if (source.condition && !known) result.positions.set(source.condition.path, positions);
  }
  return result;
}

function diagnosisOf({ code }: Coding, { presence }: Source): Diagnosis {
  return presence === undefined ? { code } : { code, presentOnAdmission: presence };
}

function sourcesOf(reading: Reading, holder: Resource, encounter: Element, institutional: boolean): Source[] {
  const listed = listedConditions(reading, holder, encounter, institutional);
  if (listed.length > 0) return listed;
  const recorded = reading.links
    .conditionsOf(holder)
    .flatMap((condition) => usable(condition, condition.path, encounter.issues));
  if (recorded.length > 0) {
    const text = 'Without Encounter.diagnosis, the conditions recorded at the visit stand in Bundle order.';
    encounter.issues.warning('business-rule', text, encounter.at('diagnosis'));
    return recorded;
  }
  const reasons = encounter
    .children('reasonCode')
    .map((concept) => ({ concept, condition: undefined, path: concept.path }));
  if (reasons.length > 0) {
    const text = 'Without any diagnosis, the reason of the visit stands for one.';
    encounter.issues.warning('business-rule', text, encounter.at('reasonCode'));
  }
  return reasons;
}

function listedConditions(reading: Reading, holder: Resource, encounter: Element, institutional: boolean): Source[] {
  const all = encounter.children('diagnosis').map((element) => {
    const roles = codingsOf(element.child('use')).map(({ code }) => code);
    return {
      element,
      rank: element.decimal('rank') ?? Number.MAX_SAFE_INTEGER,
      isBilling: roles.includes('billing'),
      isApart: institutional && roles.length > 0 && roles.every((role) => apartOnBills.has(role)),
    };
  });
  const listed = all.filter(({ isApart }) => !isApart);
  const billing = listed.filter((one) => one.isBilling);
  if (billing.length > 0 && billing.length < listed.length) {
    const text = 'Some diagnoses are marked for billing; the others are left out.';
    encounter.issues.information('business-rule', text, encounter.at('diagnosis'));
  }
  const ranked = (billing.length > 0 ? billing : listed).sort((left, right) => left.rank - right.rank);
  return ranked.flatMap(({ element }) => {
    const types = ['Condition', 'Procedure'];
    const reference = element.child('condition');
    const target = follow(reading, holder, reference, { types, severity: 'error' });
    if (!reference?.has('reference')) {
      encounter.issues.error('required', 'A diagnosis needs a reference to its Condition.', element.at('condition'));
    }
    if (target?.type !== 'Condition') return [];
    const presence = presenceOf(element);
    return usable(target, element.path, encounter.issues).map((source) => ({ ...source, presence }));
  });
}

function presenceOf(element: Element): Source['presence'] {
  const told = extensionOf(element, 'present-on-admission')?.toUpperCase();
  return told !== undefined && presences.has(told) ? (told as Source['presence']) : undefined;
}

function usable(condition: Resource, path: string, issues: Issues): Source[] {
  const element = condition.read(issues);
  refuseUnknownModifiers(element);
  const [status] = codingsOf(element.child('verificationStatus')).map((coding) => coding.code);
  if (status !== undefined && notTrue.has(status)) {
    issues.warning('business-rule', `A condition that is ${status} is no diagnosis. It is left out.`, path);
    return [];
  }
  if (status !== undefined && uncertain.has(status)) {
    // ICD-10-CM Guidelines IV.H: outpatient care does not code what is only probable or suspected.
    issues.warning('business-rule', `The condition is ${status}; outpatient claims code confirmed ones only.`, path);
  }
  return [{ concept: element.child('code'), condition, path: condition.path }];
}

/** All ICD-10-CM codings of one concept, unless the user picked some of them. */
function chosenCodings(codings: readonly Coding[], issues: Issues): readonly Coding[] {
  const picked = codings.filter((coding) => coding.userSelected);
  const chosen = picked.length > 0 ? picked : codings;
  if (chosen.length > 1) {
    const text = 'The condition has several ICD-10-CM codes; all are taken, in order.';
    issues.warning('multiple-matches', text, ...chosen.map((coding) => coding.path));
  }
  return chosen;
}

const longestDisplay = 500;
const absentReason = 'http://terminology.hl7.org/CodeSystem/data-absent-reason';

/** What a coder gets to see. A concept in words only is kept as such; its words never reach a claim. */
function uncoded({ concept, path }: Source, issues: Issues): UncodedCondition {
  const coding = codingsOf(concept)[0];
  const words = concept?.text('text') ?? coding?.display;
  if (words !== undefined && words.length > longestDisplay) {
    issues.warning(
      'too-long',
      `Only the first ${longestDisplay} characters of the wording are shown to the coder.`,
      path,
    );
  }
  const display = words?.slice(0, longestDisplay).trim();
  if (coding) return { system: coding.system ?? 'unknown', code: coding.code, display };
  return { system: absentReason, code: display === undefined ? 'unknown' : 'as-text', display };
}
