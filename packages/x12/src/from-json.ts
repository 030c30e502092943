import type { Delimiters } from './delimiters.ts';
import type { ElementJson, InterchangeJson, LoopJson, SegmentJson, X12Json } from './json-tree.ts';

/**
 * Writes a tree as `x12ToJson` gives it, with the delimiters and line ends each interchange names. Elements are written as they
 * are: nothing is cleaned, counted or padded here. Throws a RangeError when a value holds a delimiter of its interchange, for the
 * text would then say something else than the tree.
 */
export function jsonToX12(json: X12Json): string {
  return json.interchanges.map(interchangeText).join('');
}

function interchangeText(interchange: InterchangeJson): string {
  const { delimiters, lineEnd, header, acknowledgements, groups, strays, trailer } = interchange;
  const end = delimiters.segment + lineEnd;
  const write = (segment: SegmentJson) => segmentText(segment, delimiters) + end;
  const isa = Array.from(
    { length: 16 },
    (_, index) => header.elements[`ISA${String(index + 1).padStart(2, '0')}`] ?? '',
  );
  let text = `${['ISA', ...isa].join(delimiters.element)}${end}`;
  for (const segment of acknowledgements) text += write(segment);
  for (const group of groups) {
    text += write(group.header);
    for (const set of group.sets) text += loopText(set.content, write);
    if (group.trailer) text += write(group.trailer);
  }
  for (const segment of strays) text += write(segment);
  return trailer ? text + write(trailer) : text;
}

function loopText(loop: LoopJson, write: (segment: SegmentJson) => string): string {
  let text = '';
  for (const part of loop.content) text += 'loop' in part ? loopText(part, write) : write(part);
  return text;
}

function segmentText({ segment, elements }: SegmentJson, delimiters: Delimiters): string {
  const values: string[] = [];
  for (const [name, value] of Object.entries(elements)) {
    const number = Number(name.slice(segment.length));
    if (!name.startsWith(segment) || !Number.isInteger(number) || number < 1 || number > 99) {
      throw new RangeError(`${name} is no element of ${segment}`);
    }
    values[number] = elementText(name, value, delimiters);
  }
  values[0] = segment;
  return Array.from(values, (value) => value ?? '').join(delimiters.element);
}

function elementText(name: string, value: ElementJson, delimiters: Delimiters): string {
  if (typeof value === 'string') return clean(name, value, delimiters);
  return value
    .map((part) =>
      typeof part === 'string'
        ? clean(name, part, delimiters)
        : part.map((component) => clean(name, component, delimiters)).join(delimiters.component),
    )
    .join(value.every((part) => typeof part === 'string') ? delimiters.component : delimiters.repetition);
}

function clean(name: string, value: string, delimiters: Delimiters): string {
  for (const delimiter of Object.values(delimiters)) {
    if (delimiter !== '' && value.includes(delimiter)) throw new RangeError(`${name} holds a delimiter`);
  }
  return value;
}
