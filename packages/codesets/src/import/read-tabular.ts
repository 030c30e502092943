import { SaxesParser } from 'saxes';
import type { TabularNoteKind } from '../code-sets.ts';
import type { SeventhCharacterDefinition } from '../edition.ts';
import type { ErrorLog } from './import-error.ts';
import { icd10cmPattern } from './read-icd10cm.ts';

/** A chapter, section or diagnosis of the tabular list, in its order; what hangs below a node follows it directly. */
export interface TabularNode {
  kind: 'chapter' | 'section' | 'diag';
  /** "4", "E08-E13", "E11" (no dot). */
  name: string;
  /** Index of the node above; its own for a chapter. */
  parent: number;
  line: number;
  notes: RawNote[];
}

/** One `<note>`; those of one element belong together (an introduction and its items). */
export interface RawNote {
  kind: TabularNoteKind;
  element: number;
  text: string;
}

export interface TabularContent {
  /** Fiscal year the list names itself. */
  version: string;
  definitions: SeventhCharacterDefinition[];
  nodes: TabularNode[];
}

const noteKinds: Readonly<Record<string, TabularNoteKind>> = {
  includes: 'includes',
  excludes1: 'excludes1',
  excludes2: 'excludes2',
  codeFirst: 'codeFirst',
  useAdditionalCode: 'useAdditionalCode',
  codeAlso: 'codeAlso',
};

/**
 * The tabular list (XML): `chapter > section > diag`, diags nested, each with `name` (a section has it as `id`), notes in elements
 * named for their kind, and `sevenChrDef > extension[@char]`. Definitions and notes hold for everything below their node.
 */
export function readTabular(text: string, log: ErrorLog): TabularContent {
  const reading = tabularReading(log);
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('text', reading.text);
  parser.on('opentag', (tag) => reading.open(tag.name, tag.attributes, parser.line));
  parser.on('closetag', (tag) => reading.close(tag.name));
  try {
    parser.write(text).close();
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^\d+:\d+: /, '') : String(error);
    log.add(
      /unclosed|unexpected end/i.test(reason) ? 'truncated' : 'record',
      `is not whole XML: ${reason}`,
      parser.line,
    );
  }
  return reading.content;
}

interface TabularReading {
  content: TabularContent;
  text(part: string): void;
  open(tag: string, attributes: Record<string, string>, line: number): void;
  close(tag: string): void;
}

function tabularReading(log: ErrorLog): TabularReading {
  const content: TabularContent = { version: '', definitions: [], nodes: [] };
  const path: string[] = [];
  const open: number[] = [];
  const lineOfCategory = new Map<string, number>();
  let characters: string[] | undefined;
  let words = '';
  let element = 0;
  const here = (): TabularNode | undefined => content.nodes[open.at(-1) ?? -1];
  return {
    content,
    text: (part) => {
      words += part;
    },
    open(tag, attributes, line) {
      path.push(tag);
      words = '';
      if (tag === 'chapter' || tag === 'section' || tag === 'diag') {
        const at = content.nodes.length;
        content.nodes.push({ kind: tag, name: attributes.id ?? '', parent: open.at(-1) ?? at, line, notes: [] });
        open.push(at);
      } else if (tag in noteKinds) element += 1;
      else if (tag === 'sevenChrDef') characters = [];
      else if (tag === 'extension' && characters) characters.push(extensionCharacter(attributes.char, line, log));
    },
    close(tag) {
      path.pop();
      const parent = path.at(-1);
      const node = here();
      if (tag === 'version' && path.length === 1) content.version = words.trim();
      else if (tag === 'name' && node && parent === node.kind) node.name = words.trim().replace('.', '');
      else if (tag === 'note' && node && parent && noteKinds[parent])
        node.notes.push({ kind: noteKinds[parent], element, text: words.replace(/\s+/g, ' ').trim() });
      else if (tag === 'sevenChrDef' && characters) {
        addDefinition(content, node, characters, lineOfCategory, log);
        characters = undefined;
      } else if (node && tag === node.kind) {
        checkNode(node, log);
        open.pop();
      }
    },
  };
}

function checkNode({ kind, name, line }: TabularNode, log: ErrorLog): void {
  if (kind === 'diag' && !icd10cmPattern.test(name))
    log.add('code', `${JSON.stringify(name)} is no ICD-10-CM code or category`, line);
}

function extensionCharacter(character: string | undefined, line: number, log: ErrorLog): string {
  if (character && /^[0-9A-Z]$/.test(character)) return character;
  log.add('record', `extension without a seventh character: char=${JSON.stringify(character ?? '')}`, line);
  return 'X';
}

function addDefinition(
  content: TabularContent,
  diag: TabularNode | undefined,
  characters: string[],
  lineOfCategory: Map<string, number>,
  log: ErrorLog,
): void {
  if (!diag || !icd10cmPattern.test(diag.name)) {
    log.add(
      'code',
      `seventh characters stand on ${JSON.stringify(diag?.name ?? '')}, which is no ICD-10-CM category`,
      diag?.line,
    );
    return;
  }
  const earlier = lineOfCategory.get(diag.name);
  if (earlier !== undefined) {
    log.add('duplicate', `${diag.name} already has seventh characters on line ${earlier}`, diag.line);
    return;
  }
  lineOfCategory.set(diag.name, diag.line);
  content.definitions.push({ category: diag.name, characters });
}
