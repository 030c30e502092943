import { expect, test } from 'vitest';
import { readTaskFilter, toTaskVariables } from './task-filter.ts';

test('an address becomes a filter; what makes no sense in it is left out', () => {
  const address =
    'kind=claim_denied&status=done&rule=DX003&payer=GSH01&provider=1234567893&assignee=me&age=7&charge=5000&sort=charge';
  expect(readTaskFilter(new URLSearchParams(address))).toEqual(Object.fromEntries(new URLSearchParams(address)));
  expect(readTaskFilter(new URLSearchParams('kind=nonsense&age=-1&charge=1e9&sort=up&status=open&rule='))).toEqual({});
});

test('without a filter the open tasks are asked for, oldest first', () => {
  expect(JSON.parse(JSON.stringify(toTaskVariables({})))).toEqual({ status: 'open', sort: 'oldest' });
  expect(toTaskVariables({ age: '7', charge: '5000', kind: 'claim_denied' })).toMatchObject({
    olderThanDays: 7,
    minChargeCents: 5000,
    kind: ['claim_denied'],
  });
});
