import { diagnosisPlace } from '../diagnosis-place.ts';
import { isFreshInjury } from '../fresh-injury.ts';
import type { Rule, RuleResult } from '../rule.ts';

const accidentDatePlace = { x12: { loop: '2300', segment: 'DTP', element: 'DTP03' }, formBox: '14' };

export const st011: Rule = {
  id: 'ST011',
  version: 1,
  title: 'Accident not fully described',
  category: 'structure',
  severity: 'reject',
  claimTypes: ['professional'],
  citation: '005010X222A1 CLM11, DTP*439',
  evidence: 'M',
  logic:
    'A car accident has its date and its state or country, another accident its date. A fresh injury (S00 to T79, initial encounter, adverse effects and underdosing apart) with no word on an accident is a warning: someone else may have to pay.',
  needs: [],
  perLine: false,
  overridable: false,
  alsoWarns: true,
  place: { x12: { loop: '2300', segment: 'CLM', element: 'CLM11-4' }, formBox: '10b' },
  firing: {
    words: 'a car accident without its state',
    encounter: { accident: { kind: 'auto', date: '2026-03-01' } },
    pointer: '/accident/state',
  },
  passing: {
    words: 'a car accident of 2026-03-01 in GA',
    encounter: { accident: { kind: 'auto', date: '2026-03-01', state: 'GA' } },
  },
  evaluate({ encounter, diagnoses }) {
    const results: RuleResult[] = [];
    const { accident } = encounter;
    if (accident === undefined) {
      const injury = diagnoses.find(isFreshInjury);
      if (injury !== undefined) {
        results.push({
          verdict: 'fail',
          severity: 'warn',
          pointer: `/diagnoses/${injury.index}/code`,
          message: `Diagnosis ${injury.raw} is a fresh injury and nothing is said about an accident.`,
          action: 'Say whether it was a car, work or other accident, and when, so that the right payer is asked first.',
          place: diagnosisPlace(injury.index),
        });
      }
      return results;
    }
    if (accident.kind === 'auto' && accident.state === undefined && accident.country === undefined) {
      results.push({
        verdict: 'fail',
        pointer: '/accident/state',
        message: 'A car accident does not say in which state it happened.',
        action: 'Enter the state, or the country when it was abroad.',
      });
    }
    if (accident.date === undefined) {
      results.push({
        verdict: 'fail',
        severity: accident.kind === 'employment' ? 'warn' : 'reject',
        pointer: '/accident/date',
        message: 'The accident has no date.',
        action: 'Enter the date of the accident.',
        place: accidentDatePlace,
      });
    }
    return results;
  },
};
