import type {
  AddOnAnswer,
  CodeSets,
  CoverageArticle,
  PhysicianFeeIndicators,
  TabularNote,
  TabularNoteKind,
  TabularNotes,
} from '@claimwright/codesets/code-sets';

/**
 * Edits, notes and indicators for the examples of the rules. The codes B0001 to B0099 are invented and exist nowhere else:
 * they stand for what in real life is CPT.
 */

/** Names of the invented codes, by what they stand for. */
export const inventedCodes = {
  newVisit: 'B0001',
  laterVisit: 'B0002',
  longVisit: 'B0003',
  emergencyVisit: 'B0004',
  nursingVisit: 'B0005',
  homeVisit: 'B0006',
  hospitalVisit: 'B0007',
  timedTherapy: 'B0010',
  otherTimedTherapy: 'B0011',
  majorSurgery: 'B0020',
  minorSurgery: 'B0021',
  shortSurgery: 'B0022',
  test: 'B0030',
  addOn: 'B0040',
  contractorAddOn: 'B0041',
  partlyListedAddOn: 'B0042',
  anesthesia: 'B0050',
  adultCheckUp: 'B0060',
  labTest: 'B0070',
  waivedTest: 'B0071',
} as const;

const groups: Readonly<Record<string, string>> = {
  'em.any': 'B0001 B0002 B0003 B0004 B0005 B0006 B0007 B0060',
  'em.office.new': 'B0001',
  'em.office.established': 'B0002 B0003',
  'em.daily': 'B0001 B0002 B0003',
  'em.time.40': 'B0003',
  'em.emergency': 'B0004',
  'em.nursing_facility': 'B0005',
  'em.home': 'B0006',
  'em.hospital': 'B0007',
  'em.preventive': 'B0060',
  'therapy.timed': 'B0010 B0011',
  'therapy.always': 'B0010 B0011',
  'anesthesia.base': 'B0050',
  'preventive.age.40_64': 'B0060',
  'lab.clia': 'B0070 B0071',
  'lab.waived': 'B0071',
};

const plainFee: PhysicianFeeIndicators = {
  statusCode: 'A',
  professionalTechnical: '0',
  globalDays: 'XXX',
  multipleProcedure: '0',
  bilateralSurgery: '0',
  assistantAtSurgery: '0',
  coSurgeons: '0',
  teamSurgery: '0',
  workRvuHundredths: 100,
  nonFacilityPracticeRvuHundredths: 100,
  facilityPracticeRvuHundredths: 100,
  malpracticeRvuHundredths: 10,
  conversionFactorTenThousandths: 323_465,
};
const surgery = { multipleProcedure: '2', bilateralSurgery: '1', assistantAtSurgery: '2', coSurgeons: '1' } as const;
const fees: Readonly<Record<string, Partial<PhysicianFeeIndicators>>> = {
  B0020: { ...surgery, globalDays: '090', teamSurgery: '1' },
  B0021: { ...surgery, globalDays: '000', assistantAtSurgery: '1', coSurgeons: '0' },
  B0022: { ...surgery, globalDays: '010', bilateralSurgery: '2' },
  B0030: { professionalTechnical: '1' },
  B0040: { globalDays: 'ZZZ' },
  B0001: {},
  B0002: {},
};

/** Column 1, column 2 and modifier indicator. */
const pairs: Readonly<Record<string, 0 | 1 | 9>> = {
  'B0021 B0022': 1,
  'B0020 B0030': 0,
  'B0020 B0021': 9,
  'B0021 B0002': 1,
};
const unitLimits: Readonly<Record<string, { units: number; mai: 1 | 2 | 3 }>> = {
  B0020: { units: 1, mai: 2 },
  B0021: { units: 2, mai: 3 },
  B0030: { units: 1, mai: 1 },
};
const addOns: Readonly<Record<string, { type: 1 | 2 | 3; primaries: string[] }>> = {
  B0040: { type: 1, primaries: ['B0020', 'B0021'] },
  B0041: { type: 2, primaries: [] },
  B0042: { type: 3, primaries: ['B0020'] },
};

function note(
  kind: TabularNoteKind,
  text: string,
  targets: readonly string[],
  more: Partial<TabularNote> = {},
): TabularNote {
  return {
    ...{ kind, anchor: '', text, targets, decidable: true, examplesOnly: false, conditional: false },
    covers: (code) => targets.some((target) => code.startsWith(target.replace('.', ''))),
    ...more,
  };
}

const notesOf: Readonly<Record<string, readonly TabularNote[]>> = {
  E109: [note('excludes1', 'type 2 diabetes (E11.-)', ['E11'])],
  M1711: [note('excludes1', 'osteoarthritis of the other knee (M17.12)', ['M17.12'])],
  J189: [note('excludes2', 'type 2 diabetes (E11.-)', ['E11'])],
  F0280: [note('codeFirst', 'Alzheimer disease (G30.-)', ['G30'])],
  D631: [note('codeFirst', 'chronic kidney disease (N18.-)', ['N18'])],
  L905: [note('codeFirst', 'the cause, if applicable', [], { decidable: false, conditional: true })],
  E1122: [note('useAdditionalCode', 'stage of kidney disease (N18.-)', ['N18'])],
  I82401: [note('useAdditionalCode', 'the cause, such as diabetes (E11.-)', ['E11'], { examplesOnly: true })],
};

function notes(code: string, kind: TabularNoteKind): TabularNotes {
  const found = (notesOf[code] ?? []).filter((one) => one.kind === kind).map((one) => ({ ...one, anchor: code }));
  const edition = 'icd10cm-tabular@example';
  return found.length === 0 ? { status: 'none', edition } : { status: 'found', edition, notes: found };
}

const article: CoverageArticle = {
  article: 'A00001',
  contractors: ['99999'],
  states: ['MA'],
  coveredGroups: ['1'],
  covers: (diagnosis) => diagnosis.startsWith('E11'),
  excludes: (diagnosis) => diagnosis === 'Z0000',
};

/** The answers of the example's edits, each from an edition named "example". */
export const exampleEdits = {
  excludes1Conflict(a, b) {
    for (const [holder, excluded] of [
      [a, b],
      [b, a],
    ] as const) {
      const found = notesOf[holder]?.find((one) => one.kind === 'excludes1' && one.covers(excluded));
      const edition = 'icd10cm-tabular@example';
      if (found !== undefined)
        return { status: 'conflict', edition, holder, excluded, note: { ...found, anchor: holder } };
    }
    return { status: 'none', edition: 'icd10cm-tabular@example' };
  },
  codeFirst: (code) => notes(code, 'codeFirst'),
  useAdditional: (code) => notes(code, 'useAdditionalCode'),
  tabularNotes: (code, kind) => notes(code, kind),
  ptp(setting, column1, column2) {
    const modifierIndicator = pairs[`${column1} ${column2}`];
    const edition = `ncci-ptp-${setting}@example`;
    return modifierIndicator === undefined
      ? { status: 'none', edition }
      : { status: 'edit', edition, modifierIndicator };
  },
  mue(code, setting) {
    const limit = unitLimits[code];
    const edition = `ncci-mue-${setting}@example`;
    return limit === undefined ? { status: 'none', edition } : { status: 'limit', edition, ...limit };
  },
  addOn(code): AddOnAnswer {
    const found = addOns[code];
    const edition = 'ncci-aoc@example';
    return found === undefined ? { status: 'none', edition } : { status: 'add_on', edition, ...found };
  },
  physicianFee(code) {
    const fee = fees[code];
    const edition = 'physician-fee@example';
    return fee === undefined ? { status: 'none', edition } : { status: 'found', edition, ...plainFee, ...fee };
  },
  coverage(code) {
    const edition = 'coverage@example';
    return code === inventedCodes.test
      ? { status: 'articles', edition, articles: [article] }
      : { status: 'none', edition };
  },
  codeGroup(group, code) {
    const member = groups[group]?.split(' ').includes(code) === true;
    return { status: member ? 'member' : 'not_member', edition: 'code-group@example' };
  },
} satisfies Partial<CodeSets>;
