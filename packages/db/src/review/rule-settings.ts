import type { IsoDate, IsoInstant } from '@claimwright/domain/dates';
import type { EncounterInput } from '@claimwright/domain/encounter';
import type { Severity } from '@claimwright/domain/finding';
import type { TenantTransaction } from '../database.ts';

/** Which encounters a setting speaks of; nothing said is everything. */
export interface RuleSettingScope {
  payerId?: string;
  claimType?: EncounterInput['claimType'];
}

/** Whether and how heavily a rule counts for a tenant. */
export interface StoredRuleSetting {
  ruleId: string;
  scope: RuleSettingScope;
  severity: Severity | 'off';
  who: string;
  why: string;
  /** Last day it holds. */
  until?: IsoDate;
}

interface SettingRow {
  ruleId: string;
  payerId: string;
  claimType: '' | EncounterInput['claimType'];
  severity: Severity | 'off';
  who: string;
  why: string;
  until: IsoDate | null;
}

const columns = `rule_id as "ruleId", payer_id as "payerId", claim_type as "claimType", severity, who, why, until`;

/** All settings of the tenant, those that have ended included, in a fixed order. */
export async function loadRuleSettings(tx: TenantTransaction): Promise<StoredRuleSetting[]> {
  const { rows } = await tx.query<SettingRow>({
    name: 'rule-settings',
    text: `select ${columns} from rule_settings where tenant_id = $1 order by rule_id, payer_id, claim_type`,
    values: [tx.tenantId],
  });
  return rows.map(fromDbRuleSetting);
}

/** Sets a rule for a scope; returns what stood there before, locked until the end of the transaction. */
export async function saveRuleSetting(
  tx: TenantTransaction,
  setting: StoredRuleSetting,
  at: IsoInstant,
): Promise<StoredRuleSetting | undefined> {
  const key = [tx.tenantId, setting.ruleId, setting.scope.payerId ?? '', setting.scope.claimType ?? ''];
  const before = await tx.query<SettingRow>(
    `select ${columns} from rule_settings where tenant_id = $1 and rule_id = $2 and payer_id = $3 and claim_type = $4 for update`,
    key,
  );
  await tx.query(
    `insert into rule_settings (tenant_id, rule_id, payer_id, claim_type, severity, who, why, until, set_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (tenant_id, rule_id, payer_id, claim_type) do update set severity = excluded.severity, who = excluded.who,
       why = excluded.why, until = excluded.until, set_at = excluded.set_at`,
    [...key, setting.severity, setting.who, setting.why, setting.until ?? null, at],
  );
  return before.rows[0] && fromDbRuleSetting(before.rows[0]);
}

/** Takes a setting back; returns it, or undefined when there was none. */
export async function deleteRuleSetting(
  tx: TenantTransaction,
  ruleId: string,
  scope: RuleSettingScope,
): Promise<StoredRuleSetting | undefined> {
  const { rows } = await tx.query<SettingRow>(
    `delete from rule_settings where tenant_id = $1 and rule_id = $2 and payer_id = $3 and claim_type = $4 returning ${columns}`,
    [tx.tenantId, ruleId, scope.payerId ?? '', scope.claimType ?? ''],
  );
  return rows[0] && fromDbRuleSetting(rows[0]);
}

function fromDbRuleSetting(row: SettingRow): StoredRuleSetting {
  const { ruleId, payerId, claimType, severity, who, why, until } = row;
  return {
    ruleId,
    scope: { ...(payerId === '' ? {} : { payerId }), ...(claimType === '' ? {} : { claimType }) },
    severity,
    who,
    why,
    ...(until === null ? {} : { until }),
  };
}
