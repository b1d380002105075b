import type { Pack } from '../server/src/lint/pack.ts';
import type { VocabularyData } from '../server/src/vocabulary/schema.ts';
import type { Indicator } from '../server/src/workspace/indicator-file.ts';
import type { Fault, RuleFile } from './rule-files.ts';

interface VocabularyPart {
  readonly file: RuleFile;
  readonly value: Partial<VocabularyData>;
}

/** Ids must be unique, and whatever an entry refers to must exist. */
export function checkVocabularyReferences(
  parts: readonly VocabularyPart[],
  merged: VocabularyData,
  sources: readonly string[] | undefined,
): Fault[] {
  const labels = new Set(merged.labels.map((label) => label.id));
  const ranks = new Set(merged.ranks.map((rank) => rank.id));
  const concepts = new Set(merged.concepts.map((concept) => concept.id));
  const faults: Fault[] = [];
  const seen = new Set<string>();
  for (const { file, value } of parts) {
    const note = (path: PropertyKey[], message: string) => faults.push(file.fault(path, message));
    for (const list of ['documents', 'labels', 'ranks', 'columns', 'concepts'] as const) {
      value[list]?.forEach((item, i) => {
        if (seen.has(`${list}/${item.id}`)) note([list, i, 'id'], `代号 ${item.id} 已用过；请另起一个`);
        seen.add(`${list}/${item.id}`);
      });
    }
    value.labels?.forEach((label, i) => {
      const { partOf, rank } = label;
      if (partOf && !labels.has(partOf)) note(['labels', i, 'partOf'], `没有栏目 ${partOf}；请先在 labels 中定义`);
      if (rank && !ranks.has(rank)) note(['labels', i, 'rank'], `没有职称 ${rank}；请先在 ranks 中定义`);
    });
    value.concepts?.forEach((concept, i) => {
      if (concept.organ && !concepts.has(concept.organ))
        note(['concepts', i, 'organ'], `没有概念 ${concept.organ}；请先在 concepts 中定义`);
    });
    value.documents?.forEach((kind, i) => {
      if (kind.rank && !ranks.has(kind.rank))
        note(['documents', i, 'rank'], `没有职称 ${kind.rank}；请先在 ranks 中定义`);
      kind.basis.forEach((basis, j) => {
        if (sources && !sources.includes(basis.source))
          note(['documents', i, 'basis', j], `没有来源 ${basis.source}；请先写入 rules/sources.yaml`);
      });
      kind.sections.forEach((section, j) => {
        const unknown = [section.id, ...section.orElse].filter((id) => !labels.has(id));
        if (unknown.length > 0)
          note(['documents', i, 'sections', j], `没有栏目 ${unknown.join('、')}；请先在 labels 中定义`);
      });
    });
  }
  return faults;
}

/** Rule ids are unique over all packs, amendments name a rule that exists, and every basis names a known source. */
export function checkPackReferences(
  parts: readonly { readonly file: RuleFile; readonly value: Pack }[],
  sources: readonly string[] | undefined,
): Fault[] {
  const faults: Fault[] = [];
  const owner = new Map<string, string>();
  /** A pack may be spread over several files, which then bear one title. */
  const titles = new Map<string, { zh: string; en: string; file: string }>();
  for (const { file, value } of parts) {
    const twin = titles.get(value.name);
    if (twin && (twin.zh !== value.title.zh || twin.en !== value.title.en))
      faults.push(
        file.fault(['title'], `规则包 ${value.name} 在 ${twin.file} 中另有名称；同一规则包各文件的名称须一致`),
      );
    titles.set(value.name, twin ?? { ...value.title, file: file.name });
    value.rules.forEach((rule, i) => {
      const other = owner.get(rule.id);
      if (other)
        faults.push(file.fault(['rules', i, 'id'], `规则 ${rule.id} 已在 ${other} 中定义；要修改它请用 amend`));
      owner.set(rule.id, file.name);
    });
  }
  for (const { file, value } of parts) {
    value.amend.forEach((amendment, i) => {
      if (!owner.has(amendment.id))
        faults.push(file.fault(['amend', i, 'id'], `没有规则 ${amendment.id}；请核对代号，或在 rules 中定义它`));
    });
    for (const list of ['rules', 'amend'] as const) {
      value[list].forEach((rule, i) => {
        rule.basis.forEach((basis, j) => {
          if (sources && !sources.includes(basis.source))
            faults.push(
              file.fault([list, i, 'basis', j, 'source'], `没有来源 ${basis.source}；请先写入 rules/sources.yaml`),
            );
        });
      });
    }
  }
  return faults;
}

/** Indicator ids are unique, cite known sources, and combine indicators that stand before them. */
export function checkIndicatorReferences(
  parts: readonly { readonly file: RuleFile; readonly value: readonly Indicator[] }[],
  sources: readonly string[] | undefined,
): Fault[] {
  const faults: Fault[] = [];
  const seen = new Set<string>();
  for (const { file, value } of parts) {
    for (const [i, indicator] of value.entries()) {
      const note = (path: PropertyKey[], message: string) =>
        faults.push(file.fault(['indicators', i, ...path], message));
      if (seen.has(indicator.id)) note(['id'], `指标代号 ${indicator.id} 已用过；请另起一个`);
      for (const id of indicator.combines)
        if (!seen.has(id)) note(['combines'], `前面没有指标 ${id}；被合并的指标须先定义`);
      for (const [j, { source }] of indicator.basis.entries())
        if (sources && !sources.includes(source))
          note(['basis', j, 'source'], `没有来源 ${source}；请先写入 rules/sources.yaml`);
      seen.add(indicator.id);
    }
  }
  return faults;
}
