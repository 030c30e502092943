import type { PtpSetting } from '../code-sets.ts';
import { type PtpCollector, ptpCollector } from './collect-ptp.ts';
import { checkBand, type Draft, type DraftOptions, draftOf, named, type Work } from './draft.ts';
import { type ErrorLog, errorLog, type ImportError } from './import-error.ts';
import type { OpenOptions } from './open-source.ts';
import { ptpReader, recognisePtp } from './read-ptp.ts';
import type { SourceFormat } from './recognise-format.ts';
import { hospitalPairBand, levelTwoPairBand, practitionerPairBand } from './row-bands.ts';

/** What a way of importing gives besides what it logs. */
export interface FinishedDrafts {
  drafts: Draft[];
  errors: ImportError[];
  files: { name: string; format: SourceFormat; rows: number }[];
}

/**
 * Files of procedure-to-procedure edits, read while they are unpacked: 160 MB of text and millions of pairs are never whole in
 * memory. CMS cuts each set into four files; all of one setting make one edition.
 */
export interface PairImports {
  takeOver: NonNullable<OpenOptions['takeOver']>;
  taken(): { path: string; format: SourceFormat }[];
  finish(): FinishedDrafts;
}

interface TakenFile {
  path: string;
  name: string;
  format: 'ncci-ptp-text' | 'ncci-ptp-csv';
  setting: PtpSetting | undefined;
  log: ErrorLog;
  rows: number;
}

export function pairImports(
  options: DraftOptions & { amaLicenseAccepted?: boolean; onProgress?: (rows: number, file: string) => void },
): PairImports {
  const files: TakenFile[] = [];
  const collectors = new Map<PtpSetting, PtpCollector>();
  return {
    taken: () => files,
    takeOver(head, name, path) {
      const format = recognisePtp(new TextDecoder('latin1').decode(head));
      // Asked for another set: it is left to be recognised, and refused, like any other file.
      if (!format || (options.set !== undefined && !options.set.startsWith('ncci-ptp-'))) return undefined;
      const file: TakenFile = { path, name, format, setting: settingOf(path, options), log: errorLog(path), rows: 0 };
      files.push(file);
      checkSetting(file, options);
      if (!file.setting || !options.amaLicenseAccepted) return { push: () => undefined, end: () => undefined };
      const collector = collectors.get(file.setting) ?? ptpCollector();
      collectors.set(file.setting, collector);
      const before = collector.count();
      const reader = ptpReader(format, collector, file.log, (rows) => options.onProgress?.(rows, path));
      return {
        push: reader.push,
        end() {
          reader.end();
          file.rows = collector.count() - before;
        },
      };
    },
    finish() {
      const errors = files.flatMap((file) => file.log.errors());
      const drafts: Draft[] = [];
      if (errors.length === 0)
        for (const [setting, collector] of collectors) {
          const ofSetting = files.filter((file) => file.setting === setting);
          drafts.push(...draftPairs(setting, collector, ofSetting, options));
          errors.push(...ofSetting.flatMap((file) => file.log.errors()));
        }
      return {
        drafts: errors.length > 0 ? [] : drafts,
        errors,
        files: files.map(({ path, format, rows }) => ({ name: path, format, rows })),
      };
    },
  };
}

/** CMS's names: ccipra is for practitioners, ccioph for outpatient hospitals. */
function settingOf(path: string, { set }: DraftOptions): PtpSetting | undefined {
  if (/pra-?v|practitioner/i.test(path)) return 'practitioner';
  if (/oph-?v|outpatient|hospital/i.test(path)) return 'hospital';
  return set === 'ncci-ptp-practitioner' ? 'practitioner' : set === 'ncci-ptp-hospital' ? 'hospital' : undefined;
}

function checkSetting(file: TakenFile, { set }: DraftOptions): void {
  if (!file.setting)
    file.log.add(
      'edition',
      'its name does not say whose edits it holds; give the set: ncci-ptp-practitioner or ncci-ptp-hospital',
    );
  else if (set !== undefined && set !== `ncci-ptp-${file.setting}`)
    file.log.add('wrong-set', `is named as the edits of ncci-ptp-${file.setting}, not of ${set}`);
}

function draftPairs(
  setting: PtpSetting,
  collector: PtpCollector,
  files: readonly TakenFile[],
  options: DraftOptions,
): Draft[] {
  const file = files[0]!;
  const set = `ncci-ptp-${setting}` as const;
  const work: Work = {
    member: { name: file.name, path: file.path, bytes: new Uint8Array() },
    format: file.format,
    options,
    log: file.log,
  };
  const window = named(work, set);
  if (!window) return [];
  for (const other of files.slice(1)) {
    const own = named({ ...work, member: { ...work.member, path: other.path }, log: other.log }, set);
    if (own && own.edition !== window.edition)
      other.log.add('edition', `is of ${own.edition}, but ${file.path} is of ${window.edition}`);
  }
  const { rows, extra, pairCount, levelTwoOnly } = collector.finish(file.log);
  const band = setting === 'practitioner' ? practitionerPairBand : hospitalPairBand;
  checkBand(work, pairCount, levelTwoOnly ? levelTwoPairBand : band, 'pairs');
  const notes = levelTwoOnly ? [`${file.path} holds no pair with a CPT code: of those it says nothing`] : [];
  return [{ ...draftOf(work, set, window, rows, { extra, notes }), rowCount: pairCount }];
}
