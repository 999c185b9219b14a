import type { Browser, Page } from 'playwright-core';

/** A page that is open, and the errors that nobody has asked for yet. */
interface OpenPage {
  readonly page: Page;
  readonly errors: string[];
}

/**
 * One page of a browser that is asked questions, each with a time limit.
 *
 * An answer counts only if the page was quiet meanwhile: an error in its console, an exception or a rejection that
 * nobody handled, a failed request or a crash makes the question fail. A page that does not answer in time is closed;
 * the next question gets a new one.
 */
export class PageSession {
  #open: Promise<OpenPage> | undefined;

  constructor(
    private readonly browser: Browser,
    private readonly url: string,
  ) {}

  /**
   * Asks the page.
   *
   * @param ask what to do with the page
   * @param limit in milliseconds
   * @throws Error when the page does not answer in time, or reports errors
   */
  async ask<T>(ask: (page: Page) => Promise<T>, limit: number): Promise<T> {
    const { page, errors } = await this.opened();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        reject(new Error(`the page gave no answer within ${limit / 1000} s`));
      }, limit);
    });
    try {
      const answer = await Promise.race([ask(page), late]);
      if (errors.length > 0) throw new Error(`the page reported errors:\n${errors.splice(0).join('\n')}`);
      return answer;
    } catch (error) {
      // What a failed question left behind must not be taken for an error of the next one.
      this.#open = undefined;
      await page.close();
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  /** The page; one that did not open is forgotten, so that the next question tries anew. */
  private async opened(): Promise<OpenPage> {
    this.#open ??= openPage(this.browser, this.url);
    try {
      return await this.#open;
    } catch (error) {
      this.#open = undefined;
      throw error;
    }
  }

  /** Closes the page. */
  async close(): Promise<void> {
    const open = this.#open;
    this.#open = undefined;
    await (await open?.catch(() => undefined))?.page.close();
  }
}

async function openPage(browser: Browser, url: string): Promise<OpenPage> {
  const page = await browser.newPage();
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => errors.push(`uncaught: ${error.stack ?? error.message}`));
  page.on('requestfailed', (request) => errors.push(`request failed: ${request.url()}`));
  page.on('crash', () => errors.push('the page crashed'));
  await page.goto(url);
  return { page, errors };
}
