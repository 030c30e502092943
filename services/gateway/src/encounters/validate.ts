import { readCheckSources } from '@claimwright/db/read/check-sources';
import { loadRuleSettings } from '@claimwright/db/review/rule-settings';
import { type EncounterInput, encounterInput } from '@claimwright/domain/encounter';
import { principalOf } from '@claimwright/http/authentication';
import { type Contract, type Mounted, mount } from '@claimwright/http/contract';
import { historyReach } from '@claimwright/scrub/history-reach';
import { repairedForChecks, scrub } from '@claimwright/scrub/scrub';
import type { GatewayDeps } from '../dependencies.ts';
import { scrubRun } from './resource.ts';

const contract: Contract = {
  operationId: 'validateEncounter',
  method: 'POST',
  path: '/v1/encounters:validate',
  tag: 'Encounters',
  summary: 'Check an encounter and keep nothing',
  description:
    'The same checks that an accepted encounter goes through, against the same code sets, payer profile and patient history.',
  scope: 'encounters:write',
  body: { contentTypes: ['application/json'], schema: encounterInput, description: 'as for POST /v1/encounters' },
  answers: { 200: { description: 'what the checks say', schema: scrubRun } },
  problems: ['malformed_json', 'invalid_content', 'payload_too_large', 'unsupported_media_type'],
};

/** POST /v1/encounters:validate */
export function mountValidateEncounter(to: Mounted, deps: GatewayDeps): void {
  mount(to, contract, async (request, reply) => {
    const encounter = request.body as EncounterInput;
    const { tenantId } = principalOf(request);
    const codeSets = deps.codeSets();
    const today = deps.clock.today();
    const sources = await deps.database.snapshot(tenantId, async (tx) => {
      const settings = await loadRuleSettings(tx);
      const found = await readCheckSources(tx, encounter, (payer) => {
        const { encounter: content } = repairedForChecks({ encounter, payer, today, settings });
        return { content, reach: historyReach({ encounter: content, payer, codeSets }) };
      });
      return { ...found, settings };
    });
    const input = { encounter, ...sources, codeSets, today, receivedOn: today, now: deps.clock.now() };
    const run = scrub(input);
    return reply.send({ ...run, outcomeReason: run.outcomeReason ?? null });
  });
}
