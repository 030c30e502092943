import { expect, test } from 'vitest';
import { cleanLine } from '../clean-encounter.ts';
import { exampleFindings, exampleInput } from '../example-input.ts';
import { scrub } from '../scrub.ts';

const named = (lastName: string) => exampleFindings('ST012', { encounter: { patient: { lastName } } });

test.each(['Doe*', 'Do~e', 'Do:e', 'Do^e', 'Do\u0007e', 'Do\ne', '王', 'Doe 😀', 'Иванов'])(
  '%j cannot be sent',
  (name) => {
    expect(named(name)).toEqual(['reject /patient/lastName']);
  },
);

test.each(['Adán Flórez', "D'Arcy", 'Smith & Sons', 'Großmann', 'Ørsted', 'Łukasz', 'O’Neil', 'Nguyễn'])(
  '%s can be written in Latin letters',
  (name) => {
    expect(named(name)).toEqual([]);
  },
);

test('names the character and the place, however deep', () => {
  const lines = [cleanLine, { ...cleanLine, orderingProvider: { npi: '1122334455', lastName: 'Or~der' } }];
  const run = scrub(exampleInput({ encounter: { lines, externalId: 'a~b' } }));
  const found = run.findings.filter(({ ruleId }) => ruleId === 'ST012');
  expect(found).toMatchObject([{ pointer: '/lines/1/orderingProvider/lastName' }]);
  expect(found[0]?.message).toContain('"~"');
});

test('in a note it is a warning', () => {
  expect(exampleFindings('ST012', { encounter: { note: 'BP 120:80' } })).toEqual(['warn /note']);
});
