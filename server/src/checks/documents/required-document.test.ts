import { describe, expect, it } from 'vitest';
import { say } from '../text-testing.ts';
import { requiredDocument } from './required-document.ts';

const ORDERS =
  '【医嘱单】\n| 开始时间 | 类别 | 医嘱 | 停止时间 |\n| 2024-03-01 10:40 | 长期 | 病危 | 2024-03-02 10:00 |\n\n';
const HEADER = '姓名：王某某  入院时间：2024-03-01 10:20  出院时间：2024-03-09 09:00';
const FILED = `${HEADER}  归档时间：2024-03-11 10:00\n\n`;
const ask = (record: string, params: object = { anyOf: ['vital-signs-chart'] }) =>
  say(requiredDocument, params, record);

describe('required-document', () => {
  it('asks a filed chart, at the end of the stay', () => {
    expect(ask(FILED + ORDERS)).toEqual(['missing ⟦2024-03-09 09:00⟧ vital-signs-chart']);
    expect(ask(`${FILED}【体温单】\n体温36.5℃。\n`)).toEqual([]);
  });

  it('asks a chart whose export shows more than physicians write', () => {
    const whole = `${HEADER}\n\n【病案首页】\n主要诊断：冠心病\n\n【出院记录】\n诊疗经过：好转。\n\n【检验报告】\n钾 4.1mmol/L\n\n`;
    expect(ask(whole + ORDERS)).toHaveLength(1);
    expect(ask(whole)).toEqual([]);
    expect(ask(`${HEADER}\n\n【出院记录】\n诊疗经过：好转。\n`)).toEqual([]);
  });

  it('asks for nursing notes where the patient was on the critical list', () => {
    const params = { anyOf: ['critical-nursing-record', 'nursing-record'], condition: 'critical' };
    expect(ask(FILED + ORDERS, params)).toEqual(['missing ⟦病危⟧ critical-nursing-record']);
    expect(ask(FILED + ORDERS.replace('病危', '一级护理'), params)).toEqual([]);
    expect(ask(`${FILED}${ORDERS}【护理记录】\n神志清。\n护士签名：孙某\n`, params)).toEqual([]);
  });
});
