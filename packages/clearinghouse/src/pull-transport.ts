import { type ClearinghouseTransport, TransportError } from './transport.ts';

/**
 * A clearinghouse that fetches its files itself and hands its answers in, both over HTTP at the gateway. Nothing is carried from
 * here: there is never a file to poll, and to send one is a mistake of the caller.
 */
export function openPullTransport(): ClearinghouseTransport {
  return {
    send: async ({ name }) => {
      throw new TransportError(
        'pulled_only',
        `${name}: files of this route are fetched by the clearinghouse, not sent`,
      );
    },
    poll: async () => [],
    acknowledge: async () => undefined,
    close: async () => undefined,
  };
}
