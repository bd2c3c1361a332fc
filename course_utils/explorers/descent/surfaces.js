// The surfaces of surfaces.py, again: values, gradients, and the student's own function between the places where Python asked it.

const WELL_WIDTH = 1;
const SHALLOW = 0.2;

const valley = (condition) => ({
  value: (x, y) => 0.5 * (x * x + condition * y * y),
  slope: (x, y) => [x, condition * y],
});
const well = (x, y) => Math.exp(-(x * x + y * y) / (2 * WELL_WIDTH ** 2));

const GROUNDS = {
  bowl: () => valley(1),
  valley,
  rosenbrock: () => ({
    value: (x, y) => (1 - x) ** 2 + 100 * (y - x * x) ** 2,
    slope: (x, y) => [-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)],
  }),
  saddle: () => ({
    value: (x, y) => x * x + 0.25 * (y * y - 2) ** 2,
    slope: (x, y) => [2 * x, y * (y * y - 2)],
  }),
  two_minima: () => ({
    value: (x, y) => (x * x - 1) ** 2 + SHALLOW * (x + 1) ** 2 + y * y,
    slope: (x, y) => [4 * x * (x * x - 1) + 2 * SHALLOW * (x + 1), 2 * y],
  }),
  plateau: () => ({
    value: (x, y) => 1 - well(x, y),
    slope: (x, y) => [(x * well(x, y)) / WELL_WIDTH ** 2, (y * well(x, y)) / WELL_WIDTH ** 2],
  }),
};

/** Bilinear between the values of a grid (rows along y, upwards), central differences one cell wide for the gradient. */
function sampled({ rows, columns, heights }, [left, right], [low, high]) {
  const [across, up] = [(right - left) / (columns - 1), (high - low) / (rows - 1)];
  function value(x, y) {
    const column = Math.min(columns - 1, Math.max(0, (x - left) / across));
    const row = Math.min(rows - 1, Math.max(0, (y - low) / up));
    const [west, south] = [Math.min(columns - 2, Math.floor(column)), Math.min(rows - 2, Math.floor(row))];
    const [east, north] = [column - west, row - south];
    const place = south * columns + west;
    const below = heights[place] * (1 - east) + heights[place + 1] * east;
    const above = heights[place + columns] * (1 - east) + heights[place + columns + 1] * east;
    return below * (1 - north) + above * north;
  }
  return {
    value,
    slope: (x, y) => [(value(x + across, y) - value(x - across, y)) / (2 * across), (value(x, y + up) - value(x, y - up)) / (2 * up)],
    inside: (x, y) => left <= x && x <= right && low <= y && y <= high,
    lowest: heights.reduce((least, one) => Math.min(least, one), Infinity),
  };
}

/** A surface: { value(x, y), slope(x, y), inside(x, y), lowest }; `sheet` is the student's own, as { rows, columns, heights }. */
export function groundOf(surface, { condition, sheet, xlim, ylim }) {
  return { lowest: 0, inside: () => true, ...(surface === "own" ? sampled(sheet, xlim, ylim) : GROUNDS[surface](condition)) };
}

/** The largest second derivative of a quadratic surface, or null where it changes from place to place. */
export const largestCurvature = (surface, condition) => ({ bowl: 1, valley: condition })[surface] ?? null;

/** A ground from plain data, for comparing it with its twin. */
export function probe(surface, given, places) {
  const ground = groundOf(surface, given);
  return places.map(([x, y]) => [ground.value(x, y), ...ground.slope(x, y)]);
}
