import { dayNumber, type IsoDate } from '@claimwright/domain/dates';
import type { CodeAnswer, CodeSets, ProcedureFlags } from './code-sets.ts';
import { decodeEdition } from './decode-edition.ts';
import { attributeBit, type CodeSetName, codeSetNames, type Edition } from './edition.ts';
import { packCode } from './packed-code.ts';
import { type CodeResolver, codeResolver } from './resolve-code.ts';
import { diagnosisResolver } from './resolve-diagnosis.ts';
import { editResolvers } from './resolve-edits.ts';
import { sideResolver } from './resolve-side.ts';
import { firstRow, rowOn, titleOf } from './search-edition.ts';
import { servingOn, sourcesOf } from './serving-editions.ts';

/** What loaded editions answer beyond what the rules ask. */
export interface LoadedCodeSets extends CodeSets {
  /** The title of a code, from an edition that serves the date before any other; undefined when no edition has one. */
  describe(set: CodeSetName, code: string, on: IsoDate): string | undefined;
}

const cdtIsLicensed: CodeAnswer = Object.freeze({
  status: 'no_data',
  reason: 'D-codes are CDT, which is licensed by the American Dental Association; no list is loaded',
});

/**
 * Loads editions (files of `encodeEdition`, several a set) and answers from the one that serves the date of service. A set
 * without an edition answers `no_data`.
 *
 * Throws when a file is not an edition or two carry the same set and name: stored editions were checked when they were imported.
 */
export function buildCodeSets(files: readonly Uint8Array[]): LoadedCodeSets {
  const editions = files.map(loaded);
  refuseTwins(editions);
  const diagnoses = diagnosisResolver(editions);
  const hcpcs = codeResolver(editions, 'hcpcs');
  const cpt = codeResolver(editions, 'cpt');
  const modifiers = codeResolver(editions, 'modifier');
  const places = codeResolver(editions, 'pos');
  const poaExempt = codeResolver(editions, 'poa-exempt');
  const procedures = codeResolver(editions, 'icd10pcs');
  const named = editionNames(editions);
  return {
    icd10cm: diagnoses.resolve,
    diagnosisFlags: diagnoses.flags,
    seventhCharacter: diagnoses.seventhCharacter,
    side: sideResolver(editions),
    hcpcs: (code, on) => resolveProcedure(hcpcs, cpt, code, on),
    // CMS publishes the modifiers of HCPCS Level II; those that begin with a digit are CPT's and not its to deny.
    modifier: (code, on) => modifiers.resolve(code, on, /^\d/.test(code)),
    placeOfService: places.resolve,
    placeIsFacility: (code) => placeIsFacility(places, code),
    ...editResolvers(editions),
    editions: () => named,
    poaExempt: poaExempt.resolve,
    icd10pcs: procedures.resolve,
    procedureFlags: (code, on) => procedureFlags(procedures, code, on),
    describe: describer(editions),
  };
}

function procedureFlags({ sources }: CodeResolver, code: string, on: IsoDate): ProcedureFlags & { edition?: string } {
  const packed = packCode(code);
  const day = dayNumber(on);
  for (const { edition } of packed < 0 ? [] : servingOn(sources, day)) {
    const row = rowOn(edition, packed, day);
    if (row < 0) continue;
    const bits = edition.attributes[row] ?? 0;
    const says = (bit: number) => ((edition.assertsBits & bit) === 0 ? undefined : (bits & bit) !== 0);
    return {
      edition: edition.id,
      nonCovered: says(attributeBit.nonCovered),
      limitedCoverage: says(attributeBit.limitedCoverage),
    };
  }
  return {};
}

function loaded(file: Uint8Array): Edition {
  const decoded = decodeEdition(file);
  if (!decoded.ok) throw new Error(decoded.error);
  return decoded.edition;
}

function refuseTwins(editions: readonly Edition[]): void {
  const seen = new Set<string>();
  for (const { id } of editions) {
    if (seen.has(id)) throw new Error(`${id} is given twice`);
    seen.add(id);
  }
}

function resolveProcedure(hcpcs: CodeResolver, cpt: CodeResolver, code: string, on: IsoDate): CodeAnswer {
  const first = code.charCodeAt(0);
  if (first >= 48 && first <= 57) {
    if (cpt.sources.length > 0) return cpt.resolve(code, on);
    return {
      status: 'no_data',
      reason: `${code} has the shape of CPT, which is licensed by the AMA; no list is loaded`,
    };
  }
  return first === 68 ? cdtIsLicensed : hcpcs.resolve(code, on);
}

function placeIsFacility(places: CodeResolver, code: string): boolean | undefined {
  const packed = packCode(code);
  if (packed < 0) return undefined;
  for (const { edition } of places.sources) {
    const row = firstRow(edition, packed);
    if (row < 0) continue;
    if (edition.attributes[row]! & attributeBit.facility) return true;
    if (edition.attributes[row]! & attributeBit.nonFacility) return false;
  }
  return undefined;
}

function editionNames(editions: readonly Edition[]): Readonly<Record<string, readonly string[]>> {
  const named: Record<string, readonly string[]> = {};
  for (const set of codeSetNames) {
    const names = editions
      .filter((edition) => edition.set === set)
      .map(({ edition, contentSha256 }) => `${edition}+${contentSha256.slice(0, 12)}`);
    if (names.length > 0) named[set] = Object.freeze(names.sort());
  }
  return Object.freeze(named);
}

/** Kept by set, because a list of titles asks for many. */
function describer(editions: readonly Edition[]): LoadedCodeSets['describe'] {
  const sources = new Map(codeSetNames.map((set) => [set, sourcesOf(editions, set)]));
  return (set, code, on) => {
    const packed = packCode(code);
    if (packed < 0) return undefined;
    const ofSet = sources.get(set) ?? [];
    const day = dayNumber(on);
    for (const { edition } of [...servingOn(ofSet, day), ...ofSet]) {
      const exact = rowOn(edition, packed, day);
      const row = exact >= 0 ? exact : firstRow(edition, packed);
      const title = row < 0 ? undefined : titleOf(edition, row);
      if (title) return title;
    }
    return undefined;
  };
}
