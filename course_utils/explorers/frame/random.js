// Chance that can be repeated: the same seed gives the same numbers here and in random.py. T. Ettinger's mulberry32 (public domain).

/** Numbers of chance: { uniform() in [0, 1), normal() with mean 0 and std 1, normals(count) as a Float64Array }. The seed is a whole number. */
export function generator(seed) {
  let state = seed | 0;
  let spare = null;
  function uniform() {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }
  // Box & Muller (1958): two uniform numbers make two normal ones; the second waits for the next call.
  function normal() {
    if (spare !== null) {
      const value = spare;
      spare = null;
      return value;
    }
    const size = Math.sqrt(-2 * Math.log(1 - uniform()));
    const angle = 2 * Math.PI * uniform();
    spare = size * Math.sin(angle);
    return size * Math.cos(angle);
  }
  return { uniform, normal, normals: (count) => Float64Array.from({ length: count }, normal) };
}

/** What a generator gives, for comparing it with its twin. */
export function sample(seed, uniforms, normals) {
  const chance = generator(seed);
  return [Array.from({ length: uniforms }, chance.uniform), Array.from(chance.normals(normals))];
}
