import sources from '../generated/sources.json' with { type: 'json' };
import type { RuleText } from '../lint/built-in-rules.ts';
import type { Rule } from '../lint/pack.ts';
import { cite, type Sources } from '../vocabulary/source.ts';
import { type Locale, say } from './locale.ts';

type Basis = RuleText['basis'][number];

/** The text a finding rests on, as it is cited. */
export function clauseOf(basis: Basis, locale: Locale): string {
  return cite(sources as Sources, basis, locale);
}

/** Title, clauses, why and how; with the examples of a pack rule when asked for. */
export function ruleMarkdown(
  rule: RuleText & { readonly examples?: Rule['examples'] },
  locale: Locale,
  examples: boolean,
): string {
  const blocks = [`**${plain(rule.title[locale])}** \`${rule.id}\``, plain(rule.description[locale])];
  if (rule.basis.length > 0) {
    const notes = rule.basis.map((basis) => {
      const note = basis.note ? ` — ${plain(basis.note[locale])}` : '';
      return `- ${plain(clauseOf(basis, locale))}${note}`;
    });
    blocks.push(`${say(locale, '依据', 'Basis')}\n${notes.join('\n')}`);
  }
  if (examples && rule.examples) {
    const [bad] = rule.examples.bad;
    const [good] = rule.examples.good;
    if (bad) blocks.push(example(say(locale, '不合格', 'Bad'), bad.text, bad.note));
    if (good) blocks.push(example(say(locale, '合格', 'Good'), good.text, good.note));
  }
  return blocks.join('\n\n');
}

/** Longer examples are cut: a hover is no page. */
const EXAMPLE_LINES = 14;

function example(label: string, text: string, note: string | undefined): string {
  const lines = text.replace(/[⟦⟧]/g, '').trim().split('\n');
  const shown = lines.length > EXAMPLE_LINES ? [...lines.slice(0, EXAMPLE_LINES), '…'] : lines;
  const fence = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return `${label}${note ? `（${plain(note)}）` : ''}\n${fence}emr\n${shown.join('\n')}\n${fence}`;
}

/** Text of packs and records is shown as it is, never read as Markdown or HTML. */
export function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|~]/g, '\\$&');
}
