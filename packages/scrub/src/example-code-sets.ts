import { buildCodeSets } from '@claimwright/codesets/build-code-sets';
import type { CodeAnswer, CodeSets, DiagnosisFlags, SideAnswer } from '@claimwright/codesets/code-sets';
import type { IsoDate } from '@claimwright/domain/dates';
import { exampleEdits, inventedCodes } from './example-edits.ts';

/**
 * A few facts in the form of complete code sets: what the examples of the rules, and the tests that run them, are judged
 * against, so that an example does not change its verdict when a real edition does. Never used for a real encounter.
 */

interface CodeFact {
  code: string;
  from?: IsoDate;
  to?: IsoDate;
  flags?: DiagnosisFlags;
}

const diagnosisFacts: readonly CodeFact[] = [
  ...'E1165 E119 E109 E1122 I10 G309 Z794 R0602 S93411D D649 L905 I82401 R059 J189 N184 K219 E785 M5450 M170 M1710 M1711 M1712 Z370 Z3A28 Z331 O24410 T20211S'
    .split(' ')
    .map((code) => ({ code })),
  ...'S93401A S93401D S93401S T1490XA W19XXXA'.split(' ').map((code) => ({ code })),
  { code: 'J4481', from: '2023-10-01' },
  { code: 'F0280', flags: { manifestation: true } },
  { code: 'O80', flags: { maternity: true } },
  { code: 'N401', flags: { adult: true, male: true } },
  { code: 'Z0000', flags: { adult: true } },
  { code: 'Z3800', flags: { newborn: true } },
  { code: 'I82409', flags: { unspecified: true } },
  { code: 'Z66', flags: { unacceptablePrincipal: true } },
  { code: 'R5381', flags: { questionableAdmission: true } },
  { code: 'Y6551' },
  { code: 'L89153' },
  { code: 'Z7901' },
];
const seventhCharacterCategories = ['S93', 'T14', 'T20', 'W19'];
const procedureFacts: readonly CodeFact[] = [
  ...Object.values(inventedCodes).map((code) => ({ code })),
  ...'G0463 G0466 G0439 G8427 J1885 J3490 A0425 A0427 T1015 L1499 G0402 G0101 G0438 G0444 G0108 G0103 G0283 G0328 G0412 G0279 G0102 J9035'
    .split(' ')
    .map((code) => ({ code })),
  { code: 'C9803', to: '2023-12-31' },
];
const modifierFacts =
  '22 24 25 50 52 53 54 55 56 57 58 59 62 66 73 74 76 77 78 79 80 91 93 95 F1 F6 FA GT Q5 Q6 QK QZ TA RT LT TC GA GX GY GZ GP GO KX QW JW JZ AA QX XE XP XS XU AS 26'
    .split(' ')
    .map((code) => ({ code }));
const stayProcedureFacts: readonly (CodeFact & { nonCovered?: boolean; limitedCoverage?: boolean })[] = [
  { code: '0SR9019' },
  { code: '3E0T3BZ', to: '2025-09-30' },
  { code: '02YA0Z0', limitedCoverage: true },
  { code: '0WY20Z0', nonCovered: true },
];
const revenueFacts = '0120 0250 0270 0300 0360 0420 0450 0510 0516 0636 0762'.split(' ').map((code) => ({ code }));
const presenceExempt = ['Z7901'].map((code) => ({ code }));
const placeFacts = '02 10 11 12 21 22 23 31 32 41 42 51 61 81 99'.split(' ').map((code) => ({ code }));

const facilityPlaces = new Set(['02', '21', '22', '23', '31', '41', '42', '51', '61']);

const noFlags: Required<DiagnosisFlags> = {
  manifestation: false,
  newborn: false,
  pediatric: false,
  maternity: false,
  adult: false,
  unspecified: false,
  unacceptablePrincipal: false,
  externalCause: false,
  female: false,
  male: false,
  questionableAdmission: false,
};

/** Code sets that hold the facts above and nothing else, each a complete edition named "example". */
export function exampleCodeSets(): CodeSets {
  const diagnoses = byCode(diagnosisFacts);
  const procedures = byCode(procedureFacts);
  const modifiers = byCode(modifierFacts);
  const places = byCode(placeFacts);
  const stayProcedures = byCode(stayProcedureFacts);
  const revenue = byCode(revenueFacts);
  const exempt = byCode(presenceExempt);
  return {
    ...buildCodeSets([]),
    ...exampleEdits,
    icd10cm(code, on) {
      const answer = answerOf(diagnoses, code, on, 'icd10cm@example');
      if (answer.status !== 'unknown') return answer;
      const below = diagnosisFacts.filter((fact) => fact.code.startsWith(code)).map((fact) => fact.code);
      return below.length > 0 ? { status: 'header', edition: answer.edition, billableExamples: below } : answer;
    },
    diagnosisFlags: (code) => ({ ...noFlags, ...diagnoses.get(code)?.flags, edition: 'mce@example' }),
    seventhCharacter(code) {
      const category = seventhCharacterCategories.find((start) => code.startsWith(start));
      return category === undefined
        ? undefined
        : { edition: 'icd10cm-tabular@example', category, characters: ['A', 'D', 'S'] };
    },
    side: (code) => sideAnswer(code),
    hcpcs: (code, on) => answerOf(procedures, code, on, 'hcpcs@example'),
    modifier: (code, on) => answerOf(modifiers, code, on, 'modifiers@example'),
    placeOfService: (code, on) => answerOf(places, code, on, 'pos@example'),
    placeIsFacility: (place) => facilityPlaces.has(place),
    revenueCode: (code, on) => answerOf(revenue, code, on, 'revenue-code@example'),
    poaExempt: (code, on) => answerOf(exempt, code, on, 'poa-exempt@example'),
    icd10pcs: (code, on) => answerOf(stayProcedures, code, on, 'icd10pcs@example'),
    procedureFlags: (code) => {
      const fact = stayProcedureFacts.find((one) => one.code === code);
      if (fact === undefined) return {};
      const { nonCovered = false, limitedCoverage = false } = fact;
      return { edition: 'icd10pcs@example', nonCovered, limitedCoverage };
    },
    editions: () => ({
      'code-group': ['example'],
      hcpcs: ['example'],
      icd10cm: ['example'],
      icd10pcs: ['example'],
      'poa-exempt': ['example'],
      'revenue-code': ['example'],
      'icd10cm-tabular': ['example'],
      mce: ['example'],
      modifiers: ['example'],
      pos: ['example'],
    }),
  };
}

/** Sides of a few codes; every other code of the example has none. */
const sideFacts: Readonly<Record<string, 'right' | 'left' | 'bilateral' | 'unspecified'>> = {
  I82401: 'right',
  M1711: 'right',
  M1712: 'left',
  M170: 'bilateral',
  M1710: 'unspecified',
};

function sideAnswer(code: string): SideAnswer {
  const side = sideFacts[code];
  return side === undefined
    ? { status: 'none', edition: 'icd10cm@example' }
    : { status: 'found', edition: 'icd10cm@example', side };
}

function byCode(facts: readonly CodeFact[]): ReadonlyMap<string, CodeFact> {
  return new Map(facts.map((fact) => [fact.code, fact]));
}

function answerOf(facts: ReadonlyMap<string, CodeFact>, code: string, on: IsoDate, edition: string): CodeAnswer {
  const fact = facts.get(code);
  if (fact === undefined) return { status: 'unknown', edition };
  const { from, to } = fact;
  const inEffect = (from === undefined || on >= from) && (to === undefined || on <= to);
  return inEffect
    ? { status: 'valid', edition }
    : { status: 'not_effective', edition, effectiveFrom: from, effectiveTo: to };
}
