import type { Column, Concept, DocumentKind, Label, LocalizedText, Rank, VocabularyData } from './schema.ts';

/** The compiled vocabulary with its look-up tables. Built once from `rules/vocabulary`. */
export interface Vocabulary {
  readonly data: VocabularyData;
  document(id: string): DocumentKind | undefined;
  label(id: string): Label | undefined;
  rank(id: string): Rank | undefined;
  column(id: string): Column | undefined;
  concept(id: string): Concept | undefined;
  /** Concepts of a group, in the order of the data; throws on a group that no concept belongs to. */
  conceptsOf(group: string): readonly Concept[];
  /** Name of any id (document, label, rank, column, concept); the id itself when unknown. */
  nameOf(id: string): LocalizedText;
  /** Word list by id; throws on an id that the data lacks, since only our own code asks. */
  terms(id: string): readonly string[];
  /** Labels by {@link normalizeName}d name or alias; several share a name when it is used in several kinds. */
  readonly labelsByName: ReadonlyMap<string, readonly Label[]>;
  readonly ranksByName: ReadonlyMap<string, Rank>;
  readonly columnsByName: ReadonlyMap<string, Column>;
  readonly documentsByName: ReadonlyMap<string, DocumentKind>;
}

/** Half width, without blanks, lower case: the form in which names are compared. */
export function normalizeName(text: string): string {
  // Most names are plain already; the test is several times cheaper than three replacements.
  if (!UNNORMALIZED.test(text)) return text;
  return text
    .replace(/[\s\u3000]+/g, '')
    .replace(/[\uFF01-\uFF5E]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .toLowerCase();
}

const UNNORMALIZED = /[\s\u3000\uFF01-\uFF5EA-Z]|[\u0080-\u024F\u0370-\u052F\u1E00-\u218F]/;

/** Makes the look-up tables. Names are normalised here; the first to claim a name keeps it, except for labels. */
export function createVocabulary(data: VocabularyData): Vocabulary {
  const index = <T extends { id: string }>(items: readonly T[]) => new Map(items.map((item) => [item.id, item]));
  const documents = index(data.documents);
  const labels = index(data.labels);
  const ranks = index(data.ranks);
  const columns = index(data.columns);
  const concepts = index(data.concepts);
  const groups = new Map<string, Concept[]>();
  for (const concept of data.concepts) {
    for (const group of concept.groups) {
      const members = groups.get(group);
      if (members) members.push(concept);
      else groups.set(group, [concept]);
    }
  }
  const named = <T extends { name: LocalizedText; aliases: string[] }>(items: readonly T[]) => {
    const byName = new Map<string, T>();
    for (const item of items) {
      for (const name of [item.name.zh, ...item.aliases]) {
        const key = normalizeName(name);
        if (!byName.has(key)) byName.set(key, item);
      }
    }
    return byName;
  };
  const labelsByName = new Map<string, Label[]>();
  for (const label of data.labels) {
    for (const name of [label.name.zh, ...label.aliases]) {
      const key = normalizeName(name);
      const sharing = labelsByName.get(key);
      if (!sharing) labelsByName.set(key, [label]);
      else if (!sharing.includes(label)) sharing.push(label);
    }
  }
  return {
    data,
    document: (id) => documents.get(id),
    label: (id) => labels.get(id),
    rank: (id) => ranks.get(id),
    column: (id) => columns.get(id),
    concept: (id) => concepts.get(id),
    conceptsOf: (group) => {
      const members = groups.get(group);
      if (!members) throw new Error(`no concept of group "${group}" in rules/vocabulary`);
      return members;
    },
    nameOf: (id) =>
      (documents.get(id) ?? labels.get(id) ?? ranks.get(id) ?? columns.get(id) ?? concepts.get(id))?.name ?? {
        zh: id,
        en: id,
      },
    terms: (id) => {
      const list = data.terms[id];
      if (!list) throw new Error(`no term list "${id}" in rules/vocabulary`);
      return list;
    },
    labelsByName,
    ranksByName: named(data.ranks),
    columnsByName: named(data.columns),
    documentsByName: named(data.documents),
  };
}
