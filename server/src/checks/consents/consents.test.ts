import { describe, expect, it } from 'vitest';
import { findingsOf } from '../text-testing.ts';
import { patientSigned } from './patient-signed.ts';
import { physicianSigned } from './physician-signed.ts';
import { signedBefore } from './signed-before.ts';

const head = (age: string) => `姓名：陈小梅  性别：女  年龄：${age}\n住院号：Z1\n入院时间：2024-03-01 10:20\n\n`;
const consent = (lines: string, kind = '手术知情同意书') =>
  `【${kind}】\n术前诊断：胆囊结石\n手术名称：胆囊切除术\n并发症：出血。\n${lines}\n\n`;
const said = (check: Parameters<typeof findingsOf>[0], params: object, text: string) =>
  findingsOf(check, params, text, '2024-03-20 00:00').map(({ message }) => message);

describe('patient-signed', () => {
  const params = { document: ['consent-operation', 'critical-illness-notice'], byFamily: ['critical-illness-notice'] };
  const ask = (lines: string, age = '46岁', kind?: string) =>
    said(patientSigned, params, head(age) + consent(`${lines}\n医师签名：李某`, kind));

  it('wants the patient, or a substitute with relation and authority', () => {
    expect(ask('患者签名：陈小梅')).toEqual([]);
    expect(ask('患者签名：')).toEqual(['missing']);
    expect(ask('患者签名：\n家属签名：')).toEqual(['missing']);
    expect(ask('家属签名：钱强')).toEqual(['relation']);
    expect(ask('家属签名：钱强（丈夫）')).toEqual(['authority']);
    expect(ask('家属签名：钱强  关系：夫妻\n未签名原因：昏迷')).toEqual([]);
    expect(ask('患者签名：钱强  关系：')).toEqual(['relation']);
    expect(ask('患者签名：钱强  关系：本人')).toEqual([]);
  });

  it('lets guardians sign for a child, and the family for a notice', () => {
    expect(ask('家属签名：钱强  关系：父女', '6岁')).toEqual([]);
    expect(ask('监护人签名：钱强', '6岁')).toEqual([]);
    expect(ask('家属签名：钱强', '6岁')).toEqual(['relation']);
    expect(ask('患方签名：钱强  关系：夫妻', '46岁', '病危通知书')).toEqual([]);
  });

  it('takes the authority given to the physician for none of the family', () => {
    expect(ask('患者意见：同意手术并授权医师决定。\n家属签名：钱强  关系：夫妻')).toEqual(['authority']);
    expect(ask('患者意见：本人授权丈夫签署。\n家属签名：钱强  关系：夫妻')).toEqual([]);
  });

  it('says once that nothing can be told where no paper shows a signature', () => {
    const blank = consent('患者签名：\n医师签名：李某');
    expect(said(patientSigned, params, head('46岁') + blank + blank)).toEqual(['unverifiable']);
    const signed = consent('患者签名：陈小梅\n医师签名：李某');
    expect(said(patientSigned, params, head('46岁') + blank + signed)).toEqual(['missing']);
  });
});

describe('physician-signed', () => {
  const params = { document: ['consent-operation'], surgeonToo: true };
  const record = '【手术记录】\n手术开始时间：2024-03-05 09:10\n手术名称：胆囊切除术\n术者：王大明\n';
  const ask = (lines: string) => said(physicianSigned, params, head('46岁') + consent(lines) + record);

  it('wants the physician in charge and the surgeon', () => {
    expect(ask('经治医师签名：李小红\n术者签名：王大明')).toEqual([]);
    expect(ask('经治医师签名：李小红\n术者签名：')).toEqual(['surgeon']);
    expect(ask('经治医师签名：李小红\n术者签名：    2024-03-04 16:00')).toEqual(['surgeon']);
    expect(ask('经治医师签名：\n术者签名：王大明')).toEqual(['physician']);
    expect(ask('经治医师签名：王大明')).toEqual([]);
    expect(ask('经治医师签名：李小红/王大明')).toEqual([]);
    expect(ask('经治医师签名：李小红\n术者签名：（电子签名）')).toEqual([]);
    expect(ask('经治医师签名：\n术者签名：')).toEqual([]);
  });
});

describe('signed-before', () => {
  const params = { document: ['consent-operation'], to: 'operation' };
  const record = (more = '') =>
    `【手术记录】\n手术开始时间：2024-03-05 09:10  手术结束时间：2024-03-05 11:00\n手术名称：胆囊切除术\n${more}\n`;
  const ask = (time: string, more?: string) =>
    said(signedBefore, params, head('46岁') + consent(`患者签名：陈小梅  签署时间：${time}`) + record(more));

  it('compares to the minute what is given to the minute', () => {
    expect(ask('2024-03-05 09:10')).toEqual([]);
    expect(ask('2024-03-05 09:11')).toEqual(['late']);
    expect(ask('2024-03-05')).toEqual([]);
    expect(ask('2024-03-06')).toEqual(['late']);
    expect(ask('2024-03-0* 10:00')).toEqual([]);
  });

  it('takes the time behind the patient’s own signature', () => {
    const signed = (time: string) =>
      said(
        signedBefore,
        params,
        head('46岁') + consent(`患者签名：陈小梅  ${time}\n医师签名：李某 2024-03-04 16:00`) + record(),
      );
    expect(signed('2024-03-04 16:00')).toEqual([]);
    expect(signed('2024-03-05 15:00')).toEqual(['late']);
  });

  it('excuses what was done to save life', () => {
    expect(ask('2024-03-05 10:00', '急诊手术：是\n术中情况：失血性休克')).toEqual([]);
    expect(ask('2024-03-05 10:00', '急诊手术：是')).toEqual(['late']);
  });
});
