import { SaxesParser } from 'saxes';
import type { SeventhCharacterDefinition } from '../edition.ts';
import type { ErrorLog } from './import-error.ts';
import { icd10cmPattern } from './read-icd10cm.ts';

export interface TabularContent {
  /** Fiscal year the list names itself. */
  version: string;
  definitions: SeventhCharacterDefinition[];
}

interface OpenDiag {
  name: string;
  line: number;
}

/**
 * Seventh-character definitions of the tabular list (XML): `diag > name` and `diag > sevenChrDef > extension[@char]`, diags
 * nested. A definition holds for everything below its diag unless a nearer one stands there.
 */
export function readTabular(text: string, log: ErrorLog): TabularContent {
  const content: TabularContent = { version: '', definitions: [] };
  const parser = new SaxesParser();
  const path: string[] = [];
  const diags: OpenDiag[] = [];
  const lineOfCategory = new Map<string, number>();
  let characters: string[] | undefined;
  let words = '';
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('text', (part) => {
    words += part;
  });
  parser.on('opentag', (tag) => {
    path.push(tag.name);
    words = '';
    if (tag.name === 'diag') diags.push({ name: '', line: parser.line });
    else if (tag.name === 'sevenChrDef') characters = [];
    else if (tag.name === 'extension' && characters)
      characters.push(extensionCharacter(tag.attributes.char, parser.line, log));
  });
  parser.on('closetag', (tag) => {
    path.pop();
    const parent = path.at(-1);
    if (tag.name === 'version' && path.length === 1) content.version = words.trim();
    else if (tag.name === 'name' && parent === 'diag') diags.at(-1)!.name = words.trim().replace('.', '');
    else if (tag.name === 'diag') diags.pop();
    else if (tag.name === 'sevenChrDef' && characters) {
      addDefinition(content, diags.at(-1), characters, lineOfCategory, log);
      characters = undefined;
    }
  });
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
  return content;
}

function extensionCharacter(character: string | undefined, line: number, log: ErrorLog): string {
  if (character && /^[0-9A-Z]$/.test(character)) return character;
  log.add('record', `extension without a seventh character: char=${JSON.stringify(character ?? '')}`, line);
  return 'X';
}

function addDefinition(
  content: TabularContent,
  diag: OpenDiag | undefined,
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
