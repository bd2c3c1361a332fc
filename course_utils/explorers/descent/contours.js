// Lines of equal height around everything that is lower, as closed outlines (marching squares; Lorensen & Cline 1987 in the plane).

/** The heights of contour lines, as levels_of in plots/surfaces.py chooses them. */
export function levelsOf(heights, bands = 12) {
  const sorted = Float64Array.from(heights).sort();
  const [low, high] = [sorted[0], sorted[sorted.length - 1]];
  const half = sorted.length / 2;
  const median = sorted.length % 2 ? sorted[Math.floor(half)] : (sorted[half - 1] + sorted[half]) / 2;
  const middle = Math.max((median - low) / (high - low), 1e-9);
  const power = Math.min(8, Math.max(1, Math.log(middle) / Math.log(0.5)));
  return Array.from({ length: bands - 1 }, (_, band) => low + (high - low) * ((band + 1) / bands) ** power);
}

// Which edges of a cell (0 south, 1 east, 2 north, 3 west) an outline enters and leaves by, low ground on its left;
// bits of the case: 1 south-west, 2 south-east, 4 north-east, 8 north-west is low.
const CASES = [[], [[0, 3]], [[1, 0]], [[1, 3]], [[2, 1]], [[0, 3], [2, 1]], [[2, 0]], [[2, 3]],
  [[3, 2]], [[0, 2]], [[1, 0], [3, 2]], [[1, 2]], [[3, 1]], [[0, 1]], [[3, 0]], []];

/**
 * Outlines of the ground below a level: lists of [column, row], each closed. `heights` lies in rows; what is beyond the
 * edge counts as high, so an outline runs along the edge of the map.
 */
export function outlines(heights, rows, columns, level) {
  const low = (row, column) => row >= 0 && column >= 0 && row < rows && column < columns && heights[row * columns + column] <= level;
  const wide = columns + 2;
  // An edge's number: twice that of the grid place at its south-west end, plus one where it runs north.
  const numbers = (row, column) => {
    const place = (row + 1) * wide + column + 1;
    return [2 * place, 2 * (place + 1) + 1, 2 * (place + wide), 2 * place + 1];
  };
  const next = new Map();
  for (let row = -1; row < rows; row += 1) {
    let [southEast, northEast] = [low(row, -1), low(row + 1, -1)];
    for (let column = -1; column < columns; column += 1) {
      const [southWest, northWest] = [southEast, northEast];
      southEast = low(row, column + 1);
      northEast = low(row + 1, column + 1);
      const ways = CASES[(southWest ? 1 : 0) + (southEast ? 2 : 0) + (northEast ? 4 : 0) + (northWest ? 8 : 0)];
      if (ways.length) {
        const edges = numbers(row, column);
        for (const [from, to] of ways) next.set(edges[from], edges[to]);
      }
    }
  }
  const height = (row, column) => (row >= 0 && column >= 0 && row < rows && column < columns ? heights[row * columns + column] : null);
  const crossing = (edge) => {
    const place = Math.floor(edge / 2);
    const [row, column] = [Math.floor(place / wide) - 1, (place % wide) - 1];
    const [up, right] = edge % 2 ? [1, 0] : [0, 1];
    const [here, there] = [height(row, column), height(row + up, column + right)];
    const share = here === null ? 1 : there === null ? 0 : (level - here) / (there - here);
    return [column + right * share, row + up * share];
  };
  const found = [];
  while (next.size) {
    const [first] = next.keys();
    const ring = [];
    for (let edge = first; next.has(edge);) {
      ring.push(crossing(edge));
      const to = next.get(edge);
      next.delete(edge);
      edge = to;
    }
    found.push(ring);
  }
  return found;
}
