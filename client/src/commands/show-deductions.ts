import * as vscode from 'vscode';
import { Method, type ScoreDeduction, type ScoreParams, type ScoreResult } from '../../../server/src/lsp/protocol.ts';
import type { Server } from '../server.ts';

/** Lists what was deducted from the score of the chart a file belongs to; a choice leads to its first finding. */
export async function showDeductions(server: Server, target: vscode.Uri | undefined): Promise<void> {
  const uri = target ?? vscode.window.activeTextEditor?.document.uri;
  const params: ScoreParams | undefined = uri && { uri: server.uri(uri) };
  const score = params && (await server.ask<ScoreResult | null>(Method.score, params));
  if (!score) {
    vscode.window.showInformationMessage(vscode.l10n.t('This file belongs to no chart that is scored.'));
    return;
  }
  const title = vscode.l10n.t('{0} points, grade {1}', score.points, score.grade);
  if (score.deductions.length === 0) {
    vscode.window.showInformationMessage(vscode.l10n.t('{0}: nothing was deducted.', title));
    return;
  }
  const choice = await vscode.window.showQuickPick(score.deductions.map(itemOf), {
    title: `${title} · ${score.sheet}`,
    placeHolder: vscode.l10n.t('Deduction to go to'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  const [place] = choice?.deduction.places ?? [];
  if (place) await reveal(place);
}

function itemOf(deduction: ScoreDeduction) {
  const { item, row, taken, asked, veto, inferred, places } = deduction;
  const notes = [
    places.length > 1 ? vscode.l10n.t('{0} times', places.length) : '',
    veto ? vscode.l10n.t('veto') : '',
    inferred ? vscode.l10n.t('by analogy') : '',
    taken < asked ? vscode.l10n.t('{0} points asked', asked) : '',
  ].filter(Boolean);
  return { label: `−${taken}  ${row}`, description: item, detail: notes.join(' · '), deduction };
}

async function reveal({ uri, range }: ScoreDeduction['places'][number]): Promise<void> {
  const { start, end } = range;
  const selection = new vscode.Range(start.line, start.character, end.line, end.character);
  await vscode.window.showTextDocument(vscode.Uri.parse(uri), { selection });
}
