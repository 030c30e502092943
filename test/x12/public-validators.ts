import type { LoopJson, SegmentJson } from '@claimwright/x12/json-tree';
import { x12ToJson } from '@claimwright/x12/to-json';

// What two public validators refuse in an 837, as facts about them: the models of LinuxForHealth x12 (Python) and the builders of
// Stupidedi (Ruby), wherever they are narrower than the tables of this repository. Both are run by others over what we write.

/** A reason one of them gives, in our words; `refusals` finds them, `theirFaults` says which are not to be obeyed. */
export type Refusal = `LinuxForHealth: ${string}` | `Stupidedi: ${string}` | `both: ${string}`;

/** Segments of a loop as LinuxForHealth models them: one, or so many at most. What a loop does not list is lost, and SE01 then wrong. */
type Model = Readonly<Record<string, Readonly<Record<string, number>>>>;

const address = { N3: 1, N4: 1 };
const numbered = (most: number) => ({ NM1: 1, REF: most });
const shared: Model = {
  '1000A': { NM1: 1, PER: 2 },
  '1000B': { NM1: 1 },
  '2000A': { HL: 1, PRV: 1, CUR: 1 },
  '2010AB': { NM1: 1, ...address },
  '2010AC': { NM1: 1, ...address, REF: 2 },
  '2010BB': { NM1: 1, ...address, REF: 99 },
  '2000B': { HL: 1, SBR: 1, PAT: 1 },
  '2000C': { HL: 1, PAT: 1 },
  '2330A': { NM1: 1, ...address, REF: 1 },
  '2330B': { NM1: 1, ...address, DTP: 1, REF: 6 },
  '2410': { LIN: 1, CTP: 1, REF: 1 },
  '2430': { SVD: 1, CAS: 5, DTP: 1, AMT: 1 },
};
const professional: Model = {
  ...shared,
  '2010AA': { NM1: 1, ...address, REF: 3, PER: 2 },
  '2010BA': { NM1: 1, ...address, DMG: 1, REF: 2, PER: 1 },
  '2010CA': { NM1: 1, ...address, DMG: 1, REF: 2, PER: 1 },
  '2300': { CLM: 1, DTP: 17, PWK: 10, CN1: 1, AMT: 1, REF: 14, K3: 10, NTE: 1, CR1: 1, CR2: 1, CRC: 8, HI: 4, HCP: 1 },
  '2310A': numbered(3),
  '2310B': { ...numbered(4), PRV: 1 },
  '2310C': { ...numbered(3), ...address, PER: 1 },
  '2310D': { NM1: 1 },
  '2310E': { NM1: 1, ...address },
  '2310F': { NM1: 1, ...address },
  '2320': { SBR: 1, CAS: 5, AMT: 3, OI: 1, MOA: 1 },
  '2400': {
    ...{ LX: 1, SV1: 1, SV5: 1, PWK: 10, CR1: 1, CR3: 1, CRC: 5, DTP: 11, QTY: 2, MEA: 5, CN1: 1, REF: 11, AMT: 2 },
    ...{ K3: 10, NTE: 2, PS1: 1, HCP: 1 },
  },
  '2420A': { ...numbered(20), PRV: 1 },
  '2420B': numbered(20),
  '2420C': { ...numbered(3), ...address },
  '2420D': numbered(20),
  '2420E': { ...numbered(20), ...address, PER: 1 },
  '2420F': numbered(20),
  '2420G': { NM1: 1, ...address },
  '2420H': { NM1: 1, ...address },
  '2440': { LQ: 1, FRM: 99 },
};
const institutional: Model = {
  ...shared,
  '2010AA': { NM1: 1, ...address, REF: 1, PER: 2 },
  '2010BA': { NM1: 1, ...address, DMG: 1, REF: 2 },
  '2010CA': { NM1: 1, ...address, DMG: 1, REF: 2 },
  '2300': { CLM: 1, DTP: 4, CL1: 1, PWK: 10, CN1: 1, AMT: 1, REF: 16, K3: 10, CRC: 1, HI: 20, HCP: 1 },
  '2310A': { ...numbered(4), PRV: 1 },
  '2310B': numbered(4),
  '2310C': numbered(3),
  '2310D': { NM1: 1 },
  '2310E': { ...numbered(3), ...address },
  '2310F': numbered(3),
  '2320': { SBR: 1, CAS: 5, AMT: 3, OI: 1, MIA: 1, MOA: 1 },
  '2400': { LX: 1, SV2: 1, PWK: 10, DTP: 1, REF: 3, AMT: 2, NTE: 1, HCP: 1 },
  '2420A': numbered(20),
  '2420B': numbered(4),
  '2420C': numbered(3),
  '2420D': numbered(20),
};
/** Loops of which both models hold one each time. */
const once = /^(1000[AB]|2010..|2310.|2330.|2410|2420.|2430)$/;

interface Placed {
  loop: string;
  id: string;
  /** An element, or one of its components, as text. */
  at(element: number, component?: number): string;
}

type Rule = [loop: RegExp, id: string, refuses: (segment: Placed, guide: string) => boolean, refusal: Refusal];

const isZero = (amount: string) => amount !== '' && Number(amount) === 0;
const isTooLong = (most: number, element: number) => (segment: Placed) => segment.at(element).length > most;
const units = (element: number) => (segment: Placed) =>
  segment.at(element).replace('.', '').length > 8 || /\.\d{4}/.test(segment.at(element));
const isHospital = (guide: string) => guide === '837I';

const rules: readonly Rule[] = [
  [/^ST$/, 'BHT', isTooLong(30, 3), 'Stupidedi: BHT03 of more than 30 characters'],
  [/^2300$/, 'CLM', isTooLong(20, 1), 'Stupidedi: CLM01 of more than 20 characters'],
  [/./, 'PWK', isTooLong(50, 6), 'Stupidedi: PWK06 of more than 50 characters'],
  [/^2300$/, 'REF', (s) => s.at(1) === 'D9' && s.at(2).length > 20, 'Stupidedi: REF*D9 of more than 20 characters'],
  [/^2400$/, 'REF', (s) => s.at(1) === '6R' && s.at(2).length > 30, 'Stupidedi: REF*6R of more than 30 characters'],
  [/^2400$/, 'SV1', units(4), 'Stupidedi: units of more than eight digits or three decimals'],
  [/^2430$/, 'SVD', units(5), 'Stupidedi: units of more than eight digits or three decimals'],
  [/^2400$/, 'SV1', (s) => Number(s.at(4)) <= 0, 'LinuxForHealth: no units'],
  [/^23(00|20)$|^2000B$/, 'SBR', (s) => s.at(9) === '', 'both: no claim filing code'],
  [
    /./,
    'NM1',
    (s) => s.at(2) === '2' && [4, 5, 6, 7].some((n) => s.at(n) !== ''),
    'LinuxForHealth: an organization with a first name',
  ],
  [/./, 'NM1', (s) => s.at(9).length === 1, 'both: a number of one character'],
  [
    /^2010BA$/,
    'NM1',
    (s, guide) => !isHospital(guide) && s.at(9) === '',
    'LinuxForHealth: a subscriber without number',
  ],
  [
    /^(2310D|2420A)$/,
    'NM1',
    (s, guide) => !isHospital(guide) && s.at(9) === '',
    'LinuxForHealth: a provider without NPI',
  ],
  [/^2310B$/, 'NM1', (s, guide) => isHospital(guide) && s.at(9) === '', 'LinuxForHealth: a provider without NPI'],
  [/./, 'CAS', (s) => [3, 6, 9, 12, 15, 18].some((n) => isZero(s.at(n))), 'LinuxForHealth: an adjustment of nothing'],
  [/^2300$/, 'DTP', (s) => s.at(1) === '314' && s.at(2) !== 'RD8', 'LinuxForHealth: a disability of one day'],
  [/./, 'PER', (s) => s.at(3) === 'EX', 'both: an extension without number'],
  [/^2400$/, 'CR3', (s) => Number(s.at(3)) <= 0, 'LinuxForHealth: equipment for no time'],
  [/^2400$/, 'SV5', (s) => Number(s.at(3)) <= 0, 'LinuxForHealth: equipment for no time'],
  [/./, 'CR1', (s) => s.at(6) === '', 'both: a transport without distance'],
  [/^2000B$/, 'SBR', (s, guide) => !isHospital(guide) && s.at(1) === 'H', 'LinuxForHealth: an eleventh payer'],
  // What follows the guide has.
  [/^20(10BA|10CA)$/, 'DMG', (s) => s.at(3) === 'U', 'LinuxForHealth: a sex nobody told'],
  [/^2320$/, 'OI', (s) => s.at(3) === 'W', 'LinuxForHealth: benefits that cannot be assigned'],
  [
    /^2320$/,
    'SBR',
    (s, guide) => !isHospital(guide) && s.at(9) === '15',
    'LinuxForHealth: an indemnity plan as other payer',
  ],
  [/^2320$/, 'MIA', (s) => s.at(1) !== '0', 'LinuxForHealth: MIA01 that is not 0'],
  [/^2300$/, 'HI', (s) => s.at(9) !== '', 'LinuxForHealth: more than eight codes in a segment'],
  [/./, 'REF', (s) => s.at(4) !== '', 'LinuxForHealth: a number at another payer'],
  [
    /^2010AC$/,
    'REF',
    (s, guide) => !isHospital(guide) && s.at(1) !== 'EI',
    'LinuxForHealth: a pay-to plan by a second number',
  ],
  [/^2400$/, 'CRC', (s) => s.at(1) === '07', 'LinuxForHealth: conditions of a transport on a line'],
  [/^2400$/, 'CN1', () => true, 'LinuxForHealth: a contract of a line'],
  [/^2400$/, 'CN1', (s) => s.at(2) === '', 'Stupidedi: a contract of a line without amount'],
  [
    /^2400$/,
    'PWK',
    (s) => /^(AB|AD|AF|AG|NS)$/.test(s.at(2)),
    'LinuxForHealth: how a certificate of medical necessity comes',
  ],
  [
    /^2400$/,
    'PWK',
    (s, guide) => !isHospital(guide) && s.at(1) === 'B3',
    'Stupidedi: an order as attachment of a line',
  ],
  [/^2400$/, 'HCP', (s, guide) => !isHospital(guide) && s.at(1) === '06', 'LinuxForHealth: a line priced by the day'],
  [/^2420[BGH]$/, 'NM1', (s) => s.at(3) === '', 'LinuxForHealth: a seller or a place without name'],
  [/^2300$/, 'CRC', (s) => s.at(1) === '75', 'Stupidedi: somebody who is homebound'],
  [/^2400$/, 'DTP', (s, guide) => isHospital(guide) && s.at(2) !== 'D8', 'LinuxForHealth: a revenue line of a period'],
  [/^2410$/, 'REF', (s, guide) => isHospital(guide) && s.at(1) !== 'XZ', 'LinuxForHealth: a compound of a hospital'],
  [/^2310F$/, 'REF', (s, guide) => isHospital(guide) && s.at(1) === 'G2', 'LinuxForHealth: G2 of who referred'],
  [/^2420A$/, 'NM1', (_, guide) => isHospital(guide), 'LinuxForHealth: who operated on a revenue line'],
  [/^2430$/, 'SVD', (s) => s.at(3) === '', 'LinuxForHealth: a revenue line decided without procedure'],
];

/** Qualifiers of which a loop may have one only, as LinuxForHealth sees it. */
const distinct: readonly [loop: RegExp, id: string][] = [
  [/^2[34]00$/, 'DTP'],
  [/^2320$/, 'AMT'],
];

/** Everything either of them would refuse in an 837, each reason once, in order. */
export function refusals(text: string): Refusal[] {
  const found = new Set<Refusal>();
  for (const { groups } of x12ToJson(text).interchanges) {
    for (const set of groups.flatMap(({ sets }) => sets)) {
      if (set.transaction !== '837P' && set.transaction !== '837I') throw new Error(`${set.transaction} is no claim`);
      judgeLoop(set.content, set.transaction, found);
    }
  }
  return [...found].sort();
}

function judgeLoop(loop: LoopJson, guide: string, found: Set<Refusal>): void {
  const segments = loop.content
    .filter((part): part is SegmentJson => 'segment' in part)
    .map((part) => placed(loop.loop, part));
  const inner = loop.content.filter((part): part is LoopJson => 'loop' in part);
  for (const segment of segments) {
    for (const [where, id, refuses, refusal] of rules) {
      if (id === segment.id && where.test(loop.loop) && refuses(segment, guide)) found.add(refusal);
    }
  }
  const model = (isHospital(guide) ? institutional : professional)[loop.loop];
  for (const [id, all] of Map.groupBy(segments, (segment) => segment.id)) {
    if (model && all.length > (model[id] ?? 0)) found.add(`LinuxForHealth: ${id} of ${loop.loop}, or so many of them`);
    const isDistinct = distinct.some(([where, of]) => of === id && where.test(loop.loop));
    if (isDistinct && new Set(all.map((segment) => segment.at(1))).size < all.length) {
      found.add(`LinuxForHealth: ${id} of ${loop.loop} with one qualifier twice`);
    }
  }
  for (const [name, all] of Map.groupBy(inner, (each) => each.loop)) {
    if (once.test(name) && all.length > 1) found.add(`LinuxForHealth: ${name} twice`);
    if (name === '2400' && all.length > 50) found.add('LinuxForHealth: more than fifty lines');
  }
  if (loop.loop === '2410' && isHospital(guide) && !segments.some(({ id }) => id === 'REF')) {
    found.add('LinuxForHealth: a drug of a hospital without prescription');
  }
  if (loop.loop === '2300') judgeSum(segments, inner, found);
  for (const each of inner) judgeLoop(each, guide, found);
}

function judgeSum(claim: readonly Placed[], inner: readonly LoopJson[], found: Set<Refusal>): void {
  const charged = Number(claim.find(({ id }) => id === 'CLM')?.at(2));
  const lines = inner
    .filter(({ loop }) => loop === '2400')
    .flatMap(({ content }) => content.filter((part): part is SegmentJson => 'segment' in part))
    .map((segment) => placed('2400', segment));
  const cents = (amount: string) => Math.round(Number(amount) * 100);
  const sum = lines.reduce(
    (total, { id, at }) => total + (id === 'SV1' ? cents(at(2)) : id === 'SV2' ? cents(at(3)) : 0),
    0,
  );
  if (sum !== Math.round(charged * 100)) found.add('LinuxForHealth: lines that do not add up');
}

function placed(loop: string, { segment, elements }: SegmentJson): Placed {
  return {
    loop,
    id: segment,
    at(element, component) {
      const value = elements[`${segment}${String(element).padStart(2, '0')}`] ?? '';
      if (typeof value === 'string') return component === undefined || component === 1 ? value : '';
      return component === undefined ? value.flat().join(':') : (value.flat()[component - 1] ?? '');
    },
  };
}

/** What one of them lacks although the guide has it: written all the same. Each with why. */
export const theirFaults: Readonly<Partial<Record<Refusal, string>>> = {
  'LinuxForHealth: 2310A twice': 'a referral and the primary care provider are two loops; it models one',
  'LinuxForHealth: 2420F twice': 'as 2310A, on a line',
  'LinuxForHealth: 2430 twice': 'each other payer decides about a line; it keeps the last',
  'LinuxForHealth: REF of 2310D, or so many of them': 'it models the number of a supervisor as a name',
  'LinuxForHealth: NTE of 2300, or so many of them':
    'it expects a list of notes of a hospital and collects none; billing notes it does not know',
  'LinuxForHealth: more than eight codes in a segment':
    'HI has twelve places; where there are two HI up to sixteen codes are written in eights',
  'LinuxForHealth: a sex nobody told': 'DMG03 has U',
  'LinuxForHealth: MIA01 that is not 0': 'the days are told as the payer told them; Stupidedi has 0 in the 835 only',
  'LinuxForHealth: benefits that cannot be assigned': 'OI03 has W',
  'LinuxForHealth: an adjustment of nothing':
    'a reason that takes nothing away is told all the same; it takes 0 for missing',
  'LinuxForHealth: a provider without NPI': 'NM108 is situational',
  'LinuxForHealth: a pay-to plan by a second number': '2010AC has 2U, FY and NF; it takes those of 2010AA',
  'LinuxForHealth: conditions of a transport on a line': 'CRC*07 stands in 2400 too',
  'LinuxForHealth: a contract of a line': 'it looks for the kind of contract (CN101) in CN104',
  'LinuxForHealth: how a certificate of medical necessity comes': 'PWK*CT has transmission codes of its own',
  'LinuxForHealth: a seller or a place without name': 'NM103 of 2420B and 2420G is not used',
  'LinuxForHealth: a revenue line of a period': 'DTP*472 of a revenue line has RD8',
  'LinuxForHealth: a drug of a hospital without prescription': 'REF of 2410 is situational',
  'LinuxForHealth: who operated on a revenue line': 'it expects 71 where the guide has 72',
  'LinuxForHealth: a revenue line decided without procedure': 'SVD03 of a hospital is situational',
  'LinuxForHealth: an indemnity plan as other payer': 'SBR09 of 2320 has 15',
  'LinuxForHealth: an eleventh payer': 'SBR01 of 2000B has H',
  'LinuxForHealth: a number at another payer': 'REF04 names the payer',
  'LinuxForHealth: a line priced by the day': 'HCP01 of a line has 06',
  'LinuxForHealth: a compound of a hospital': 'REF of 2410 has VY',
  'LinuxForHealth: G2 of who referred': 'REF of 2310F has G2',
  'Stupidedi: an order as attachment of a line': 'PWK01 of a line has B3',
  'Stupidedi: a contract of a line without amount': 'CN102 is situational',
  'Stupidedi: somebody who is homebound': 'it expects the categories of vision where the guide has 75',
};
