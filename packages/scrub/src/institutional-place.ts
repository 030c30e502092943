import type { EncounterInput } from '@claimwright/domain/encounter';
import type { RulePlace } from './rule-place.ts';

/** [JSON Pointer with * for a position, loop, segment, element, form locator of the UB-04]; the first that fits counts. */
const places: readonly [string, string, string, string, string][] = [
  ['/lines/*/procedureCode', '2400', 'SV2', 'SV202-2', '44'],
  ['/lines/*/modifiers', '2400', 'SV2', 'SV202-3', '44'],
  ['/lines/*/revenueCode', '2400', 'SV2', 'SV201', '42'],
  ['/lines/*/description', '2400', 'SV2', 'SV202-7', '43'],
  ['/lines/*/chargeCents', '2400', 'SV2', 'SV203', '47'],
  ['/lines/*/unit', '2400', 'SV2', 'SV204', '46'],
  ['/lines/*/units', '2400', 'SV2', 'SV205', '46'],
  ['/lines/*/minutes', '2400', 'SV2', 'SV205', '46'],
  ['/lines/*/nonCoveredCents', '2400', 'SV2', 'SV207', '48'],
  ['/lines/*/serviceFrom', '2400', 'DTP', 'DTP03', '45'],
  ['/lines/*/serviceTo', '2400', 'DTP', 'DTP03', '45'],
  ['/lines/*/drug/quantity', '2410', 'CTP', 'CTP04', '43'],
  ['/lines/*/drug', '2410', 'LIN', 'LIN03', '43'],
  ['/lines/*/priorAuthorizationNumber', '2300', 'REF', 'REF02', '63'],
  ['/lines/*/operatingProvider', '2420A', 'NM1', 'NM109', '77'],
  ['/lines/*/renderingProvider', '2420C', 'NM1', 'NM109', '78'],
  ['/lines', '2400', 'SV2', 'SV201', '42'],
  ['/diagnoses', '2300', 'HI', 'HI', '67'],
  ['/institutional/typeOfBill', '2300', 'CLM', 'CLM05', '4'],
  ['/institutional/statementFrom', '2300', 'DTP', 'DTP03', '6'],
  ['/institutional/statementTo', '2300', 'DTP', 'DTP03', '6'],
  ['/institutional/admission/date', '2300', 'DTP', 'DTP03', '12'],
  ['/institutional/admission/hour', '2300', 'DTP', 'DTP03', '13'],
  ['/institutional/admission/typeCode', '2300', 'CL1', 'CL101', '14'],
  ['/institutional/admission/sourceCode', '2300', 'CL1', 'CL102', '15'],
  ['/institutional/admission', '2300', 'DTP', 'DTP03', '12'],
  ['/institutional/dischargeHour', '2300', 'DTP', 'DTP03', '16'],
  ['/institutional/patientStatusCode', '2300', 'CL1', 'CL103', '17'],
  ['/institutional/admittingDiagnosis', '2300', 'HI', 'HI01-2', '69'],
  ['/institutional/reasonsForVisit', '2300', 'HI', 'HI01-2', '70'],
  ['/institutional/externalCauses', '2300', 'HI', 'HI01-2', '72'],
  ['/institutional/drg', '2300', 'HI', 'HI01-2', '71'],
  ['/institutional/procedures', '2300', 'HI', 'HI01-2', '74'],
  ['/institutional/occurrenceSpans', '2300', 'HI', 'HI01-2', '35'],
  ['/institutional/occurrences', '2300', 'HI', 'HI01-2', '31'],
  ['/institutional/values', '2300', 'HI', 'HI01-2', '39'],
  ['/institutional/days', '2300', 'HI', 'HI01-5', '39'],
  ['/institutional/conditions', '2300', 'HI', 'HI01-2', '18'],
  ['/institutional/treatmentCodes', '2300', 'HI', 'HI01-2', '63'],
  ['/institutional/attendingProvider', '2310A', 'NM1', 'NM109', '76'],
  ['/institutional/operatingProvider', '2310B', 'NM1', 'NM109', '77'],
  ['/institutional/otherOperatingProvider', '2310C', 'NM1', 'NM109', '78'],
  ['/renderingProvider', '2310D', 'NM1', 'NM109', '78'],
  ['/referringProvider', '2310F', 'NM1', 'NM109', '78'],
  ['/serviceFacility', '2310E', 'NM1', 'NM109', '1'],
  ['/billingProvider/npi', '2010AA', 'NM1', 'NM109', '56'],
  ['/billingProvider/taxonomyCode', '2000A', 'PRV', 'PRV03', '81'],
  ['/billingProvider/taxId', '2010AA', 'REF', 'REF02', '5'],
  ['/billingProvider/payToAddress', '2010AB', 'N3', 'N301', '2'],
  ['/billingProvider/address', '2010AA', 'N3', 'N301', '1'],
  ['/billingProvider/phone', '2010AA', 'PER', 'PER04', '1'],
  ['/billingProvider', '2010AA', 'NM1', 'NM103', '1'],
  ['/patient/birthDate', '2010BA', 'DMG', 'DMG02', '10'],
  ['/patient/sex', '2010BA', 'DMG', 'DMG03', '11'],
  ['/patient/address', '2010BA', 'N3', 'N301', '9'],
  ['/patient/medicalRecordNumber', '2300', 'REF', 'REF02', '3b'],
  ['/patient', '2010BA', 'NM1', 'NM103', '8'],
  ['/coverages/*/memberId', '2010BA', 'NM1', 'NM109', '60'],
  ['/coverages/*/payer/id', '2010BB', 'NM1', 'NM109', '51'],
  ['/coverages/*/payer', '2010BB', 'NM1', 'NM103', '50'],
  ['/coverages/*/relationship', '2000B', 'SBR', 'SBR02', '59'],
  ['/coverages/*/subscriber', '2010BA', 'NM1', 'NM103', '58'],
  ['/coverages/*/groupNumber', '2000B', 'SBR', 'SBR03', '62'],
  ['/coverages/*/groupName', '2000B', 'SBR', 'SBR04', '61'],
  ['/coverages/*/responsibility', '2000B', 'SBR', 'SBR01', '50'],
  ['/coverages/*/priorAdjudication/lines', '2430', 'SVD', 'SVD02', '54'],
  ['/coverages/*/priorAdjudication', '2320', 'AMT', 'AMT02', '54'],
  ['/coverages', '2000B', 'SBR', 'SBR', '50'],
  ['/payerClaimControlNumber', '2300', 'REF', 'REF02', '64'],
  ['/frequencyCode', '2300', 'CLM', 'CLM05-3', '4'],
  ['/priorAuthorizationNumber', '2300', 'REF', 'REF02', '63'],
  ['/totalChargeCents', '2300', 'CLM', 'CLM02', '47'],
  ['/note', '2300', 'NTE', 'NTE02', '80'],
  ['/accident/state', '2300', 'REF', 'REF02', '29'],
  ['/accident', '2300', 'HI', 'HI01-2', '31'],
];

const compiled = places.map(([pointer, loop, segment, element, locator]): [RegExp, RulePlace] => [
  new RegExp(`^${pointer.replaceAll('*', '\\d+')}(?:/|$)`),
  { x12: { loop, segment, element }, formBox: `FL ${locator}` },
]);

const letters = (numbers: readonly number[], rows: string) =>
  [...rows].flatMap((row) => numbers.map((at) => `${at}${row}`));

/** Form locators of the lists of a bill, in the order in which the form is filled; what is more stands on no form. */
const locators: Readonly<Record<string, readonly string[]>> = {
  conditions: Array.from({ length: 11 }, (_, index) => String(18 + index)),
  occurrences: letters([31, 32, 33, 34], 'ab'),
  occurrenceSpans: letters([35, 36], 'ab'),
  reasonsForVisit: letters([70], 'abc'),
  externalCauses: letters([72], 'abc'),
  procedures: ['74', ...letters([74], 'abcde')],
};

/** Component of C022 that carries a member; every other is its code. */
const components: Readonly<Record<string, string>> = { date: '4', from: '4', to: '4', presentOnAdmission: '9' };

const listed = /^\/institutional\/(\w+)\/(\d+)(?:\/(\w+))?/;
const diagnosis = /^\/diagnoses\/(\d+)(?:\/(\w+))?/;

/** Lists of which the guide has two HI; the others have one. */
const inTwoSegments = new Set(['diagnoses', 'procedures', 'conditions', 'occurrences', 'occurrenceSpans']);

/** How many codes of a list an HI carries: up to sixteen stand in eights (`codeSegments` of packages/x12). */
function codesInSegment(list: string, length: number): number {
  return inTwoSegments.has(list) && length <= 16 ? 8 : 12;
}

function inHi(position: number, member: string | undefined, locator: string, codes: number): RulePlace {
  const element = `HI${String((position % codes) + 1).padStart(2, '0')}-${components[member ?? ''] ?? '2'}`;
  return { x12: { loop: '2300', segment: 'HI', element }, formBox: `FL ${locator}` };
}

/** How many codes a list of an encounter has; all there may be where no encounter is given. */
function lengthOf(list: string, encounter: EncounterInput | undefined): number {
  if (encounter === undefined) return Number.POSITIVE_INFINITY;
  const lists: Readonly<Record<string, unknown>> = { ...encounter.institutional, diagnoses: encounter.diagnoses };
  const codes = lists[list];
  return Array.isArray(codes) ? codes.length : 0;
}

/**
 * Where a value of an institutional encounter goes: loop, segment and element of 005010X223A2 and the form locator of the UB-04
 * ("FL 67"). Undefined for what no institutional claim carries. `encounter`: the one the pointer speaks of, whose lists say how they are cut.
 */
export function institutionalPlace(pointer: string, encounter?: EncounterInput): RulePlace | undefined {
  const [, told, member] = diagnosis.exec(pointer) ?? [];
  const position = Number(told);
  // The principal diagnosis and the principal procedure have an HI of their own, the others begin another.
  if (position === 0) return inHi(0, member, '67', 1);
  // FL 67 has letters A to Q for the first seventeen of the other diagnoses; the 837I carries twenty-four in two HI.
  if (position <= 24) {
    const letter = position <= 17 ? String.fromCharCode(64 + position) : '';
    return inHi(position - 1, member, `67${letter}`, codesInSegment('diagnoses', lengthOf('diagnoses', encounter) - 1));
  }
  const [, list = '', index, part] = listed.exec(pointer) ?? [];
  const forms = locators[list];
  if (forms !== undefined && index !== undefined) {
    const at = Number(index);
    const before = list === 'procedures' ? 1 : 0;
    const locator = forms[at] ?? forms[0]?.slice(0, 2) ?? '';
    return inHi(Math.max(0, at - before), part, locator, codesInSegment(list, lengthOf(list, encounter) - before));
  }
  return compiled.find(([pattern]) => pattern.test(pointer))?.[1];
}

/** The place of what an institutional encounter must say; throws when the table has none, which is a bug of the rule. */
export function placeOnBill(pointer: string): RulePlace {
  const place = institutionalPlace(pointer);
  if (place === undefined) throw new Error(`no place on a hospital bill for ${pointer}`);
  return place;
}
