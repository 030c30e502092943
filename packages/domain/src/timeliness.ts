/** Two dated events of a claim whose distance is watched, per payer. All count calendar days; the first day is 0. */
export const stages = {
  charge_lag: 'last date of service → encounter accepted by the gateway',
  claim_lag: 'last date of service → first submission',
  acknowledgement: 'first submission → payer accepted (277CA A2)',
  first_remittance: 'first submission → first adjudication (835 payment date), denials and zero payments included',
  days_to_pay: 'first submission → payment date (BPR16) of the first adjudication with a payment above zero',
} as const;
export type Stage = keyof typeof stages;
export const stageNames = Object.keys(stages) as Stage[];

/** How many claims took exactly `days` for a stage. Counts merge by addition; a correction is a negative count. */
export interface DayCount {
  payerId: string;
  stage: Stage;
  /** First day of the month in which the stage began. */
  cohortMonth: string;
  days: number;
  claims: number;
  cents: number;
}

/** How many claims began a stage on `startDate` and have not finished it: what is censored. */
export interface OpenCount {
  payerId: string;
  stage: Stage;
  startDate: string;
  claims: number;
  cents: number;
}
