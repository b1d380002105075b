import builtIn from '../generated/scores.json' with { type: 'json' };
import { type ScoreSheet, scoreSheetSchema } from '../lint/score.ts';
import { readShape, readYaml, type SourceProblem } from '../lint/yaml-source.ts';
import type { Configuration } from './configuration.ts';
import type { FileSystem } from './file-system.ts';

export interface ReadScoreSheet {
  /** The default sheet where the configured one cannot be read. */
  readonly sheet: ScoreSheet;
  readonly problems: readonly SourceProblem[];
}

/** The score sheets that come with the linter, and those of hospitals, each read once until {@link forget}. */
export class ScoreSheets {
  readonly #fs: FileSystem;
  readonly #builtIn = new Map<string, ScoreSheet>();
  #read = new Map<Configuration, Promise<ReadScoreSheet>>();

  constructor(fs: FileSystem) {
    this.#fs = fs;
    for (const sheet of builtIn.map((value) => scoreSheetSchema.parse(value))) this.#builtIn.set(sheet.name, sheet);
  }

  forget(): void {
    this.#read = new Map();
  }

  /** The sheet that holds for a configuration: by name, or from the file it names. */
  of(configuration: Configuration): Promise<ReadScoreSheet> {
    const known = this.#read.get(configuration) ?? this.#load(configuration);
    this.#read.set(configuration, known);
    return known;
  }

  async #load({ config, sources }: Configuration): Promise<ReadScoreSheet> {
    const name = config.scoreSheet ?? 'default';
    const named = this.#builtIn.get(name);
    if (named) return { sheet: named, problems: [] };
    const bytes = await this.#fs.read(name).catch(() => undefined);
    const { value, problems } = bytes
      ? readShape(readYaml(name, new TextDecoder().decode(bytes)), scoreSheetSchema)
      : { value: undefined, problems: [] };
    const saying = sources.find((source) => source.config.scoreSheet !== undefined);
    const names = [...this.#builtIn.keys()].sort();
    const unknown = {
      zh: `没有评分表“${saying?.config.scoreSheet ?? name}”；可用：${names.join('、')}，或以 ./ 开头的文件`,
      en: `there is no score sheet "${saying?.config.scoreSheet ?? name}"; there are ${names.join(', ')}, or a file beginning with ./`,
    };
    const absent = saying?.locate({ origin: 'configuration', rule: undefined, path: ['scoreSheet'], message: unknown });
    const fallback = this.#builtIn.get('default');
    if (!fallback) throw new Error('rules/scores lacks the default sheet');
    return { sheet: value ?? fallback, problems: !bytes && absent ? [absent] : problems };
  }
}
