import { JsonStream } from './json-stream.ts';
import type { GroupJson, InterchangeJson, X12Json } from './json-tree.ts';

/**
 * Reads a text into a tree by the grammars: interchanges, groups, sets, loops, segments, elements. Any text gives a tree; what is
 * wrong with it `validateX12` says. `jsonToX12` writes the tree back.
 */
export function x12ToJson(text: string): X12Json {
  const interchanges: InterchangeJson[] = [];
  let interchange: InterchangeJson | undefined;
  let group: GroupJson | undefined;
  const stream = new JsonStream({
    openInterchange: (opened) => {
      interchange = { ...opened, acknowledgements: [], groups: [], strays: [] };
      interchanges.push(interchange);
    },
    acknowledgement: (segment) => interchange?.acknowledgements.push(segment),
    stray: (segment) => interchange?.strays.push(segment),
    openGroup: (header) => {
      group = { header, sets: [] };
      interchange?.groups.push(group);
    },
    set: (set) => group?.sets.push(set),
    closeGroup: (trailer) => {
      if (group && trailer) group.trailer = trailer;
    },
    closeInterchange: (trailer) => {
      if (interchange && trailer) interchange.trailer = trailer;
    },
  });
  stream.push(text);
  stream.end();
  return { interchanges };
}
