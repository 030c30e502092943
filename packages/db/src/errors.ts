/** The SQLSTATE of a database error; undefined for anything else. */
export function sqlState(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && error instanceof Error ? code : undefined;
}

/** True when the database refused a value or a constraint (class 22, 23), or chose a victim among rivals (class 40). */
export function blamesARow(error: unknown): boolean {
  const state = sqlState(error);
  return state !== undefined && /^(22|23|40)/.test(state);
}

const connectionCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN']);

/**
 * True when the database could not be asked at all: no connection, none free in time, shutting down, out of resources. Whether
 * a commit that was under way went through is then unknown; repeating with the same ids is safe.
 */
export function databaseIsAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = (error as { code?: unknown }).code;
  if (typeof code === 'string' && (connectionCodes.has(code) || /^(08|53|57P)/.test(code))) return true;
  return /timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error/.test(
    error.message,
  );
}
