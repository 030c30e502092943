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

/** Goes to an address of ours without loading the document again. */
export function go(address: string, how: 'push' | 'replace' = 'push'): void {
  if (how === 'push') history.pushState(null, '', address);
  else history.replaceState(null, '', address);
  dispatchEvent(new Event(moved));
}

/** The present place, kept up to date. */
export function usePlace(): Place {
  const [place, setPlace] = useState(here);
  useEffect(() => {
    const follow = () => setPlace(here());
    addEventListener(moved, follow);
    addEventListener('popstate', follow);
    return () => {
      removeEventListener(moved, follow);
      removeEventListener('popstate', follow);
    };
  }, []);
  return place;
}
