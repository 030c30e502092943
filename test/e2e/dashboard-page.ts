import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Until the page has its heading and nothing on it waits any more. */
export async function loaded(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await expect.poll(() => page.locator('.waiting, [aria-busy=true]').count()).toBe(0);
}

/** What axe objects to in the page as it stands, one line a rule. */
export async function objections(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await (
      globalThis as unknown as {
        axe: { run(): Promise<{ violations: { id: string; nodes: { target: unknown; failureSummary: string }[] }[] }> };
      }
    ).axe.run();
    return violations.map(({ id, nodes }) => {
      const places = nodes.map((node) => `${node.target} ${node.failureSummary}`).slice(0, 3);
      return `${id}: ${places.join(' | ')}`;
    });
  });
}
