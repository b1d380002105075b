import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { SeededChart } from '../../editors/workspace.ts';
import { eventually, test } from './runner.ts';

/** Put in when the suite is bundled (`build.ts`). */
declare const SEEDED_CHARTS: Readonly<Record<'clock' | 'section' | 'unanswered', SeededChart>>;
const { clock, section, unanswered } = SEEDED_CHARTS;

const folder = () => {
  const [first] = vscode.workspace.workspaceFolders ?? [];
  assert(first, 'a folder is open');
  return first.uri;
};
const uriOf = (chart: SeededChart) => vscode.Uri.joinPath(folder(), chart.name);
const ruleOf = ({ code }: vscode.Diagnostic) => String(typeof code === 'object' ? code.value : code);
const findings = (uri: vscode.Uri) =>
  vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'emr-lint');
const findingOf = (chart: SeededChart) => findings(uriOf(chart)).find((each) => ruleOf(each) === chart.rule);
const vanished = (chart: SeededChart) =>
  eventually(`${chart.rule} vanishes`, () => findings(uriOf(chart)).every((each) => ruleOf(each) !== chart.rule));

async function open(chart: SeededChart): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uriOf(chart)));
}

async function actionsAt(chart: SeededChart, finding: vscode.Diagnostic, kind?: string): Promise<vscode.CodeAction[]> {
  const command = 'vscode.executeCodeActionProvider';
  return (await vscode.commands.executeCommand(command, uriOf(chart), finding.range, kind)) as vscode.CodeAction[];
}

async function quickFix(chart: SeededChart): Promise<vscode.CodeAction> {
  const finding = await eventually(`${chart.rule} is found`, () => findingOf(chart));
  const actions = await actionsAt(chart, finding, vscode.CodeActionKind.QuickFix.value);
  const fix = actions.find(({ edit }) => edit?.has(uriOf(chart)));
  assert(fix?.edit, `a quick fix among ${actions.map(({ title }) => title)}`);
  return fix;
}

const textOfHovers = (hovers: vscode.Hover[]) =>
  hovers.flatMap(({ contents }) => contents.map((each) => (typeof each === 'string' ? each : each.value))).join('\n');

async function hoverAt(uri: vscode.Uri, position: vscode.Position): Promise<string> {
  return textOfHovers(
    (await vscode.commands.executeCommand('vscode.executeHoverProvider', uri, position)) as vscode.Hover[],
  );
}

test('the language server runs in a workspace nobody has trusted', async () => {
  const editor = await open(clock);
  assert.equal(editor.document.languageId, 'emr');
  if (process.env.EMR_LINT_UNTRUSTED) assert.equal(vscode.workspace.isTrusted, false);
  await eventually('the extension is active', () => vscode.extensions.getExtension('emr-lint.emr-lint')?.isActive);
});

test('the finding stands at its place, with its rule', async () => {
  const { document } = await open(clock);
  const finding = await eventually('a finding', () => findingOf(clock));
  assert(document.getText(finding.range).includes(clock.defect), document.getText(finding.range));
  assert.equal(document.getText(finding.range).includes('\n'), false);
  assert.equal(findings(uriOf(clock)).length, 1, findings(uriOf(clock)).map(ruleOf).join());
});

test('files that are not open have findings too', async () => {
  assert(!vscode.workspace.textDocuments.some(({ uri }) => uri.path === uriOf(section).path));
  await eventually('a finding in a closed file', () => findingOf(section));
});

test('hovering over a finding names the clause', async () => {
  await open(clock);
  const finding = await eventually('a finding', () => findingOf(clock));
  const text = await eventually(
    'a hover',
    async () => (await hoverAt(uriOf(clock), finding.range.start.translate(0, 1))) || false,
  );
  assert.match(text, /第九条/);
});

test('a quick fix mends the notation and nothing else; undo brings the finding back', async () => {
  const { document } = await open(clock);
  const fix = await quickFix(clock);
  assert(fix.edit && (await vscode.workspace.applyEdit(fix.edit)));
  assert.equal(document.getText(), clock.clean);
  await vanished(clock);
  await vscode.commands.executeCommand('undo');
  assert.equal(document.getText(), clock.text);
  await eventually('the finding is back', () => findingOf(clock));
});

test('a missing section is put in its place, to be filled in', async () => {
  const { document } = await open(section);
  const fix = await quickFix(section);
  assert(fix.edit && (await vscode.workspace.applyEdit(fix.edit)));
  const text = document.getText();
  assert.match(text, /\n婚育史[^\n]*\n[^\n]*家族史[^体]*【待填/);
  assert(text.indexOf('家族史') < text.indexOf('体格检查'));
  await vanished(section);
  await vscode.commands.executeCommand('undo');
  assert.equal(document.getText(), section.text);
});

test('a critical value nobody answered: the fix puts in a note of facts and blanks, and goes to the first blank', async () => {
  const editor = await open(unanswered);
  const fix = await quickFix(unanswered);
  assert(fix.edit && (await vscode.workspace.applyEdit(fix.edit)));
  if (fix.command) await vscode.commands.executeCommand(fix.command.command, ...(fix.command.arguments ?? []));
  const text = editor.document.getText();
  assert.match(text, /危急值项目：血钾（据危急值报告登记）\n结果：2\.6mmol\/L（据危急值报告登记）/);
  assert.match(text, /处理措施：【待填】/);
  await eventually('the cursor is at the first blank', () => {
    const { document, selection } = vscode.window.activeTextEditor ?? {};
    return document?.uri.path === uriOf(unanswered).path && document.getText(selection) === '【待填】';
  });
  await vanished(unanswered);
  await eventually('the blanks are found', () =>
    findings(uriOf(unanswered)).some((each) => ruleOf(each) === 'section/placeholder'),
  );
  await vscode.commands.executeCommand('undo');
  assert.equal(editor.document.getText(), unanswered.text);
  await eventually('the finding is back', () => findingOf(unanswered));
});

test('a template is judged as a template', async () => {
  const uri = vscode.Uri.joinPath(folder(), '转入记录.emrt');
  const text = '【转入记录】{{now}}\n诊疗经过：予对症治疗。\n医师签名：{{医师签名}}\n';
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  const document = await vscode.workspace.openTextDocument(uri);
  assert.equal(document.languageId, 'emr');
  await vscode.window.showTextDocument(document);
  await eventually('a finding', () => findings(uri).find((each) => ruleOf(each) === 'template/slot'));
  const rules = findings(uri).map(ruleOf);
  assert(
    rules.every((rule) => rule.startsWith('template/')),
    rules.join(),
  );
  await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  await vscode.workspace.fs.delete(uri);
});

test('fix all takes the safe ones', async () => {
  const { document } = await open(clock);
  const finding = await eventually('a finding', () => findingOf(clock));
  const [all] = await actionsAt(clock, finding, 'source.fixAll.emrLint');
  assert(all?.edit && (await vscode.workspace.applyEdit(all.edit)));
  assert.equal(document.getText(), clock.clean);
  await vscode.commands.executeCommand('undo');
});

test('the outline lists documents and their sections', async () => {
  const { document } = await open(clock);
  const symbols = (await vscode.commands.executeCommand(
    'vscode.executeDocumentSymbolProvider',
    document.uri,
  )) as vscode.DocumentSymbol[];
  const admission = symbols.find(({ name }) => name.includes('入院记录'));
  assert(
    admission?.children.some(({ name }) => name.includes('主诉')),
    symbols.map(({ name }) => name).join(),
  );
});

test('a document folds', async () => {
  const { document } = await open(clock);
  const command = 'vscode.executeFoldingRangeProvider';
  const ranges = (await vscode.commands.executeCommand(command, document.uri)) as vscode.FoldingRange[];
  const heading = document.getText().split('\n').indexOf('【入院记录】');
  assert(ranges.some(({ start, end }) => start === heading && end > heading + 5));
});

test('completion offers the section that is missing', async () => {
  const { document } = await open(section);
  const line = document
    .getText()
    .split('\n')
    .findIndex((each) => each.startsWith('体格检查'));
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, new vscode.Position(line, 0), '\n');
  await vscode.workspace.applyEdit(edit);
  const command = 'vscode.executeCompletionItemProvider';
  const place = new vscode.Position(line, 0);
  const list = (await vscode.commands.executeCommand(command, document.uri, place)) as vscode.CompletionList;
  const labels = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
  assert(
    labels.some((label) => label.includes('家族史')),
    labels.join(),
  );
  await vscode.commands.executeCommand('undo');
});

test('charts are found by name', async () => {
  const command = 'vscode.executeWorkspaceSymbolProvider';
  const symbols = (await vscode.commands.executeCommand(command, '入院记录')) as vscode.SymbolInformation[];
  assert(
    symbols.some(({ location }) => location.uri.path === uriOf(section).path),
    symbols.map(({ name }) => name).join(),
  );
});

test('the bill of a chart leads to what was deducted', async () => {
  const editor = await open(clock);
  const finding = await eventually('a finding', () => findingOf(clock));
  editor.selection = new vscode.Selection(0, 0, 0, 0);
  const listed = vscode.commands.executeCommand('emrLint.showDeductions', uriOf(clock));
  await eventually('the first deduction is taken', async () => {
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    return vscode.window.activeTextEditor?.selection.isEqual(
      new vscode.Selection(finding.range.start, finding.range.end),
    );
  });
  await listed;
});

test('every command of the manifest exists', async () => {
  const manifest = vscode.extensions.getExtension('emr-lint.emr-lint')?.packageJSON;
  const present = new Set(await vscode.commands.getCommands(true));
  for (const { command } of manifest.contributes.commands) assert(present.has(command), command);
});

test('a rule has a page of its own', async () => {
  const uri = vscode.Uri.from({ scheme: 'emr-lint-rule', path: `/${clock.rule}.emr-rule.md` });
  const text = (await vscode.workspace.openTextDocument(uri)).getText();
  assert.match(text, /第九条/);
});

test('a waiver with its reason silences the finding', async () => {
  await open(clock);
  const finding = await eventually('a finding', () => findingOf(clock));
  const actions = await actionsAt(clock, finding);
  const waive = actions.find(({ command }) => command?.command === 'emrLint.waive')?.command;
  assert(waive, actions.map(({ title }) => title).join());
  const complete = { ...waive.arguments?.[0], reason: '外院转入的原始记录，按原样保存', by: '质控科' };
  await vscode.commands.executeCommand('emrLint.applyWaiver', complete);
  await vanished(clock);
  const waivers = vscode.Uri.joinPath(folder(), 'emr-lint.waivers.yaml');
  assert.match(new TextDecoder().decode(await vscode.workspace.fs.readFile(waivers)), /外院转入的原始记录/);
  await vscode.workspace.fs.delete(waivers);
  await eventually('the finding is back', () => findingOf(clock));
});

test('the configuration file turns a rule off', async () => {
  const config = vscode.Uri.joinPath(folder(), 'emr-lint.config.yaml');
  await vscode.workspace.fs.writeFile(config, new TextEncoder().encode(`rules:\n  ${clock.rule}: off\n`));
  await vanished(clock);
  await vscode.workspace.fs.delete(config);
  await eventually('the finding is back', () => findingOf(clock));
});

test('an untitled chart is linted', async () => {
  const document = await vscode.workspace.openTextDocument({ language: 'emr', content: clock.text });
  await vscode.window.showTextDocument(document);
  await eventually('a finding', () => findings(document.uri).find((each) => ruleOf(each) === clock.rule));
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
});

test('a text export becomes a chart by command', async () => {
  const uri = vscode.Uri.joinPath(folder(), '导出.txt');
  await vscode.workspace.fs.writeFile(
    uri,
    new TextEncoder().encode(clock.text.replaceAll('Z2024030417', 'Z2024030419')),
  );
  const document = await vscode.workspace.openTextDocument(uri);
  assert.equal(document.languageId, 'plaintext');
  // The command ends when its question is answered, which nobody does here.
  void vscode.commands.executeCommand('emrLint.treatAsChart', uri);
  const chart = await eventually('it is read as a chart', () =>
    vscode.workspace.textDocuments.find((each) => each.uri.path === uri.path && each.languageId === 'emr'),
  );
  await eventually('a finding', () => findings(chart.uri).find((each) => ruleOf(each) === clock.rule));
});
