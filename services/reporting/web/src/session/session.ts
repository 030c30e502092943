import { createContext } from 'preact';

interface SessionValue {
  key: string;
  /** Forgets the key; `why` is shown where a new one is asked for. */
  end(why?: string): void;
}

/** The key everything below asks with. */
export const Session = createContext<SessionValue>({ key: '', end: () => undefined });
