import { rateOf } from './indicators.ts';
import type { Report, ReportChart } from './model.ts';
import { encounterWord, severityWord, stateWord, statusWord } from './words.ts';
import { type Table, workbook } from './workbook.ts';

/** A workbook for the quality office: defects, charts, indicators, deductions. Waived findings are named as such. */
export function xlsxReport(report: Report): Promise<Uint8Array> {
  return workbook([defects(report), charts(report), indicators(report), deductions(report)]);
}

type Say = (zh: string, en: string) => string;
const sayIn =
  ({ locale }: Report): Say =>
  (zh, en) =>
    locale === 'zh' ? zh : en;

function defects(report: Report): Table {
  const say = sayIn(report);
  const { locale, rules } = report;
  return {
    name: say('缺陷', 'Defects'),
    columns: [
      { title: say('病历', 'Chart'), width: 18 },
      { title: say('科室', 'Department'), width: 14 },
      { title: say('患者', 'Patient'), width: 10 },
      { title: say('级别', 'Severity'), width: 7 },
      { title: say('规则', 'Rule'), width: 30 },
      { title: say('规则名称', 'Title'), width: 34 },
      { title: say('问题', 'Message'), width: 60 },
      { title: say('状态', 'State'), width: 8 },
      { title: say('依据', 'Clause'), width: 40 },
      { title: say('扣分', 'Deducted'), width: 7, kind: 'number' },
      { title: say('文件', 'File'), width: 28 },
      { title: say('行', 'Line'), width: 7, kind: 'number' },
      { title: say('豁免理由', 'Waived'), width: 24 },
    ],
    rows: report.charts.flatMap((chart) =>
      chart.findings.map((finding) => [
        ...[chart.id, chart.department, chart.patient],
        ...[severityWord(finding.severity, locale), finding.rule, rules[finding.rule]?.title, finding.message],
        finding.state && stateWord(finding.state, locale),
        finding.basis.map(({ text }) => text).join('；'),
        finding.deducted,
        ...[finding.file, finding.range.start.line + 1, finding.waived?.reason],
      ]),
    ),
  };
}

function charts(report: Report): Table {
  const say = sayIn(report);
  return {
    name: say('病历', 'Charts'),
    columns: [
      { title: say('病历', 'Chart'), width: 18 },
      { title: say('科室', 'Department'), width: 14 },
      { title: say('患者', 'Patient'), width: 10 },
      { title: say('就诊类型', 'Encounter'), width: 10 },
      { title: say('入院时间', 'Admitted'), width: 17, kind: 'time' },
      { title: say('出院（死亡）时间', 'Left'), width: 17, kind: 'time' },
      { title: say('死亡', 'Died'), width: 6 },
      { title: say('得分', 'Points'), width: 7, kind: 'number' },
      { title: say('等级', 'Grade'), width: 7 },
      { title: say('单项否决', 'Vetoes'), width: 36 },
      { title: say('错误', 'Errors'), width: 7, kind: 'number' },
      { title: say('警告', 'Warnings'), width: 9, kind: 'number' },
      { title: say('提示与建议', 'Advice'), width: 11, kind: 'number' },
      { title: say('已豁免', 'Waived'), width: 8, kind: 'number' },
      { title: say('评分表', 'Score sheet'), width: 24 },
      { title: say('文件', 'Files'), width: 36 },
    ],
    rows: report.charts.map((chart) => [
      ...[chart.id, chart.department, chart.patient, encounterWord(chart.encounter, report.locale)],
      ...[chart.admission, chart.discharge, chart.died ? say('是', 'yes') : undefined],
      ...[chart.score?.points, chart.score?.grade, chart.score?.vetoes.join('；')],
      ...[count(chart, 'error'), count(chart, 'warning'), count(chart, 'information', 'hint')],
      chart.findings.filter(({ waived }) => waived).length,
      ...[chart.score?.sheet, chart.files.join('；')],
    ]),
  };
}

function count({ findings }: ReportChart, ...severities: readonly string[]): number {
  return findings.filter(({ severity, waived }) => !waived && severities.includes(severity)).length;
}

function indicators(report: Report): Table {
  const say = sayIn(report);
  return {
    name: say('指标', 'Indicators'),
    columns: [
      { title: say('指标', 'Indicator'), width: 16 },
      { title: say('名称', 'Name'), width: 34 },
      { title: say('率', 'Rate'), width: 8, kind: 'percent' },
      { title: say('分子', 'Numerator'), width: 8, kind: 'number' },
      { title: say('分母', 'Denominator'), width: 8, kind: 'number' },
      { title: say('不合格', 'At fault'), width: 8, kind: 'number' },
      { title: say('无法判定', 'Undecided'), width: 9, kind: 'number' },
      { title: say('方向', 'Better'), width: 10 },
      { title: say('效力', 'Force'), width: 12 },
      { title: say('分子定义', 'Numerator, defined'), width: 40 },
      { title: say('分母定义', 'Denominator, defined'), width: 34 },
      { title: say('说明', 'Remarks'), width: 40 },
      { title: say('依据', 'Clause'), width: 40 },
      { title: say('不合格病历', 'Charts at fault'), width: 40 },
      { title: say('无法判定病历', 'Charts undecided'), width: 40 },
    ],
    rows: report.indicators.map((indicator) => {
      const { numerator, denominator, failed, undecided, unanswerable } = indicator;
      const figures = [rateOf(indicator), numerator, denominator, failed.length, undecided.length];
      return [
        ...[indicator.id, indicator.name],
        ...(unanswerable === undefined ? figures : figures.map(() => undefined)),
        indicator.better === 'lower' ? say('越低越好', 'lower') : say('越高越好', 'higher'),
        statusWord(indicator.status, report.locale),
        ...[indicator.definition.numerator, indicator.definition.denominator],
        unanswerable === undefined
          ? indicator.reading
          : say(`病历不能回答：${unanswerable}`, `Charts cannot answer: ${unanswerable}`),
        ...[indicator.basis, failed.join('；'), undecided.join('；')],
      ];
    }),
  };
}

function deductions(report: Report): Table {
  const say = sayIn(report);
  const yes = (is: boolean) => (is ? say('是', 'yes') : undefined);
  return {
    name: say('扣分', 'Deductions'),
    columns: [
      { title: say('病历', 'Chart'), width: 18 },
      { title: say('科室', 'Department'), width: 14 },
      { title: say('患者', 'Patient'), width: 10 },
      { title: say('评分项目', 'Item'), width: 22 },
      { title: say('缺陷', 'Defect'), width: 44 },
      { title: say('处数', 'Times'), width: 7, kind: 'number' },
      { title: say('应扣', 'Asked'), width: 7, kind: 'number' },
      { title: say('实扣', 'Taken'), width: 7, kind: 'number' },
      { title: say('单项否决', 'Veto'), width: 9 },
      { title: say('参照扣分', 'By analogy'), width: 9 },
    ],
    rows: report.charts.flatMap((chart) =>
      (chart.score?.deductions ?? []).map(({ item, row, count: times, asked, taken, veto, inferred }) => [
        ...[chart.id, chart.department, chart.patient, item, row, times, asked, taken],
        ...[yes(veto), yes(inferred)],
      ]),
    ),
  };
}
