import type { Mounted } from '@claimwright/http/contract';
import type { GatewayDeps } from '../dependencies.ts';
import { mountEffectiveness } from './effectiveness.ts';
import { mountRerun } from './rerun.ts';
import { mountRuleSettings } from './rule-settings.ts';
import { mountRules } from './rules.ts';
import { mountWhatIf } from './whatif.ts';
import { mountWhatIfEncounters } from './whatif-encounters.ts';

/** Everything by which verdicts are reviewed: rules and their settings, runs made again, tasks, what-if, denials replayed. */
export function mountReview(to: Mounted, deps: GatewayDeps): void {
  mountRules(to, deps);
  mountEffectiveness(to, deps);
  mountRuleSettings(to, deps);
  mountRerun(to, deps);
  mountWhatIf(to, deps);
  mountWhatIfEncounters(to, deps);
}
