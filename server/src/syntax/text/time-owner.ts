import { skipBlanks } from './characters.ts';
import { isHeadless, type State } from './document-state.ts';
import type { HeadingMatch } from './heading-match.ts';
import { readHeading } from './headings.ts';
import { readLineLabel } from './labels.ts';
import { type LineReader, type TextLine, timeAlone } from './lines.ts';

export interface Surroundings {
  readonly text: string;
  readonly lines: LineReader;
}

/** Whose a line with nothing but a time is: of the heading or signature above it, or of the heading below. */
export function ownerOf(
  surroundings: Surroundings,
  time: TextLine,
  gapAbove: boolean,
  above: 'signature' | 'heading' | 'none',
  state: State,
): 'above' | 'below' | 'none' {
  const { text, lines } = surroundings;
  const unowned = above === 'none' ? 'none' : 'above';
  const ahead = lines.ahead(time.next);
  // A gap above it and text right under it: the time begins what follows, it does not sign what came before.
  const begins = gapAbove && ahead !== undefined && !ahead.gap;
  const heading = ahead && readHeading(text, ahead.line.from, ahead.line.end, state);
  if (above === 'signature' && begins && !heading) return 'none';
  if (!ahead || !heading || heading.stamp || statesItsTime(surroundings, heading, ahead.line, state)) return unowned;
  if (above === 'none') return 'below';
  if (gapAbove !== ahead.gap) return gapAbove ? 'below' : 'above';
  return above === 'signature' ? 'below' : 'above';
}

/** A time line or 记录时间 stands right under the heading. */
function statesItsTime({ text, lines }: Surroundings, heading: HeadingMatch, line: TextLine, state: State): boolean {
  if (skipBlanks(text, heading.end, line.end) < line.end) return false;
  const ahead = lines.ahead(line.next);
  if (!ahead) return false;
  if (timeAlone(text, ahead.line)) return true;
  const label = readLineLabel(text, ahead.line.from, ahead.line.end, stateUnder(text, heading, state))?.label;
  return label?.id === 'recorded-time';
}

/** What the lines under a heading will be read by. */
export function stateUnder(text: string, heading: HeadingMatch, state: State): State {
  const kind = state.lexicon.kind(heading.kind);
  const headless = isHeadless(text, heading, heading.end);
  return { ...state, kind, level: heading.level, headless, outline: 0, guessed: false };
}
