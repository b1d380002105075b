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
