import { expect, test } from 'vitest';
import { cleanLine } from '../clean-encounter.ts';
import { exampleFindings, exampleInput } from '../example-input.ts';
import { scrub } from '../scrub.ts';

const place = { line1: '1 Main St', city: 'Exampleton', state: 'MA', postalCode: '02139' };
const whole = { reasonCode: 'A', miles: 4, pickUp: place, dropOff: { address: place } } as const;
const trip = { ...cleanLine, procedureCode: 'A0429', modifiers: ['RH'] };
const found = (encounter: NonNullable<Parameters<typeof exampleInput>[0]>['encounter']) =>
  exampleFindings('ST016', { encounter });

test.each([
  ['reasonCode', 'reject /ambulance/reasonCode'],
  ['miles', 'reject /ambulance/miles'],
  ['pickUp', 'reject /ambulance/pickUp'],
  ['dropOff', 'reject /ambulance/dropOff'],
])('an ambulance trip needs %s', (member, finding) => {
  const ambulance = { ...whole, [member]: undefined };
  expect(found({ lines: [trip], ambulance })).toEqual([finding]);
});

test.each(['A0425', 'A0429', 'A0430', 'A0436'])('%s is a transport', (procedureCode) => {
  expect(found({ lines: [{ ...trip, procedureCode }, trip] })).toEqual(['warn /ambulance']);
});

test.each([['RX'], ['SH'], ['GY', 'HN']])('%s says from where to where', (...modifiers) => {
  expect(found({ lines: [{ ...trip, modifiers, ambulance: whole }] })).toEqual([]);
});

test.each([[], ['GY'], ['XH'], ['QM'], ['RA']])('%s does not say from where to where', (...modifiers) => {
  const run = scrub(exampleInput({ encounter: { lines: [{ ...trip, modifiers, ambulance: whole }] } }));
  expect(run.findings.filter(({ ruleId }) => ruleId === 'ST016')).toMatchObject([
    { severity: 'warn', pointer: '/lines/0/modifiers', x12: { loop: '2400', element: 'SV101-3' }, formBox: '24D' },
  ]);
});

test.each(['A0424', 'A0437', 'A0130', 'G0463'])('%s is none', (procedureCode) => {
  expect(found({ lines: [{ ...trip, procedureCode }] })).toEqual([]);
});

test('a line with a transport of its own does not need the claim’s, and is judged by its own', () => {
  expect(found({ lines: [{ ...trip, ambulance: whole }] })).toEqual([]);
  const { miles: _, ...part } = whole;
  expect(found({ ambulance: whole, lines: [{ ...trip, ambulance: part }] })).toEqual([
    'reject /lines/0/ambulance/miles',
  ]);
  const run = scrub(exampleInput({ encounter: { lines: [{ ...trip, ambulance: { ...whole, dropOff: undefined } }] } }));
  expect(run.findings.filter(({ ruleId }) => ruleId === 'ST016')).toMatchObject([
    { x12: { loop: '2420H', segment: 'N3', element: 'N301' }, formBox: '32' },
  ]);
});

test('a ride that is no ambulance’s has places without a reason; reason and miles never stand alone', () => {
  expect(found({ ambulance: { pickUp: place } })).toEqual([]);
  expect(found({ ambulance: { reasonCode: 'B' } })).toEqual(['reject /ambulance/miles']);
  expect(found({ ambulance: { miles: 3 } })).toEqual(['reject /ambulance/reasonCode']);
});

test('a condition code is one of an ambulance', () => {
  const conditions = [
    { applies: true, codes: ['01', '12'] },
    { applies: false, codes: ['04', '02'] },
  ];
  expect(found({ ambulance: { ...whole, conditions } })).toEqual(['reject /ambulance/conditions/1']);
});
