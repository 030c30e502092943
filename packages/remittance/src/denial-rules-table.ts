import type { DenialCategory } from './denial-table.ts';

/**
 * Which coding checks look for what a class of denials is about: ids of rules, or the letters that a family of ids begins with.
 * A denial of a class that nothing here covers could not have been foreseen by a check.
 */
export const rulesAgainst: Readonly<Record<DenialCategory, readonly string[]>> = {
  registration: ['ID008', 'ID009', 'ID010', 'ID011', 'AD009'],
  eligibility: ['AD008', 'ID012'],
  coordination_of_benefits: ['AD007', 'ST013', 'ST014'],
  liability: ['AD011', 'ST011'],
  authorization: ['AD003'],
  timely_filing: ['AD001'],
  duplicate: ['AD002', 'ST009'],
  provider_enrolment: ['ID001', 'ID002', 'ID003', 'ID004', 'ID013', 'ID014', 'ID015', 'AD005', 'AD012', 'LB'],
  place_of_service: ['PS', 'TH'],
  code_mismatch: ['DX', 'PX', 'ST001', 'ST002'],
  global_period: ['EM003'],
  bundling: ['NC', 'EM002'],
  units_frequency: ['TU', 'NC002', 'EM004'],
  medical_necessity: ['AD004'],
  non_covered: ['PX006', 'PX009'],
  plan_procedure: [],
  inpatient_grouping: ['IN'],
  missing_information: ['ST', 'ID', 'AD006', 'AD010', 'PX008', 'LB'],
  payer_processing: [],
  contract_pricing: [],
  unclassified: [],
};

/** Whether a rule looks for what denials of this class are about. */
export function ruleCovers(ruleId: string, category: DenialCategory): boolean {
  return rulesAgainst[category].some((start) => ruleId.startsWith(start));
}
