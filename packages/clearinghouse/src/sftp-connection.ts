import { setTimeout as delay } from 'node:timers/promises';
import { ConnectionLost, openSession, type SftpSession } from './sftp-session.ts';
import type { SftpLogin, SftpSettings } from './sftp-settings.ts';
import { TransportError } from './transport.ts';

const firstRestMilliseconds = 30_000;
const longestRestMilliseconds = 900_000;

/** The connection of one route: made when it is needed, made again when it broke, closed when nobody uses it. */
export class SftpConnection {
  readonly #settings: SftpSettings;
  readonly #login: SftpLogin;
  #session: SftpSession | undefined;
  #idleTimer: NodeJS.Timeout | undefined;
  #refusal: { error: TransportError; until: number; restMilliseconds: number } | undefined;

  constructor(settings: SftpSettings, login: SftpLogin) {
    this.#settings = settings;
    this.#login = login;
  }

  /**
   * Runs work that may be repeated, anew on a new connection when the one under it breaks. One call at a time. Throws what the
   * last try threw.
   */
  async run<Result>(work: (session: SftpSession) => Promise<Result>): Promise<Result> {
    clearTimeout(this.#idleTimer);
    try {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await work(await this.#connected());
        } catch (error) {
          if (!(error instanceof ConnectionLost) || attempt >= this.#settings.attempts) throw error;
          // A little by chance, so that many routes do not come back in the same moment.
          await delay(this.#settings.retryMilliseconds * 2 ** (attempt - 1) * (0.75 + Math.random() / 2));
        }
      }
    } finally {
      this.#idleTimer = setTimeout(() => this.close(), this.#settings.idleMilliseconds).unref();
    }
  }

  close(): void {
    clearTimeout(this.#idleTimer);
    this.#session?.drop();
    this.#session = undefined;
  }

  async #connected(): Promise<SftpSession> {
    if (this.#session?.isAlive) return this.#session;
    if (this.#refusal && Date.now() < this.#refusal.until) throw this.#refusal.error;
    try {
      this.#session = await openSession(this.#settings, this.#login);
      this.#refusal = undefined;
      return this.#session;
    } catch (error) {
      if (error instanceof TransportError && error.code === 'login_refused') this.#rest(error);
      throw error;
    }
  }

  #rest(error: TransportError): void {
    const restMilliseconds = Math.min(
      this.#refusal ? this.#refusal.restMilliseconds * 2 : firstRestMilliseconds,
      longestRestMilliseconds,
    );
    this.#refusal = { error, until: Date.now() + restMilliseconds, restMilliseconds };
  }
}
