// The mathematics of the saliency explorer's face: colours of a heat map, and reading the occlusion table.

const CLEARING = 0.75; // a weak place is clearer than its share, as on paper

/** The pixels of a heat map, transparent where it is zero; signed values have their zero in the middle of 0 … 255. */
export function heatPixels(values, ladder, signed) {
  const pixels = new Uint8ClampedArray(values.length * 4);
  for (let place = 0; place < values.length; place += 1) {
    const share = signed ? Math.abs(values[place] - 127.5) / 127.5 : values[place] / 255;
    const rung = values[place] * 3;
    pixels[place * 4] = ladder[rung];
    pixels[place * 4 + 1] = ladder[rung + 1];
    pixels[place * 4 + 2] = ladder[rung + 2];
    pixels[place * 4 + 3] = share < 0.01 ? 0 : 255 * share ** CLEARING;
  }
  return pixels;
}

/** Which of the places lies nearest. */
export function nearest(places, value) {
  let best = 0;
  places.forEach((place, at) => {
    if (Math.abs(place - value) < Math.abs(places[best] - value)) best = at;
  });
  return best;
}

/** What the network says with the square at the nearest place of the table, class by class. */
export function lookUp({ rows, columns, values }, classes, row, column) {
  const at = (nearest(rows, row) * columns.length + nearest(columns, column)) * classes;
  return Array.from(values.slice(at, at + classes));
}
