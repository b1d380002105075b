import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inRoot, runNode } from '../../scripts/shell.ts';
import { editorsUnderTest } from '../vscode/editors.ts';

/** The HTML report as a quality controller uses it: opened from disk in a browser. */

const scratch = mkdtempSync(join(tmpdir(), 'emr-lint-report-'));
const complaints: string[] = [];
const requests: string[] = [];
let browser: Browser;
let page: Page;

beforeAll(async () => {
  const file = join(scratch, 'report.html');
  await runNode(inRoot('dist/emr-lint.mjs'), ['--format', 'html', '--output', file, 'samples'], { cwd: inRoot('.') });
  browser = await chromium.launch({
    executablePath: editorsUnderTest().chromium,
    args: ['--no-sandbox', '--disable-gpu'],
  });
  page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(pathToFileURL(file).href);
});

afterAll(async () => {
  await browser?.close();
  rmSync(scratch, { recursive: true, force: true });
});

const visible = (selector: string) => page.locator(`${selector}:visible`).count();
const shown = async () => (await page.textContent('#shown'))?.match(/\d+/g)?.map(Number) ?? [];

it('opens from disk, loads nothing else, and nothing in it is refused', async () => {
  expect(requests).toHaveLength(1);
  expect(complaints).toEqual([]);
  const [charts, findings] = await shown();
  expect(charts).toBe(await page.locator('#by-chart > details').count());
  expect(findings).toBe(await page.locator('#by-chart .finding').count());
  expect(findings).toBeGreaterThan(10);
});

it('narrows to what is asked for, and back', async () => {
  const everything = await shown();
  await page.click('.bar[data-filter-category="timeliness"]');
  const timeliness = await page.locator('#by-chart .finding[data-category="timeliness"]').count();
  expect((await shown())[1]).toBe(timeliness);
  await page.uncheck('[data-severity-box="error"]');
  expect((await shown())[1]).toBeLessThan(timeliness);
  await page.click('#reset');
  await page.fill('#search', '手术记录 迟');
  await expect.poll(async () => (await shown())[1]).toBeLessThan(timeliness);
  expect((await shown())[1]).toBeGreaterThan(0);
  await page.click('#reset');
  expect(await shown()).toEqual(everything);
});

it('tells the same findings by rule, and leads back to the chart', async () => {
  await page.click('[data-view="rule"]');
  expect(await visible('#by-chart')).toBe(0);
  expect(await page.locator('#by-rule .finding').count()).toBe(await page.locator('#by-chart .finding').count());
  await page.locator('#by-rule summary').first().click();
  const from = page.locator('#by-rule a.from:visible').first();
  const chart = await from.textContent();
  await from.click();
  await expect.poll(() => visible('#by-chart')).toBe(1);
  expect(await page.locator('#by-chart > details[open] summary strong').allTextContents()).toContain(chart);
});

it('puts the worst charts first when asked', async () => {
  await page.selectOption('#order', 'points');
  const points = (await page.locator('#by-chart .score b').allTextContents()).map(Number);
  expect(points).toEqual([...points].sort((a, b) => a - b));
});

it('leads from an indicator to a chart at fault, whatever is filtered', async () => {
  await page.fill('#search', '没有这样的问题');
  await expect.poll(() => visible('#by-chart > details')).toBe(0);
  const link = page.locator('#indicators td.links > a.from').first();
  const chart = await link.textContent();
  await link.click();
  const open = page.locator('#by-chart > details[open]:visible summary strong');
  await expect.poll(() => open.allTextContents()).toContain(chart);
  await expect.poll(async () => (await open.first().boundingBox())?.y ?? -1).toBeGreaterThan(0);
});

it('draws indicators by department and month, told in words too', async () => {
  const picture = page.getByRole('img', { name: /24小时内完成率，按科室/ }).first();
  expect(await picture.locator('rect.value').count()).toBeGreaterThan(1);
  expect(await picture.locator('desc').textContent()).toMatch(/\d%/);
  expect(
    await page
      .getByRole('img', { name: /按出院月份/ })
      .first()
      .locator('circle')
      .count(),
  ).toBeGreaterThan(1);
});

it('turns dark where the reader wants it so, and prints light', async () => {
  const ground = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
  const light = await ground();
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await ground()).not.toBe(light);
  await page.emulateMedia({ colorScheme: 'dark', media: 'print' });
  expect(await ground()).toBe('rgb(255, 255, 255)');
  await page.emulateMedia({ colorScheme: 'light', media: 'screen' });
});

it('of very many charts prints only what is open', async () => {
  await page.click('[data-open="no"]');
  // A hundred more charts: copies of the first, as the script of the page counts them when it starts.
  const many = await browser.newPage();
  const file = join(scratch, 'many.html');
  const text = readFileSync(join(scratch, 'report.html'), 'utf8');
  const card = /<details class="chart" id="chart-1"[\s\S]*?<\/details>/.exec(text)?.[0] ?? '';
  writeFileSync(
    file,
    text.replace(card, () => card.replace(' open>', '>').repeat(101)),
  );
  await many.goto(pathToFileURL(file).href);
  await many.evaluate("window.dispatchEvent(new Event('beforeprint'))");
  expect(await many.locator('#by-chart > details').count()).toBeGreaterThan(100);
  expect(await many.locator('#by-chart > details[open]').count()).toBe(0);
  await many.close();
});

it('prints every finding, whatever is folded', async () => {
  await page.click('[data-open="no"]');
  await page.emulateMedia({ media: 'print' });
  await page.evaluate("window.dispatchEvent(new Event('beforeprint'))");
  expect(await visible('#by-chart .finding')).toBe(await page.locator('#by-chart .finding').count());
  expect(await visible('#tools')).toBe(0);
  await page.evaluate("window.dispatchEvent(new Event('afterprint'))");
  expect(await page.locator('#by-chart > details[open]').count()).toBe(0);
  await page.emulateMedia({ media: 'screen' });
  const pictures = inRoot('test-results', 'screenshots');
  mkdirSync(pictures, { recursive: true });
  await page.evaluate('scrollTo(0, 0)');
  await page.screenshot({ path: join(pictures, 'report.png') });
});
