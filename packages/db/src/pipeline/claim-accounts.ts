import type { ClaimLine } from '@claimwright/domain/claim';
import type { LedgerEntry } from '@claimwright/domain/ledger';
import type { TenantTransaction } from '../database.ts';

/** What posting has to know of a claim's line. */
export type AccountLine = Pick<
  ClaimLine,
  'lineNumber' | 'lineControlNumber' | 'modifiers' | 'chargeCents' | 'serviceFrom' | 'serviceTo'
> & {
  /** Absent on a revenue line without one. */
  procedureCode?: string;
  /** Of an institutional claim. */
  revenueCode?: string;
};

type ServiceCode = 'procedureCode' | 'revenueCode';

/** Lines of these claims by claim id, in order. */
export async function loadAccountLines(
  tx: TenantTransaction,
  claimIds: readonly string[],
): Promise<Map<string, AccountLine[]>> {
  const { rows } = await tx.query<
    Omit<AccountLine, ServiceCode> & Record<ServiceCode, string | null> & { claimId: string }
  >({
    name: 'account-lines',
    text: `select claim_id as "claimId", line_number as "lineNumber", line_control_number as "lineControlNumber",
        procedure_code as "procedureCode", revenue_code as "revenueCode", modifiers, charge_cents as "chargeCents", service_from as "serviceFrom", service_to as "serviceTo"
      from claim_lines where tenant_id = $1 and claim_id = any($2::uuid[]) order by claim_id, line_number`,
    values: [tx.tenantId, claimIds],
  });
  return grouped(
    rows.map(({ procedureCode, revenueCode, ...row }) => ({
      ...row,
      procedureCode: procedureCode ?? undefined,
      revenueCode: revenueCode ?? undefined,
    })),
  );
}

/** Ledger entries of these claims by claim id, in the order they were written. */
export async function loadLedgers(
  tx: TenantTransaction,
  claimIds: readonly string[],
): Promise<Map<string, LedgerEntry[]>> {
  if (claimIds.length === 0) return new Map();
  const { rows } = await tx.query<LedgerEntry & { claimId: string }>({
    name: 'ledgers',
    text: `select claim_id as "claimId", posting, account, amount_cents as "amountCents", effective_date as "effectiveDate",
        line_number as "lineNumber", reason
      from ledger_entries where tenant_id = $1 and claim_id = any($2::uuid[]) order by sequence`,
    values: [tx.tenantId, claimIds],
  });
  return grouped(
    rows.map((row) => ({ ...row, lineNumber: row.lineNumber ?? undefined, reason: row.reason ?? undefined })),
  );
}

function grouped<Row extends { claimId: string }>(rows: readonly Row[]): Map<string, Omit<Row, 'claimId'>[]> {
  const byClaim = new Map<string, Omit<Row, 'claimId'>[]>();
  for (const { claimId, ...row } of rows) {
    const list = byClaim.get(claimId);
    if (list) list.push(row);
    else byClaim.set(claimId, [row]);
  }
  return byClaim;
}
