import { JsonStream } from './json-stream.ts';

/**
 * Reads text in chunks and hands out its JSON (an `X12Json`) in pieces, one transaction set at a time: for files that are larger
 * than memory. `push` the chunks, then `end`; the pieces joined are one JSON document.
 */
export function jsonTextStream(write: (piece: string) => void): { push(chunk: string): void; end(): number } {
  let interchanges = 0;
  let groups = 0;
  let sets = 0;
  let acknowledgements: unknown[] = [];
  let strays: unknown[] = [];
  const between = (count: number) => (count > 0 ? ',\n' : '\n');
  const stream = new JsonStream({
    openInterchange: ({ delimiters, lineEnd, header }) => {
      const opening = JSON.stringify({ delimiters, lineEnd, header }).slice(0, -1);
      write(`${interchanges === 0 ? '{"interchanges":[' : ','}\n${opening},"groups":[`);
      interchanges += 1;
      groups = 0;
      acknowledgements = [];
      strays = [];
    },
    acknowledgement: (segment) => acknowledgements.push(segment),
    stray: (segment) => strays.push(segment),
    openGroup: (header) => {
      write(`${between(groups)}{"header":${JSON.stringify(header)},"sets":[`);
      groups += 1;
      sets = 0;
    },
    set: (set) => {
      write(between(sets) + JSON.stringify(set));
      sets += 1;
    },
    closeGroup: (trailer) => write(`]${trailer ? `,"trailer":${JSON.stringify(trailer)}` : ''}}`),
    closeInterchange: (trailer) => {
      const rest = { acknowledgements, strays, ...(trailer ? { trailer } : {}) };
      write(`],${JSON.stringify(rest).slice(1)}`);
    },
  });
  return {
    push: (chunk) => stream.push(chunk),
    end: () => {
      stream.end();
      write(interchanges === 0 ? '{"interchanges":[]}\n' : '\n]}\n');
      return interchanges;
    },
  };
}
