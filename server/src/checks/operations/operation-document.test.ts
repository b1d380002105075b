import { describe, expect, it } from 'vitest';
import { findingsOf } from '../text-testing.ts';
import { operationDocument } from './operation-document.ts';

const HEAD = '住院号：Z1\n入院时间：2024-03-01 10:20  出院时间：2024-03-20 09:00  归档时间：2024-03-21 09:00\n\n';
const SUMMARY = { document: ['pre-op-summary'], side: 'before', words: ['术前小结'] };

function record(day: string, name = '胆囊切除术', more = ''): string {
  return `【手术记录】\n手术开始时间：2024-03-${day} 09:10  手术结束时间：2024-03-${day} 11:40\n手术名称：${name}\n${more}术者签名：王某 2024-03-${day} 15:00\n\n`;
}

function summary(day: string, title = '术前小结'): string {
  return `2024-03-${day} 16:00 ${title}\n术前诊断：胆囊结石\n医师签名：李某\n\n`;
}

function missing(text: string, params: object = SUMMARY, asOf?: string): readonly unknown[] {
  return findingsOf(operationDocument, params, text, asOf).map(({ data }) => data.at);
}

describe('operation-document', () => {
  it('asks once for each operation', () => {
    expect(missing(HEAD + record('02') + record('09'))).toEqual(['2024-03-02T09:10', '2024-03-09T09:10']);
    expect(missing(HEAD + summary('01') + record('02') + record('09'))).toEqual(['2024-03-09T09:10']);
    expect(missing(HEAD + summary('01') + record('02') + summary('08') + record('09'))).toEqual([]);
  });

  it('takes an undated document, one that names the operation, and a title that joins two papers', () => {
    const undated = '【术前小结】\n术前诊断：胆囊结石\n医师签名：李某\n\n';
    expect(missing(HEAD + undated + record('02') + record('09'))).toEqual([]);
    const both = '2024-03-01 16:00 术前小结\n拟施手术：一期胆囊切除术，二期膝关节镜清理术。\n医师签名：李某\n\n';
    expect(missing(HEAD + both + record('02') + record('09', '膝关节镜清理术'))).toEqual([]);
    const joined = { ...SUMMARY, words: [], titled: ['术前小结'] };
    expect(missing(HEAD + summary('01', '术前讨论及术前小结') + record('02'), joined)).toEqual([]);
  });

  it('asks about operations alone, not about what is done through an endoscope or a vessel', () => {
    expect(missing(HEAD + record('02', '冠状动脉造影术'))).toEqual([]);
    expect(missing(HEAD + record('02', '经皮肾穿刺造瘘'))).toEqual([]);
    expect(missing(HEAD + record('02', '胆囊切除术+胆道镜检查'))).toHaveLength(1);
  });

  it('knows who gave the anaesthetic', () => {
    const byAnesthetist = { document: ['anesthesia-record'], side: 'during', anesthetist: true };
    expect(missing(HEAD + record('02', '胆囊切除术', '麻醉方法：全麻\n'), byAnesthetist)).toHaveLength(1);
    expect(missing(HEAD + record('02', '胆囊切除术', '麻醉方法：局麻\n'), byAnesthetist)).toEqual([]);
    expect(missing(HEAD + record('02', '胆囊切除术', '麻醉方法：局麻+静脉麻醉\n'), byAnesthetist)).toHaveLength(1);
    expect(missing(HEAD + record('02'), byAnesthetist)).toEqual([]);
  });

  it('leaves out emergencies to save life, not every emergency', () => {
    const rule = { ...SUMMARY, notRescue: true };
    const urgent = (more: string) => HEAD + record('02', '阑尾切除术', `急诊手术：是\n${more}`);
    expect(missing(urgent(''), rule)).toHaveLength(1);
    expect(missing(urgent('术中情况：失血性休克。\n'), rule)).toEqual([]);
    expect(missing(HEAD + record('02', '阑尾切除术', '手术经过：无休克。\n'), rule)).toHaveLength(1);
    const consent = '【手术知情同意书】\n为抢救生命，授权医师紧急处置。\n医师签名：李某 2024-03-01 16:00\n\n';
    expect(missing(HEAD + consent + record('02'), rule)).toHaveLength(1);
  });

  it('is silent about excerpts, about papers kept elsewhere, and before the grace has run out', () => {
    expect(missing(record('02'))).toEqual([]);
    const open = HEAD.replace(/ {2}归档.*/, '');
    expect(missing(open + record('02'), { ...SUMMARY, keptWith: ['progress-note'] })).toEqual([]);
    expect(missing(HEAD + record('02'), { ...SUMMARY, keptWith: ['progress-note'] })).toHaveLength(1);
    const visit = { document: ['anesthesia-post-visit'], side: 'after', grace: '72h' };
    const running = '住院号：Z1\n入院时间：2024-03-01 10:20\n\n';
    expect(missing(running + record('02'), visit, '2024-03-04 12:00')).toEqual([]);
    expect(missing(running + record('02'), visit, '2024-03-06 12:00')).toHaveLength(1);
  });
});
