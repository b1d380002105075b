import { Configurations } from '../../server/src/workspace/configuration.ts';
import { nodeFileSystem } from '../../server/src/workspace/file-system.ts';
import { Linter } from '../../server/src/workspace/linter.ts';
import { Session } from '../../server/src/workspace/session.ts';
import { applied, typing } from './editing.ts';

/** Milliseconds from each keystroke to its findings, through the session that server and command line share. */
export async function keystrokesInProcess(text: string, count: number): Promise<number[]> {
  const linter = new Linter();
  const { vocabulary } = linter.parts;
  const configuration = await new Configurations(nodeFileSystem).of('untitled:');
  const judging = linter.workbench(configuration).judging({ minutes: 30_000_000, given: true }, (file) => file);
  const session = new Session({
    fs: nodeFileSystem,
    vocabulary,
    judging: async () => judging,
    decode: (bytes) => new TextDecoder().decode(bytes),
    looksLikeRecord: () => true,
    changed: () => {},
  });
  const name = 'untitled:bench.emr';
  let now = text;
  session.open(name, now, 0);
  await session.report(name);
  const samples: number[] = [];
  let version = 0;
  for (const keystroke of typing(text, count)) {
    now = applied(now, keystroke);
    const begun = performance.now();
    session.change(name, now, ++version);
    const report = await session.report(name);
    samples.push(performance.now() - begun);
    if (report?.version !== version) throw new Error('the report is not of this text');
  }
  return samples;
}
