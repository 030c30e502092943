import { type IsoDate, isIsoDate } from '@claimwright/domain/dates';
import * as z from 'zod';
import type { EditionRow } from '../edition.ts';
import type { ErrorLog } from './import-error.ts';

const placeList = z.array(
  z.object({ code: z.string().regex(/^\d{2}$/), name: z.string().min(1), definition: z.string() }),
);

/**
 * Places whose published definition gives 2023 for the year they really date from (2003, when CMS added both together with 13
 * and 14): taking it at its word would reject claims of twenty years.
 */
const misprintedStart: Readonly<Record<string, IsoDate>> = { '49': '2003-10-01', '57': '2003-10-01' };

/** Rows of a place-of-service list as JSON `[{code, name, definition}]`; the definition ends with the date a place began. */
export function readPosJson(text: string, log: ErrorLog): EditionRow[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    log.add('truncated', `is not whole JSON: ${error instanceof Error ? error.message : String(error)}`);
    return [];
  }
  const parsed = placeList.safeParse(json);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) log.add('record', `${issue.path.join('.')}: ${issue.message}`);
    return [];
  }
  const seen = new Set<string>();
  const rows: EditionRow[] = [];
  for (const place of parsed.data) {
    if (seen.has(place.code)) log.add('duplicate', `place ${place.code} stands there twice`);
    seen.add(place.code);
    const effectiveFrom = misprintedStart[place.code] ?? startIn(place.definition);
    rows.push({ code: place.code, attributes: 0, title: place.name, ...(effectiveFrom ? { effectiveFrom } : {}) });
  }
  return rows;
}

const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** "(Effective October 1, 2003)", but not "(Revised, effective …)" nor "(Description change effective …)". */
function startIn(definition: string): IsoDate | undefined {
  const parts = /\((?:This code is )?effective ([a-z]+) (\d{1,2}), (\d{4})/i.exec(definition);
  if (!parts) return undefined;
  const month = months.indexOf(parts[1]!.toLowerCase()) + 1;
  const date = `${parts[3]}-${String(month).padStart(2, '0')}-${parts[2]!.padStart(2, '0')}`;
  return isIsoDate(date) ? date : undefined;
}
