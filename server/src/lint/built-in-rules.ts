import type { Severity } from './finding.ts';
import type { Rule } from './pack.ts';

/** What readers need of a rule to show its findings. Pack rules have it, and so have the few rules of the engine itself. */
export type RuleText = Pick<Rule, 'id' | 'title' | 'description' | 'basis' | 'messages'> & {
  readonly severity: Severity;
};

export const CHECK_FAILED = 'internal/check-failed';
export const WAIVER_STALE = 'waiver/stale';
export const WAIVER_REASON = 'waiver/reason';

/** Rules about the tool and its waiver file; they judge no record and cannot be waived. */
export const BUILT_IN_RULES: readonly RuleText[] = [
  {
    id: CHECK_FAILED,
    title: { zh: '规则未能执行', en: 'A rule could not run' },
    description: {
      zh: '这是软件缺陷，不是病历缺陷：该规则对本病历没有结论，其余规则不受影响。请把规则编号和位置报告给维护者。',
      en: 'A fault of the software, not of the record: this rule has no verdict on this chart, all others have. Please report rule and place.',
    },
    basis: [],
    severity: 'warning',
    messages: {
      failed: {
        zh: '规则 {failed} 执行出错（{error}），本病历未按该规则检查',
        en: 'Rule {failed} failed ({error}); this chart was not checked by it',
      },
    },
  },
  {
    id: WAIVER_STALE,
    title: { zh: '豁免已失效', en: 'Stale waiver' },
    description: {
      zh: '豁免文件里的这一条在病历中已找不到对应的问题：问题已改正，或原文已变。请删除该条。',
      en: 'No finding answers to this waiver any more: it was mended, or the text changed. Remove the entry.',
    },
    basis: [],
    severity: 'warning',
    messages: {
      stale: {
        zh: '豁免（{rule}，{by} {date}）已无对应的问题，请删除',
        en: 'The waiver of {rule} by {by} on {date} matches no finding any more; remove it',
      },
    },
  },
  {
    id: WAIVER_REASON,
    title: { zh: '豁免缺少理由', en: 'Waiver without a reason' },
    description: {
      zh: '豁免须写明可供复核的理由；“无”“同意”“已阅”之类不是理由。没有理由的豁免不生效。',
      en: 'A waiver needs a reason that can be reviewed; "none" or "ok" is none. Without it the waiver has no effect.',
    },
    basis: [],
    severity: 'warning',
    messages: {
      reason: {
        zh: '对 {rule} 的豁免没有写明理由（“{reason}”），不生效',
        en: 'The waiver of {rule} gives no reason ("{reason}") and has no effect',
      },
    },
  },
];
