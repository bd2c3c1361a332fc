// The ground of the map: bands of equal height, the deeper the lower, in the theme's own colours.

import { make } from "../frame/parts.js";
import { levelsOf, outlines } from "./contours.js";

const [ROWS, COLUMNS] = [97, 121];

/** Draw the bands of a surface into a layer; `sheet` holds the heights where they are known on a grid only. */
export function drawGround(layer, map, ground, { xlim, ylim }, sheet) {
  const { rows, columns, heights } = sheet ?? measured(ground, xlim, ylim);
  const x = (column) => map.across(xlim[0] + (column / (columns - 1)) * (xlim[1] - xlim[0])).toFixed(1);
  const y = (row) => map.up(ylim[0] + (row / (rows - 1)) * (ylim[1] - ylim[0])).toFixed(1);
  layer.replaceChildren(...levelsOf(heights).map((level) => make("path", {
    class: "band",
    d: outlines(heights, rows, columns, level).map((ring) => `M${ring.map(([column, row]) => `${x(column)} ${y(row)}`).join("L")}Z`).join(""),
  })));
}

function measured(ground, [left, right], [low, high]) {
  const heights = new Float64Array(ROWS * COLUMNS);
  for (let row = 0; row < ROWS; row += 1) {
    const y = low + (row / (ROWS - 1)) * (high - low);
    for (let column = 0; column < COLUMNS; column += 1) {
      heights[row * COLUMNS + column] = ground.value(left + (column / (COLUMNS - 1)) * (right - left), y);
    }
  }
  return { rows: ROWS, columns: COLUMNS, heights };
}
