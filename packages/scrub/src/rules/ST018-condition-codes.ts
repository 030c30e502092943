import type { Rule, RuleResult } from '../rule.ts';

/** CRC03 of E1 to E3: why lenses or frames are given. */
const visionCodes = new Set(['L1', 'L2', 'L3', 'L4', 'L5']);
/** CRC03 of 09: replacement, and what was certified. */
const equipmentCodes = new Set(['38', 'ZV']);

export const st018: Rule = {
  id: 'ST018',
  version: 1,
  title: 'Condition code that does not fit what it is said of',
  category: 'structure',
  severity: 'reject',
  claimTypes: ['professional'],
  citation: '005010X222A1 CRC*E1, E2, E3, ZZ and 09',
  evidence: 'V',
  logic:
    'Spectacles and lenses have the codes L1 to L5; equipment 38 and ZV. A screening of a child (EPSDT) without a referral says NU and nothing else, one with a referral says which and never NU.',
  needs: [],
  perLine: false,
  overridable: false,
  place: { x12: { loop: '2300', segment: 'CRC', element: 'CRC03' }, formBox: '10d' },
  firing: {
    words: 'no EPSDT referral, and code S2',
    encounter: { epsdtReferral: { referred: false, codes: ['S2'] } },
    pointer: '/epsdtReferral/codes',
  },
  passing: {
    words: 'a referral with S2, spectacles with L1',
    encounter: {
      epsdtReferral: { referred: true, codes: ['S2'] },
      visionConditions: [{ category: 'E1', applies: true, codes: ['L1'] }],
    },
  },
  evaluate({ encounter }) {
    const results: RuleResult[] = [];
    const fail = (pointer: string, loop: string, formBox: string, message: string, action: string) =>
      results.push({
        ...{ verdict: 'fail', pointer, message, action },
        place: { x12: { loop, segment: 'CRC', element: 'CRC03' }, formBox },
      });
    const { epsdtReferral: epsdt, visionConditions = [] } = encounter;
    if (epsdt && (epsdt.referred ? epsdt.codes.includes('NU') : epsdt.codes.some((code) => code !== 'NU'))) {
      const message = epsdt.referred
        ? 'A referral was given, and code NU says that none was.'
        : `No referral was given, and the codes are ${epsdt.codes.join(', ')} instead of NU.`;
      fail('/epsdtReferral/codes', '2300', '24H', message, 'Say which referral it was, or NU for none.');
    }
    for (const [index, { codes }] of visionConditions.entries()) {
      const wrong = codes.find((code) => !visionCodes.has(code));
      if (wrong === undefined) continue;
      const message = `Code ${wrong} is no reason for spectacles or lenses.`;
      fail(`/visionConditions/${index}/codes`, '2300', '19', message, 'Use L1 to L5.');
    }
    for (const [index, { medicalEquipment }] of encounter.lines.entries()) {
      const wrong = medicalEquipment?.conditions?.codes.find((code) => !equipmentCodes.has(code));
      if (wrong === undefined) continue;
      const message = `Line ${index + 1}: code ${wrong} is no condition of equipment.`;
      fail(`/lines/${index}/medicalEquipment/conditions/codes`, '2400', '19', message, 'Use 38 or ZV.');
    }
    return results;
  },
};
