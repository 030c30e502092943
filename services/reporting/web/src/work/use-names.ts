import { useReport } from '../report/use-report.ts';

/** What payers and rules are called. */
export interface Names {
  payer(id: string): string;
  /** What a rule is about; empty for one that is no more. */
  rule(id: string): string;
}

interface Data {
  payers: { payerId: string; name: string }[];
  rules: { id: string; title: string }[];
}

/** Asked once; until it has come ids stand for names. */
export function useNames(): Names {
  const report = useReport<Data>('{ payers { payerId name } rules { id title } }');
  const data = report.kind === 'ready' ? report.data : undefined;
  const payers = new Map(data?.payers.map(({ payerId, name }) => [payerId, name]));
  const rules = new Map(data?.rules.map(({ id, title }) => [id, title]));
  return { payer: (id) => payers.get(id) ?? id, rule: (id) => rules.get(id) ?? '' };
}
