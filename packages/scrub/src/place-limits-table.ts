import type { CodeGroup } from './code-groups-table.ts';

/** Places in which visits of a group are given (Medicare Claims Processing Manual ch. 12 section 30.6 and ch. 26): from experience. */
export const placeLimits: readonly { group: CodeGroup; places: readonly string[]; what: string }[] = [
  { group: 'em.emergency', places: ['23'], what: 'an emergency visit' },
  { group: 'em.hospital', places: ['21', '22', '51', '61'], what: 'a hospital visit' },
  { group: 'em.nursing_facility', places: ['31', '32', '54', '56'], what: 'a nursing facility visit' },
  { group: 'transport.ambulance', places: ['41', '42'], what: 'an ambulance transport' },
  { group: 'em.home', places: ['04', '12', '13', '14', '16', '33', '55'], what: 'a visit at home' },
];
