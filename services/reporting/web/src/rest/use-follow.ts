import { useEffect, useState } from 'preact/hooks';

const firstLookMilliseconds = 500;
const lastLookMilliseconds = 30_000;

/** Looks again, ever more seldom, while the service still works by itself on what is shown; from the start with every new `state`. */
export function useFollow(isMoving: boolean, state: string | number, reload: () => void): void {
  const [looks, setLooks] = useState(0);
  useEffect(() => setLooks(0), [state]);
  useEffect(() => {
    const pause = firstLookMilliseconds * 2 ** looks;
    if (!isMoving || pause > lastLookMilliseconds) return undefined;
    const timer = setTimeout(() => {
      setLooks(looks + 1);
      reload();
    }, pause);
    return () => clearTimeout(timer);
  }, [isMoving, looks, state]);
}
