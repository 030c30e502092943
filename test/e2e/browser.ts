import { findTool } from '@claimwright/testing/tools';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** A page of a real browser, with everything it complained of and everywhere it went. */
export interface WatchedPage extends AsyncDisposable {
  page: Page;
  /** Errors and warnings of the console, and exceptions nobody caught. */
  complaints: string[];
  /** Addresses outside `origin` that the page asked for. */
  strangers: string[];
}

/** Starts the Chromium of this machine. Fails when there is none; whether a bare machine may leave the tests out is for `lacksTools`. */
export async function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: findTool('chromium'),
    args: ['--no-sandbox', '--disable-background-networking', '--disable-gpu'],
  });
}

/** Opens a page in a context of its own: nothing is kept from another. */
export async function openPage(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  const strangers: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin && url.protocol !== 'data:' && url.protocol !== 'blob:') strangers.push(request.url());
  });
  return { page, complaints, strangers, [Symbol.asyncDispose]: () => context.close() };
}
