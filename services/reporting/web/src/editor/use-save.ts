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

/** What goes with a content that corrects a claim. */
export interface CorrectionToSave {
  claimId: string;
  reason: string;
  payerClaimControlNumber?: string;
}

/** The claim's correction names places of the encounter it carries; the editor knows them from the encounter down. */
const inCorrection = '/encounters/0/content';

/**
 * PUT of an encounter with If-Match, or the correction of a claim that bills it. When another version has come, it is fetched, so
 * that it can be shown what changed.
 */
export function useSave(id: string, correction?: CorrectionToSave): Save {
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
      if (correction) {
        const { claimId, ...why } = correction;
        const body = { ...why, encounters: [{ id, content }] };
        const corrected = await call('POST', `/v1/claims/${claimId}:correct`, { body });
        settle(corrected.ok ? {} : { problem: fromCorrection(corrected.problem) });
        return corrected.ok;
      }
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

function fromCorrection(problem: Refusal): Refusal {
  const errors = problem.errors.map((error) =>
    error.pointer?.startsWith(inCorrection) ? { ...error, pointer: error.pointer.slice(inCorrection.length) } : error,
  );
  return { ...problem, errors };
}
