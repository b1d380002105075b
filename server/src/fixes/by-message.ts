import { z } from 'zod';
import { type AnyFixKind, defineFix } from '../lint/check.ts';

/** A fix kind that hands each message of a rule to another kind: an absent record is inserted, a late one marked as such. */
export function byMessage(kinds: readonly AnyFixKind[]) {
  const names = kinds.map(({ kind }) => kind);
  return defineFix({
    kind: 'by-message',
    params: z.strictObject({
      /** Message key → fix kind. */
      messages: z.record(z.string(), z.enum(names)),
    }),
    make(view, hit, { messages }) {
      const kind = kinds.find((each) => each.kind === messages[hit.message]);
      return kind ? kind.make(view, hit, {}) : [];
    },
  });
}
