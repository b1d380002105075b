import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';

/** A fault in a rule file, told so that its author can mend it. */
export interface Fault {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** A parsed YAML file that can say on which line any of its values stands. */
export interface RuleFile {
  readonly name: string;
  readonly value: unknown;
  fault(path: readonly PropertyKey[], message: string): Fault;
}

/** YAML files of a folder in the order of their names; none when there is no such folder. */
export function listYaml(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /\.ya?ml$/.test(name))
      .sort()
      .map((name) => join(folder, name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

export function readRuleFile(path: string, name: string, faults: Fault[]): RuleFile | undefined {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(path, 'utf8'), { lineCounter: lines, prettyErrors: false });
  const at = (offset: number, message: string): Fault => {
    const { line, col } = lines.linePos(offset);
    return { file: name, line, column: col, message };
  };
  for (const error of document.errors) faults.push(at(error.pos[0], `不是合法的 YAML：${error.message}`));
  if (document.errors.length > 0) return undefined;

  // A value that is missing has no place of its own: its nearest ancestor stands for it.
  const offsetOf = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return node.range[0];
    }
    return 0;
  };
  return { name, value: document.toJS(), fault: (path, message) => at(offsetOf(path), message) };
}

/** The file's value in the schema's output form, or undefined with the faults noted. */
export function checkShape<T extends z.ZodType>(file: RuleFile, schema: T, faults: Fault[]): z.output<T> | undefined {
  const result = schema.safeParse(file.value ?? {});
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    const place = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path;
    faults.push(file.fault(place, `${issue.path.join('.') || '(根)'}：${explain(issue)}`));
  }
  return undefined;
}

function explain(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return `不认识的键 ${issue.keys.join('、')}；请更正拼写或删去`;
    case 'invalid_type':
      return `应为 ${issue.expected}；请补上或改正（${issue.message}）`;
    case 'invalid_value':
      return `只能取 ${issue.values.map(String).join('、')}`;
    case 'invalid_union': {
      const inner = issue.errors.map((branch) => branch.map((each) => explain(each)).join('；'));
      return inner.length > 0 ? inner.join(' 或 ') : issue.message;
    }
    default:
      return issue.message;
  }
}
