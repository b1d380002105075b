import { isNode, isPair, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import type { LocalizedText } from '../vocabulary/schema.ts';
import { wordIssue } from './zod-issue.ts';

/** A fault in a file that people write: configuration, waivers, their own packs. */
export interface SourceProblem {
  readonly file: string;
  /** UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
  /** 1-based, as editors count. */
  readonly line: number;
  readonly column: number;
  readonly message: LocalizedText;
}

/** A YAML text that can say where any of its values stands. */
export interface YamlSource {
  readonly file: string;
  readonly value: unknown;
  /** Syntax errors; the value is then undefined. */
  readonly problems: readonly SourceProblem[];
  /** At the value of `path`, or at its key when `atKey`; a value that is missing is blamed on its nearest ancestor. */
  problem(path: readonly PropertyKey[], message: LocalizedText, atKey?: boolean): SourceProblem;
}

export function readYaml(file: string, text: string): YamlSource {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (start: number, end: number, message: LocalizedText): SourceProblem => {
    const { line, col } = lines.linePos(start);
    return { file, start, end, line, column: col, message };
  };
  const problems: SourceProblem[] = document.errors.map(({ pos, message }) =>
    at(pos[0], pos[1], { zh: `不是合法的 YAML：${message}`, en: `not valid YAML: ${message}` }),
  );
  let value: unknown;
  try {
    if (problems.length === 0) value = document.toJS({ maxAliasCount: 100 });
  } catch {
    problems.push(at(0, 0, { zh: '别名（&、*）展开过多', en: 'aliases (&, *) expand to too much' }));
  }
  const rangeOf = (path: readonly PropertyKey[], atKey: boolean): readonly [number, number] => {
    for (let length = path.length; length > 0; length--) {
      const key =
        atKey && length === path.length ? keyRange(document.getIn(path.slice(0, -1), true), path.at(-1)) : undefined;
      if (key) return key;
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return [node.range[0], node.range[1]];
    }
    return [0, 0];
  };
  return {
    file,
    value,
    problems,
    problem: (path, message, atKey = false) => at(...rangeOf(path, atKey), message),
  };
}

/** The value of a file by its schema, or undefined with every fault told at its place. */
export function readShape<T extends z.ZodType>(
  source: YamlSource,
  schema: T,
): { readonly value: z.output<T> | undefined; readonly problems: readonly SourceProblem[] } {
  if (source.problems.length > 0) return { value: undefined, problems: source.problems };
  const read = schema.safeParse(source.value ?? {});
  if (read.success) return { value: read.data, problems: [] };
  const problems = read.error.issues.flatMap((issue) =>
    wordIssue(issue, schema).map(({ path, message, atKey }) => source.problem(path, message, atKey)),
  );
  return { value: undefined, problems };
}

function keyRange(map: unknown, key: PropertyKey | undefined): readonly [number, number] | undefined {
  let range: readonly [number, number] | undefined;
  if (!isNode(map)) return undefined;
  visit(map, {
    Pair(_, pair) {
      if (range === undefined && isPair(pair) && isScalar(pair.key) && pair.key.value === key && pair.key.range) {
        range = [pair.key.range[0], pair.key.range[1]];
      }
      return visit.SKIP;
    },
  });
  return range;
}
