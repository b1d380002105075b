import * as vscode from 'vscode';
import { Command, type WaiverArguments } from '../../../server/src/lsp/protocol.ts';

const SIGNER = 'waivedBy';

/** A waiver needs a reason and a name: both come from a person, never from the tool. */
export async function waive(context: vscode.ExtensionContext, waiver: WaiverArguments): Promise<void> {
  const reason = await vscode.window.showInputBox({
    title: vscode.l10n.t('Waive {0} (1/2)', waiver.rule),
    prompt: vscode.l10n.t('Why is this no defect? The reason is kept for review.'),
    ignoreFocusOut: true,
    validateInput: required(vscode.l10n.t('A waiver needs a reason.')),
  });
  if (!reason) return;
  const by = await vscode.window.showInputBox({
    title: vscode.l10n.t('Waive {0} (2/2)', waiver.rule),
    prompt: vscode.l10n.t('Who waives it?'),
    value: context.globalState.get<string>(SIGNER, ''),
    ignoreFocusOut: true,
    validateInput: required(vscode.l10n.t('A waiver needs a name.')),
  });
  if (!by) return;
  await context.globalState.update(SIGNER, by);
  const complete: WaiverArguments = { ...waiver, reason: reason.trim(), by: by.trim() };
  await vscode.commands.executeCommand(Command.applyWaiver, complete);
}

const required = (message: string) => (value: string) => (value.trim() ? undefined : message);
