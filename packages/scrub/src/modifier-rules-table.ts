import type { PhysicianFeeIndicators } from '@claimwright/codesets/code-sets';
import type { Severity } from '@claimwright/domain/finding';
import type { CodeGroup } from './code-groups-table.ts';

/** When a modifier may stand on a line. Each condition that is given must hold. */
export interface ModifierUse {
  modifiers: readonly string[];
  severity: Severity;
  onlyOn?: CodeGroup;
  neverOn?: CodeGroup;
  /** Indicator of the physician fee schedule and the values it must have; a code without a row is not judged. */
  indicator?: { field: keyof PhysicianFeeIndicators; values: readonly string[] };
  neverIn?: readonly string[];
  /** Units the line must have. */
  units?: number;
  /** What else of the same day the modifier speaks of, on the claim or earlier. */
  besides?: 'another_service' | 'the_same_code';
  /** Not on professional claims at all. */
  never?: true;
  why: string;
}

/** Modifiers of which a code of a group needs exactly one. */
export interface ModifierNeed {
  group: CodeGroup;
  oneOf: readonly string[];
  severity: Severity;
  /** First date of service. */
  from?: string;
  medicareOnly?: true;
  why: string;
}

/**
 * Modifiers and what they may stand on, after the Medicare Claims Processing Manual ch. 12, 13 and 23 and the indicators of the
 * physician fee schedule. From experience unless an indicator says it.
 */
export const modifierUses: readonly ModifierUse[] = [
  { modifiers: ['24'], severity: 'deny', onlyOn: 'em.any', why: '24 is for a visit after surgery' },
  { modifiers: ['25'], severity: 'deny', onlyOn: 'em.any', why: '25 is for a visit' },
  {
    ...{ modifiers: ['25'], severity: 'warn', besides: 'another_service' },
    why: '25 says there was another service that day, and none is billed',
  },
  { modifiers: ['57'], severity: 'deny', onlyOn: 'em.any', why: '57 is for the visit that decides on surgery' },
  {
    ...{ modifiers: ['26'], severity: 'deny', indicator: { field: 'professionalTechnical', values: ['1', '6'] } },
    why: 'the code has no professional part of its own',
  },
  {
    ...{ modifiers: ['TC'], severity: 'deny', indicator: { field: 'professionalTechnical', values: ['1'] } },
    why: 'the code has no technical part of its own',
  },
  {
    ...{ modifiers: ['TC'], severity: 'deny', neverIn: ['19', '21', '22', '23', '24'] },
    why: 'the technical part is paid to the facility',
  },
  {
    ...{ modifiers: ['50'], severity: 'deny', indicator: { field: 'bilateralSurgery', values: ['1', '3'] } },
    why: 'the code cannot be billed as bilateral',
  },
  { modifiers: ['50'], severity: 'deny', units: 1, why: 'a bilateral procedure is one unit on one line' },
  {
    // 9 says that the schedule does not speak of it, as of casts, splints and braces: those have sides.
    ...{ modifiers: ['LT', 'RT'], severity: 'warn' },
    ...{ indicator: { field: 'bilateralSurgery', values: ['1', '2', '3', '9'] } },
    why: 'the procedure has no sides',
  },
  {
    ...{ modifiers: ['51'], severity: 'info' },
    ...{ indicator: { field: 'multipleProcedure', values: ['1', '2', '3', '4', '5', '6', '7'] } },
    why: 'the reduction for several procedures does not apply to the code',
  },
  { modifiers: ['53'], severity: 'warn', neverOn: 'em.any', why: 'a visit is not discontinued' },
  { modifiers: ['73', '74'], severity: 'reject', never: true, why: '73 and 74 belong to facilities' },
  {
    ...{ modifiers: ['54', '55', '56'], severity: 'warn', indicator: { field: 'globalDays', values: ['010', '090'] } },
    why: 'only surgery with a postoperative period is divided',
  },
  {
    ...{ modifiers: ['59', 'XE', 'XP', 'XS', 'XU'], severity: 'deny', neverOn: 'em.any' },
    why: 'a visit is told apart by 25',
  },
  {
    ...{ modifiers: ['62'], severity: 'deny', indicator: { field: 'coSurgeons', values: ['1', '2'] } },
    why: 'two surgeons are not paid for the code',
  },
  {
    ...{ modifiers: ['66'], severity: 'deny', indicator: { field: 'teamSurgery', values: ['1', '2'] } },
    why: 'a team is not paid for the code',
  },
  { modifiers: ['76', '77'], severity: 'deny', neverOn: 'em.any', why: 'a visit is not a repeated procedure' },
  { modifiers: ['76', '77'], severity: 'warn', neverOn: 'lab.clia', why: 'repeated laboratory tests carry 91' },
  {
    ...{ modifiers: ['76', '77', '91'], severity: 'warn', besides: 'the_same_code' },
    why: 'it says the service was repeated that day, and the first is not billed',
  },
  { modifiers: ['91'], severity: 'warn', onlyOn: 'lab.clia', why: '91 is for laboratory tests' },
  {
    ...{ modifiers: ['80', '81', '82', 'AS'], severity: 'deny' },
    ...{ indicator: { field: 'assistantAtSurgery', values: ['0', '2'] } },
    why: 'an assistant at surgery is not paid for the code',
  },
  {
    ...{ modifiers: ['AA', 'AD', 'QK', 'QX', 'QY', 'QZ'], severity: 'reject', onlyOn: 'anesthesia.base' },
    why: 'it says who gave the anaesthesia',
  },
];

export const modifierNeeds: readonly ModifierNeed[] = [
  {
    ...{ group: 'anesthesia.base', oneOf: ['AA', 'AD', 'QK', 'QX', 'QY', 'QZ'], severity: 'reject' },
    why: 'anaesthesia says who gave it and who directed',
  },
  {
    ...{ group: 'therapy.always', oneOf: ['GN', 'GO', 'GP'], severity: 'deny' },
    why: 'therapy says whose plan of care it belongs to',
  },
  {
    ...{ group: 'drug.single_dose', oneOf: ['JW', 'JZ'], severity: 'deny', from: '2023-07-01', medicareOnly: true },
    why: 'a single-dose container says whether part of it was discarded',
  },
];
