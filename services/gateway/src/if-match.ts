import { type Problem, problem } from '@claimwright/http/problem';

/** Versions that a request may change: its If-Match, or any. */
export type AcceptedVersions = ReadonlySet<number> | 'any';

export type IfMatch = { ok: true; versions: AcceptedVersions } | { ok: false; problem: Problem };

/** Reads If-Match (RFC 9110, 13.1.1): "*" or entity tags, which are our version numbers. Refuses a request without it. */
export function readIfMatch(header: string | undefined): IfMatch {
  if (header === undefined) {
    const detail = 'Send If-Match with the ETag of the version you read, so that no change of somebody else is lost.';
    return { ok: false, problem: problem('precondition_required', detail) };
  }
  if (header.trim() === '*') return { ok: true, versions: 'any' };
  const tags = header.split(',').map((tag) => /^\s*"(\d{1,9})"\s*$/.exec(tag)?.[1]);
  if (tags.every((tag) => tag !== undefined)) return { ok: true, versions: new Set(tags.map(Number)) };
  const message = 'must be an ETag as it was given out, e.g. "3"';
  const errors = [{ parameter: 'If-Match', rule: 'pattern', message }];
  return { ok: false, problem: problem('malformed_request', 'The If-Match header cannot be used.', { errors }) };
}

/** The same where it may be left out: any version then. */
export function readOptionalIfMatch(header: string | undefined): IfMatch {
  return header === undefined ? { ok: true, versions: 'any' } : readIfMatch(header);
}
