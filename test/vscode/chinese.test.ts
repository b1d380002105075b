import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inRoot } from '../../scripts/shell.ts';
import { openWorkbench, type Workbench } from './browser.ts';
import { CodeServer } from './code-server.ts';
import { editorsUnderTest } from './editors.ts';

describe('with Chinese as the display language, on the samples with defects', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'emr-lint-samples-'));
  const folder = join(scratch, '病历样例');
  let server: CodeServer;
  let workbench: Workbench;

  beforeAll(async () => {
    const { codeServer, chromium, vsix } = editorsUnderTest();
    cpSync(inRoot('samples/defects'), folder, { recursive: true });
    server = await CodeServer.start({ entry: codeServer, vsix: [vsix], trusted: true, language: 'zh-cn' });
    workbench = await openWorkbench(chromium, server.url, folder);
  });

  afterAll(async () => {
    await workbench?.picture('zh-end');
    await workbench?.close();
    await server?.stop();
    rmSync(scratch, { recursive: true, force: true });
  });

  it('the findings, their clauses and the commands are Chinese', async () => {
    await workbench.openFile('外科-胃癌二次手术.emr');
    await workbench.command('Problems: Focus on Problems View');
    await workbench.problems('《病历书写基本规范》').first().dblclick();
    await workbench.squiggles('error').first().waitFor();
    await workbench.squiggles('error').first().hover({ force: true });
    await workbench.page.locator('.monaco-hover').filter({ hasText: '依据' }).waitFor();
    await workbench.picture('zh-1-findings');
    await workbench.command('EMR Lint: 检查工作区全部病历');
    await workbench.page
      .locator('.notification-toast')
      .filter({ hasText: /共 \d+ 份病历/ })
      .waitFor();
    await workbench.picture('zh-2-workspace');
  });

  it('so is the report', async () => {
    await workbench.command('Notifications: Clear All Notifications');
    await workbench.command('EMR Lint: 打开质控报告');
    await workbench.page.locator('.tab.active').filter({ hasText: '质控报告' }).waitFor();
    const report = workbench.page.frameLocator('iframe.webview').frameLocator('iframe#active-frame');
    await report.locator('h1').waitFor();
    expect(await report.locator('h1').textContent()).toMatch(/病历/);
    await workbench.command('View: Hide Panel');
    await workbench.picture('zh-3-report');
  });
});
