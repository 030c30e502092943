import type { Person } from '@claimwright/domain/party';
import { mentionName } from '../provider-mentions.ts';
import type { Rule, RuleResult } from '../rule.ts';

const titlePattern = /^(?:MR|MRS|MS|MISS|DR|PROF)\.?\s/i;

export const id011: Rule = {
  id: 'ID011',
  version: 2,
  title: 'Names of persons and providers',
  category: 'identity',
  severity: 'reject',
  claimTypes: ['professional', 'institutional'],
  citation: '005010X222A1 NM103, NM104',
  evidence: 'M',
  logic:
    "A provider has an organization's or a person's name. A patient's or subscriber's name holds no digit; a title in front or a missing first name is a warning.",
  needs: [],
  perLine: false,
  overridable: false,
  alsoWarns: true,
  place: { x12: { loop: '2010BA', segment: 'NM1', element: 'NM103' }, formBox: '2' },
  firing: {
    words: 'patient "Testperson2"',
    encounter: { patient: { lastName: 'Testperson2' } },
    pointer: '/patient/lastName',
  },
  passing: { words: 'patient "Doe"', encounter: { patient: { lastName: 'Doe' } } },
  evaluate({ coverageIndex, encounter, providers }) {
    const results: RuleResult[] = [];
    judgePerson(results, encounter.patient, { pointer: '/patient', name: 'patient', loop: '2010BA', formBox: '2' });
    encounter.coverages.forEach(({ subscriber }, index) => {
      if (subscriber === undefined) return;
      const own = index === coverageIndex ? { loop: '2010BA', formBox: '4' } : { loop: '2330A', formBox: '9' };
      judgePerson(results, subscriber, { pointer: `/coverages/${index}/subscriber`, name: 'subscriber', ...own });
    });
    for (const mention of providers) {
      const { organizationName, lastName } = mention.provider;
      if (organizationName !== undefined || lastName !== undefined) continue;
      results.push({
        verdict: 'fail',
        pointer: `${mention.pointer}/lastName`,
        message: `The ${mentionName(mention)} has no name.`,
        action: "Enter the person's last name or the organization's name.",
        place: { x12: { ...mention.place.x12, element: 'NM103' }, formBox: mention.place.formBox },
        line: mention.line,
      });
    }
    return results;
  },
};

interface WhoseName {
  pointer: string;
  name: string;
  loop: string;
  formBox: string;
}

function judgePerson(results: RuleResult[], person: Person, { pointer, name, loop, formBox }: WhoseName): void {
  const report = (member: 'firstName' | 'lastName', severity: 'reject' | 'warn', message: string, action: string) => {
    const x12 = { loop, segment: 'NM1', element: member === 'lastName' ? 'NM103' : 'NM104' };
    results.push({
      ...{ verdict: 'fail', severity, pointer: `${pointer}/${member}`, message, action },
      place: { x12, formBox },
    });
  };
  if (person.firstName === undefined) {
    report('firstName', 'warn', `The ${name} has no first name.`, 'Enter it unless the person has only one name.');
  }
  for (const member of ['lastName', 'firstName'] as const) {
    const text = person[member];
    if (text === undefined) continue;
    if (/\d/.test(text)) {
      report(member, 'reject', `The name "${text}" of the ${name} holds a digit.`, 'Enter the name as on the card.');
    } else if (titlePattern.test(text)) {
      report(member, 'warn', `The name "${text}" of the ${name} begins with a title.`, 'Leave the title out.');
    }
  }
}
