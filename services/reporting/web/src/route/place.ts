import { useEffect, useState } from 'preact/hooks';

/** Where the page is: the path below /dashboard and what follows the question mark. */
export interface Place {
  path: string;
  search: URLSearchParams;
}

const base = '/dashboard';
const moved = 'claimwright:moved';

function here(): Place {
  return { path: location.pathname.slice(base.length) || '/', search: new URLSearchParams(location.search) };
}

/** The address of a place, without empty parameters. */
export function addressOf(path: string, search: Readonly<Record<string, string | undefined>> = {}): string {
  const given = Object.entries(search).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const text = new URLSearchParams(given).toString();
  return `${base}${path}${text === '' ? '' : `?${text}`}`;
}

let mayLeave: () => boolean = () => true;

/** Asks `may` before the page is left for another of ours; the function given back ends that. */
export function guardLeaving(may: () => boolean): () => void {
  mayLeave = may;
  return () => {
    mayLeave = () => true;
  };
}

/** Goes to an address of ours without loading the document again. False when the page is not to be left. */
export function go(address: string, how: 'push' | 'replace' = 'push'): boolean {
  if (!mayLeave()) return false;
  if (how === 'push') history.pushState(null, '', address);
  else history.replaceState(null, '', address);
  dispatchEvent(new Event(moved));
  return true;
}

/** The present place, kept up to date. */
export function usePlace(): Place {
  const [place, setPlace] = useState(here);
  useEffect(() => {
    let last = location.href;
    const arrive = () => {
      last = location.href;
      setPlace(here());
    };
    const goBack = () => {
      // The browser's own back button has gone already; whoever wants to stay is brought back.
      if (mayLeave()) arrive();
      else history.pushState(null, '', last);
    };
    addEventListener(moved, arrive);
    addEventListener('popstate', goBack);
    return () => {
      removeEventListener(moved, arrive);
      removeEventListener('popstate', goBack);
    };
  }, []);
  return place;
}
