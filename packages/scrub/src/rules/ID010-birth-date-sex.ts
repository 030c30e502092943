import { ageInYears } from '@claimwright/domain/dates';
import type { Rule, RuleResult } from '../rule.ts';

/** Oldest age the Medicare Code Editor takes. */
const oldestAge = 124;

export const id010: Rule = {
  id: 'ID010',
  version: 2,
  title: "Patient's birth date and sex",
  category: 'identity',
  severity: 'reject',
  claimTypes: ['professional', 'institutional'],
  citation: '005010X222A1 DMG02, DMG03; MCE edits 14 and 15',
  evidence: 'V',
  logic:
    'The patient has a birth date that makes them at most 124 years old on the first date of service, and a sex of F, M or U.',
  needs: [],
  perLine: false,
  overridable: false,
  place: { x12: { loop: '2010BA', segment: 'DMG', element: 'DMG02' }, formBox: '3' },
  firing: {
    words: 'born 1890-01-01, service in 2026',
    encounter: { patient: { birthDate: '1890-01-01' } },
    pointer: '/patient/birthDate',
  },
  passing: { words: 'born 1946-01-01, service in 2026', encounter: { patient: { birthDate: '1946-01-01' } } },
  evaluate({ encounter, service, today }) {
    const results: RuleResult[] = [];
    const { birthDate, sex } = encounter.patient;
    const on = service?.from ?? today;
    if (birthDate === undefined) {
      results.push({
        verdict: 'fail',
        pointer: '/patient/birthDate',
        message: 'The patient has no birth date.',
        action: 'Enter the birth date.',
      });
    } else if (ageInYears(birthDate, on) > oldestAge) {
      results.push({
        verdict: 'fail',
        pointer: '/patient/birthDate',
        message: `Born ${birthDate}, the patient would be ${ageInYears(birthDate, on)} years old on ${on}.`,
        action: 'Correct the birth date.',
      });
    }
    if (sex === undefined) {
      results.push({
        verdict: 'fail',
        pointer: '/patient/sex',
        message: 'The patient has no recorded sex.',
        action: 'Enter F, M, or U when it is not known.',
        place: { x12: { loop: '2010BA', segment: 'DMG', element: 'DMG03' }, formBox: '3' },
      });
    }
    return results;
  },
};
