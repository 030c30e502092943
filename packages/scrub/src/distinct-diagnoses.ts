import type { DiagnosisFacts } from './scrub-context.ts';

/** A diagnosis whose code has the shape of ICD-10-CM. */
export type CodedDiagnosis = DiagnosisFacts & { code: string };

/** Each code once, where it stands first: one listed again is for DX018 to say, one of no shape for DX003. */
export function distinctDiagnoses(diagnoses: readonly DiagnosisFacts[]): CodedDiagnosis[] {
  const seen = new Set<string>();
  const isFirst = (diagnosis: DiagnosisFacts): diagnosis is CodedDiagnosis => {
    if (diagnosis.code === undefined || seen.has(diagnosis.code)) return false;
    seen.add(diagnosis.code);
    return true;
  };
  return diagnoses.filter(isFirst);
}
