/** Runs what it is given one after the other, in the order of calling; a failure is its caller's and does not stop the next. */
export function oneAtATime(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work, work);
    last = result.then(ignore, ignore);
    return result;
  };
}

function ignore(): undefined {
  return undefined;
}
