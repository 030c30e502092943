/**
 * A failure whose text may be shown and kept in the queue, because the handler vouches that it holds no PHI. Any other error
 * is reduced to its class, code and place before it is stored: its text goes to the log only, where redaction applies.
 */
export class JobFailure extends Error {
  readonly code: string;
  readonly retry: boolean;

  /** `retry: false` sends the job to the dead letters at once, without using up its attempts. */
  constructor(code: string, publicText: string, options: { retry?: boolean; cause?: unknown } = {}) {
    super(publicText, { cause: options.cause });
    this.name = 'JobFailure';
    this.code = code;
    this.retry = options.retry ?? true;
  }
}

/** What a failed run leaves in the queue: a reason and stack lines, neither with any data in it. */
export function describeFailure(error: unknown): { reason: string; frames: string[] } {
  if (!(error instanceof Error)) return { reason: 'threw something that is not an Error', frames: [] };
  const frames = stackFrames(error);
  if (error instanceof JobFailure) return { reason: `${error.code}: ${error.message}`, frames };
  const name = /^\w{1,60}$/.test(error.name) ? error.name : 'Error';
  const code = 'code' in error && /^\w{1,40}$/.test(String(error.code)) ? ` ${String(error.code)}` : '';
  const place = frames.find((line) => !line.includes('node_modules') && !line.includes('node:'));
  const file = place?.match(/([^/\\(\s]+:\d+:\d+)\)?$/)?.[1];
  return { reason: `${name}${code}${file === undefined ? '' : ` at ${file}`}`, frames };
}

/** The lines of the stack that are places in code. The text of the error stands above them and may hold anything. */
function stackFrames(error: Error): string[] {
  const stack = error.stack ?? '';
  const text = stack.indexOf(error.message);
  const below = text < 0 ? stack : stack.slice(text + error.message.length);
  return below.split('\n').filter((line) => /^\s+at .*(:\d+:\d+\)?|\((<anonymous>|native)\))$/.test(line));
}
