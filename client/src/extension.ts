import * as vscode from 'vscode';
import { explainRule } from './commands/explain-rule.ts';
import { lintWorkspace } from './commands/lint-workspace.ts';
import { newChart } from './commands/new-chart.ts';
import { openReport } from './commands/open-report.ts';
import { showDeductions } from './commands/show-deductions.ts';
import { treatAsChart } from './commands/treat-as-chart.ts';
import { waive } from './commands/waive.ts';
import { ReportPanel } from './report-panel.ts';
import { RulePages } from './rule-pages.ts';
import { Server } from './server.ts';
import { ScoreItem } from './status.ts';

let server: Server | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const output = vscode.window.createOutputChannel('EMR Lint', { log: true });
  const rules = new RulePages();
  server = new Server(context, output);
  const running = server;
  const report = new ReportPanel();
  const commands: Record<string, (...args: never[]) => unknown> = {
    'emrLint.lintWorkspace': () => lintWorkspace(running),
    'emrLint.openReport': (target?: vscode.Uri) => openReport(running, report, target),
    'emrLint.saveReport': () => report.save(),
    'emrLint.showDeductions': (target?: vscode.Uri) => showDeductions(running, asUri(target)),
    'emrLint.explainRule': () => explainRule(running, rules),
    'emrLint.showRule': (rule: string) => rules.show(rule),
    'emrLint.newChart': () => newChart(context.extensionUri),
    'emrLint.treatAsChart': (target?: vscode.Uri) => treatAsChart(target),
    'emrLint.waive': (waiver: Parameters<typeof waive>[1]) => waive(context, waiver),
    'emrLint.restartServer': () => running.restart(),
    'emrLint.showOutput': () => output.show(true),
  };
  context.subscriptions.push(
    output,
    report,
    rules,
    new ScoreItem(running),
    ...Object.entries(commands).map(([name, run]) => vscode.commands.registerCommand(name, run)),
  );
  rules.explainWith(running);
  await running.start();
}

/** A link of Markdown passes a URI as plain data. */
function asUri(target: vscode.Uri | undefined): vscode.Uri | undefined {
  return target && vscode.Uri.from(target);
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
