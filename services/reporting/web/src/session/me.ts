import { createContext } from 'preact';

/** Who looks at the page, as far as it is known yet. */
export interface MeValue {
  /** "key/…", as tasks and events name it. */
  actor: string | undefined;
  /** Whether the key has a scope; no while nothing is known. A page hides what would be refused; the service refuses it. */
  may(scope: string): boolean;
  /** What the key that acted is called; undefined for who is no key of this tenant, and while nothing is known. */
  nameOf(actor: string): string | undefined;
}

/** The key's own name and scopes. */
export const Me = createContext<MeValue>({ actor: undefined, may: () => false, nameOf: () => undefined });

/** What the service says of the key that asks and of the tenant's others. */
export interface KnownKeys {
  me: { actor: string; scopes: readonly string[] };
  keys: readonly { actor: string; name: string }[];
}

export function meOf(known: KnownKeys | undefined): MeValue {
  const names = new Map(known?.keys.map(({ actor, name }) => [actor, name]));
  return {
    actor: known?.me.actor,
    may: (scope) => known !== undefined && (known.me.scopes.includes('admin') || known.me.scopes.includes(scope)),
    nameOf: (actor) => names.get(actor),
  };
}
