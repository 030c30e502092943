import { createContext } from 'preact';

/** Who looks at the page, as far as it is known yet. */
export interface MeValue {
  /** "key/…", as tasks and events name it. */
  actor: string | undefined;
  /** Whether the key has a scope; no while nothing is known. A page hides what would be refused; the service refuses it. */
  may(scope: string): boolean;
}

/** The key's own name and scopes. */
export const Me = createContext<MeValue>({ actor: undefined, may: () => false });

export function meOf(known: { actor: string; scopes: readonly string[] } | undefined): MeValue {
  return {
    actor: known?.actor,
    may: (scope) => known !== undefined && (known.scopes.includes('admin') || known.scopes.includes(scope)),
  };
}
