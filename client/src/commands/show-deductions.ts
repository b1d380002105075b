import * as vscode from 'vscode';
import { Method, type ScoreDeduction, type ScoreParams, type ScoreResult } from '../../../server/src/lsp/protocol.ts';
import type { Server } from '../server.ts';

/** Lists what was deducted from the score of the chart a file belongs to; a choice leads to a finding it was deducted for. */
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
  const choice = await vscode.window.showQuickPick(score.deductions.flatMap(itemsOf), {
    title: `${title} · ${score.sheet}`,
    placeHolder: vscode.l10n.t('Deduction to go to'),
  });
  if (choice?.place) await reveal(choice.place);
}

type Item = vscode.QuickPickItem & { readonly place?: ScoreDeduction['places'][number] };

/** The line of the bill, and below it every finding that it stands for. */
function itemsOf({ item, row, taken, asked, veto, inferred, places }: ScoreDeduction): Item[] {
  const notes = [
    places.length > 1 ? vscode.l10n.t('{0} times', places.length) : '',
    veto ? vscode.l10n.t('veto') : '',
    inferred ? vscode.l10n.t('by analogy') : '',
    taken < asked ? vscode.l10n.t('{0} points asked', asked) : '',
  ].filter(Boolean);
  const line = [`−${taken} ${row}`, item, ...notes].join(' · ');
  return [
    { label: line, kind: vscode.QuickPickItemKind.Separator },
    ...places.map((place) => ({
      label: place.message,
      description: vscode.l10n.t('line {0}', place.range.start.line + 1),
      place,
    })),
  ];
}

async function reveal({ uri, range }: ScoreDeduction['places'][number]): Promise<void> {
  const { start, end } = range;
  const selection = new vscode.Range(start.line, start.character, end.line, end.character);
  await vscode.window.showTextDocument(vscode.Uri.parse(uri), { selection });
}
