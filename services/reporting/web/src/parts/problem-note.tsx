import type { Refusal } from '../rest/call.ts';

/** What was refused, in the service's words, with the request to quote. Spoken at once. */
export function ProblemNote({ problem, what }: { problem: Refusal | undefined; what: string }) {
  if (problem === undefined) return null;
  const general = problem.errors.filter((error) => error.message !== '' && !problem.detail.includes(error.message));
  return (
    <div class="notice bad" role="alert">
      <p>
        <strong>{what}</strong> {problem.detail}
      </p>
      {general.length > 0 && (
        <ul>
          {general.map((error) => (
            <li key={`${error.pointer} ${error.message}`}>
              {(error.pointer ?? error.parameter) && <code>{error.pointer ?? error.parameter}</code>} {error.message}
            </li>
          ))}
        </ul>
      )}
      {problem.requestId !== undefined && (
        <p class="quiet small">
          Request <code>{problem.requestId}</code>
        </p>
      )}
    </div>
  );
}
