import type { EncounterType } from '../chart/model.ts';
import type { Severity } from '../lint/finding.ts';
import type { Locale } from '../lint/message.ts';
import type { ReportRange } from './model.ts';

const SEVERITIES: Readonly<Record<Severity, { readonly zh: string; readonly en: string }>> = {
  error: { zh: '错误', en: 'error' },
  warning: { zh: '警告', en: 'warning' },
  information: { zh: '提示', en: 'info' },
  hint: { zh: '建议', en: 'hint' },
};

const STATES = {
  missing: { zh: '缺失', en: 'missing' },
  late: { zh: '超时', en: 'late' },
  due: { zh: '待完成', en: 'due' },
} as const;

const CATEGORIES: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  timeliness: { zh: '时效', en: 'Timeliness' },
  document: { zh: '文书', en: 'Documents' },
  section: { zh: '项目', en: 'Sections' },
  content: { zh: '内涵', en: 'Content' },
  copy: { zh: '复制', en: 'Copying' },
  'critical-value': { zh: '危急值', en: 'Critical values' },
  operation: { zh: '围手术期', en: 'Operation' },
  consent: { zh: '知情同意', en: 'Consent' },
  signature: { zh: '签名', en: 'Signatures' },
  discussion: { zh: '讨论', en: 'Discussions' },
  consultation: { zh: '会诊', en: 'Consultation' },
  evidence: { zh: '诊疗行为', en: 'Evidence' },
  consistency: { zh: '一致性', en: 'Consistency' },
  frontpage: { zh: '首页', en: 'Front page' },
  writing: { zh: '书写', en: 'Writing' },
  privacy: { zh: '隐私', en: 'Privacy' },
  template: { zh: '模板', en: 'Templates' },
  waiver: { zh: '豁免', en: 'Waivers' },
  internal: { zh: '软件', en: 'Software' },
};

const ENCOUNTERS: Readonly<Record<EncounterType, { readonly zh: string; readonly en: string }>> = {
  inpatient: { zh: '住院', en: 'inpatient' },
  outpatient: { zh: '门诊', en: 'outpatient' },
  emergency: { zh: '急诊', en: 'emergency' },
  day: { zh: '日间', en: 'day care' },
  internet: { zh: '互联网', en: 'internet' },
};

const STATUSES = {
  national: { zh: '全国', en: 'national' },
  regional: { zh: '地方', en: 'regional' },
  secondary: { zh: '二手资料', en: 'secondary source' },
} as const;

export function encounterWord(encounter: EncounterType, locale: Locale): string {
  return ENCOUNTERS[encounter][locale];
}

export function statusWord(status: keyof typeof STATUSES, locale: Locale): string {
  return STATUSES[status][locale];
}

export function severityWord(severity: Severity, locale: Locale): string {
  return SEVERITIES[severity][locale];
}

export function stateWord(state: keyof typeof STATES, locale: Locale): string {
  return STATES[state][locale];
}

/** What stands before the `/` of a rule id. */
export function categoryOf(rule: string): string {
  return rule.slice(0, rule.indexOf('/'));
}

export function categoryWord(category: string, locale: Locale): string {
  return CATEGORIES[category]?.[locale] ?? category;
}

/** `12:3`, 1-based, as editors and terminals count. */
export function placeText({ start }: ReportRange): string {
  return `${start.line + 1}:${start.character + 1}`;
}
