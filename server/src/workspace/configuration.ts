import { posix } from 'node:path';
import picomatch from 'picomatch';
import type { z } from 'zod';
import { CONFIG_FILE, type Config, mergeConfigs, type ReadConfig, readConfig } from '../lint/config.ts';
import { type Pack, packSchema } from '../lint/pack.ts';
import { type ReadWaivers, readWaivers, WAIVER_FILE } from '../lint/waivers.ts';
import { readShape, readYaml, type SourceProblem } from '../lint/yaml-source.ts';
import type { FileSystem } from './file-system.ts';
import { isDiskPath } from './paths.ts';

/** What the files nearest upwards from a folder configure, `extends` and packs of the hospital's own included. */
export interface Configuration {
  /** The nearest configuration; undefined where there is none. */
  readonly file: string | undefined;
  readonly config: Config;
  /** Last read first: what `file` and the files it extends say, to tell faults at their place. */
  readonly sources: readonly ReadConfig[];
  /** Packs read from files that `packs` names; in `config.packs` their names stand in place of the files. */
  readonly packs: readonly Pack[];
  readonly waivers: ReadWaivers | undefined;
  /** Faults of all these files; what is at fault is left out and the rest holds. */
  readonly problems: readonly SourceProblem[];
  /** The `files` patterns. */
  readonly accepts: (path: string) => boolean;
}

export interface ConfigurationOptions {
  /** Used for every folder in place of the nearest file. */
  readonly fixed?: string;
  /** Laid over what the files say (command line). */
  readonly override?: Config;
}

interface Layer {
  readonly config: Config;
  readonly sources: readonly ReadConfig[];
  readonly problems: readonly SourceProblem[];
  /** The folder that the `files` patterns count from. */
  readonly filesBase: string | undefined;
}

const NOTHING: Layer = { config: {}, sources: [], problems: [], filesBase: undefined };

/** Finds and reads configuration and waiver files; each file is read once until {@link forget}. */
export class Configurations {
  readonly #fs: FileSystem;
  readonly #options: ConfigurationOptions;
  #found = new Map<string, Promise<string | undefined>>();
  #read = new Map<string, Promise<Configuration>>();
  readonly #files = new Set<string>();

  constructor(fs: FileSystem, options: ConfigurationOptions = {}) {
    this.#fs = fs;
    this.#options = options;
  }

  forget(): void {
    this.#found = new Map();
    this.#read = new Map();
    this.#files.clear();
  }

  /** Whether what was handed out rests on this file, or would if it were there. */
  restsOn(file: string): boolean {
    return this.#files.has(file) || [CONFIG_FILE, WAIVER_FILE].includes(posix.basename(file));
  }

  /** All that was handed out since {@link forget}. */
  get known(): Promise<Configuration[]> {
    return Promise.all(this.#read.values());
  }

  /** Folders with the same nearest files share one and the same object. */
  async of(folder: string): Promise<Configuration> {
    const file = this.#options.fixed ?? (await this.#nearest(folder, CONFIG_FILE));
    const waivers = await this.#nearest(folder, WAIVER_FILE);
    const key = `${file ?? ''}\0${waivers ?? ''}`;
    const known = this.#read.get(key) ?? this.#load(file, waivers);
    this.#read.set(key, known);
    return known;
  }

  /** Where a file of that name stands nearest upwards, or undefined. */
  #nearest(folder: string, name: string): Promise<string | undefined> {
    if (!isDiskPath(folder)) return Promise.resolve(undefined);
    const file = posix.join(folder, name);
    const known = this.#found.get(file);
    if (known) return known;
    const parent = posix.dirname(folder);
    const found = this.#fs.kindOf(file).then((kind) => {
      if (kind === 'file') return file;
      return parent === folder ? undefined : this.#nearest(parent, name);
    });
    this.#found.set(file, found);
    return found;
  }

  async #load(file: string | undefined, waiverFile: string | undefined): Promise<Configuration> {
    const layer = file === undefined ? NOTHING : await this.#layer(file, []);
    const waivers = waiverFile === undefined ? undefined : await this.#waivers(waiverFile);
    const config = mergeConfigs(layer.config, this.#options.override ?? {});
    const packs = await Promise.all((config.packs ?? []).filter(isFile).map((pack) => this.#shape(pack, packSchema)));
    const nameOf = new Map(packs.map(({ file, value }) => [file, value?.name]));
    return {
      file,
      config: config.packs
        ? { ...config, packs: config.packs.flatMap((name) => (isFile(name) ? (nameOf.get(name) ?? []) : name)) }
        : config,
      sources: layer.sources,
      packs: packs.flatMap(({ value }) => value ?? []),
      waivers,
      problems: [...layer.problems, ...packs.flatMap(({ problems }) => problems), ...(waivers?.problems ?? [])],
      accepts: matcher(config, layer.filesBase),
    };
  }

  /** One file with all it extends, the extended ones first; a file that extends itself is told of. */
  async #layer(file: string, path: readonly string[]): Promise<Layer> {
    const text = await this.#text(file);
    if (text === undefined) return NOTHING;
    const read = readConfig(file, text);
    const here = posix.dirname(file);
    let base: Layer = NOTHING;
    const problems: SourceProblem[] = [...read.problems];
    for (const named of [read.config.extends ?? []].flat()) {
      const target = posix.resolve(here, named);
      if ([...path, file].includes(target) || (await this.#fs.kindOf(target)) !== 'file') {
        problems.push(missingFile(read, 'extends', named));
        continue;
      }
      base = stack(base, await this.#layer(target, [...path, file]));
    }
    for (const named of (read.config.packs ?? []).filter(isFile)) {
      if ((await this.#fs.kindOf(posix.resolve(here, named))) !== 'file')
        problems.push(missingFile(read, 'packs', named));
    }
    return stack(base, { config: withPaths(read.config, here), sources: [read], problems, filesBase: here });
  }

  async #shape<T extends z.ZodType>(file: string, schema: T) {
    const text = await this.#text(file);
    if (text === undefined) return { file, value: undefined, problems: [] };
    return { file, ...readShape(readYaml(file, text), schema) };
  }

  async #waivers(file: string): Promise<ReadWaivers | undefined> {
    const text = await this.#text(file);
    return text === undefined ? undefined : readWaivers(file, text);
  }

  async #text(file: string): Promise<string | undefined> {
    this.#files.add(file);
    return this.#fs.read(file).then(
      (bytes) => new TextDecoder().decode(bytes),
      () => undefined,
    );
  }
}

function stack(base: Layer, own: Layer): Layer {
  return {
    config: mergeConfigs(base.config, own.config),
    sources: [...own.sources, ...base.sources],
    problems: [...base.problems, ...own.problems],
    filesBase: own.config.files ? own.filesBase : base.filesBase,
  };
}

/** `./ward.yaml` and the like; a plain word is the name of a pack or score sheet that comes with the linter. */
function isFile(name: string): boolean {
  return /[/\\]|\.ya?ml$/.test(name);
}

/** Files named in a configuration count from its own folder, whichever configuration extends it. */
function withPaths(config: Config, here: string): Config {
  const absolute = (name: string) => (isFile(name) ? posix.resolve(here, name) : name);
  return {
    ...config,
    ...(config.packs && { packs: config.packs.map(absolute) }),
    ...(config.scoreSheet !== undefined && { scoreSheet: absolute(config.scoreSheet) }),
  };
}

function missingFile(read: ReadConfig, key: string, named: string): SourceProblem {
  const message = {
    zh: `找不到文件 ${named}，或文件互相引用`,
    en: `there is no file ${named}, or files extend each other`,
  };
  return read.locate({ origin: 'configuration', rule: undefined, path: [key], message });
}

function matcher(config: Config, base: string | undefined): (path: string) => boolean {
  const { include, exclude } = config.files ?? {};
  if (base === undefined || (!include && !exclude)) return () => true;
  const included = include ? picomatch(include, { dot: true }) : () => true;
  const excluded = exclude ? picomatch(exclude, { dot: true }) : () => false;
  return (path) => {
    if (!isDiskPath(path)) return true;
    const relative = posix.relative(base, path);
    return included(relative) && !excluded(relative);
  };
}
