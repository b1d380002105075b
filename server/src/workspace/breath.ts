import { setImmediate } from 'node:timers/promises';

/** Lets other work have its turn in the middle of a long one: a keystroke never waits longer than one slice. */
export class Breath {
  readonly #slice: number;
  #since = performance.now();

  /** `slice` in milliseconds. */
  constructor(slice = 8) {
    this.#slice = slice;
  }

  /** Returns at once while the slice lasts. Throws when the signal is aborted. */
  async take(signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    if (performance.now() - this.#since < this.#slice) return;
    await setImmediate();
    this.#since = performance.now();
    signal?.throwIfAborted();
  }
}
