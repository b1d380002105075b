import { userInfo } from 'node:os';
import { posix } from 'node:path';
import { type Connection, TextDocumentEdit, type WorkspaceEdit } from 'vscode-languageserver';
import { isMap, parseDocument } from 'yaml';
import { BLANK } from '../fixes/blank.ts';
import { CONFIG_FILE } from '../lint/config.ts';
import { addWaiver, WAIVER_FILE } from '../lint/waivers.ts';
import { formatMinutes } from '../syntax/moment.ts';
import { LineIndex } from '../workspace/lines.ts';
import { identityBase } from '../workspace/linter.ts';
import { isDiskPath } from '../workspace/paths.ts';
import { say } from './locale.ts';
import {
  type BlankArguments,
  ClientCommand,
  Command,
  type TurnOffArguments,
  type WaiverArguments,
} from './protocol.ts';
import { ruleMarkdown } from './rule-text.ts';
import { nameOf, uriOf } from './uris.ts';
import type { World } from './world.ts';

/** Commands the server runs: all, for a client that runs none itself. */
export function serverCommands(clientRunsOwn: boolean): string[] {
  return [...Object.values(Command), ...(clientRunsOwn ? [] : Object.values(ClientCommand))];
}

export function listenToCommands(connection: Connection, world: World): void {
  connection.onExecuteCommand(async ({ command, arguments: given }) => {
    const [argument] = given ?? [];
    if (command === Command.applyWaiver || command === ClientCommand.waive) {
      if (isWaiver(argument)) await applyWaiver(connection, world, argument);
    } else if (command === Command.turnRuleOff) {
      if (isTurnOff(argument)) await turnRuleOff(connection, world, argument);
    } else if (command === Command.showBlank) {
      if (isBlank(argument)) await showBlank(connection, world, argument);
    } else if (command === ClientCommand.showRule && typeof argument === 'string') {
      showRule(connection, world, argument);
    }
    return null;
  });
}

function isTurnOff(value: unknown): value is TurnOffArguments {
  const { uri, rule } = (value ?? {}) as Partial<TurnOffArguments>;
  return typeof uri === 'string' && typeof rule === 'string';
}

function isWaiver(value: unknown): value is WaiverArguments {
  const { chart, fingerprint } = (value ?? {}) as Partial<WaiverArguments>;
  return isTurnOff(value) && typeof chart === 'string' && typeof fingerprint === 'string';
}

function isBlank(value: unknown): value is BlankArguments {
  const { uri, range } = (value ?? {}) as Partial<BlankArguments>;
  return typeof uri === 'string' && typeof range === 'object';
}

async function showBlank(connection: Connection, { client }: World, { uri, range }: BlankArguments): Promise<void> {
  if (client.showDocument) await connection.window.showDocument({ uri, takeFocus: true, selection: range });
}

/** A client that cannot ask for the reason gets a blank to fill in; until then the waiver has no effect. */
async function applyWaiver(connection: Connection, world: World, waiver: WaiverArguments): Promise<void> {
  const { uri, rule, chart, fingerprint, reason, by } = waiver;
  const file = await placeFor(world, nameOf(uri), WAIVER_FILE);
  if (file === undefined) return cannotSave(connection, world);
  const entry = {
    ...{ rule, chart, fingerprint },
    reason: reason?.trim() || BLANK,
    by: by?.trim() || userInfo().username,
    date: formatMinutes(world.now()).slice(0, 10),
  };
  const edited = await editFile(
    connection,
    world,
    file,
    (text) => addWaiver(text, entry),
    say(world.client.locale, '豁免', 'Waive'),
  );
  if (edited === undefined || entry.reason !== BLANK || !world.client.showDocument) return;
  const at = edited.lastIndexOf(BLANK);
  const selection = new LineIndex(edited).range({ start: at, end: at + BLANK.length });
  await connection.window.showDocument({ uri: world.uriOf(file), takeFocus: true, selection });
}

async function turnRuleOff(connection: Connection, world: World, { uri, rule }: TurnOffArguments): Promise<void> {
  const file = await placeFor(world, nameOf(uri), CONFIG_FILE);
  if (file === undefined) return cannotSave(connection, world);
  await editFile(
    connection,
    world,
    file,
    (text) => withRuleOff(text, rule),
    say(world.client.locale, '停用规则', 'Turn rule off'),
  );
}

function showRule(connection: Connection, world: World, rule: string): void {
  const known = world.linter.engine.rules.get(rule);
  if (known)
    connection.window.showInformationMessage(
      ruleMarkdown(known.rule, world.client.locale, false).replace(/[*`\\]/g, ''),
    );
}

function cannotSave(connection: Connection, { client }: World): void {
  connection.window.showErrorMessage(
    say(client.locale, '请先把病历保存到文件夹中。', 'Save the record to a folder first.'),
  );
}

/** The file nearest upwards; else where one is to be made, so that ids of charts stay as they are. */
async function placeFor(world: World, name: string, file: string): Promise<string | undefined> {
  if (!isDiskPath(name)) return undefined;
  const folder = posix.dirname(name);
  const configuration = await world.configurations.of(folder);
  const existing = file === WAIVER_FILE ? configuration.waivers?.file : configuration.file;
  return existing ?? posix.join(identityBase(configuration, world.rootOf(name) ?? folder), file);
}

/** The configuration with one more rule off; comments and order stay. Throws on text that is no YAML map. */
export function withRuleOff(text: string, rule: string): string {
  const document = parseDocument(text);
  if (document.errors.length > 0 || (document.contents !== null && !isMap(document.contents))) {
    throw new Error(`${CONFIG_FILE} cannot be read`);
  }
  const setting = document.getIn(['rules', rule]);
  const path = isMap(setting) ? ['rules', rule, 'severity'] : ['rules', rule];
  if (document.get('rules') === null) document.delete('rules');
  document.setIn(path, 'off');
  return document.toString({ lineWidth: 0 });
}

/** Has the client change a file, or make it; returns the new text, or undefined when the client would not. */
async function editFile(
  connection: Connection,
  world: World,
  file: string,
  change: (text: string) => string,
  label: string,
): Promise<string | undefined> {
  const bytes = await world.fs.read(file).catch(() => undefined);
  const before = bytes === undefined ? '' : new TextDecoder().decode(bytes);
  const after = change(before);
  const uri = world.uriOf(file);
  const edits = [minimalEdit(before, after)];
  const version = world.documents.byName(file)?.version ?? null;
  const documentEdit = TextDocumentEdit.create({ uri, version }, edits);
  const edit: WorkspaceEdit =
    bytes === undefined && world.client.createsFiles
      ? { documentChanges: [{ kind: 'create', uri: uriOf(file), options: { ignoreIfExists: true } }, documentEdit] }
      : world.client.documentChanges
        ? { documentChanges: [documentEdit] }
        : { changes: { [uri]: edits } };
  const { applied } = await connection.workspace.applyEdit({ label, edit });
  return applied ? after : undefined;
}

function minimalEdit(before: string, after: string) {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  const range = new LineIndex(before).range({ start, end: before.length - end });
  return { range, newText: after.slice(start, after.length - end) };
}
