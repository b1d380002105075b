import { type MessagePort, Worker } from 'node:worker_threads';
import type { BatchJob } from '../workspace/batch.ts';
import { Judge, type JudgeRequest, type Outcome } from './judge.ts';

/** Judges jobs, several at a time if it has several threads. */
export interface Pool {
  readonly size: number;
  run(job: BatchJob): Promise<Outcome>;
  close(): Promise<void>;
}

/** `entry` is the module a worker thread starts with; it has to call {@link serve}. */
export function createPool(jobs: number, judge: Judge, request: JudgeRequest, entry: URL): Pool {
  if (jobs <= 1) return { size: 1, run: (job) => judge.run(job), close: () => Promise.resolve() };
  return new WorkerPool(jobs, request, entry);
}

interface Task {
  readonly job: BatchJob;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: Error) => void;
}

class WorkerPool implements Pool {
  readonly size: number;
  readonly #workers: readonly Worker[];
  readonly #idle: Worker[];
  readonly #running = new Map<Worker, Task>();
  readonly #waiting: Task[] = [];

  constructor(size: number, request: JudgeRequest, entry: URL) {
    this.size = size;
    this.#workers = Array.from({ length: size }, () => this.#start(request, entry));
    this.#idle = [...this.#workers];
  }

  run(job: BatchJob): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ job, resolve, reject });
      this.#assign();
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }

  #start(request: JudgeRequest, entry: URL): Worker {
    const worker = new Worker(entry, { workerData: request });
    worker.on('message', (outcome: Outcome) => {
      const task = this.#running.get(worker);
      this.#running.delete(worker);
      this.#idle.push(worker);
      this.#assign();
      task?.resolve(outcome);
    });
    worker.on('error', (error: Error) => {
      this.#running.get(worker)?.reject(error);
      for (const { reject } of this.#waiting.splice(0)) reject(error);
      this.#running.delete(worker);
    });
    return worker;
  }

  #assign(): void {
    while (this.#idle.length > 0 && this.#waiting.length > 0) {
      const worker = this.#idle.pop();
      const task = this.#waiting.shift();
      if (!worker || !task) return;
      this.#running.set(worker, task);
      worker.postMessage(task.job);
    }
  }
}

/** The other end: what a worker thread does until it is terminated. */
export function serve(port: MessagePort, request: JudgeRequest): void {
  const judge = new Judge(request);
  port.on('message', (job: BatchJob) => {
    judge.run(job).then(
      (outcome) => port.postMessage(outcome),
      (error: unknown) => {
        // Thrown outside any promise, so that the pool hears of it as an error of this thread.
        setImmediate(() => {
          throw error;
        });
      },
    );
  });
}
