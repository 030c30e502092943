import { each, type Row } from './field-row.ts';

/** N3 and N4. */
export function address(loop: string, at: readonly string[], box: string, whose: string): Row[] {
  return [
    [`${loop} N3`, each(at, 'line1'), box, `the street of ${whose}`],
    [`${loop} N3 02`, each(at, 'line2'), box, `the second address line of ${whose}`],
    [`${loop} N4`, each(at, 'city'), box, `the city of ${whose}`],
    [`${loop} N4 01`, each(at, 'city'), box, `the city of ${whose}`],
    [`${loop} N4 02`, each(at, 'state'), box, `the state of ${whose}`],
    [`${loop} N4 03`, each(at, 'postalCode'), box, `the ZIP code of ${whose}`],
    [`${loop} N4 04`, each(at, 'country'), box, `the country of ${whose}`],
  ];
}

/** REF of the numbers that a party has besides its id; `at` are lists of them. */
export function numbers(
  loop: string,
  kinds: readonly string[],
  at: readonly string[],
  box: string,
  whose: string,
): Row[] {
  return kinds.flatMap((kind): Row[] => [
    [`${loop} REF*${kind}`, each(at, '{kind}/number'), box, `another number of ${whose}`],
    [`${loop} REF*${kind} 01`, each(at, '{kind}/kind'), box, `the kind of another number of ${whose}`],
  ]);
}

const providerKinds = ['0B', '1G', 'G2', 'LU'];

/** NM1, PRV, N3, N4 and REF of a provider. */
export function provider(
  loop: string,
  qualifier: string,
  at: readonly string[],
  boxes: [string, string],
  who: string,
): Row[] {
  const name = `${loop} NM1*${qualifier}`;
  return [
    [loop, at.join(' '), boxes[0], who],
    [name, at.join(' '), boxes[0], who],
    [`${name} 03`, each(at, '{name}'), boxes[0], `the name of ${who}`],
    [`${name} 04`, each(at, 'firstName'), boxes[0], `the first name of ${who}`],
    [`${name} 05`, each(at, 'middleName'), boxes[0], `the middle name of ${who}`],
    [`${name} 07`, each(at, 'suffix'), boxes[0], `the name suffix of ${who}`],
    [`${name} 08`, each(at, 'npi'), boxes[1], `the NPI of ${who}`],
    [`${name} 09`, each(at, 'npi'), boxes[1], `the NPI of ${who}`],
    [`${loop} PRV`, each(at, 'taxonomyCode'), boxes[1], `the taxonomy code of ${who}`],
    [`${loop} PRV 03`, each(at, 'taxonomyCode'), boxes[1], `the taxonomy code of ${who}`],
    ...numbers(
      loop,
      providerKinds,
      at.map((place) => `${place}/numbers`),
      boxes[1],
      who,
    ),
    ...address(
      loop,
      at.map((place) => `${place}/address`),
      boxes[0],
      who,
    ),
  ];
}

/** 2310C, 2420C and the 2310E of a hospital bill. */
export function facility(loop: string, at: string, boxes: [string, string]): Row[] {
  const where = 'the place where the service was given';
  return [
    [loop, at, boxes[0], where],
    [`${loop} NM1*77`, at, boxes[0], where],
    [`${loop} NM1*77 03`, `${at}/name`, boxes[0], `the name of ${where}`],
    [`${loop} NM1*77 08`, `${at}/npi`, boxes[1], `the NPI of ${where}`],
    [`${loop} NM1*77 09`, `${at}/npi`, boxes[1], `the NPI of ${where}`],
    ...numbers(loop, providerKinds, [`${at}/numbers`], boxes[1], where),
    ...address(loop, [`${at}/address`], boxes[0], where),
    ...contact(loop, `${at}/contact`, where),
  ];
}

/** PER of somebody to call. */
export function contact(loop: string, at: string, whose: string): Row[] {
  return [
    [`${loop} PER`, at, '', `whom to call about ${whose}`],
    [`${loop} PER 02`, `${at}/name`, '', `the name of whom to call about ${whose}`],
    [`${loop} PER 04`, `${at}/phone`, '', `the telephone number for ${whose}`],
    [`${loop} PER 06`, `${at}/extension`, '', `the telephone extension for ${whose}`],
  ];
}

/** NM1 of a person. */
export function personName(loop: string, qualifier: string, at: readonly string[], box: string, who: string): Row[] {
  const name = `${loop} NM1*${qualifier}`;
  return [
    [loop, at.join(' '), box, who],
    [name, at.join(' '), box, who],
    [`${name} 03`, each(at, 'lastName'), box, `the last name of ${who}`],
    [`${name} 04`, each(at, 'firstName'), box, `the first name of ${who}`],
    [`${name} 05`, each(at, 'middleName'), box, `the middle name of ${who}`],
    [`${name} 07`, each(at, 'suffix'), box, `the name suffix of ${who}`],
  ];
}

/** NM1, N3, N4 and DMG of a person. */
export function person(
  loop: string,
  qualifier: string,
  at: readonly string[],
  boxes: { name: string; birth: string; address: string },
  who: string,
): Row[] {
  return [
    ...personName(loop, qualifier, at, boxes.name, who),
    [`${loop} DMG`, each(at, 'birthDate'), boxes.birth, `birth date and sex of ${who}`],
    [`${loop} DMG 02`, each(at, 'birthDate'), boxes.birth, `the birth date of ${who}`],
    // A sex nobody told is written as unknown.
    [`${loop} DMG 03`, `${optional(each(at, 'sex'))} @guide`, boxes.birth, `the sex of ${who}`],
    ...address(
      loop,
      at.map((place) => `${place}/address`),
      boxes.address,
      who,
    ),
  ];
}

/** The same candidates, each meant only when it has a value. */
function optional(candidates: string): string {
  return candidates
    .split(' ')
    .map((candidate) => `?${candidate}`)
    .join(' ');
}
