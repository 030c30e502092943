import type { CodeGroup } from './code-groups-table.ts';

/** Ages in years, inclusive, and sex for which services of a group are meant. */
export interface AgeLimit {
  group: CodeGroup;
  from?: number;
  to?: number;
  sex?: 'F' | 'M';
}

/** Bands of preventive visits, and the screening services of Medicare; ages change with law and are to be confirmed. */
export const ageLimits: readonly AgeLimit[] = [
  { group: 'preventive.age.under_1', to: 0 },
  { group: 'preventive.age.1_4', from: 1, to: 4 },
  { group: 'preventive.age.5_11', from: 5, to: 11 },
  { group: 'preventive.age.12_17', from: 12, to: 17 },
  { group: 'preventive.age.18_39', from: 18, to: 39 },
  { group: 'preventive.age.40_64', from: 40, to: 64 },
  { group: 'preventive.age.65_up', from: 65 },
  { group: 'screening.prostate', from: 50, sex: 'M' },
  { group: 'screening.lung', from: 50, to: 77 },
  { group: 'screening.colorectal', from: 45 },
  { group: 'screening.cervical', sex: 'F' },
  { group: 'service.women', sex: 'F' },
];
