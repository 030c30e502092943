import type { EncounterInput } from '@claimwright/domain/encounter';
import { useState } from 'preact/hooks';
import type { Refusal } from '../rest/call.ts';
import { useCall } from '../rest/use-call.ts';

type Call = ReturnType<typeof useCall>;

/** The encounter as somebody else has made it meanwhile. */
export interface Meanwhile {
  version: number;
  /** Of the claim that the edit corrects. */
  claimVersion?: number;
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
  /** Content version of the claim as it was read. */
  claimVersion: number;
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
      const answer = await send(call, id, content, version, correction);
      if (answer.ok) {
        settle({});
        return true;
      }
      const current =
        answer.problem.code === 'precondition_failed' ? await readMeanwhile(call, id, correction?.claimId) : undefined;
      settle(current ? { overtaken: current } : { problem: answer.problem });
      return false;
    },
  };
}

async function send(
  call: Call,
  id: string,
  content: EncounterInput,
  version: number,
  correction: CorrectionToSave | undefined,
): Promise<{ ok: true } | { ok: false; problem: Refusal }> {
  if (!correction) return call('PUT', `/v1/encounters/${id}`, { body: content, ifMatch: `"${version}"` });
  const { claimId, claimVersion, ...why } = correction;
  const body = { ...why, encounters: [{ id, version, content }] };
  const answer = await call('POST', `/v1/claims/${claimId}:correct`, { body, ifMatch: `"${claimVersion}"` });
  return answer.ok ? answer : { ok: false, problem: fromCorrection(answer.problem) };
}

/** The claim first: what changes between the two is found by the version of the encounter. */
async function readMeanwhile(call: Call, id: string, claimId: string | undefined): Promise<Meanwhile | undefined> {
  const claim =
    claimId === undefined ? undefined : await call<{ contentVersion: number }>('GET', `/v1/claims/${claimId}`);
  const current = await call<Meanwhile>('GET', `/v1/encounters/${id}`);
  if (!current.ok || claim?.ok === false) return undefined;
  return { ...current.body, ...(claim && { claimVersion: claim.body.contentVersion }) };
}

function fromCorrection(problem: Refusal): Refusal {
  const errors = problem.errors.map((error) =>
    error.pointer?.startsWith(inCorrection) ? { ...error, pointer: error.pointer.slice(inCorrection.length) } : error,
  );
  return { ...problem, errors };
}
