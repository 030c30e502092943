import type { Coverage } from '@claimwright/domain/coverage';
import type { Patient } from '@claimwright/domain/party';
import { cleanCoverage } from '../clean-encounter.ts';
import type { Rule, RuleResult } from '../rule.ts';

export const id008: Rule = {
  id: 'ID008',
  version: 3,
  title: 'Relationship of patient and subscriber',
  category: 'identity',
  severity: 'reject',
  claimTypes: ['professional', 'institutional'],
  citation: '005010X222A1 SBR02, loops 2000B and 2000C',
  evidence: 'V',
  logic:
    "Self names no other subscriber; any other relationship names one; where the payer's profile says the patient is always the subscriber, the relationship is self.",
  needs: ['payer profile'],
  perLine: false,
  overridable: false,
  alsoWarns: true,
  place: { x12: { loop: '2000B', segment: 'SBR', element: 'SBR02' }, formBox: '6' },
  firing: {
    words: 'a child without a subscriber',
    encounter: { coverages: [{ ...cleanCoverage, relationship: 'child' }] },
    pointer: '/coverages/0/subscriber',
  },
  passing: {
    words: 'a child of the subscriber who is named',
    encounter: {
      coverages: [{ ...cleanCoverage, relationship: 'child', subscriber: { lastName: 'Testperson', firstName: 'Bo' } }],
    },
  },
  evaluate({ encounter, payer, coverageIndex }) {
    const results: RuleResult[] = [];
    encounter.coverages.forEach((coverage, index) => {
      const fail = (member: string, message: string, action: string) =>
        results.push({ verdict: 'fail', pointer: `/coverages/${index}/${member}`, message, action });
      const { relationship, subscriber } = coverage;
      if (relationship !== 'self' && subscriber === undefined) {
        fail('subscriber', `The patient is ${words(relationship)} and no subscriber is named.`, 'Name the subscriber.');
      }
      if (relationship === 'self' && subscriber !== undefined && !isSamePerson(subscriber, encounter.patient)) {
        fail(
          'subscriber',
          'The patient is the subscriber, and another person is named as subscriber.',
          'Correct the relationship, or leave the subscriber out.',
        );
      }
      if (relationship === 'unknown' && subscriber !== undefined && index === coverageIndex) {
        results.push({
          verdict: 'fail',
          severity: 'warn',
          pointer: `/coverages/${index}/relationship`,
          message: 'Nobody says what the patient is to the subscriber.',
          action: 'Enter the relationship: payers look the patient up by it.',
        });
      }
      if (relationship !== 'self' && index === coverageIndex && payer.patientIsSubscriber) {
        fail(
          'relationship',
          `With ${payer.name} the patient is always the subscriber; the relationship is ${words(relationship)}.`,
          "Use the patient's own member id with relationship self.",
        );
      }
    });
    return results;
  },
};

function words(relationship: Coverage['relationship']): string {
  return `"${relationship.replaceAll('_', ' ')}"`;
}

function isSamePerson(subscriber: NonNullable<Coverage['subscriber']>, patient: Patient): boolean {
  if (subscriber.lastName.toUpperCase() !== patient.lastName.toUpperCase()) return false;
  if ((subscriber.firstName ?? '').toUpperCase() !== (patient.firstName ?? '').toUpperCase()) return false;
  return subscriber.birthDate === undefined || subscriber.birthDate === patient.birthDate;
}
