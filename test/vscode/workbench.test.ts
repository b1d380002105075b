import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { clock, layOutWorkspace, type SeededChart, section, unanswered, type Workspace } from '../editors/workspace.ts';
import { openWorkbench, type Workbench } from './browser.ts';
import { CodeServer } from './code-server.ts';
import { editorsUnderTest } from './editors.ts';

const lineOf = ({ text, defect }: SeededChart) => text.slice(0, text.indexOf(defect)).split('\n').length;

/** As a person works: each step builds on the one before. */
describe('a quality controller opens a folder of charts', () => {
  let workspace: Workspace;
  let server: CodeServer;
  let workbench: Workbench;

  beforeAll(async () => {
    const { codeServer, chromium, vsix } = editorsUnderTest();
    workspace = layOutWorkspace();
    server = await CodeServer.start({ entry: codeServer, vsix: [vsix], trusted: true });
    workbench = await openWorkbench(chromium, server.url, workspace.folder);
  });

  afterAll(async () => {
    await workbench?.picture('end');
    await workbench?.close();
    await server?.stop();
    workspace?.dispose();
  });

  let lost = false;
  beforeEach(({ skip }) => skip(lost, 'an earlier step failed'));
  afterEach(({ task }) => {
    lost ||= task.result?.state === 'fail';
  });

  it('sees the defect underlined in the text', async () => {
    await workbench.openFile(clock.name);
    await workbench.goToLine(lineOf(clock));
    await workbench.squiggles('warning').first().waitFor();
    await workbench.picture('1-squiggle');
  });

  it('sees it in the Problems panel, and those of closed files with it', async () => {
    await workbench.command('Problems: Focus on Problems View');
    await workbench.problems(clock.rule).waitFor();
    await workbench.problems(section.rule).waitFor();
    await workbench.picture('2-problems');
  });

  it('sees the score of the chart in the status bar', async () => {
    const item = workbench.page.locator('.statusbar-item[id="emr-lint.emr-lint.emrLint.score"]');
    await item.waitFor();
    expect(await item.textContent()).toMatch(/\d/);
  });

  it('reads the clause on hover', async () => {
    await workbench.squiggles('warning').first().hover({ force: true });
    await workbench.page.locator('.monaco-hover').filter({ hasText: '第九条' }).waitFor();
    await workbench.picture('3-hover');
  });

  it('applies the fix from the light bulb, and the defect is gone', async () => {
    await workbench.squiggles('warning').first().click({ force: true });
    await workbench.page.locator('.editor-instance [class*="codicon-gutter-lightbulb"]').click();
    const action = workbench.page.locator('.action-widget .monaco-list-row.action').first();
    await action.waitFor();
    await workbench.picture('4-light-bulb');
    await action.click();
    await workbench.line('记录时间：2024-03-04 14:20').waitFor();
    await workbench.problems(clock.rule).waitFor({ state: 'detached' });
    await workbench.squiggles('warning').first().waitFor({ state: 'detached' });
    await workbench.picture('5-fixed');
  });

  it('undoes it, and the defect is back', async () => {
    await workbench.command('View: Focus Active Editor Group');
    await workbench.page.keyboard.press('Control+z');
    await workbench.line(clock.defect).waitFor();
    await workbench.squiggles('warning').first().waitFor();
    await workbench.problems(clock.rule).waitFor();
    await workbench.picture('6-undone');
  });

  it('waives it with a reason and a name, and it is gone', async () => {
    await workbench.squiggles('warning').first().click({ force: true });
    await workbench.page.locator('.editor-instance [class*="codicon-gutter-lightbulb"]').click();
    await workbench.page.locator('.action-widget .monaco-list-row.action').filter({ hasText: 'Waive' }).click();
    await workbench.answer('外院转入的原始记录，按原样保存');
    await workbench.answer('质控科');
    await workbench.problems(clock.rule).waitFor({ state: 'detached' });
    await workbench.page.locator('.explorer-folders-view').getByText('emr-lint.waivers.yaml').waitFor();
    expect(readFileSync(join(workspace.folder, 'emr-lint.waivers.yaml'), 'utf8')).toContain('外院转入的原始记录');
    rmSync(join(workspace.folder, 'emr-lint.waivers.yaml'));
    await workbench.problems(clock.rule).waitFor();
  });

  it('answers a critical value by the note that the light bulb offers, and stands at its first blank', async () => {
    await workbench.openFile(unanswered.name);
    await workbench.goToLine(lineOf(unanswered));
    await workbench.squiggles('error').first().waitFor();
    await workbench.page.keyboard.press('Control+.');
    const action = workbench.page.locator('.action-widget .monaco-list-row.action').filter({ hasText: 'skeleton' });
    await action.waitFor();
    await workbench.picture('7-critical-value');
    await action.click();
    await workbench.line('处理措施：【待填】').waitFor();
    await workbench.page.keyboard.type('2024-03-05 17:20');
    await workbench.line('记录时间：2024-03-05 17:20').waitFor();
    await workbench.problems(unanswered.rule).waitFor({ state: 'detached' });
    await workbench.picture('8-critical-value-note');
  });

  it('lists what the score was taken off for', async () => {
    await workbench.command('EMR Lint: List the Deductions');
    const list = workbench.page.locator('.quick-input-list');
    await list.getByText('A blank is not filled in').first().waitFor();
    await list.getByText('"【待填】" was never filled in').first().waitFor();
    await workbench.picture('9-deductions');
    await workbench.page.keyboard.press('Escape');
  });

  it('opens the report', async () => {
    await workbench.command('EMR Lint: Open Quality Report');
    await workbench.page.locator('.tab.active').filter({ hasText: 'Quality Report' }).waitFor();
    const report = workbench.page.frameLocator('iframe.webview').frameLocator('iframe#active-frame');
    await report.getByText(clock.defect).first().waitFor({ state: 'attached' });
    await workbench.command('View: Hide Panel');
    await workbench.picture('10-report');
  });

  it('reads what a rule is about', async () => {
    await workbench.command('EMR Lint: Explain a Rule');
    await workbench.page.locator('.quick-input-widget input').fill(clock.rule);
    await workbench.page
      .locator('.quick-input-list .monaco-list-row')
      .filter({ hasText: clock.rule })
      .first()
      .waitFor();
    await workbench.page.keyboard.press('Enter');
    const page = workbench.page.frameLocator('iframe.webview >> nth=-1').frameLocator('iframe#active-frame');
    await page.getByText('第九条').first().waitFor();
    await workbench.picture('11-rule');
  });

  it('starts a new chart from a sample', async () => {
    await workbench.command('EMR Lint: New Chart from Sample');
    const rows = workbench.page.locator('.quick-input-list .monaco-list-row');
    await rows.filter({ hasText: '不稳定型心绞痛' }).first().click();
    await workbench.page.locator('.tab.active').filter({ hasText: 'Untitled-1' }).waitFor();
    await workbench.line('【病案首页】').first().waitFor();
    await workbench.picture('12-new-chart');
  });
});
