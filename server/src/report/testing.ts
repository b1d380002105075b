import type { ReportIndicator } from './indicators.ts';
import type { Report, ReportChart, ReportFinding } from './model.ts';
import { summarize } from './model.ts';

const BASIS = [{ source: 'BW2010', clause: '第二十二条(十五)', text: '《病历书写基本规范》第二十二条(十五)' }];

/** Reports made by hand, for tests of the formats. */

export function aFinding(more: Partial<ReportFinding> = {}): ReportFinding {
  return {
    rule: 'timeliness/operation-record',
    severity: 'error',
    basis: BASIS,
    message: '手术记录于2024-03-02 12:00完成，迟1小时',
    file: '外科/a 1.emr',
    start: 120,
    end: 124,
    range: { start: { line: 11, character: 1 }, end: { line: 11, character: 5 } },
    state: 'late',
    data: { late: 60 },
    related: [
      {
        file: '外科/b.emr',
        range: { start: { line: 0, character: 0 }, end: { line: 0, character: 4 } },
        message: '手术',
      },
    ],
    fixes: [],
    fingerprint: '0123456789abcdef',
    deducted: undefined,
    waived: undefined,
    excerpt: { before: '【', marked: '手术记录', after: '】' },
    ...more,
  };
}

export function aReportChart(more: Partial<ReportChart> = {}): ReportChart {
  return {
    id: 'Z1/1',
    files: ['外科/a 1.emr', '外科/b.emr'],
    encounter: 'inpatient',
    patient: '王某某',
    department: '外科',
    admission: '2024-03-01T08:00',
    discharge: '2024-03-09',
    died: false,
    score: { sheet: '通用评分表', points: 86.5, grade: '乙', vetoes: ['否决'], deductions: [] },
    findings: [aFinding()],
    outcomes: { 'MER-TL-02': 'failed', 'MER-TQ-01': 'undecided' },
    ...more,
  };
}

export function aReport(charts: readonly ReportChart[] = [aReportChart()], more: Partial<Report> = {}): Report {
  return {
    tool: { name: 'emr-lint', version: '1.2.3' },
    locale: 'zh',
    asOf: '2024-03-10T00:00',
    charts,
    rules: {
      'timeliness/operation-record': {
        id: 'timeliness/operation-record',
        title: '手术记录应在术后24小时内完成',
        description: '说明',
        severity: 'error',
        basis: BASIS,
      },
    },
    indicators: INDICATORS.map((indicator) => countIn(charts, indicator)),
    summary: summarize(charts),
    ...more,
  };
}

export const WAIVED = { reason: '已与上级核实', by: '王质控', date: '2024-03-12' };

const INDICATORS: readonly ReportIndicator[] = [
  ['MER-HR-01', '住院病案管理人员月均负担出院患者病历数', '需要人员工作月数，病历中没有'],
  ['MER-TL-02', '手术记录24小时内完成率', undefined],
  ['MER-TQ-01', '出院患者病历2日归档率', undefined],
].map(([id = '', name = '', unanswerable]) => ({
  ...{ id, name, unanswerable, reading: undefined, status: 'national', better: 'higher' },
  definition: { numerator: '分子', denominator: '分母' },
  basis: '《病案管理质量控制指标（2021年版）》',
  ...{ numerator: 0, denominator: 0, failed: [], undecided: [] },
}));

function countIn(charts: readonly ReportChart[], indicator: ReportIndicator): ReportIndicator {
  const having = (outcome: string) =>
    charts.filter((chart) => chart.outcomes[indicator.id] === outcome).map(({ id }) => id);
  const [met, failed, undecided] = [having('met'), having('failed'), having('undecided')];
  return { ...indicator, numerator: met.length, denominator: met.length + failed.length, failed, undecided };
}
