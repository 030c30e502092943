import type { EncounterInput } from '@claimwright/domain/encounter';
import { useState } from 'preact/hooks';
import type { Refusal } from '../rest/call.ts';
import { useCall } from '../rest/use-call.ts';

/** The encounter as somebody else has made it meanwhile. */
export interface Meanwhile {
  version: number;
  content: EncounterInput;
  events: { type: string; version: number; actor: string; occurredAt: string }[];
}

export interface Save {
  busy: boolean;
  problem: Refusal | undefined;
  /** Set when the version that was edited is no longer the last one. */
  overtaken: Meanwhile | undefined;
  /** Replaces the version; whether it was saved. */
  run(content: EncounterInput, version: number): Promise<boolean>;
  forget(): void;
}

/** PUT of an encounter with If-Match. When another version has come, it is fetched, so that it can be shown what changed. */
export function useSave(id: string): Save {
  const call = useCall();
  const [state, setState] = useState<Pick<Save, 'busy' | 'problem' | 'overtaken'>>({
    busy: false,
    problem: undefined,
    overtaken: undefined,
  });
  const settle = (next: Partial<typeof state>) =>
    setState({ busy: false, problem: undefined, overtaken: undefined, ...next });
  return {
    ...state,
    forget: () =>
      setState((before) =>
        before.problem || before.overtaken ? { ...before, problem: undefined, overtaken: undefined } : before,
      ),
    run: async (content, version) => {
      settle({ busy: true });
      const path = `/v1/encounters/${id}`;
      const answer = await call('PUT', path, { body: content, ifMatch: `"${version}"` });
      if (answer.ok) {
        settle({});
        return true;
      }
      if (answer.problem.code !== 'precondition_failed') {
        settle({ problem: answer.problem });
        return false;
      }
      const current = await call<Meanwhile>('GET', path);
      settle(current.ok ? { overtaken: current.body } : { problem: answer.problem });
      return false;
    },
  };
}
