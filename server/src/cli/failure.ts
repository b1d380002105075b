import type { LocalizedText } from '../vocabulary/schema.ts';

/** The command could not run, for a reason its user can mend: told in one line, exit code 2, no stack. */
export class Failure extends Error {
  readonly text: LocalizedText;

  constructor(zh: string, en: string) {
    super(en);
    this.text = { zh, en };
  }
}
