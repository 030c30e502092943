import type { ComponentChildren } from 'preact';
import type { Report } from '../report/use-report.ts';

/** Says that something comes; grey bars keep the place. */
function Waiting({ what }: { what: string }) {
  return (
    <div class="waiting" role="status">
      <span class="sr-only">Loading {what} …</span>
      <span class="bone" />
      <span class="bone short" />
      <span class="bone" />
    </div>
  );
}

function Failed({ why, requestId, again }: { why: string; requestId?: string; again(): void }) {
  return (
    <div class="notice bad" role="alert">
      <p>
        <strong>This could not be loaded.</strong> {why}
      </p>
      {requestId !== undefined && (
        <p class="quiet">
          Request <code>{requestId}</code>
        </p>
      )}
      <button type="button" class="button" onClick={again}>
        Try again
      </button>
    </div>
  );
}

/** There is nothing, and why that may be. */
export function Nothing({ children }: { children: ComponentChildren }) {
  return <p class="nothing">{children}</p>;
}

interface ShownProps<Data> {
  report: Report<Data>;
  what: string;
  children(data: Data): ComponentChildren;
}

/** The answer, or what stands in its place. While a new answer comes the old one stays, marked as busy. */
export function Shown<Data>({ report, what, children }: ShownProps<Data>) {
  if (report.kind === 'failed') return <Failed {...report} />;
  if (report.kind === 'ready') return <div>{children(report.data)}</div>;
  if (report.previous === undefined) return <Waiting what={what} />;
  return (
    <div class="stale" aria-busy="true">
      {children(report.previous)}
    </div>
  );
}
