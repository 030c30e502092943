import * as z from 'zod';

/**
 * A secret is named, never written into a route: the name of an environment variable of the process that opens the transport. The
 * prefix keeps a route from naming a secret that is not one of a clearinghouse (the database's, say).
 */
const secretName = z
  .string()
  .regex(/^CLAIMWRIGHT_SFTP_[A-Z0-9_]{1,100}$/, 'must name an environment variable beginning with CLAIMWRIGHT_SFTP_');

/** `ssh-keygen -lf` prints a key's fingerprint in this form. */
const fingerprint = z
  .string()
  .regex(/^SHA256:[A-Za-z0-9+/]{43}=?$/, 'must be a fingerprint as "SHA256:…" with 43 characters')
  .transform((text) => text.replace(/=$/, ''));

/** A folder on the server, absolute or from where the login puts us. No "..": it would hide that two settings name one folder. */
const remoteFolder = z
  .string()
  .min(1)
  .max(500)
  .refine((path) => !path.includes('\0') && !path.split('/').includes('..'), 'must be a path without ".."')
  .transform((path) => (path.length > 1 ? path.replace(/\/+$/, '') : path));

const milliseconds = (most: number) => z.int().min(0).max(most);

/** The transport settings of a route with adapter "sftp". */
export const sftpSettings = z
  .strictObject({
    host: z.string().min(1).max(255),
    port: z.int().min(1).max(65_535).default(22),
    username: z.string().min(1).max(100),
    hostKeys: z
      .array(fingerprint)
      .min(1)
      .max(10)
      .describe('any of these is our partner; more than one while it changes'),
    login: z.discriminatedUnion('method', [
      z.strictObject({ method: z.literal('key'), privateKey: secretName, passphrase: secretName.optional() }),
      z.strictObject({ method: z.literal('password'), password: secretName }),
    ]),
    outbox: remoteFolder.describe('where our claim files are put'),
    inbox: remoteFolder.describe('where answers appear'),
    acknowledge: z
      .union([z.literal('delete'), z.strictObject({ archive: remoteFolder })])
      .describe('what is done with an answer that is stored with us'),
    settleMilliseconds: milliseconds(60_000).default(2000).describe('between the two looks at an arriving file'),
    connectMilliseconds: milliseconds(120_000).min(100).default(20_000),
    operationMilliseconds: milliseconds(600_000)
      .min(100)
      .default(60_000)
      .describe('for one request, more for big files'),
    idleMilliseconds: milliseconds(600_000).default(30_000).describe('an unused connection is closed after this'),
    attempts: z.int().min(1).max(10).default(4).describe('tries of one call when the connection breaks'),
    retryMilliseconds: milliseconds(60_000)
      .default(500)
      .describe('wait before the second try, doubled before each next'),
    largestFileBytes: z.int().min(1).max(1_073_741_824).default(268_435_456).describe('an answer above this is left'),
  })
  .superRefine((settings, context) => {
    const folders = [settings.outbox, settings.inbox];
    if (settings.acknowledge !== 'delete') folders.push(settings.acknowledge.archive);
    if (new Set(folders).size < folders.length) {
      context.addIssue({
        code: 'custom',
        path: ['inbox'],
        message: 'outbox, inbox and archive must be different folders',
      });
    }
  });
export type SftpSettings = z.output<typeof sftpSettings>;

/** How the login is proved, with the secrets themselves. Never logged, never stored. */
export type SftpLogin =
  | { method: 'key'; privateKey: string; passphrase: string | undefined }
  | { method: 'password'; password: string };

/** Looks the named secrets up; gives the names that are not set, if any. */
export function resolveLogin(
  login: SftpSettings['login'],
  secret: (name: string) => string | undefined,
): { login: SftpLogin } | { missing: string[] } {
  const missing: string[] = [];
  const need = (name: string) => {
    const value = secret(name);
    if (!value) missing.push(name);
    return value ?? '';
  };
  const resolved: SftpLogin =
    login.method === 'key'
      ? {
          method: 'key',
          privateKey: need(login.privateKey),
          passphrase: login.passphrase === undefined ? undefined : need(login.passphrase),
        }
      : { method: 'password', password: need(login.password) };
  return missing.length > 0 ? { missing } : { login: resolved };
}
