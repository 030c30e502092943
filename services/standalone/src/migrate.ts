import { join } from 'node:path';
import { createServiceUsers, migrate } from '@claimwright/db/migrate';
import { asOwner } from '@claimwright/db/owner';
import { provisionApiKey, provisionTenant } from '@claimwright/db/provision';
import { migrateQueueSchema } from '@claimwright/queue/migrate-queue-schema';
import { readConfig } from '@claimwright/runtime/config';
import { newId } from '@claimwright/runtime/ids';
import { runCommand } from './command.ts';
import { migrateConfig } from './config.ts';
import { saveSettings } from './tenant/apply.ts';
import { say } from './terminal.ts';

// One shot: brings the schema up to date, sets the service passwords, makes the first tenant. Running it again changes nothing.
await runCommand(async () => {
  const config = readConfig(migrateConfig);
  const url = config.OWNER_DATABASE_URL;
  const report = await migrate(url, join(import.meta.dirname, '../../../migrations'));
  say(
    `migrations: ${report.applied.length} applied (${report.applied.join(', ') || 'none'}), ${report.alreadyThere} there already`,
  );
  await createServiceUsers(url, {
    app: { user: config.APP_USER, password: config.APP_PASSWORD },
    report: { user: config.REPORT_USER, password: config.REPORT_PASSWORD },
  });
  if (config.QUEUE_BACKEND === 'postgres') {
    await asOwner(url, (client) => migrateQueueSchema(client, { grantTo: ['claimwright_app'] }));
  }
  const tenantId = config.TENANT_ID;
  if (config.TENANT_NAME !== undefined) await provisionTenant(url, { tenantId, name: config.TENANT_NAME });
  if (config.TENANT_API_KEY !== undefined) {
    await provisionApiKey(url, {
      tenantId,
      id: newId(),
      key: config.TENANT_API_KEY,
      label: 'first key',
      scopes: ['admin'],
    });
  }
  if (config.TENANT_ROUTE !== undefined) {
    await saveSettings(url, { tenantId, routes: { default: config.TENANT_ROUTE }, payers: [] });
  }
});
