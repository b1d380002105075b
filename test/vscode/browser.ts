import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { inRoot } from '../../scripts/shell.ts';

const pictures = inRoot('test-results', 'screenshots');

export async function openWorkbench(executablePath: string, url: string, folder: string): Promise<Workbench> {
  const quiet = ['quic', 'background-networking', 'component-update', 'sync', 'gpu'].map((what) => `--disable-${what}`);
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--no-first-run', ...quiet] });
  const page = await browser.newPage({ viewport: { width: 1360, height: 820 }, deviceScaleFactor: 1.5 });
  page.setDefaultTimeout(20_000);
  await page.goto(`${url}/?folder=${encodeURIComponent(folder)}`);
  await page.locator('.monaco-workbench').waitFor({ timeout: 60_000 });
  return new Workbench(browser, page);
}

/** What a person does in VS Code, by the means a person has: keys, the mouse and what is seen. */
export class Workbench {
  readonly page: Page;
  readonly #browser: Browser;

  constructor(browser: Browser, page: Page) {
    this.#browser = browser;
    this.page = page;
  }

  async close(): Promise<void> {
    await this.#browser.close();
  }

  async picture(name: string): Promise<void> {
    mkdirSync(pictures, { recursive: true });
    await this.page.screenshot({ path: join(pictures, `${name}.png`) });
  }

  async command(title: string): Promise<void> {
    await this.page.keyboard.press('F1');
    const input = this.page.locator('.quick-input-widget input');
    await input.waitFor();
    await input.fill(`>${title}`);
    await this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: title }).first().waitFor();
    await this.page.keyboard.press('Enter');
  }

  async openFile(name: string): Promise<void> {
    await this.page.keyboard.press('Control+p');
    const input = this.page.locator('.quick-input-widget input');
    await input.waitFor();
    await input.fill(name);
    await this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: name }).first().waitFor();
    await this.page.keyboard.press('Enter');
    await this.page.locator('.tab.active').filter({ hasText: name }).waitFor();
    await this.page.locator('.editor-instance .view-line').first().waitFor();
  }

  /** Types into the input box that an extension shows. */
  async answer(text: string): Promise<void> {
    const input = this.page.locator('.quick-input-widget input');
    await input.waitFor();
    await expect.poll(() => input.inputValue()).toBe('');
    await input.fill(text);
    await this.page.keyboard.press('Enter');
  }

  /** Brings the line (1-based) into view and the cursor to its start. */
  async goToLine(line: number): Promise<void> {
    const widget = this.page.locator('.quick-input-widget');
    await this.page.keyboard.press('Control+g');
    await widget.locator('input').waitFor();
    await widget.locator('input').fill(`:${line}`);
    await widget.locator('.monaco-list-row').first().waitFor();
    await this.page.keyboard.press('Enter');
    await widget.waitFor({ state: 'hidden' });
  }

  line(containing: string) {
    return this.page.locator('.editor-instance .view-line').filter({ hasText: containing });
  }

  squiggles(severity: 'error' | 'warning' | 'info' | 'hint') {
    return this.page.locator(`.editor-instance .squiggly-${severity}`);
  }

  problems(containing: string) {
    return this.page.locator('.markers-panel .monaco-list-row').filter({ hasText: containing });
  }
}
