import { claimFields } from '@claimwright/acknowledgement/claim-field-table';
import { findField } from '@claimwright/acknowledgement/find-field';
import { institutionalFields } from '@claimwright/acknowledgement/institutional-field-table';
import { locateSegments } from '@claimwright/x12/locate-segments';
import { describe, expect, test } from 'vitest';
import { batchText, childEncounter, fullEncounter, fullStay, makeClaim } from './claims.ts';

/** Segments of the one set of a text, ST first, each as its elements. */
function segmentsOf(text: string): string[][] {
  const all = text.split('~').map((segment) => segment.split('*'));
  return all.slice(
    all.findIndex(([id]) => id === 'ST'),
    all.findIndex(([id]) => id === 'SE') + 1,
  );
}

function valueAt(content: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((value, member) => (value as Record<string, unknown> | undefined)?.[member], content);
}

/** As an element would carry it, without regard to what X12 codes for itself. */
function onTheWire(value: unknown, pointer: string): string {
  if (pointer.endsWith('Cents')) return String(Number(value) / 100);
  const text = String(value).toUpperCase();
  return /\d{4}-\d\d-\d\d$/.test(text) ? text.replaceAll('-', '') : text.replace(/[.-]/g, '');
}

/** Elements that carry a code of X12 for a word of ours, or that fill themselves. */
const coded = [
  /^NM1 0[128]$/,
  /^(REF|DTP|AMT|NTE|HL|PRV|PAT) 01$/,
  /^(PRV|DTP|DMG|LIN) 02$/,
  /^DMG 01$/,
  /^SBR 0[12]$/,
  /^PER 0[13]$/,
  /^CLM (01|02|05|05-[123]|06|07|08|09|11-1)$/,
  /^SV1 (01-1|03|07-\d|09)$/,
  /^SV2 02-1$/,
  /^LX 01$/,
  /^HI \d\d-[13]$/,
  /^HL \d\d$/,
  /^REF 02$/,
];

describe.each([
  ['a patient who is the insured', fullEncounter],
  ['a child', childEncounter],
  ['a hospital stay', fullStay],
])('every element of a claim of %s', (_, encounter) => {
  const made = makeClaim(encounter, 'C1');
  const text = batchText([made]);
  const segments = segmentsOf(text);
  const located = locateSegments(
    text,
    '0001',
    segments.map((_, index) => index + 1),
  );

  test('leads back to the value it was made of', () => {
    const wrong: string[] = [];
    let compared = 0;
    for (const [index, [segment = '', ...elements]] of segments.entries()) {
      const at = located.get(index + 1);
      expect(at?.segment).toBe(segment);
      if (!at || ['ST', 'SE', 'BHT', 'HL'].includes(segment) || at.loop.startsWith('1000')) continue;
      for (const [position, element] of elements.entries()) {
        const components = element.includes(':') ? element.split(':') : [element];
        for (const [part, value] of components.entries()) {
          if (value === '') continue;
          const component = components.length > 1 ? part + 1 : undefined;
          const name = `${segment} ${String(position + 1).padStart(2, '0')}${component ? `-${component}` : ''}`;
          const own = name === 'REF 02' && at.qualifier === '6R';
          if (own || (coded.some((pattern) => pattern.test(name)) && name !== 'REF 02')) continue;
          const field = findField({ ...at, element: position + 1, component }, made.origin);
          const found = field?.pointer === undefined ? undefined : valueAt(encounter, field.pointer);
          compared += 1;
          // A period or an hour goes on where the date of the pointer ends; what the patient paid is a value code of its own.
          const isPart = segment === 'DTP' && value.startsWith(onTheWire(found, ''));
          if (isPart || at.qualifier === 'BE') continue;
          // What a line is counted in follows from its revenue code where nobody said it.
          if (name === 'SV2 04' && found === undefined && field?.writtenFrom === 'guide' && value === 'UN') continue;
          if (onTheWire(found, field?.pointer ?? '') !== value.replace(/[.-]/g, '')) {
            wrong.push(`${at.loop} ${name} ${value}: ${field?.pointer} is ${found}`);
          }
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(70);
  });

  test('every loop that was written has words and, where a form has it, a box', () => {
    for (const at of located.values()) {
      if (at.loop === 'ST') continue;
      expect(findField({ loop: at.loop }, made.origin)?.words, at.loop).toMatch(/^(the|facts|whether)/);
    }
  });
});

test('the table names only loops, segments and pointers that can be', () => {
  for (const [place, { candidates }] of [...claimFields, ...institutionalFields]) {
    expect(place).toMatch(/^(\d{4}[A-Z]{0,2}( [A-Z][A-Z0-9]{1,2}(\*[A-Z0-9]{1,3})?( (\d\d|##)(-\d)?)?)?|ST)$/);
    for (const candidate of candidates) expect(candidate).toMatch(/^(@[a-z_]+|\??(\/[A-Za-z0-9{}]+)+)$/);
  }
});

test('a field that is missing is still named, where what it belongs to is there', () => {
  const { origin } = makeClaim(fullEncounter, 'C1');
  const ordering = { loop: '2420E', segment: 'NM1', qualifier: 'DK', element: 9, lineNumber: 2 };
  // Line 2 names nobody who ordered, and neither does the encounter: the line is where it would be entered.
  expect(findField(ordering, origin)).toMatchObject({ pointer: '/lines/1/orderingProvider/npi', formBox: '17b' });
  expect(findField({ ...ordering, lineNumber: 1 }, origin)?.words).toBe('the NPI of the ordering provider of line 1');
  expect(findField({ loop: '9999' }, origin)).toBeUndefined();
});

test.each([
  ['as we cut them', (codes: string[]) => [codes.slice(0, 8), codes.slice(8)]],
  ['as they were cut before', (codes: string[]) => [codes.slice(0, 12), codes.slice(12)]],
])('a code of a second HI is found whatever the first holds: %s', (_, cut) => {
  const conditionCodes = 'AA AB AC AD AE AF AG AH AI AJ AK AL AM'.split(' ');
  const made = makeClaim({ ...fullEncounter, conditionCodes }, 'C1');
  const codes = cut(conditionCodes).map((each) => `HI*${each.map((code) => `BG:${code}`).join('*')}~`);
  const text = batchText([made]).replace(/(HI\*BG:[^~]*~)+/, codes.join(''));
  const position = segmentsOf(text).findLastIndex(([, first]) => first?.startsWith('BG:')) + 1;
  const at = locateSegments(text, '0001', [position]).get(position)!;
  expect(at.earlier).toBe(1);
  const last = { ...at, element: segmentsOf(text)[position - 1]!.length - 1, component: 2 };
  expect(findField(last, made.origin)?.pointer).toBe('/conditionCodes/12');
  expect(findField({ ...last, element: 1 }, made.origin)?.pointer).toBe(`/conditionCodes/${at.elementsBefore}`);
});
