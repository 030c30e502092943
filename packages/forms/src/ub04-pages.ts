import type { IsoDate } from '@claimwright/domain/dates';
import type { InstitutionalClaimSnapshot } from '@claimwright/domain/institutional-claim';
import type { Cents } from '@claimwright/domain/money';
import { type PrintedPage, place } from './placed-text.ts';
import { type NamedProvider, type Ub04Data, type Ub04Line, ub04Data } from './ub04-data.ts';
import { billLinePlaces, billPlaces, linesOnABill } from './ub04-places-table.ts';

type Content = Record<string, string>;

/** How many of each list a page has room for, by the locator the list begins with. */
const room = { '18': 11, '31': 8, '35': 4, '39': 12, '67A': 17, '70': 3, '72': 3, '74a': 5, '78': 2 } as const;

/**
 * What stands where on the pages of our drawing of the UB-04: 22 service lines a page, all else on every page, the sum on the last. A list
 * that is longer than its place is told among what does not fit.
 */
export function ub04Pages(claim: InstitutionalClaimSnapshot): PrintedPage[] {
  const data = ub04Data(claim);
  const shared = sharedContent(data);
  const count = Math.max(1, Math.ceil(data.lines.length / linesOnABill));
  return Array.from({ length: count }, (_, index) => {
    const page: PrintedPage = { texts: [], unfit: leftOver(data) };
    const sum = index === count - 1 ? sumContent(data) : {};
    place(page, billPlaces, { ...shared, ...sum, '42.total': '0001', '43.page': `PAGE ${index + 1} OF ${count}` });
    const lines = data.lines.slice(index * linesOnABill, (index + 1) * linesOnABill);
    for (const [position, line] of lines.entries()) {
      place(page, billLinePlaces, lineContent(line), { rows: position, name: `:${line.lineNumber}` });
    }
    return page;
  });
}

function leftOver(data: Ub04Data): PrintedPage['unfit'] {
  const lists: [keyof typeof room, number][] = [
    ['18', data.fl18.length],
    ['31', data.fl31.length],
    ['35', data.fl35.length],
    ['39', data.fl39.length],
    ['67A', data.fl67a.length],
    ['70', data.fl70.length],
    ['72', data.fl72.length],
    ['74a', data.fl74a.length],
    ['78', data.fl78.length],
  ];
  const lost = lists
    .filter(([item, count]) => count > room[item])
    .map(([item, count]) => ({ item: String(item), text: `${count - room[item]} of ${count}`, cut: true }));
  const remarks = inRows(data.fl80).slice(remarkRows);
  return remarks.length === 0 ? lost : [...lost, { item: '80', text: remarks.join(' '), cut: true }];
}

function sharedContent(data: Ub04Data): Content {
  return {
    ...listed('1', data.fl1),
    ...listed('2', data.fl2),
    ...known({
      '3a': data.fl3a,
      '3b': data.fl3b,
      '4': data.fl4,
      '5': data.fl5,
      '6.from': shortDate(data.fl6.from),
      '6.through': shortDate(data.fl6.through),
      '8b': data.fl8b,
      '9a': data.fl9.street,
      '9b': data.fl9.city,
      '9c': data.fl9.state,
      '9d': data.fl9.zip,
      '9e': data.fl9.country,
      '10': data.fl10 && shortDate(data.fl10).slice(0, 4) + data.fl10.slice(0, 4),
      '11': data.fl11,
      '12': data.fl12 && shortDate(data.fl12),
      '13': data.fl13,
      '14': data.fl14,
      '15': data.fl15,
      '16': data.fl16,
      '17': data.fl17,
      '29': data.fl29,
    }),
    ...listed('18', data.fl18),
    ...codesContent(data),
    ...listed('38', data.fl38),
    ...payerContent(data),
    ...codingContent(data),
    ...providerContent(data),
    ...listed('80', inRows(data.fl80)),
  };
}

function codesContent({ fl31, fl35, fl39 }: Ub04Data): Content {
  return {
    ...listed(
      '31.code',
      fl31.map(({ code }) => code),
    ),
    ...listed(
      '31.date',
      fl31.map(({ date }) => shortDate(date)),
    ),
    ...listed(
      '35.code',
      fl35.map(({ code }) => code),
    ),
    ...listed(
      '35.from',
      fl35.map(({ from }) => shortDate(from)),
    ),
    ...listed(
      '35.through',
      fl35.map(({ through }) => shortDate(through)),
    ),
    ...listed(
      '39.code',
      fl39.map(({ code }) => code),
    ),
    ...listed(
      '39.amount',
      fl39.map(({ hundredths }) => money(hundredths)),
    ),
  };
}

function payerContent(data: Ub04Data): Content {
  return known({
    '50': data.fl50,
    '51': data.fl51,
    '52': data.fl52,
    '53': data.fl53,
    '54': data.fl54 === undefined ? undefined : money(data.fl54),
    '55': data.fl55 === undefined ? undefined : money(data.fl55),
    '56': data.fl56,
    '58': data.fl58,
    '59': data.fl59,
    '60': data.fl60,
    '61': data.fl61,
    '62': data.fl62,
    '63': data.fl63,
    '64': data.fl64,
  });
}

function codingContent(data: Ub04Data): Content {
  return {
    ...known({
      '66': data.fl66,
      '67': data.fl67.code,
      '67.presence': data.fl67.presentOnAdmission,
      '69': data.fl69,
      '71': data.fl71,
      '74.code': data.fl74?.code,
      '74.date': data.fl74 && shortDate(data.fl74.date),
    }),
    ...listed(
      '67a',
      data.fl67a.map(({ code }) => code),
    ),
    ...listed(
      '67a.presence',
      data.fl67a.map(({ presentOnAdmission }) => presentOnAdmission ?? ''),
    ),
    ...listed('70', data.fl70),
    ...listed(
      '72',
      data.fl72.map(({ code }) => code),
    ),
    ...listed(
      '72.presence',
      data.fl72.map(({ presentOnAdmission }) => presentOnAdmission ?? ''),
    ),
    ...listed(
      '74a.code',
      data.fl74a.map(({ code }) => code),
    ),
    ...listed(
      '74a.date',
      data.fl74a.map(({ date }) => shortDate(date)),
    ),
  };
}

function providerContent(data: Ub04Data): Content {
  const rows: (NamedProvider | undefined)[] = [data.fl76, data.fl77, data.fl78[0], data.fl78[1]];
  const [code] = data.fl81;
  return {
    ...listed(
      '76.qualifier',
      rows.map((provider) => provider?.qualifier ?? ''),
    ),
    ...listed(
      '76.npi',
      rows.map((provider) => provider?.npi ?? ''),
    ),
    ...listed(
      '76.name',
      rows.map((provider) => [provider?.lastName, provider?.firstName].filter(Boolean).join(' ')),
    ),
    ...known({ '81.qualifier': code?.qualifier, '81.code': code?.code }),
  };
}

function sumContent(data: Ub04Data): Content {
  return known({
    '47.total': money(data.totalChargeCents),
    '48.total': data.nonCoveredCents === 0 ? undefined : money(data.nonCoveredCents),
  });
}

function lineContent(line: Ub04Line): Content {
  return known({
    '42': line.fl42,
    '43': line.fl43,
    '44': line.fl44,
    '45': line.fl45 && shortDate(line.fl45),
    '46': String(line.fl46),
    '47': money(line.fl47),
    '48': line.fl48 === undefined ? undefined : money(line.fl48),
  });
}

const remarkWidth = 40;
const remarkRows = 2;

/** Remarks in rows, broken between words. */
function inRows(text: string): string[] {
  const rows: string[] = [];
  for (const word of text.split(' ')) {
    const last = rows.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= remarkWidth) rows[rows.length - 1] = `${last} ${word}`;
    else rows.push(word);
  }
  return rows;
}

function listed(name: string, values: readonly string[]): Content {
  return Object.fromEntries(values.map((value, index) => [`${name}.${index}`, value]));
}

function known(content: Record<string, string | undefined>): Content {
  return Object.fromEntries(Object.entries(content).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}

/** MMDDYY. */
function shortDate(date: IsoDate): string {
  return date.slice(5, 7) + date.slice(8, 10) + date.slice(2, 4);
}

/** Dollars, a blank where the form has its line, and cents. */
function money(cents: Cents): string {
  return `${Math.floor(cents / 100)} ${String(cents % 100).padStart(2, '0')}`;
}
