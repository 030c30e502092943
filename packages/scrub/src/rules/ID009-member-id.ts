import { cleanCoverage } from '../clean-encounter.ts';
import { medicareFilingCodes } from '../medicare-policies-table.ts';
import type { Rule, RuleResult } from '../rule.ts';

/** Medicare Beneficiary Identifier: no S, L, O, I, B or Z. */
const mbiPattern =
  /^[1-9][AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y]\d[AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y]\d[AC-HJKMNP-RT-Y]{2}\d{2}$/;

/** What stands in a field that must be filled and is not known. */
const placeholder = /^(?:N\/?A|NONE|NULL|UNK|UNKNOWN|PENDING|TBD|TEST|(.)\1{4,})$/i;

export const id009: Rule = {
  id: 'ID009',
  version: 3,
  title: 'Member id',
  category: 'identity',
  severity: 'reject',
  claimTypes: ['professional', 'institutional'],
  citation: '005010X222A1 loop 2010BA NM109; 42 CFR 424.32; 277CA A7:164',
  evidence: 'V',
  logic:
    "Every coverage has a member id that is no placeholder. For Original Medicare, and where the payer's profile says so, it is a Medicare Beneficiary Identifier of eleven characters; hyphens are ignored. On a coverage that does not answer first it is a warning.",
  needs: ['payer profile'],
  perLine: false,
  overridable: false,
  alsoWarns: true,
  place: { x12: { loop: '2010BA', segment: 'NM1', element: 'NM109' }, formBox: '1a' },
  firing: {
    words: '1EG4-TE5-MO73 for Medicare: the letter O does not occur',
    encounter: { coverages: [{ ...cleanCoverage, memberId: '1EG4-TE5-MO73' }] },
    payer: { memberIdFormat: 'mbi' },
    pointer: '/coverages/0/memberId',
  },
  passing: {
    words: '1EG4-TE5-MK73 for Medicare',
    encounter: { coverages: [{ ...cleanCoverage, memberId: '1EG4-TE5-MK73' }] },
    payer: { memberIdFormat: 'mbi' },
  },
  evaluate({ encounter, payer, coverageIndex }) {
    const results: RuleResult[] = [];
    encounter.coverages.forEach(({ memberId, claimFilingCode = '', payer: { name } }, index) => {
      const byProfile = index === coverageIndex && payer.memberIdFormat === 'mbi';
      const wantsMbi = byProfile || medicareFilingCodes.has(claimFilingCode);
      const fault = faultOf(memberId, name, wantsMbi);
      if (fault === undefined) return;
      results.push({
        verdict: 'fail',
        severity: index === coverageIndex ? 'reject' : 'warn',
        pointer: `/coverages/${index}/memberId`,
        message: fault,
        action: "Copy the id from the patient's card.",
        place:
          index === coverageIndex
            ? id009.place
            : { x12: { loop: '2330A', segment: 'NM1', element: 'NM109' }, formBox: '9a' },
      });
    });
    return results;
  },
};

function faultOf(memberId: string | undefined, payer: string, wantsMbi: boolean): string | undefined {
  if (memberId === undefined) return `The coverage by ${payer} has no member id.`;
  if (placeholder.test(memberId.replace(/[\s-]/g, ''))) {
    return `The coverage by ${payer} has a placeholder in place of the member id.`;
  }
  return wantsMbi && !isMbi(memberId)
    ? `The member id ${memberId} is not a Medicare Beneficiary Identifier.`
    : undefined;
}

function isMbi(memberId: string): boolean {
  return mbiPattern.test(memberId.replace(/[\s-]/g, '').toUpperCase());
}
