import type { Connection, WorkDoneProgressReporter } from 'vscode-languageserver';
import { say } from './locale.ts';
import type { World } from './world.ts';

type Work = 'settle' | 'scan';

/** Judges what nobody asked for yet: one run at a time, in slices, the later wish overtaking the earlier. */
export class Background {
  readonly #connection: Connection;
  readonly #world: World;
  #wanted: Work | undefined;
  #running: { readonly work: Work; readonly controller: AbortController } | undefined;
  #timer: NodeJS.Timeout | undefined;
  #loop: Promise<void> = Promise.resolve();
  /** Told when a run came to its end. */
  onDone: () => void = () => {};

  constructor(connection: Connection, world: World) {
    this.#connection = connection;
    this.#world = world;
  }

  /** Finds and judges every chart of the workspace. */
  scan(): void {
    this.#want('scan', 0);
  }

  /** Judges what is known and out of date; several wishes within a moment are one. */
  settle(): void {
    this.#want(this.#wanted ?? 'settle', 100);
  }

  /** Nothing under way and nothing wanted. */
  async idle(): Promise<void> {
    while (this.#wanted || this.#running) {
      await this.#loop;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#wanted = undefined;
    this.#running?.controller.abort();
  }

  #want(work: Work, delay: number): void {
    this.#wanted = work;
    if (work === 'scan') this.#running?.controller.abort();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#loop = this.#loop.then(() => this.#run());
    }, delay);
  }

  async #run(): Promise<void> {
    const work = this.#wanted;
    if (!work) return;
    const controller = new AbortController();
    this.#wanted = undefined;
    this.#running = { work, controller };
    try {
      if (work === 'settle') await this.#world.session.settle(controller.signal);
      else await this.#scan(controller);
      this.onDone();
    } catch (error) {
      if (!controller.signal.aborted) this.#connection.console.error(`background: ${nameOfError(error)}`);
    } finally {
      this.#running = undefined;
    }
  }

  async #scan(controller: AbortController): Promise<void> {
    const progress = await this.#beginProgress(controller);
    try {
      await this.#world.session.scan({
        signal: controller.signal,
        progress: (charts) => progress?.report(chartsDone(charts, this.#world)),
      });
    } finally {
      progress?.done();
    }
  }

  async #beginProgress(controller: AbortController): Promise<WorkDoneProgressReporter | undefined> {
    if (!this.#world.client.progress || this.#world.roots.length === 0) return undefined;
    const progress = await this.#connection.window.createWorkDoneProgress().catch(() => undefined);
    progress?.begin(say(this.#world.client.locale, '检查病历', 'Linting charts'), undefined, undefined, true);
    progress?.token.onCancellationRequested(() => controller.abort());
    return progress;
  }
}

export function chartsDone(charts: number, { client }: World): string {
  return say(client.locale, `已检查 ${charts} 份`, `${charts} charts done`);
}

/** Class and place only: the message of an error may quote a record. */
export function nameOfError(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const frame = error.stack?.split('\n').find((line) => /^\s+at /.test(line));
  return `${error.constructor.name}${frame ? ` ${frame.trim()}` : ''}`;
}
