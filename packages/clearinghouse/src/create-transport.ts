import { createHash } from 'node:crypto';
import { isAbsolute, join, resolve } from 'node:path';
import { isIsoDate } from '@claimwright/domain/dates';
import * as z from 'zod';
import { openDirectoryTransport } from './directory-transport.ts';
import { openPullTransport } from './pull-transport.ts';
import { resolveLogin, type SftpSettings, sftpSettings } from './sftp-settings.ts';
import { openSftpTransport } from './sftp-transport.ts';
import { openSimulatorTransport, type SimulatorTransport } from './simulator-transport.ts';
import { type ClearinghouseTransport, TransportError, type TransportProblem } from './transport.ts';

/** What a row of `routes` says of its transport. */
export interface RouteTransport {
  name: string;
  adapter: string;
  settings: unknown;
}

export interface TransportSurroundings {
  /** Relative folders of the settings start here. */
  dataFolder: string;
  /** Told of single files that need a person. */
  onProblem?: (problem: TransportProblem) => void;
  /** Gives the value of a secret that settings name; undefined when it is not set. Without it no secret is there. */
  secret?: (name: string) => string | undefined;
}

const share = z.number().min(0).max(1).optional();
const folder = z.string().min(1);

const directorySettings = z.strictObject({
  outbox: folder,
  inbox: folder,
  settleMilliseconds: z.int().min(0).max(600_000).optional(),
});

/** All that could be set is in the route's schedule and in the clearinghouse's API key. */
const pullSettings = z.strictObject({});

const simulatorSettings = z.strictObject({
  folder,
  seed: z.string().min(1).default('claimwright'),
  startOn: z.string().refine(isIsoDate, 'must be a date written YYYY-MM-DD').optional(),
  faults: z
    .strictObject({
      duplicatedFiles: share,
      lostFiles: share,
      fileKinds: z.array(z.enum(['TA1', '999', '277CA', '277', '835', 'report'])).optional(),
      truncatedRemittances: share,
      unbalancedRemittances: share,
      claimsWithoutLineControlNumbers: share,
      claimsWithoutModifiers: share,
    })
    .optional(),
});

/** A transport of either adapter; `simulator` has the clock that can be moved. */
export type CreatedTransport =
  | { adapter: 'directory' | 'sftp' | 'http'; transport: ClearinghouseTransport }
  | { adapter: 'simulator'; transport: SimulatorTransport };

/**
 * Opens the transport a route names. Throws TransportError `settings_invalid` naming the route and each wrong field.
 */
export async function createTransport(
  route: RouteTransport,
  surroundings: TransportSurroundings,
): Promise<CreatedTransport> {
  const inDataFolder = (path: string) => (isAbsolute(path) ? path : resolve(surroundings.dataFolder, path));
  switch (route.adapter) {
    case 'directory': {
      const { outbox, inbox, ...rest } = parsed(route, directorySettings);
      const folders = { outbox: inDataFolder(outbox), inbox: inDataFolder(inbox) };
      if (folders.outbox === folders.inbox) {
        throw new TransportError('settings_invalid', `route ${route.name}: outbox and inbox must be two folders`);
      }
      const transport = await openDirectoryTransport({ ...folders, ...rest }, surroundings.onProblem);
      return { adapter: 'directory', transport };
    }
    case 'simulator': {
      const settings = parsed(route, simulatorSettings);
      const transport = await openSimulatorTransport({ ...settings, folder: inDataFolder(settings.folder) });
      return { adapter: 'simulator', transport };
    }
    case 'sftp': {
      const settings = parsed(route, sftpSettings);
      const resolved = resolveLogin(settings.login, surroundings.secret ?? (() => undefined));
      if ('missing' in resolved) {
        const names = resolved.missing.join(', ');
        throw new TransportError('settings_invalid', `route ${route.name}: settings.login: ${names} is not set`);
      }
      const receipts = inDataFolder(join('sftp-receipts', receiptFolderName(settings)));
      const transport = await openSftpTransport(settings, resolved.login, receipts, surroundings.onProblem);
      return { adapter: 'sftp', transport };
    }
    case 'http':
      parsed(route, pullSettings);
      return { adapter: 'http', transport: openPullTransport() };
    default:
      throw unknownAdapter(route);
  }
}

/** Judges a route's settings without opening anything. Throws TransportError as `createTransport` would. */
export function checkTransportSettings(route: RouteTransport): void {
  if (route.adapter === 'directory') parsed(route, directorySettings);
  else if (route.adapter === 'simulator') parsed(route, simulatorSettings);
  else if (route.adapter === 'sftp') parsed(route, sftpSettings);
  else if (route.adapter === 'http') parsed(route, pullSettings);
  else throw unknownAdapter(route);
}

function unknownAdapter(route: RouteTransport): TransportError {
  return new TransportError(
    'settings_invalid',
    `route ${route.name}: adapter ${JSON.stringify(route.adapter)} is none of "directory", "http", "sftp", "simulator"`,
  );
}

/** By the place on the server, not by the route: a route may be renamed, and what was handed over stays handed over. */
function receiptFolderName({ username, host, port, outbox }: SftpSettings): string {
  const place = createHash('sha256')
    .update(JSON.stringify([username, host, port, outbox]))
    .digest('hex');
  return `${host.replace(/[^A-Za-z0-9.-]/g, '_').slice(0, 80)}-${place.slice(0, 16)}`;
}

function parsed<Schema extends z.ZodType>(route: RouteTransport, schema: Schema): z.output<Schema> {
  const result = schema.safeParse(route.settings);
  if (result.success) return result.data;
  const wrong = result.error.issues.map((issue) => `settings.${issue.path.join('.')}: ${issue.message}`);
  throw new TransportError('settings_invalid', `route ${route.name}: ${wrong.join('; ')}`);
}
