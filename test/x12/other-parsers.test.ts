import { Readable } from 'node:stream';
import { X12Interchange, X12Parser } from 'node-x12';
import { expect, test } from 'vitest';
import { X12parser } from 'x12-parser';
import { fixtureTexts } from './scenarios.ts';

// Two npm packages that know nothing of ours read every fixture and find in it what is there: same segments, same elements.

/** As they are sent: without the line ends they are kept with. */
const texts = fixtureTexts().map(({ name, text }) => ({ name, text: text.replaceAll('\n', '') }));

/** Segments as lists of elements; trailing ones that are empty make no difference. */
function segmentsOf(text: string): string[][] {
  return text
    .split('~')
    .map((segment) => segment.trim().split('*'))
    .filter(([id]) => id !== '');
}

test.each(texts)('$name is read by node-x12, strictly', ({ text }) => {
  const interchange = new X12Parser(true).parse(text);
  if (!(interchange instanceof X12Interchange)) throw new Error('node-x12 found several interchanges');
  const [group] = interchange.functionalGroups;
  const read = (group?.transactions ?? []).flatMap((set) => set.segments);
  const inner = segmentsOf(text).filter(([id]) => !['ISA', 'GS', 'ST', 'SE', 'GE', 'IEA'].includes(id ?? ''));
  expect(read.map((segment) => [segment.tag, ...segment.elements.map((element) => element.value)])).toEqual(inner);
});

test.each(texts)('$name is read by x12-parser', async ({ text }) => {
  const tags: string[] = [];
  for await (const segment of Readable.from([Buffer.from(text)]).pipe(new X12parser())) tags.push(segment.name);
  expect(tags).toEqual(segmentsOf(text).map(([id]) => id));
});
