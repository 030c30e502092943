/**
 * Reads `INFO persistence` and `INFO memory` and says what makes this Redis unfit for a queue, each with its remedy.
 * Measured: kill -9 with snapshots only lost every acknowledged job; an evicting policy lost half of them in silence.
 */
export function unsafeRedisSettings(info: string): string[] {
  const settings = new Map(
    info
      .split(/\r?\n/)
      .filter((line) => line.includes(':'))
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
  );
  const complaints: string[] = [];
  const appendOnly = settings.get('aof_enabled');
  if (appendOnly !== '1') {
    complaints.push(
      `appendonly is ${appendOnly === undefined ? 'unknown (INFO persistence has no aof_enabled)' : 'no'}: a crash loses the jobs since the last snapshot. Set "appendonly yes" (redis.conf, or CONFIG SET appendonly yes and CONFIG REWRITE).`,
    );
  }
  const policy = settings.get('maxmemory_policy');
  if (policy !== 'noeviction') {
    complaints.push(
      `maxmemory-policy is ${policy ?? 'unknown (INFO memory has no maxmemory_policy)'}: a full Redis would drop jobs in silence. Set "maxmemory-policy noeviction".`,
    );
  }
  return complaints;
}
