import type { DocumentFacts } from '../chart/model.ts';

/** A pure function of two objects, remembered as long as both live. Chart checks run on every change; most documents did not. */
export function memoByPair<A extends object, B extends object, T>(compute: (a: A, b: B) => T): (a: A, b: B) => T {
  const known = new WeakMap<A, WeakMap<B, { readonly value: T }>>();
  return (a, b) => {
    let byB = known.get(a);
    if (!byB) {
      byB = new WeakMap();
      known.set(a, byB);
    }
    const kept = byB.get(b);
    if (kept) return kept.value;
    const value = compute(a, b);
    byB.set(b, { value });
    return value;
  };
}

/** The same for a document and something else, remembered with the document. */
export function memoByDocument<K extends object, T>(
  compute: (facts: DocumentFacts, key: K) => T,
): (facts: DocumentFacts, key: K) => T {
  return (facts, key) => {
    let byKey = facts.derived.get(compute) as Map<K, { readonly value: T }> | undefined;
    if (!byKey) {
      byKey = new Map();
      facts.derived.set(compute, byKey);
    }
    const kept = byKey.get(key);
    if (kept) return kept.value;
    const value = compute(facts, key);
    byKey.set(key, { value });
    return value;
  };
}

/** What a document alone decides, remembered with it. */
export function onceByDocument<T>(compute: (facts: DocumentFacts) => T): (facts: DocumentFacts) => T {
  return (facts) => {
    const kept = facts.derived.get(compute) as { readonly value: T } | undefined;
    if (kept) return kept.value;
    const value = compute(facts);
    facts.derived.set(compute, { value });
    return value;
  };
}
